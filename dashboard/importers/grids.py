"""What a file holds before anybody knows what it means: sheets of text cells, read with bounds."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from dashboard.errors import Problem
from dashboard.importers.workbooks import is_workbook, refusal


@dataclass(frozen=True)
class Grid:
    """One sheet, or a CSV file: every cell as stripped text, "" where there is none.

    The index of `cells` is the row as a spreadsheet counts it (from 1), its columns are numbered
    from 0; rows without anything are left out. `unreadable` are cells that hold no value of
    their own, such as formulas; whoever reads the grid reports those in the part that it uses.
    """

    name: str
    cells: pd.DataFrame
    unreadable: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SentFile:
    """A file that somebody sent, as far as it is understood: its grids in their order."""

    name: str
    sha256: str
    grids: tuple[Grid, ...]

    def grid(self, name: str) -> Grid | None:
        """Return the grid of a name, whatever its case and blanks, or None."""
        wanted = " ".join(name.split()).casefold()
        return next((g for g in self.grids if " ".join(g.name.split()).casefold() == wanted), None)


def read_grids(content: bytes, file_name: str) -> SentFile:
    """Return what an XLSX, ODS or CSV file holds.

    Raises:
        ImportRefusedError: for what is none of these, is damaged or protected, or needs more time
            or memory than a file of figures may.
    """
    read = _sheets if is_workbook(content) else _delimited
    return SentFile(file_name, hashlib.sha256(content).hexdigest(), read(content, file_name))


def _sheets(content: bytes, file: str) -> tuple[Grid, ...]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        return tuple(_grid(s.name, s.to_python(skip_empty_area=False)) for s in sheets)
    except CalamineError as error:
        raise refusal(file, "cannot be read as a workbook", "save it as .xlsx") from error


def _delimited(content: bytes, file: str) -> tuple[Grid, ...]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refusal(file, f"is no CSV file ({error})", "save it again as CSV") from error
    return (_grid("", records),)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _grid(name: str, rows: Iterable[Sequence[object]]) -> Grid:
    texts = [[_text(value) for value in row] for row in rows]
    cells = pd.DataFrame(texts, dtype="str").fillna("")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Grid(name, cells[(cells != "").any(axis=1)])


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    return str(value.date() if isinstance(value, dt.datetime) else value).strip()
