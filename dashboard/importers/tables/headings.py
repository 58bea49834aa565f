"""The headings of a table that somebody sends, beside those that its layout has."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from dashboard.core.own.sheets import (
    ALL_CHILDREN_TOO,
    COUNT,
    GROUP,
    NOTE,
    PERIOD,
    VALUE,
    FigureSheet,
)
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.periods import read_quarter_or_month
from dashboard.errors import Problem
from dashboard.importers.files.cells import column_letters
from dashboard.importers.tables.columns import nearest

_NEAR_SPELLING = 0.8
# No heading of ours is as long, and to compare longer ones takes time.
_LONGEST = 60
_FEWEST_PERIODS = 2
# Why "Q1" and "2025 Q1" are refused, which may well head columns.
_NEARLY_PERIODS = {"has no year", "could mean two things"}
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}|[a-z])[.)] ?")
_PARTED = re.compile(r"[/|()\n]")
# What services in Wales write beside our headings.
_WELSH = frozenset(
    (
        *("dangosydd", "mesur", "t\u00eem ardal", "tim ardal", "t\u00eem", "tim", "ardal"),
        *("cyfnod", "chwarter", "gr\u0175p", "grwp", "gwerth", "cyfrif", "nifer", "rhif", "canran"),
        *("enwadur", "cyflwr", "statws", "nodyn", "nodiadau"),
    )
)
# What a layout is called where whoever reads the table does not say.
TEMPLATE = "the template"


@dataclass(frozen=True)
class Headings:
    """The columns that a table may have, in lower case: those read, and of them those needed.

    `shown_only` are columns that exports add for their readers; nobody looks at what they hold.
    `also_called` are other words for a column, of which whoever wrote one is told. `called` is what
    a sentence calls the layout. With `others_may_stand`, columns nobody knows are left out and
    named in the notes of the table, which have to be shown then; else they are faults. Those that
    `divides` names are faults all the same where they hold a part of the children.
    """

    names: tuple[str, ...]
    needed: tuple[str, ...]
    shown_only: tuple[str, ...] = ()
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: str = TEMPLATE
    others_may_stand: bool = False
    divides: tuple[str, ...] = ()

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
    """Return a heading as it is compared: in lower case, with single blanks, without its Welsh.

    >>> heading(" Area_Team: "), heading("Period / Cyfnod")
    ('area team', 'period')
    """
    written = str(text)
    plain = _as_compared(written)
    if len(written) > _LONGEST or not any(sign in written for sign in "/|(\n"):
        return plain
    parts = [_as_compared(part) for part in _PARTED.split(written)]
    english = [part for part in parts if part and part not in _WELSH]
    return english[0] if len(english) == 1 < len(list(filter(None, parts))) else plain


def _as_compared(text: str) -> str:
    return " ".join(text.replace("_", " ").split()).casefold().strip(" :*")


def headings_of(layout: FigureSheet) -> Headings:
    """Return the headings of one of the dashboard's own layouts of figures."""
    return Headings(
        names=layout.names,
        needed=layout.needed,
        shown_only=layout.shown_only,
        also_called={column.name: column.also_called for column in layout.columns},
        called=layout.called,
        others_may_stand=True,
        divides=layout.divides,
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
    yield from _dividing(header, rows, headings, meant)
    given = [name for name in header.names if name in headings.known]
    for name in sorted({name for name in given if given.count(name) > 1}):
        yield Problem(header.row, name, name, "heads two columns", "keep one of them")
    for name in headings.needed:
        if name not in given and name not in meant.values():
            advice = f'add the column "{name}"'
            yield Problem(header.row, name, "", "is missing from the header", advice)
    yield from _without_heading(header, rows, headings)


def periods_across(header: Header) -> Problem | None:
    """Return what to do with a table whose columns are headed by quarters or months, else None."""
    if PERIOD in header.names:
        return None
    found = [written for written in header.written if written and _is_period(written)]
    if len(found) < _FEWEST_PERIODS:
        return None
    named = ", ".join(found[:_FEWEST_PERIODS])
    advice = 'write a row for each figure, with its period in the column "Period"'
    return Problem(header.row, "header", named, "are periods side by side", advice)


def _is_period(text: str) -> bool:
    try:
        read_quarter_or_month(text[:_LONGEST])
    except NotReadError as error:
        return error.reason in _NEARLY_PERIODS
    return True


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
    forms = _forms(name)
    called = headings.also_called
    return next(
        (
            each
            for each in headings.names
            if each in columns and (set(forms) & set(called.get(each, ())) or each in forms)
        ),
        None,
    )


def _forms(name: str) -> tuple[str, ...]:
    """Return what a heading may stand for: itself, without its brackets or number, or one part."""
    bare = _NUMBERED.sub("", name[:_LONGEST])
    parts = (part.strip() for part in re.split(r"[/|]| - ", bare))
    return (name, _without_brackets(name), bare, *parts, name.replace("-", " "))


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


def _dividing(
    header: Header, rows: pd.DataFrame, headings: Headings, meant: Collection[int]
) -> Iterator[Problem]:
    """Yield the columns that nobody reads, and by which each figure is that of a part."""
    for number, name in enumerate(header.names):
        if name not in headings.divides or number in meant or not _names_a_part(rows[number]):
            continue
        written = header.written[number]
        reason = "divides the figures further, and only one group of a figure is read"
        advice = f'keep rows of one group each, and write it into the column "{GROUP.capitalize()}"'
        yield Problem(header.row, written, written, reason, advice)


def _names_a_part(cells: "pd.Series[str]") -> bool:
    return any(heading(text) not in ("", "all children", *ALL_CHILDREN_TOO) for text in set(cells))


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
