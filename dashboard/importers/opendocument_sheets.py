"""OpenDocument spreadsheets (.ods) read as a stream: every table's cells as text.

Rows and cells that repeat are written once with a number: a million blank rows at the end are
usual, a million repetitions of a value are not.
"""

import re

from dashboard.importers.cell_texts import iso_text, number_text, percent_text
from dashboard.importers.cells import MOST_COLUMNS, MOST_SHEETS, Allowance, SheetCells
from dashboard.importers.packages import Package, refusal
from dashboard.importers.streamed_xml import LocalNames, gather, read_xml

CONTENT = "content.xml"
_MIMETYPE = "mimetype"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = f"{_ODF}office:1.0 ", f"{_ODF}table:1.0 ", f"{_ODF}text:1.0 "
_LIBRE_OFFICE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_ERROR = re.compile(r"Err:\d+|#[A-Z0-9/]+[!?]?")
# More than any spreadsheet has of rows or columns.
_MOST_REPEATED = 1 << 24
_MOST_REPEATED_VALUES = 10_000
_MOST_BLANKS = 1_000
_INLINE = {"p", "span", "a", "s", "tab", "line-break"}
# Drawings and old versions hold tables of their own.
_BESIDE = {"shapes", "tracked-changes", "forms", "dde-links"}
_PASTE = "paste its value (Paste special, Values)"


def is_spreadsheet(package: Package) -> bool:
    """Return whether a package calls itself an OpenDocument spreadsheet or template of one."""
    if not {CONTENT, _MIMETYPE} <= set(package.parts):
        return False
    return next(package.pieces(_MIMETYPE), b"").startswith(_SPREADSHEET)


def read_opendocument_sheets(package: Package) -> list[SheetCells]:
    """Return every table in its order, hidden ones too.

    A formula counts with the value that is stored beside it; where none is, and where an error
    is, the cell is unreadable.

    Raises:
        ImportRefusedError: for a spreadsheet that is protected, damaged or holds more than
            figures need.
    """
    if _MANIFEST in package.parts and b"encryption-data" in b"".join(package.pieces(_MANIFEST)):
        raise refusal(package.file, "is protected by a password", "save it without a password")
    reader = _ContentReader(package)
    read_xml(package, CONTENT, reader)
    return reader.sheets


class _ContentReader:
    """The tables of a spreadsheet; what hangs on a cell, such as comments, is passed over."""

    def __init__(self, package: Package) -> None:
        self.sheets = list[SheetCells]()
        self._package, self._allowance = package, Allowance(package.file)
        self._names = LocalNames()
        self._number, self._rows = 1, 1
        self._row, self._place = list[str](), 0
        self._unreadable = list[tuple[int, str, str, str]]()
        self._cell: dict[str, str] | None = None
        self._runs = list[str]()
        self._passed_over = self._paragraphs = 0
        self._in_paragraph = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._names[name]
        if self._passed_over:
            self._passed_over += 1
        elif self._cell is not None:
            self._start_inline(kind, attributes)
        elif kind == "table-cell":
            self._cell, self._runs, self._paragraphs = attributes, [], 0
        elif kind == "covered-table-cell":
            self._place += self._repeated(attributes, "number-columns-repeated")
            self._passed_over = 1
        elif kind == "table-row":
            self._rows = self._repeated(attributes, "number-rows-repeated")
            self._row, self._place, self._unreadable = [], 0, []
        elif kind == "table":
            self._start_table(attributes.get(f"{_TABLE}name", ""))
        elif kind in _BESIDE:
            self._passed_over = 1

    def end(self, name: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
            return
        kind = self._names[name]
        if kind == "p":
            self._in_paragraph = False
        elif kind == "table-cell" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif kind == "table-row":
            self._end_row()

    def text(self, data: str) -> None:
        if self._in_paragraph and not self._passed_over:
            gather(self._runs, data, self._package)

    def _start_table(self, name: str) -> None:
        if len(self.sheets) == MOST_SHEETS:
            advice = "keep the sheets with figures and delete the others"
            raise refusal(self._package.file, f"has more than {MOST_SHEETS} sheets", advice)
        self.sheets.append(SheetCells(name.strip(), self._allowance))
        self._number = 1

    def _start_inline(self, kind: str, attributes: dict[str, str]) -> None:
        if kind not in _INLINE:
            self._passed_over = 1
        elif kind == "p":
            self._in_paragraph = True
            self._paragraphs += 1
            if self._paragraphs > 1:
                gather(self._runs, "\n", self._package)
        elif kind == "s":
            blanks = min(int(attributes.get(f"{_TEXT}c", "1")), _MOST_BLANKS)
            gather(self._runs, " " * blanks, self._package)
        elif kind in ("tab", "line-break"):
            gather(self._runs, "\t" if kind == "tab" else "\n", self._package)

    def _repeated(self, attributes: dict[str, str], name: str) -> int:
        times = int(attributes.get(_TABLE + name, "1"))
        if not 0 < times <= _MOST_REPEATED:
            raise self._package.damaged(f"something repeats {times} times")
        return times

    def _end_cell(self, cell: dict[str, str]) -> None:
        times = self._repeated(cell, "number-columns-repeated")
        shown = self._shown(cell, "".join(self._runs).strip())
        if shown:
            # A row that is too long is refused as soon as it ends; here it only stays small.
            blanks = min(self._place, MOST_COLUMNS) - len(self._row)
            self._row += [""] * blanks + [shown] * min(times, MOST_COLUMNS + 1)
        self._place += times

    def _end_row(self) -> None:
        if (self._row or self._unreadable) and self._rows > _MOST_REPEATED_VALUES:
            reason = f"repeats the values of row {self._number:,} in {self._rows:,} rows"
            raise refusal(self._package.file, reason, "delete the rows below the table")
        for number in range(self._number, self._number + self._rows) if self._row else ():
            self.sheets[-1].add(number, self._row)
        for place, stored, reason, advice in self._unreadable:
            self.sheets[-1].report(self._number, place, stored, reason, advice)
        self._number += self._rows

    def _shown(self, cell: dict[str, str], text: str) -> str:
        kind = cell.get(f"{_OFFICE}value-type", "")
        formula = f"{_TABLE}formula" in cell
        if cell.get(f"{_LIBRE_OFFICE}value-type") == "error" or (
            formula and _ERROR.fullmatch(text)
        ):
            return self._report(text, "is an error", "correct the cell")
        if formula and not kind:
            return self._report("", "is a formula without a stored value", _PASTE)
        if kind in ("float", "currency", "percentage"):
            return self._number_shown(kind, cell.get(f"{_OFFICE}value", ""))
        if kind == "date":
            return iso_text(cell.get(f"{_OFFICE}date-value", text))
        if kind == "boolean":
            return cell.get(f"{_OFFICE}boolean-value", text).upper()
        return cell.get(f"{_OFFICE}string-value", text).strip()

    def _number_shown(self, kind: str, stored: str) -> str:
        shown = percent_text(stored) if kind == "percentage" else number_text(stored)
        if shown is None:
            return self._report(stored, "is no number", "type the cell anew")
        return shown

    def _report(self, stored: str, reason: str, advice: str) -> str:
        self._unreadable.append((self._place, stored, reason, advice))
        return ""
