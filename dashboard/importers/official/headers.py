"""The header of an official table: found below its notes, whatever its order and blanks."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.errors import Problem
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.official.printed import without_remarks

# Notes above a table fill a screen at most.
_DEEPEST = 60


@dataclass(frozen=True)
class OfficialTable:
    """A sheet with the row its header stands in, and the number of each column by its heading.

    Headings are in lower case, their words joined by "_". `rows` are those under the header.
    """

    grid: Grid
    row: int
    columns: Mapping[str, int]
    repeated: tuple[str, ...] = ()

    @property
    def rows(self) -> pd.DataFrame:
        return self.grid.cells.loc[self.grid.cells.index > self.row]

    @property
    def notes_above(self) -> str:
        """Everything that stands above the header, in lower case."""
        above = self.grid.cells.loc[self.grid.cells.index < self.row]
        return " ".join(" ".join(cells) for cells in above.to_numpy().tolist()).casefold()

    def records(self) -> pd.DataFrame:
        """Return the rows under the header with their columns by heading."""
        return pd.DataFrame({name: self.rows[number] for name, number in self.columns.items()})

    def problems(self, needed: Collection[str]) -> list[Problem]:
        """Return what is wrong with the columns needed, and each cell that holds no value."""
        return [
            *(
                Problem(self.row, name, name, "heads two columns", "keep one of them")
                for name in self.repeated
                if name in needed
            ),
            *(p for p in self.grid.unreadable if p.row is None or p.row > self.row),
        ]


def heading(text: str) -> str:
    """Return a column's heading as it is looked up.

    >>> heading("Local Authority/Region [note 2] "), heading("Number_Children")
    ('local_authority_region', 'number_children')
    """
    return re.sub(r"[^a-z0-9]+", "_", without_remarks(text).casefold()).strip("_")


def find_table(grid: Grid, needed: Collection[str]) -> OfficialTable | None:
    """Return a sheet's table: the first row that has all of these headings is its header."""
    for number, cells in zip(
        grid.cells.index[:_DEEPEST], grid.cells.head(_DEEPEST).to_numpy().tolist(), strict=True
    ):
        headings = [heading(str(cell)) for cell in cells]
        if set(needed) <= set(headings):
            repeated = {name for name in headings if name and headings.count(name) > 1}
            columns = {name: headings.index(name) for name in headings if name}
            return OfficialTable(grid, int(number), columns, tuple(sorted(repeated)))
    return None


def find_in_file(sent: SentFile, needed: Collection[str], sheet: str = "") -> OfficialTable | None:
    """Return the first table with these headings, looking in the sheet of this name first."""
    named = sent.grid(sheet) if sheet else None
    grids = [*([named] if named else []), *sent.grids]
    return next((found for grid in grids if (found := find_table(grid, needed))), None)
