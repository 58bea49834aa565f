"""The headings of a table that somebody sends, beside those that its layout has."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from dashboard.core.own.sheets import COUNT, NOTE, VALUE, FigureSheet
from dashboard.errors import Problem
from dashboard.importers.files.cells import column_letters
from dashboard.importers.tables.columns import nearest

_NEAR_SPELLING = 0.8
# No heading of ours is as long, and to compare longer ones takes time.
_LONGEST = 60
# What a layout is called where whoever reads the table does not say.
TEMPLATE = "the template"


@dataclass(frozen=True)
class Headings:
    """The columns that a table may have, in lower case: those read, and of them those needed.

    `shown_only` are columns that exports add for their readers; nobody looks at what they hold.
    `also_called` are other words for a column, of which whoever wrote one is told. `called` is what
    a sentence calls the layout. With `others_may_stand`, columns nobody knows are left out and
    named in the notes of the table, which have to be shown then; else they are faults.
    """

    names: tuple[str, ...]
    needed: tuple[str, ...]
    shown_only: tuple[str, ...] = ()
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: str = TEMPLATE
    others_may_stand: bool = False

    @property
    def known(self) -> frozenset[str]:
        return frozenset((*self.names, *map(heading, self.shown_only)))


@dataclass(frozen=True)
class Header:
    """The row that heads a table: its number, and each column's heading as it is written.

    `length` is how many cells the row has in a CSV file, None elsewhere.
    """

    row: int
    written: tuple[str, ...]
    length: int | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The headings as they are compared, "" where there is none."""
        return tuple(map(heading, self.written))

    def places(self, headings: Headings) -> dict[str, int]:
        """Return the number of each column read, from 0, by its name."""
        return {name: number for number, name in enumerate(self.names) if name in headings.names}


def heading(text: object) -> str:
    """Return a heading as it is compared: in lower case, with single blanks.

    >>> heading(" Area_Team: ")
    'area team'
    """
    return " ".join(str(text).replace("_", " ").split()).casefold().strip(" :*")


def headings_of(layout: FigureSheet) -> Headings:
    """Return the headings of one of the dashboard's own layouts of figures."""
    return Headings(
        names=layout.names,
        needed=layout.needed,
        shown_only=layout.shown_only,
        also_called={column.name: column.also_called for column in layout.columns},
        called=layout.called,
        others_may_stand=True,
    )


def header_problems(header: Header, rows: pd.DataFrame, headings: Headings) -> Iterator[Problem]:
    """Yield what is wrong with a header above some rows.

    That are columns that stand twice, columns needed that are missing and, where no others may
    stand, columns nobody knows, else near misses of columns that lack.
    """
    meant = _meant(header, rows, headings) if headings.others_may_stand else {}
    for number, name in meant.items():
        yield _near_miss(header, number, name, headings)
    if not headings.others_may_stand:
        yield from _unknown(header, headings)
    given = [name for name in header.names if name in headings.known]
    for name in sorted({name for name in given if given.count(name) > 1}):
        yield Problem(header.row, name, name, "heads two columns", "keep one of them")
    for name in headings.needed:
        if name not in given and name not in meant.values():
            advice = f'add the column "{name}"'
            yield Problem(header.row, name, "", "is missing from the header", advice)
    yield from _without_heading(header, rows, headings)


def columns_not_read(header: Header, rows: pd.DataFrame, headings: Headings) -> list[str]:
    """Return the headings, as written, of columns that nobody knows and that hold something."""
    return [
        header.written[number]
        for number, name in enumerate(header.names)
        if name and name not in headings.known and _is_filled(rows[number])
    ]


def cells_not_read(header: Header, rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield place and text of each cell below no heading, such as N3, column by column."""
    for number, name in enumerate(header.names):
        if name:
            continue
        filled = rows[number][rows[number] != ""]
        letters = column_letters(number + 1)
        yield from ((f"{letters}{row}", text) for row, text in filled.items())


def columns_named(names: Collection[str], headings: Headings) -> set[str]:
    """Return which columns of a layout some headings name, rightly or by a near miss."""
    right = {name for name in names if name in headings.names}
    found = set(right)
    for name in dict.fromkeys(names):
        near = None if name in right else _column_meant(name, set(headings.names) - found, headings)
        found |= {near} if near else set()
    return found


def _near_miss(header: Header, number: int, name: str, headings: Headings) -> Problem:
    written, wanted = header.written[number], name.capitalize()
    if name in header.names:
        advice = f'move what it holds into the column "{wanted}", which is empty'
    else:
        other = "" if name in headings.needed else ", or remove it if it is something else"
        advice = f'change "{written}" to "{wanted}"{other}'
    reason = f"heads a column of what looks like {headings.called}"
    return Problem(header.row, written, written, reason, advice)


def _meant(header: Header, rows: pd.DataFrame, headings: Headings) -> dict[int, str]:
    """Return which column that lacks is meant by each heading that is a near miss, by its place.

    A note is no figure: a column that could be one is only named, as any other that is not read.
    """
    absent = {name for name in headings.names if name not in header.names} - {NOTE}
    lacking = set(_lacking(header, rows, headings)) - {NOTE}
    found = {}
    for number, name in enumerate(header.names):
        if not name or name in headings.names:
            continue
        shown_only = name in headings.known
        wanted = absent & set(headings.needed) if shown_only else lacking
        meant = _also_called(name, wanted, headings)
        near = _spelt_like(name, absent) if not shown_only else None
        if meant or near:
            found[number] = meant or near or ""
    return found


def _lacking(header: Header, rows: pd.DataFrame, headings: Headings) -> Iterator[str]:
    """Yield the columns that are not there or empty.

    Of value and count one is enough, unless both are needed.
    """
    places = header.places(headings)
    filled = {name for name, number in places.items() if _is_filled(rows[number])}
    figures = {VALUE, COUNT}
    for name in headings.names:
        other = name in figures and name not in headings.needed and filled & figures
        if name not in filled and not other:
            yield name


def _column_meant(name: str, columns: Collection[str], headings: Headings) -> str | None:
    return _also_called(name, columns, headings) or _spelt_like(name, columns)


def _also_called(name: str, columns: Collection[str], headings: Headings) -> str | None:
    forms = (name, _without_brackets(name))
    called = headings.also_called
    return next(
        (
            each
            for each in headings.names
            if each in columns and (set(forms) & set(called.get(each, ())) or each in forms)
        ),
        None,
    )


def _spelt_like(name: str, columns: Collection[str]) -> str | None:
    if len(name) > _LONGEST:
        return None
    found = difflib.get_close_matches(name, sorted(columns), n=1, cutoff=_NEAR_SPELLING)
    return found[0] if found else None


def _without_brackets(name: str) -> str:
    return re.sub(r" ?\([^()]*\)$", "", name[:_LONGEST])


def _unknown(header: Header, headings: Headings) -> Iterator[Problem]:
    for name in sorted(set(header.names) - headings.known - {""}):
        reason, advice = f"is not a column of {headings.called}", nearest(name, headings.names)
        yield Problem(header.row, name, name, reason, advice)


def _without_heading(header: Header, rows: pd.DataFrame, headings: Headings) -> Iterator[Problem]:
    """Yield the first cell of each column that holds something below no heading.

    Where others may stand, only of a CSV file's rows that are longer than its header: there, a
    comma in a text may have moved all cells behind it.
    """
    for number, name in enumerate(header.names):
        if name or (headings.others_may_stand and not _is_beyond(header, number)):
            continue
        filled = rows[number][rows[number] != ""]
        if not filled.empty:
            where, reason = f"column {column_letters(number + 1)}", "has no heading above it"
            advice = "give it one, or empty it; in CSV, a text with a comma needs quotation marks"
            yield Problem(int(filled.index[0]), where, filled.iloc[0], reason, advice)


def _is_beyond(header: Header, number: int) -> bool:
    return header.length is not None and number >= header.length


def _is_filled(cells: "pd.Series[str]") -> bool:
    return bool((cells != "").any())
