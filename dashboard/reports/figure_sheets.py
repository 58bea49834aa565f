"""The dashboard's own layouts of figures as an empty sheet to fill in, and as a header in CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

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

# Rows below the header that take figures with lists and checks already in place.
_SPARE_ROWS = 5_000
_WHOLE = (COUNT, DENOMINATOR, POPULATION)
_NUMBERS = (VALUE, *_WHOLE)


def write_empty_table(
    shown: Worksheet,
    layout: FigureSheet,
    lists: Mapping[str, DataValidation],
    begun: Iterable[Mapping[str, str]] = (),
) -> None:
    """Write a layout's header and, below it, rows to fill in.

    `lists` are what the cells of a column can be chosen from, `begun` the texts that rows begin
    with, by column.
    """
    write_headings(shown, [(column.heading, column.width) for column in layout.columns])
    for place, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(place)
        shown.column_dimensions[letter].number_format = _format(column)
        rule = lists.get(column.name) or _number_rule(column)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{_SPARE_ROWS + 1}")
            shown.add_data_validation(rule)
    for number, texts in enumerate(begun, start=2):
        for place, name in enumerate(layout.names, start=1):
            write_text(shown.cell(number, place), texts.get(name, ""))
    shown.freeze_panes = "B2"
    shown.auto_filter.ref = f"A1:{get_column_letter(len(layout.columns))}1"


def header_csv(layout: FigureSheet, begun: Iterable[Mapping[str, str]] = ()) -> bytes:
    """Return a layout's header as CSV in UTF-8 that a spreadsheet recognises, and rows begun."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.heading for column in layout.columns])
    lines.writerows([made_safe(row.get(name, "")) for name in layout.names] for row in begun)
    return written.getvalue().encode("utf-8-sig")


def columns_explained(layout: FigureSheet) -> Iterator[tuple[str, str]]:
    """Yield each column's heading and what it holds."""
    for column in layout.columns:
        yield column.heading, column.holds


def _format(column: FigureColumn) -> str:
    # A period such as 2025-06 stays as it is typed, and a typed 15% keeps its sign.
    return "General" if column.name in _NUMBERS else TEXT_FORMAT


def _number_rule(column: FigureColumn) -> DataValidation | None:
    if column.name not in _NUMBERS:
        return None
    rule = DataValidation(operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    rule.type = "whole" if column.name in _WHOLE else "decimal"
    rule.error = "Write digits only, without a sign for the unit; what is counted has no decimals."
    rule.showErrorMessage = True
    return rule
