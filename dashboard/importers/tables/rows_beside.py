"""Rows beside those of figures: titles, notes, totals and what somebody left below a table.

They are told apart by what they lack, and left out by name. A row that may be a figure stays, so
that its faults are told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.core.own.sheets import NOTE, STATE, FigureSheet
from dashboard.errors import Problem
from dashboard.importers.imported import ROW, SHEET
from dashboard.importers.tables.columns import distinct_mapped
from dashboard.importers.tables.figure_rows import FigureRows, in_sheet
from dashboard.importers.tables.headings import heading
from dashboard.narrative import readings

_TOTALS = frozenset(
    (
        *("total", "totals", "grand total", "sub total", "subtotal", "overall total", "sum"),
        *("overall", "average", "averages", "mean", "median", "year to date", "ytd", "to date"),
        *("overall average", "overall mean", "running total", "difference", "change", "variance"),
        *("full year", "whole year", "cumulative", "% change", "percentage change", "target"),
        *("all quarters", "all months"),
    )
)
_WITH_TOTAL = re.compile(
    r"(?:(?:grand|sub|overall|year|annual|yearly|quarterly|monthly) )?"
    r"(?:totals?|average|mean|year to date|ytd|full year|cumulative)\b.{0,60}"
    r"|.{0,60}\b(?:totals?|average|year to date|ytd|full year)"
)
_LONGEST = 80
# Where more rows are not understood, the table is wrong as a whole, and all of that is told.
_MOST_CANDIDATES = 50_000
# So many headings in other columns are no chance.
_FEWEST_HEADINGS = 3
# So many are named; the others are counted.
_SHOWN = 6


@dataclass(frozen=True)
class RowsUnderstood:
    """What of each row of a table is understood: its indicator, its period, its state.

    `names` is false where a text that names what the row is about means nothing.
    """

    indicator: pd.Series
    period: pd.Series
    state: pd.Series
    names: pd.Series


@dataclass(frozen=True)
class Beside:
    """Which rows of a table are no figures, a sentence that names them, and numbers of no row."""

    left_out: pd.Series
    note: str = ""
    problems: tuple[Problem, ...] = ()

    def without(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table with the rows of figures alone, counted anew."""
        if not self.left_out.any():
            return table
        return table[~self.left_out].reset_index(drop=True)

    def unread_in(self, read: FigureRows) -> list[Problem]:
        """Return the cells without a value, without those in rows that are left out."""
        rows = read.rows[self.left_out]
        sheets = rows[SHEET] if SHEET in rows.columns else [""] * len(rows)
        places = set(zip(sheets, rows[ROW], strict=True))
        return [each for each in read.unread if (each.sheet, each.row) not in places]


def rows_beside(read: FigureRows, layout: FigureSheet, known: RowsUnderstood) -> Beside:
    """Return the rows of a table that are none of figures.

    These are repetitions of the header, totals, and rows without indicator, period and figure. A
    number without any name is left out below the table; between its rows it is a problem.
    """
    candidates = ~known.names
    if not 0 < candidates.sum() <= _MOST_CANDIDATES:
        return Beside(pd.Series(False, index=candidates.index))
    rows = _Rows(read.rows[candidates], layout, known)
    left_out = pd.Series(False, index=read.rows.index)
    left_out[candidates] = rows.are_beside
    strays = pd.Series(False, index=read.rows.index)
    strays[candidates] = rows.are_strays
    headers = pd.Series(False, index=read.rows.index)
    headers[candidates] = rows.are_other_headers
    left_out &= ~headers
    below = strays & (read.rows.index > _last(~left_out & ~strays, read.rows))
    left_out |= below
    between = (*_of_no_row(read, layout, strays & ~below), *_of_other_header(read, headers))
    return Beside(left_out | strays | headers, _note(read, layout, left_out), between)


class _Rows:
    """Some rows of a table, by what stands in them; each answer has a truth for each row."""

    def __init__(self, rows: pd.DataFrame, layout: FigureSheet, known: RowsUnderstood) -> None:
        self._rows, self._layout = rows, layout
        self._known = RowsUnderstood(*(each[rows.index] for each in vars(known).values()))
        self._filled = rows[list(layout.names)] != ""

    @cached_property
    def are_beside(self) -> pd.Series:
        return self._headers | self._totals | self._remarks | self._alone

    @property
    def are_strays(self) -> pd.Series:
        """Where a number stands that nothing names."""
        return ~self._any(self._layout.naming) & self._digits & ~self.are_beside

    @property
    def _headers(self) -> pd.Series:
        found = self._any(self._layout.names)
        for name in self._layout.names:
            said = distinct_mapped(self._rows[name], heading)
            found &= (said == name) | (said == "")
        return found

    @property
    def are_other_headers(self) -> pd.Series:
        """Where headings stand that are not those of their columns."""
        found = pd.Series(0, index=self._rows.index)
        for name in self._layout.names:
            said = distinct_mapped(self._rows[name], heading)
            found += said.isin(self._layout.names) & (said != name)
        return found >= _FEWEST_HEADINGS

    @property
    def _totals(self) -> pd.Series:
        naming = self._layout.naming
        said = distinct_mapped(self._rows[NOTE], _total_words)
        found = (said != "") & ~self._any(naming)
        for name in naming:
            said = distinct_mapped(self._rows[name], _total_words)
            found |= (said == "total") | ((said != "") & ~self._known.period)
        return found

    @property
    def _remarks(self) -> pd.Series:
        """Where neither indicator, period nor figure stands."""
        figure = self._any(self._layout.numbers) | (self._filled[STATE] & self._known.state)
        return ~figure & ~self._known.indicator & ~self._known.period

    @property
    def _alone(self) -> pd.Series:
        """Where a sign or a text stands alone, or signs without any name."""
        alone = self._filled.sum(axis="columns") == 1
        return ~self._digits & (alone | ~self._any((*self._layout.naming, STATE)))

    @cached_property
    def _digits(self) -> pd.Series:
        found = pd.Series(False, index=self._rows.index)
        for name in self._layout.numbers:
            found |= distinct_mapped(self._rows[name], _has_digit).astype(bool)
        return found

    def _any(self, names: tuple[str, ...]) -> pd.Series:
        return self._filled[list(names)].any(axis="columns")


def _total_words(text: str) -> str:
    """Return "total" for what sums rows up, "with" for one of something, "" for any other text."""
    words = heading(text[: _LONGEST + 1].replace("-", " "))
    if words in _TOTALS:
        return "total"
    return "with" if len(words) <= _LONGEST and _WITH_TOTAL.fullmatch(words) else ""


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _last(real: pd.Series, rows: pd.DataFrame) -> pd.Series | int:
    """Return for each row the place of the last real row of its sheet, -1 where there is none."""
    places = real.index.to_series().where(real, -1)
    if SHEET in rows.columns:
        return places.groupby(rows[SHEET]).transform("max")
    return int(places.max())


def _note(read: FigureRows, layout: FigureSheet, left_out: pd.Series) -> str:
    number = int(left_out.sum())
    if not number:
        return ""
    first = read.rows[left_out].head(_SHOWN)
    return readings.rows_not_read(list(_described(read, layout, first)), number).text


def _described(
    read: FigureRows, layout: FigureSheet, rows: pd.DataFrame
) -> Iterator[tuple[str, str]]:
    """Yield where each row stands, by its cell where it has only one, and what stands there."""
    for cells in rows.to_dict("records"):
        sheet = str(cells.get(SHEET, ""))
        filled = {name: str(cells[name]) for name in layout.names if cells[name]}
        place = f"row {cells[ROW]}"
        if len(filled) == 1:
            place = f"{read.letters[sheet, next(iter(filled))]}{cells[ROW]}"
        yield in_sheet(sheet, place), ", ".join(filled.values())


def _of_no_row(read: FigureRows, layout: FigureSheet, strays: pd.Series) -> Iterator[Problem]:
    """Yield a problem for each cell with a number that stands between rows without any name."""
    for cells in read.rows[strays].to_dict("records"):
        sheet = str(cells.get(SHEET, ""))
        name = next(each for each in layout.numbers if cells[each])
        where = f"{read.letters[sheet, name]}{cells[ROW]}"
        reason = "stands between the rows of figures, and nothing says what it is the figure of"
        advice = f"complete its row, or empty the cell {where}"
        yield Problem(int(cells[ROW]), name, str(cells[name]), reason, advice, sheet=sheet)


def _of_other_header(read: FigureRows, headers: pd.Series) -> Iterator[Problem]:
    """Yield a problem for each row of headings that moves the columns below it."""
    for cells in read.rows[headers].to_dict("records"):
        given = ", ".join(
            str(text) for name, text in cells.items() if text and name not in (ROW, SHEET)
        )
        reason = "is a second header, with its columns in another order"
        advice = "put the rows below it under the columns of the first header"
        sheet = str(cells.get(SHEET, ""))
        yield Problem(int(cells[ROW]), "row", given[:_LONGEST], reason, advice, sheet=sheet)
