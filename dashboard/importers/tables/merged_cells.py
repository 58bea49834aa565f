"""Cells that a spreadsheet shows as one: which rows such a cell stands for, and where that is open.

Whoever merges a name downwards means it for every row beside it. A number merged over several rows
may be that of all together or of the first alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.errors import Problem
from dashboard.importers.files.cells import MOST_MERGED, column_number
from dashboard.importers.files.grids import Grid
from dashboard.importers.imported import ROW
from dashboard.importers.tables.headings import Header

_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class Unmerged:
    """A table whose merged cells stand in every row they cover, these areas, and what is open."""

    rows: pd.DataFrame
    areas: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Area:
    """An area over several rows of a table: `rows` are their places in it, from 0."""

    written: str
    column: str
    rows: range


@dataclass
class _Filled:
    """The cells of the columns that are filled, by name, so that each is made anew once."""

    table: pd.DataFrame
    cells: dict[str, np.ndarray] = field(default_factory=dict)

    def fill(self, area: _Area) -> None:
        column = self.cells.setdefault(area.column, self.table[area.column].to_numpy(object).copy())
        column[area.rows.start : area.rows.stop] = column[area.rows.start]

    def made(self) -> pd.DataFrame:
        return self.table.assign(
            **{name: pd.array(cells, dtype="str") for name, cells in self.cells.items()}
        )


def unmerged(
    table: pd.DataFrame, grid: Grid, places: Mapping[str, int], of_figure: tuple[str, ...]
) -> Unmerged:
    """Return a table of a sheet with its merged cells filled downwards.

    `table` has ROW, in order, and columns whose numbers in the sheet are `places`. Areas that begin
    in a column of a figure are problems.
    """
    if not grid.merged:
        return Unmerged(table)
    if len(grid.merged) > MOST_MERGED:
        reason = f"has more than {MOST_MERGED} areas of merged cells"
        return Unmerged(table, (), (Problem(None, "sheet", grid.name, reason, "unmerge them"),))
    filled, areas, problems = _Filled(table), [], []
    for area in _areas(table, grid, places):
        text = str(table[area.column].iat[area.rows.start])
        if not text:
            continue
        if area.column in of_figure:
            problems.append(_open(table, area, text))
        else:
            filled.fill(area)
            areas.append(area.written)
    return Unmerged(filled.made(), tuple(areas), tuple(problems))


def merged_headings(grid: Grid, header: Header) -> Iterator[Problem]:
    """Yield the headings of a sheet that are merged over columns that hold something."""
    for written in grid.merged[:MOST_MERGED]:
        match = _AREA.fullmatch(written)
        if match is None or not int(match[2]) <= header.row <= int(match[4]):
            continue
        first, last = (column_number(match[group]) or 0 for group in (1, 3))
        covered = [n for n in range(first, last) if n < len(header.names) and not header.names[n]]
        below = grid.cells.loc[grid.cells.index > header.row, covered]
        if (below != "").any(axis=None):
            reason = f"is merged over several columns ({written})"
            given, advice = header.written[first - 1], "unmerge it, and head each column"
            yield Problem(header.row, f"column {match[1]}", given, reason, advice)


def _areas(table: pd.DataFrame, grid: Grid, places: Mapping[str, int]) -> Iterator[_Area]:
    """Yield the areas over two rows or more of a table that begin in a column of it."""
    by_place = {number: name for name, number in places.items()}
    numbers = table[ROW].to_numpy()
    for written in grid.merged:
        match = _AREA.fullmatch(written)
        column = by_place.get((column_number(match[1]) or 0) - 1) if match else None
        if match is None or column is None:
            continue
        first, last = int(match[2]), int(match[4])
        start, stop = np.searchsorted(numbers, [first, last + 1])
        if stop - start > 1 and numbers[start] == first:
            yield _Area(written, column, range(int(start), int(stop)))


def _open(table: pd.DataFrame, area: _Area, text: str) -> Problem:
    numbers = table[ROW].to_numpy()
    first, last = int(numbers[area.rows.start]), int(numbers[area.rows.stop - 1])
    reason = f"is merged over rows {first} to {last} ({area.written})"
    advice = f"unmerge it: is it the figure of these rows together, or of row {first} alone?"
    return Problem(first, area.column, text, reason, advice)
