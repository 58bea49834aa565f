"""The register as a workbook and as CSV files, which can be edited and loaded again."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.periods import date_words
from dashboard.core.register_sheets import (
    SHEETS,
    Cell,
    CellKind,
    Column,
    RegisterSheets,
    Row,
    Sheet,
    made_safe,
)

_CHOICES, _READ_ME = "Choices", "Read me"
# Rows below the last that can take new actions with the lists of choices already in place.
_SPARE_ROWS = 500
# Excel's days begin here, but for a leap day in 1900 that never was.
_FIRST_EXCEL_DAY = dt.date(1900, 3, 1)
_HEADING = PatternFill("solid", fgColor="12436D")
_NOT_EDITED = PatternFill("solid", fgColor="EDEDED")
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)


def workbook_bytes(register: RegisterSheets) -> bytes:
    """Return a workbook with a sheet of recommendations, one of actions and one on how to edit.

    Days are real dates, texts that would run as a formula carry an apostrophe, and owners, partners
    and responses can be chosen from a list.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in SHEETS:
        shown = workbook.create_sheet(sheet.title)
        _write_sheet(shown, sheet, register.rows[sheet.title])
        _offer_choices(shown, sheet, register)
    _write_read_me(workbook.create_sheet(_READ_ME), register)
    _write_choices(workbook.create_sheet(_CHOICES), register)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def sheet_csv_bytes(register: RegisterSheets, sheet: Sheet) -> bytes:
    """Return one sheet as CSV in UTF-8 that a spreadsheet recognises; days as 2027-03-31."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.title for column in sheet.columns])
    for row in register.rows[sheet.title]:
        lines.writerow([_csv_cell(row[column.key]) for column in sheet.columns])
    return written.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return "" if cell is None else made_safe(str(cell))


def _write_sheet(shown: Worksheet, sheet: Sheet, rows: tuple[Row, ...]) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        shown.column_dimensions[get_column_letter(place)].width = column.width
        heading = shown.cell(1, place, column.title)
        heading.font = Font(bold=True, color="FFFFFF")
        heading.fill = _HEADING
        heading.alignment = _WRAPPED
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(sheet.columns, start=1):
            _write_cell(shown, number, place, column, row[column.key])
    # The id and the header stay in sight; filters work from the first moment.
    shown.freeze_panes = "B2"
    shown.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(rows) + 1}"


def _write_cell(shown: Worksheet, number: int, place: int, column: Column, value: Cell) -> None:
    cell = shown.cell(number, place)
    cell.alignment = _WRAPPED if column.kind is CellKind.TEXT else _TOP
    if not column.editable:
        cell.fill = _NOT_EDITED
    if isinstance(value, str) or (isinstance(value, dt.date) and value < _FIRST_EXCEL_DAY):
        cell.value = _excel_text(str(value)) or None
        if cell.value:
            # Else a text such as "#N/A" would be written as an error.
            cell.data_type = "s"
        cell.number_format = "@"
    else:
        cell.value = value
    if column.kind is CellKind.DATE:
        cell.number_format = "dd/mm/yyyy"


def _excel_text(text: str) -> str:
    shown = ILLEGAL_CHARACTERS_RE.sub(" ", made_safe(text))
    # What looks like Excel's own code for a sign, such as _x000D_, would be shown as that sign.
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", shown)


def _offer_choices(shown: Worksheet, sheet: Sheet, register: RegisterSheets) -> None:
    last = len(register.rows[sheet.title]) + 1 + _SPARE_ROWS
    for place, column in enumerate(sheet.columns, start=1):
        offered = register.choices.get(column.choices, ())
        if not offered:
            continue
        letter = get_column_letter(list(register.choices).index(column.choices) + 1)
        listed = f"{_CHOICES}!${letter}$2:${letter}${len(offered) + 1}"
        rule = DataValidation(type="list", formula1=listed, allow_blank=True)
        rule.error = f'Choose from the list, which stands in the sheet "{_CHOICES}".'
        rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{last}")
        shown.add_data_validation(rule)


def _write_choices(shown: Worksheet, register: RegisterSheets) -> None:
    for place, (title, offered) in enumerate(register.choices.items(), start=1):
        shown.column_dimensions[get_column_letter(place)].width = 32
        shown.cell(1, place, title).font = Font(bold=True)
        for number, name in enumerate(offered, start=2):
            cell = shown.cell(number, place, _excel_text(name))
            cell.data_type = "s"
    shown.freeze_panes = "A2"


def _write_read_me(shown: Worksheet, register: RegisterSheets) -> None:
    shown.column_dimensions["A"].width = 30
    shown.column_dimensions["B"].width = 90
    for number, (name, text) in enumerate(_read_me(register), start=1):
        shown.cell(number, 1, name).font = Font(bold=True)
        cell = shown.cell(number, 2, _excel_text(text))
        cell.data_type = "s"
        cell.alignment = _WRAPPED


def _read_me(register: RegisterSheets) -> Iterator[tuple[str, str]]:
    """Yield what to know, each with its name, in the words of the sheets."""
    number, sealed = register.head
    yield "Register of", register.service
    yield "As at", date_words(register.as_of)
    yield "Exported", f"{date_words(register.exported_at.date())}, {register.exported_at:%H:%M} UTC"
    yield "History up to entry", str(number)
    yield "Hash of that entry", sealed
    yield "How to edit", "Change the white cells and load this file on the page Excel and CSV."
    yield "Before it is stored", "The page shows each change and each row that is refused, and why."
    yield "Grey columns", "Leave them as they are. Those marked (shown only) are not read."
    yield "A new action", "Fill in a row with an empty Action id and Version."
    yield (
        "Rows left out",
        "Nothing is deleted: a row or a column that is not there changes nothing.",
    )
    yield "Emptied cells", "A cell that you empty empties what is stored."
    yield "Dates", "Real dates of Excel, 31/03/2027 (the day first, always) or 2027-03-31."
    yield "Why it changed", "Needed where a due date moves; kept in the history of the item."
    yield "Done on", "What the owner says. Confirming a recommendation is done on its own page."
    yield "Dropped because", "A reason here drops the action; it stays in the history."
    yield "Version", "Tells a row that somebody changed since this export; it is then refused."
    yield (
        "Apostrophes",
        "One stands before a text that begins with = + - or @, so that it cannot run.",
    )
