"""Excel workbooks (.xlsx) read as a stream: every sheet's cells as text, sparse as they stand.

Other readers return a formula's stored value as if it were typed, or need room for the whole
rectangle around a sheet's cells, which one cell in the last corner makes 17 thousand million.
"""

from dashboard.importers.files.cell_texts import (
    iso_text,
    moment_text,
    number_text,
    percent_text,
    plain_text,
)
from dashboard.importers.files.cells import MOST_SHEETS, Allowance, SheetCells, column_number
from dashboard.importers.files.excel_book import Book, read_book, read_outline
from dashboard.importers.files.packages import Package, refusal
from dashboard.importers.files.streamed_xml import LocalNames, joined, read_xml

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
    """The rows of one sheet; a cell or row that names no place follows the one before.

    Half of the time that a large workbook takes is spent in these few lines, so that they do
    without objects and calls where they can.
    """

    def __init__(self, package: Package, cells: SheetCells, book: Book) -> None:
        self._package, self._cells, self._book = package, cells, book
        self.ended = 0
        self._names = LocalNames()
        self._columns: dict[str, int] = {}
        self._number, self._row, self._place = 0, list[str](), -1
        self._cell: dict[str, str] = {}
        self._stored = ""
        self._in_value = self._holds_value = self._holds_formula = self._hint = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._names[name]
        if kind == "c":
            self._cell, self._stored = attributes, ""
            self._holds_value = self._holds_formula = False
        elif kind in ("v", "t"):
            self._in_value, self._holds_value = not self._hint, True
        elif kind == "row":
            self._start_row(attributes.get("r"))
        elif kind == "f":
            self._holds_formula = True
        elif kind == "rPh":
            self._hint = True

    def end(self, name: str) -> None:
        self.ended += 1
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
            self._stored = joined(self._stored, data, self._package)

    def _start_row(self, number: str | None) -> None:
        before = self._number
        self._number = int(number) if number else before + 1
        if not before < self._number <= _LAST_ROW:
            raise self._package.damaged(f"its row {self._number} stands in the wrong place")
        self._row, self._place = [], -1

    def _end_cell(self) -> None:
        self._move_on(self._cell.get("r"))
        kind, stored = self._cell.get("t", "n"), self._stored
        # Only of a text can a calculated value be empty; other writers leave its place empty.
        if self._holds_formula and not stored and not (self._holds_value and kind == "str"):
            self._report("", "is a formula without a stored value", _PASTE)
        elif stored:
            shown = self._shown(kind, stored)
            if shown:
                row = self._row
                if self._place > len(row):
                    row.extend([""] * (self._place - len(row)))
                row.append(shown)

    def _move_on(self, reference: str | None) -> None:
        before = self._place
        if reference:
            letters = reference.rstrip("0123456789")
            if letters not in self._columns:
                self._columns[letters] = (column_number(letters) or 0) - 1
            self._place = self._columns[letters]
        else:
            self._place = before + 1
        if not before < self._place < _LAST_COLUMN:
            raise self._package.damaged(f"its row {self._number} has a cell in the wrong place")

    def _shown(self, kind: str, stored: str) -> str:
        if kind == "n":
            return self._number_shown(stored.strip())
        if kind == "s":
            return self._shared(stored.strip())
        if kind in ("str", "inlineStr"):
            return plain_text(stored)
        if kind == "e":
            self._report(stored, "is an error of Excel", "correct the cell")
            return ""
        if kind == "d":
            return iso_text(stored.strip())
        return _TRUTHS.get(stored.strip(), stored.strip())

    def _shared(self, place: str) -> str:
        texts = self._book.texts
        if place.isdecimal() and len(place) < 10 and int(place) < len(texts):
            return texts[int(place)]
        lost = f"row {self._number} refers to a text that is not there"
        raise self._package.damaged(lost)

    def _number_shown(self, stored: str) -> str:
        if not stored:
            return ""
        manner = self._book.shown(self._cell.get("s", ""))
        if manner == "number":
            shown = number_text(stored)
        elif manner == "percent":
            shown = percent_text(stored)
        else:
            shown = moment_text(stored, self._book.epoch)
        if shown is None:
            self._report(stored, "is no number or day that Excel knows", "type the cell again")
            return ""
        return shown

    def _report(self, stored: str, reason: str, advice: str) -> None:
        self._cells.report(self._number, self._place, stored, reason, advice)
