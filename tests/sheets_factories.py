"""Edited workbooks and CSV files of the register, so that a test shows only what was edited."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook

from dashboard.core.own.sheets import FigureSheet
from dashboard.core.register.sheets import Sheet, made_safe
from dashboard.reports.workbooks import write_text


# Typed loosely: a workbook's own types say of every cell that it may be a chart or merged.
def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def new_workbook(title: str) -> Any:
    """A workbook with one empty sheet."""
    made: Any = Workbook()
    made.active.title = title
    return made


def saved(workbook: Any) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def edited(content: bytes, sheet: str, item: str, **cells: Any) -> bytes:
    """A workbook in which somebody changed cells of the row with an id; _ stands for a blank."""
    workbook = opened(content)
    shown = workbook[sheet]
    number = next(row[0].row for row in shown.iter_rows(min_row=2) if row[0].value == item)
    for name, value in cells.items():
        shown.cell(number, column_of(shown, name)).value = value
    return saved(workbook)


def with_row(content: bytes, sheet: str, **cells: Any) -> bytes:
    """A workbook with one more row beneath the others of a sheet."""
    workbook = opened(content)
    shown = workbook[sheet]
    number = shown.max_row + 1
    for name, value in cells.items():
        shown.cell(number, column_of(shown, name)).value = value
    return saved(workbook)


def filled_in(template: bytes, layout: FigureSheet, *rows: Mapping[str, Any]) -> bytes:
    """A template in which somebody typed rows, by the names of the layout's columns."""
    workbook = opened(template)
    for number, row in enumerate(rows, start=2):
        for place, name in enumerate(layout.names, start=1):
            cell, value = workbook[layout.title].cell(number, place), row.get(name)
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value
    return saved(workbook)


def filled_in_csv(header: bytes, layout: FigureSheet, *rows: Mapping[str, Any]) -> bytes:
    """A template as CSV with rows below its header, texts as a spreadsheet saves them."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        lines.writerow([_csv_cell(row.get(name)) for name in layout.names])
    return header + written.getvalue().encode("utf-8")


def _csv_cell(value: object) -> str:
    if isinstance(value, float):
        # Never with an exponent, which the reader refuses.
        return format(Decimal(repr(value)), "f")
    return "" if value is None else made_safe(str(value))


def column_of(shown: Any, name: str) -> int:
    """The place of a column by its title, in small letters and with _ for each blank."""
    titles = [str(cell.value).lower().replace(" ", "_") for cell in shown[1]]
    return titles.index(name) + 1


def changed(content: bytes, change: Callable[[Any], object]) -> bytes:
    workbook = opened(content)
    change(workbook)
    return saved(workbook)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one more file in its package."""
    package = io.BytesIO(content)
    with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, part)
    return package.getvalue()


def replaced_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook in whose package one file is changed."""
    package = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(package, "w") as new:
        for each in old.namelist():
            part = old.read(each)
            new.writestr(each, change(part) if each == name else part)
    return package.getvalue()


def sheet_csv(sheet: Sheet, *rows: Mapping[str, str], delimiter: str = ",") -> bytes:
    """A CSV file of a sheet with these rows, by the keys of its columns."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, delimiter=delimiter)
    lines.writerow([column.title for column in sheet.columns])
    for row in rows:
        lines.writerow([row.get(column.key, "") for column in sheet.columns])
    return written.getvalue().encode("utf-8-sig")
