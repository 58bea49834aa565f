"""What every workbook of the dashboard has alike: headings, texts that never run, lists, saving."""

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.register.sheets import made_safe

TOP, WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
TEXT_FORMAT = "@"
# What no XML can hold, which a workbook is written in.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADING = PatternFill("solid", fgColor="12436D")
# A line of text is so high, and holds so many signs for each sign of a column's width at least.
_LINE_POINTS, _SIGNS_OF_A_WIDTH = 15, 0.95


def new_workbook() -> Workbook:
    """Return a workbook without any sheet."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    return workbook


def saved(workbook: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def write_headings(shown: Worksheet, headings: Sequence[tuple[str, int]]) -> None:
    """Write the first row of a table: each heading, and how many characters wide its column is."""
    for place, (title, width) in enumerate(headings, start=1):
        shown.column_dimensions[get_column_letter(place)].width = width
        heading = shown.cell(1, place)
        write_text(heading, title)
        heading.font = Font(bold=True, color="FFFFFF")
        heading.fill = _HEADING
        heading.alignment = WRAPPED


def write_text(cell: Cell | MergedCell, text: str, safe: Callable[[str], str] = made_safe) -> None:
    """Write a text, which is never taken for a formula, a number or an error; "" leaves a blank.

    `safe` marks what would run.
    """
    cell.value = excel_text(text, safe) or None
    if cell.value:
        # Else a text such as "#N/A" would be written as an error.
        cell.data_type = "s"


def excel_text(text: str, safe: Callable[[str], str] = made_safe) -> str:
    """Return a text as a workbook can hold it, with what `safe` sets before one that would run."""
    shown = _ILLEGAL.sub(" ", safe(text))
    # What looks like Excel's own code for a sign, such as _x000D_, would be shown as that sign.
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", shown)


def write_list(shown: Worksheet, place: int, title: str, texts: Iterable[str]) -> None:
    """Write a heading and texts below it, as a list that cells can be chosen from."""
    shown.cell(1, place, title).font = Font(bold=True)
    for number, text in enumerate(texts, start=2):
        write_text(shown.cell(number, place), text)


def list_in(sheet: str, place: int, length: int) -> DataValidation:
    """Return the rule that cells are chosen from so many texts in a column of a sheet.

    The sheet's name is one word.
    """
    letter = get_column_letter(place)
    listed = f"{sheet}!${letter}$2:${letter}${length + 1}"
    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    rule.error = f'Choose from the list, which is in the sheet "{sheet}".'
    return rule


def write_read_me(shown: Worksheet, named: Iterable[tuple[str, str]]) -> None:
    """Write what to know, each with its name before it."""
    shown.column_dimensions["A"].width = 30
    shown.column_dimensions["B"].width = 90
    for number, (name, text) in enumerate(named, start=1):
        shown.cell(number, 1, name).font = Font(bold=True)
        shown.cell(number, 1).alignment = TOP
        cell = shown.cell(number, 2)
        write_text(cell, text)
        cell.alignment = WRAPPED


def lay_out(shown: Worksheet) -> None:
    """Give each row the height of its texts, and print the sheet as wide as a page.

    Programs that only show or print a file leave the rows as high as they stand in it.
    """
    widths = {
        column_index_from_string(letter): column.width
        for letter, column in shown.column_dimensions.items()
    }
    for number, row in enumerate(shown.iter_rows(), start=1):
        lines = max((_lines(cell, widths) for cell in row), default=1)
        if lines > 1:
            shown.row_dimensions[number].height = _LINE_POINTS * lines
    shown.page_setup.orientation = "landscape"
    shown.page_setup.fitToHeight = 0
    shown.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(cell: Cell | MergedCell, widths: Mapping[int, float]) -> int:
    room = max(int(widths.get(cell.column or 0, 0) * _SIGNS_OF_A_WIDTH), 1)
    return sum(max(-(-len(line) // room), 1) for line in str(cell.value or "").split("\n"))
