"""What a file holds before anybody knows what it means: sheets of text cells, read with bounds."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.errors import Problem
from dashboard.importers.files.cells import WHOLE_FILE, Reading, SheetCells, sheet_key
from dashboard.importers.files.delimited import read_delimited
from dashboard.importers.files.excel import WORKBOOK, read_excel_sheets
from dashboard.importers.files.opendocument import is_spreadsheet, read_opendocument_sheets
from dashboard.importers.files.packages import Package, is_workbook, refusal

# Notes above a table fill a screen at most.
FIRST_ROWS = 60
LARGEST_PACKAGE_BYTES = 50_000_000
_OTHER_KINDS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "xl/workbook.bin": "a binary Excel workbook (.xlsb)",
    "content.xml": "another kind of OpenDocument file",
}


@dataclass(frozen=True)
class Grid:
    """One sheet, or a CSV file: every cell as stripped text, "" where there is none.

    The index of `cells` is the row as a spreadsheet counts it (from 1), its columns are numbered
    from 0; rows without anything are left out. Days are ISO dates, and months in words where the
    day of a first is not shown; shares shown as percent keep their sign, truths are TRUE and FALSE.
    `unreadable` are cells that hold no value of their own, such as formulas without one, their
    columns by letter; whoever reads the grid reports those in the part that it uses. `merged` are
    the areas of cells merged into one, such as A1:B1, at most one more than MOST_MERGED. `lengths`
    are for each row of a CSV file how many cells it has, with blank ones at its end. A sheet is
    `hidden` where its workbook does not show it.
    """

    name: str
    cells: pd.DataFrame
    unreadable: tuple[Problem, ...] = ()
    merged: tuple[str, ...] = ()
    lengths: NDArray[np.intc] | None = None
    hidden: bool = False

    @cached_property
    def first_rows(self) -> list[tuple[int, list[str]]]:
        """The first rows with their numbers, where every layout looks for its header."""
        head = self.cells.head(FIRST_ROWS)
        return list(zip(map(int, head.index), head.to_numpy().tolist(), strict=True))


@dataclass(frozen=True)
class SentFile:
    """A file that somebody sent, as far as it is understood: its grids in their order."""

    name: str
    sha256: str
    grids: tuple[Grid, ...]

    def grid(self, name: str) -> Grid | None:
        """Return the grid of a name, whatever its case and blanks, or None."""
        return next((g for g in self.grids if sheet_key(g.name) == sheet_key(name)), None)


def read_grids(content: bytes, file_name: str, reading: Reading = WHOLE_FILE) -> SentFile:
    """Return what an XLSX, ODS or CSV file holds; what it is, its content says and not its name.

    Formulas are never calculated: one counts with the value stored beside it, else it is among
    the unreadable cells. Of sheets asked for by name, those that the file has are returned.

    Raises:
        ImportRefusedError: for what is none of these, is damaged or protected, or needs more time
            or memory than a table that people keep may.
    """
    if not content:
        raise refusal(file_name, "is empty", "save the table again and load that")
    if is_workbook(content):
        grids = tuple(map(_grid, _sheets(content, file_name, reading)))
    else:
        grids = (_grid_of_csv(read_delimited(content, file_name)),)
    if not reading.sheets and all(grid.cells.empty and not grid.unreadable for grid in grids):
        raise refusal(file_name, "holds no value at all", "load the file that holds the table")
    return SentFile(file_name, hashlib.sha256(content).hexdigest(), grids)


def _grid(sheet: SheetCells) -> Grid:
    merged = tuple(sheet.merged)
    return Grid(sheet.name, sheet.frame(), sheet.unreadable, merged, hidden=sheet.hidden)


def _grid_of_csv(table: SheetCells) -> Grid:
    return replace(_grid(table), lengths=np.array(table.lengths))


def _sheets(content: bytes, file: str, reading: Reading) -> list[SheetCells]:
    if len(content) > LARGEST_PACKAGE_BYTES:
        reason = f"is larger than {LARGEST_PACKAGE_BYTES // 1_000_000} MB"
        raise refusal(file, reason, "load it in parts, without pictures")
    package = Package(content, file, reading.unpacked_bytes)
    if WORKBOOK in package.parts:
        return read_excel_sheets(package, reading)
    if is_spreadsheet(package):
        return read_opendocument_sheets(package, reading)
    raise refusal(
        file, f"seems to be {_other_kind(package.parts)}", "load an XLSX, ODS or CSV file"
    )


def _other_kind(parts: Sequence[str]) -> str:
    return next((kind for part, kind in _OTHER_KINDS.items() if part in parts), "a packed archive")
