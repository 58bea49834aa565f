"""Figures in the dashboard's own layouts, as a sheet that can be filled in and as CSV."""

import csv
import io
from collections.abc import Iterator, Mapping
from numbers import Real

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.own.sheets import (
    COUNT,
    DENOMINATOR,
    POPULATION,
    VALUE,
    FigureColumn,
    FigureSheet,
)
from dashboard.core.register.sheets import made_safe
from dashboard.reports.workbooks import TEXT_FORMAT, write_headings, write_text

WORDS, HOW = "Words", "How to fill it in"
# Rows below the last that take new figures with lists and checks already in place.
SPARE_ROWS = 5_000
_WHOLE = (COUNT, DENOMINATOR, POPULATION)
_NUMBERS = (VALUE, *_WHOLE)


def write_figures(
    shown: Worksheet, layout: FigureSheet, rows: pd.DataFrame, lists: Mapping[str, DataValidation]
) -> None:
    """Write figures, by the names of the layout's columns, below its header, with room for more.

    `lists` are what the cells of a column can be chosen from.
    """
    columns = _columns(layout, rows)
    write_headings(shown, [(column.heading, column.width) for column in columns])
    for place, column in enumerate(columns, start=1):
        letter, last = get_column_letter(place), len(rows) + 1 + SPARE_ROWS
        shown.column_dimensions[letter].number_format = _format(column)
        rule = lists.get(column.name) or _number_rule(column)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{last}")
            shown.add_data_validation(rule)
    for number, row in enumerate(_cells(rows, columns), start=2):
        for place, value in enumerate(row, start=1):
            if isinstance(value, str) and value:
                cell = shown.cell(number, place)
                cell.number_format = TEXT_FORMAT
                write_text(cell, value)
            elif value is not None and value != "":
                shown.cell(number, place, value)
    shown.freeze_panes = "B2"
    shown.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def figures_csv(layout: FigureSheet, rows: pd.DataFrame) -> bytes:
    """Return figures in a layout as CSV in UTF-8 that a spreadsheet recognises and nothing runs."""
    columns = _columns(layout, rows)
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.heading for column in columns])
    for row in _cells(rows, columns):
        lines.writerow([_csv_cell(value) for value in row])
    return written.getvalue().encode("utf-8-sig")


def no_figures(layout: FigureSheet) -> pd.DataFrame:
    """Return a layout's table without a row."""
    return pd.DataFrame(columns=list(layout.names))


def columns_explained(layout: FigureSheet) -> Iterator[tuple[str, str]]:
    """Yield each column's heading and what it holds."""
    for column in layout.columns:
        yield column.heading, column.holds


def _columns(layout: FigureSheet, rows: pd.DataFrame) -> list[FigureColumn]:
    added = [FigureColumn(name, "", 40) for name in layout.shown_only if name in rows]
    return [*layout.columns, *added]


def _cells(
    rows: pd.DataFrame, columns: list[FigureColumn]
) -> Iterator[tuple[str | float | int | None, ...]]:
    for row in rows[[column.name for column in columns]].itertuples(index=False, name=None):
        yield tuple(_cell(cell, column) for cell, column in zip(row, columns, strict=True))


def _cell(cell: object, column: FigureColumn) -> str | float | int | None:
    if cell is None or cell is pd.NA or cell != cell:
        return None
    if not isinstance(cell, Real):
        return str(cell)
    number = float(cell)
    return int(number) if column.name in _WHOLE else number


def _csv_cell(value: str | float | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Never with an exponent, which some programs take for a text.
        return np.format_float_positional(value, trim="-")
    return made_safe(str(value))


def _format(column: FigureColumn) -> str:
    # A period such as 2025-06 stays as it is typed, and a typed 15% keeps its sign, to be refused.
    return "General" if column.name in _NUMBERS else TEXT_FORMAT


def _number_rule(column: FigureColumn) -> DataValidation | None:
    if column.name not in _NUMBERS:
        return None
    rule = DataValidation(operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    rule.type = "whole" if column.name in _WHOLE else "decimal"
    rule.error = "Write digits only, without a sign for the unit; what is counted has no decimals."
    rule.showErrorMessage = True
    return rule
