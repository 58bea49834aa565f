"""Tables as spreadsheets can safely open them, with their notes."""

import datetime as dt
import io
import re
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from dashboard.core.areas import INVENTED
from dashboard.reports.notes import Notes

T = TypeVar("T")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT, SOURCE = "About this table", "Source of the figures"
# A cell that begins like this is run as a formula; a signed number is only a number.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d,.]*( ?%| points)?$)")
# The most that a cell of a workbook may hold.
_LONGEST_TEXT = 32_767
_FEWEST_WIDE, _WIDEST = 8, 60
# Below this a whole number may be a year, in which a comma would look wrong.
_FIRST_WITH_COMMA = 10_000
_MOST_DECIMALS = 3
_HEADING = PatternFill("solid", fgColor="12436D")
_TOP = Alignment(vertical="top", wrap_text=True)


def csv_bytes(frame: pd.DataFrame, notes: Notes | None = None) -> bytes:
    """Return a table as CSV in UTF-8 that a spreadsheet recognises, with no cell that it would run.

    A text that begins like a formula gets an apostrophe before it. Notes and sources fill two last
    columns, the same in every row: the header stays in the first row, and whoever copies rows into
    another table takes their origin along.
    """
    noted = frame if notes is None else _noted(frame, notes)
    return noted.map(safe).rename(columns=safe).to_csv(index=False).encode("utf-8-sig")


def xlsx_bytes(frame: pd.DataFrame, notes: Notes, made_at: dt.datetime) -> bytes:
    """Return a table as a workbook: a sheet with the table and one with its notes.

    Numbers are numbers, and texts that would run as a formula carry an apostrophe.
    """
    workbook = Workbook(write_only=True)
    _write_table(
        workbook.create_sheet("Invented example" if notes.invented else "Table"), frame, notes
    )
    _write_notes(workbook.create_sheet("Notes"), notes, made_at)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _noted(frame: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    told = {SOURCE: notes.sources_in_one_cell, ABOUT: notes.in_one_cell}
    return frame.assign(**{name: words for name, words in told.items() if words})


def safe(cell: T) -> T | str:
    """Return a cell's content, with an apostrophe before a text that a spreadsheet would run.

    >>> safe("=1+1"), safe("-12%"), safe(3)
    ("'=1+1", '-12%', 3)
    """
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def _write_table(sheet: Any, frame: pd.DataFrame, notes: Notes) -> None:
    sheet.freeze_panes = "A2"
    if notes.invented:
        sheet.oddHeader.center.text = INVENTED
    for place, name in enumerate(frame.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(
            str(name), frame.iloc[:, place - 1]
        )
    sheet.append([_heading(sheet, str(name)) for name in frame.columns])
    formats = [_number_format(frame.iloc[:, place]) for place in range(len(frame.columns))]
    for row in frame.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, *each) for each in zip(row, formats, strict=True)])


def _write_notes(sheet: Any, notes: Notes, made_at: dt.datetime) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
    for name, words in notes.lines(made_at):
        told = _text(sheet, words)
        told.alignment = _TOP
        named = _text(sheet, name)
        named.font, named.alignment = Font(bold=True), _TOP
        sheet.append([named, told])


def _heading(sheet: Any, name: str) -> Any:
    cell = _text(sheet, name)
    cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), _HEADING, _TOP
    return cell


def _cell(sheet: Any, value: Any, number_format: str) -> Any:
    plain = value.item() if isinstance(value, np.generic) else value
    if plain is None or (not isinstance(plain, str) and pd.isna(plain)):
        return None
    if isinstance(plain, bool | dt.datetime) or not isinstance(plain, int | float | dt.date):
        return _text(sheet, str(plain))
    cell = WriteOnlyCell(sheet, plain)
    cell.number_format = "d mmm yyyy" if isinstance(plain, dt.date) else number_format
    return cell


def _text(sheet: Any, text: str) -> Any:
    shown = ILLEGAL_CHARACTERS_RE.sub(" ", str(safe(text)))[:_LONGEST_TEXT]
    cell = WriteOnlyCell(sheet, shown)
    cell.data_type = "s"
    return cell


def _number_format(column: pd.Series) -> str:
    """Return how Excel shows the numbers of a column: with as many decimals as it has."""
    numbers = pd.to_numeric(column, errors="coerce").dropna().abs()
    if numbers.empty or not np.isfinite(numbers).all():
        return "General"
    decimals = next(
        (n for n in range(_MOST_DECIMALS) if np.allclose(numbers, numbers.round(n))), _MOST_DECIMALS
    )
    whole = "#,##0" if numbers.max() >= _FIRST_WITH_COMMA else "0"
    return f"{whole}.{'0' * decimals}" if decimals else whole


def _width(name: str, column: pd.Series) -> int:
    longest = max((len(str(cell)) for cell in column.head(200)), default=0)
    return min(max(_FEWEST_WIDE, len(name), longest) + 2, _WIDEST)
