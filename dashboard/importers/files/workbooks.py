"""Excel workbooks as people send them: cells as text or days, and what is wrong with the file."""

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.importers.files.excel import WORKBOOK
from dashboard.importers.files.packages import Package, refusal

# Less than for figures, because this reader holds a workbook whole.
_LARGEST_UNPACKED_BYTES = 30_000_000
_MOST_COLUMNS = 200
_NO_HEADING = "(no heading)"


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value of its own: what is there instead, and what to do."""

    shown: str
    reason: str
    advice: str


SentCell: TypeAlias = str | dt.date | Unreadable


@dataclass(frozen=True)
class SentSheet:
    """The cells of one sheet, each row with its number (the header is row 1); no blank rows."""

    header: list[str]
    rows: list[tuple[int, list[SentCell]]]


def read_workbook(
    content: bytes, file: str, titles: Mapping[str, str], most_rows: int
) -> dict[str, SentSheet]:
    """Return the sheets that a workbook has of those wanted, by the key of each title.

    Other sheets are not looked at; hidden rows and columns are read like any other.

    Raises:
        ImportRefusedError: for a file that is no workbook, is protected, holds macros, unpacks to
            too much, or whose sheets are too long or hold merged cells.
    """
    _refuse_by_form(content, file)
    workbook = _opened(content, file)
    by_title = {sheet.title.strip().casefold(): sheet for sheet in workbook.worksheets}
    wanted = {key: by_title.get(title.casefold()) for key, title in titles.items()}
    found = {key: sheet for key, sheet in wanted.items() if sheet is not None}
    if not found:
        words = " nor ".join(f'"{title}"' for title in titles.values())
        raise refusal(file, f"has no sheet {words}", "keep the sheets' names as they were exported")
    for sheet in found.values():
        _refuse_by_shape(sheet, file, most_rows)
    return {key: _cells(sheet) for key, sheet in found.items()}


def _refuse_by_form(content: bytes, file: str) -> None:
    package = Package(content, file, _LARGEST_UNPACKED_BYTES)
    if WORKBOOK not in package.parts:
        as_xlsx = 'save it in Excel as "Excel Workbook (.xlsx)"'
        raise refusal(file, "is no Excel workbook", as_xlsx)


def _opened(content: bytes, file: str) -> Workbook:
    try:
        return load_workbook(io.BytesIO(content), keep_links=False)
    except Exception as error:
        # The reader has no error of its own: whatever a broken part makes it stumble over comes up.
        reason = "cannot be read as an Excel workbook"
        advice = 'open it in Excel, save it as "Excel Workbook (.xlsx)" and load that'
        raise refusal(file, reason, advice) from error


def _refuse_by_shape(sheet: Worksheet, file: str, most_rows: int) -> None:
    if sheet.max_row > most_rows + 1:
        reason = f'has a sheet "{sheet.title}" that reaches to row {sheet.max_row:,}'
        advice = f"delete what stands below the table; {most_rows:,} rows are the most"
        raise refusal(file, reason, advice)
    if sheet.max_column > _MOST_COLUMNS:
        reason = f'has a sheet "{sheet.title}" with {sheet.max_column:,} columns'
        raise refusal(file, reason, "delete the columns to the right of the table")
    if sheet.merged_cells.ranges:
        where = ", ".join(sorted(str(area) for area in sheet.merged_cells.ranges)[:3])
        reason = f'has merged cells in the sheet "{sheet.title}" ({where})'
        raise refusal(file, reason, "unmerge them and fill in each cell")


def _cells(sheet: Worksheet) -> SentSheet:
    header, *rows = [[_value(cell) for cell in row] for row in sheet.iter_rows()]
    # Formatting leaves blank columns beside and within many tables.
    used = [place for place, cells in enumerate(zip(header, *rows, strict=True)) if any(cells)]
    names = [header[place] for place in used]
    numbered = [(number, [row[p] for p in used]) for number, row in enumerate(rows, start=2)]
    return SentSheet(
        [name if isinstance(name, str) and name else _NO_HEADING for name in names],
        [(number, row) for number, row in numbered if any(row)],
    )


def _value(cell: Cell | MergedCell) -> SentCell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = str(getattr(value, "text", value))
        return Unreadable(formula, "is a formula", "paste its value (Paste special, Values)")
    if cell.data_type == "e":
        return Unreadable(str(value), "is an error of Excel", "correct the cell")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, dt.datetime | dt.time | dt.timedelta):
        return Unreadable(str(value), "holds a time of day", "write the day only")
    return value if isinstance(value, dt.date) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # Excel's own codes: for the return of an old line break, and for what only looks like a code.
    shown = re.sub(r"(?<!_x005F)_x000D_|\r(?=\n)", "", str(value)).replace("\r", "\n")
    return re.sub(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", shown).strip()
