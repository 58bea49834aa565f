"""The register as a workbook and as CSV files, which can be edited and loaded again."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.periods import date_words
from dashboard.core.register.sheets import (
    CHOICES,
    READ_ME,
    SHEETS,
    Cell,
    CellKind,
    Column,
    RegisterSheets,
    Row,
    Sheet,
    made_safe,
)
from dashboard.reports.workbooks import (
    TEXT_FORMAT,
    TOP,
    WRAPPED,
    list_in,
    new_workbook,
    saved,
    write_headings,
    write_list,
    write_read_me,
    write_text,
)

# Rows below the last that can take new actions with the lists of choices already in place.
_SPARE_ROWS = 500
# Excel's days begin here, but for a leap day in 1900 that never was.
_FIRST_EXCEL_DAY = dt.date(1900, 3, 1)
_NOT_EDITED = PatternFill("solid", fgColor="EDEDED")


def workbook_bytes(register: RegisterSheets) -> bytes:
    """Return a workbook with a sheet of recommendations, one of actions and one on how to edit.

    Days are real dates, texts that would run as a formula carry an apostrophe, and owners, partners
    and responses can be chosen from a list.
    """
    workbook = new_workbook()
    for sheet in SHEETS:
        shown = workbook.create_sheet(sheet.title)
        _write_sheet(shown, sheet, register.rows[sheet.title])
        _offer_choices(shown, sheet, register)
    write_read_me(workbook.create_sheet(READ_ME), _read_me(register))
    _write_choices(workbook.create_sheet(CHOICES), register)
    return saved(workbook)


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
    write_headings(shown, [(column.title, column.width) for column in sheet.columns])
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(sheet.columns, start=1):
            _write_cell(shown, number, place, column, row[column.key])
    # The id and the header stay in sight; filters work from the first moment.
    shown.freeze_panes = "B2"
    shown.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(rows) + 1}"


def _write_cell(shown: Worksheet, number: int, place: int, column: Column, value: Cell) -> None:
    cell = shown.cell(number, place)
    cell.alignment = WRAPPED if column.kind is CellKind.TEXT else TOP
    if not column.editable:
        cell.fill = _NOT_EDITED
    if isinstance(value, str) or (isinstance(value, dt.date) and value < _FIRST_EXCEL_DAY):
        write_text(cell, str(value))
        cell.number_format = TEXT_FORMAT
    else:
        cell.value = value
    if column.kind is CellKind.DATE:
        cell.number_format = "dd/mm/yyyy"


def _offer_choices(shown: Worksheet, sheet: Sheet, register: RegisterSheets) -> None:
    last = len(register.rows[sheet.title]) + 1 + _SPARE_ROWS
    for place, column in enumerate(sheet.columns, start=1):
        offered = register.choices.get(column.choices, ())
        if not offered:
            continue
        rule = list_in(CHOICES, list(register.choices).index(column.choices) + 1, len(offered))
        rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{last}")
        shown.add_data_validation(rule)


def _write_choices(shown: Worksheet, register: RegisterSheets) -> None:
    for place, (title, offered) in enumerate(register.choices.items(), start=1):
        shown.column_dimensions[get_column_letter(place)].width = 32
        write_list(shown, place, title, offered)
    shown.freeze_panes = "A2"


def _read_me(register: RegisterSheets) -> Iterator[tuple[str, str]]:
    """Yield what to know, each with its name, in the words of the sheets."""
    number, sealed = register.head
    yield "Register of", register.service
    yield "Day", date_words(register.as_of)
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
    yield (
        "Dates",
        "Real dates of Excel, 31/03/2027 (the day first, always), 31 March 2027 or 2027-03-31.",
    )
    yield "Why it changed", "Needed where a due date moves; kept in the history of the item."
    yield "Done on", "What the owner says. Confirming a recommendation is done on its own page."
    yield "Dropped because", "A reason here drops the action; it stays in the history."
    yield "Version", "Tells a row that somebody changed since this export; it is then refused."
    yield (
        "Apostrophes",
        "One stands before a text that begins with = + - or @, so that it cannot run.",
    )
