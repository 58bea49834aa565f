"""Excel workbooks (.xlsx) read as a stream: every sheet's cells as text, sparse as they stand.

Other readers return a formula's stored value as if it were typed, or need room for the whole
rectangle around a sheet's cells, which one cell in the last corner makes 17 thousand million.
"""

from dashboard.importers.cell_texts import (
    iso_text,
    moment_text,
    number_text,
    percent_text,
    plain_text,
)
from dashboard.importers.cells import MOST_SHEETS, Allowance, SheetCells, column_number
from dashboard.importers.excel_book import Book, read_book, read_outline
from dashboard.importers.packages import Package, refusal
from dashboard.importers.streamed_xml import LocalNames, gather, read_xml

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_PASTE = "paste its value (Paste special, Values)"


def read_excel_sheets(package: Package) -> list[SheetCells]:
    """Return every worksheet in its order, hidden ones too; charts and the like are left out.

    A formula counts with the value that is stored beside it. Where none is (as in files that no
    spreadsheet program has calculated), and where an error is stored, the cell is unreadable.

    Raises:
        ImportRefusedError: for a workbook that is damaged or holds more than figures need.
    """
    outline = read_outline(package)
    sheets = outline.worksheets(package)
    if len(sheets) > MOST_SHEETS:
        advice = "keep the sheets with figures and delete the others"
        raise refusal(package.file, f"has more than {MOST_SHEETS} sheets", advice)
    book, allowance = read_book(package, outline), Allowance(package.file)
    read = [(part, SheetCells(name, allowance)) for part, name in sheets]
    for part, cells in read:
        read_xml(package, part, _SheetReader(package, cells, book))
    return [cells for _, cells in read]


class _SheetReader:
    """The rows of one sheet; a cell or row that names no place follows the one before."""

    def __init__(self, package: Package, cells: SheetCells, book: Book) -> None:
        self._package, self._cells, self._book = package, cells, book
        self._names = LocalNames()
        self._columns: dict[str, int] = {}
        self._number, self._row = 0, list[str]()
        self._place, self._kind, self._style = -1, "n", ""
        self._stored = list[str]()
        self._holds_value = self._holds_formula = self._in_value = self._hint = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._names[name]
        if kind == "c":
            self._start_cell(attributes)
        elif kind in ("v", "t"):
            self._in_value, self._holds_value = not self._hint, True
        elif kind == "row":
            self._start_row(attributes.get("r"))
        elif kind == "f":
            self._holds_formula = True
        elif kind == "rPh":
            self._hint = True

    def end(self, name: str) -> None:
        kind = self._names[name]
        if kind in ("v", "t"):
            self._in_value = False
        elif kind == "c":
            self._end_cell()
        elif kind == "row" and self._row:
            self._cells.add(self._number, self._row)
        elif kind == "rPh":
            self._hint = False

    def text(self, data: str) -> None:
        if self._in_value:
            gather(self._stored, data, self._package)

    def _start_row(self, number: str | None) -> None:
        before = self._number
        self._number = int(number) if number else before + 1
        if not before < self._number <= _LAST_ROW:
            raise self._package.damaged(f"its row {number} stands in the wrong place")
        self._row, self._place = [], -1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        before = self._place
        self._place = self._column(reference) if reference else before + 1
        if not before < self._place < _LAST_COLUMN:
            raise self._package.damaged(f"its cell {reference} stands in the wrong place")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._stored = []
        self._holds_value = self._holds_formula = False

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            place = self._columns[letters] = self._column_of(letters)
        return place

    def _column_of(self, letters: str) -> int:
        place = column_number(letters)
        if place is None:
            raise self._package.damaged(f'a cell stands in a column "{letters[:10]}"')
        return place - 1

    def _end_cell(self) -> None:
        if not self._holds_value:
            if self._holds_formula:
                self._report("", "is a formula without a stored value", _PASTE)
            return
        shown = self._shown("".join(self._stored))
        if shown:
            row = self._row
            if self._place > len(row):
                row.extend([""] * (self._place - len(row)))
            row.append(shown)

    def _shown(self, stored: str) -> str:
        kind = self._kind
        if kind == "s":
            return self._shared(stored)
        if kind == "n":
            return self._number_shown(stored.strip())
        if kind in ("str", "inlineStr"):
            return plain_text(stored)
        if kind == "e":
            self._report(stored, "is an error of Excel", "correct the cell")
            return ""
        if kind == "d":
            return iso_text(stored.strip())
        return _TRUTHS.get(stored.strip(), stored.strip())

    def _shared(self, stored: str) -> str:
        texts, wanted = self._book.texts, stored.strip()
        if not (wanted.isdecimal() and wanted.isascii() and int(wanted[:9]) < len(texts)):
            where = f"row {self._number} refers to a text that is not there"
            raise self._package.damaged(where)
        return texts[int(wanted[:9])]

    def _number_shown(self, stored: str) -> str:
        if not stored:
            return ""
        manner = self._book.shown(self._style)
        if manner == "number":
            shown = number_text(stored)
        elif manner == "percent":
            shown = percent_text(stored)
        else:
            shown = moment_text(stored, self._book.epoch)
        if shown is None:
            self._report(stored, "is no number or day that Excel knows", "type the cell anew")
            return ""
        return shown

    def _report(self, stored: str, reason: str, advice: str) -> None:
        self._cells.report(self._number, self._place, stored, reason, advice)
