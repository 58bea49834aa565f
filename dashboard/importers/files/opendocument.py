"""OpenDocument spreadsheets (.ods) read as a stream: every table's cells as text.

Rows and cells that repeat are written once with a number: a million blank rows at the end are
usual, a million repetitions of a value are not.
"""

import re

from dashboard.importers.files.cells import (
    MOST_COLUMNS,
    MOST_SHEETS,
    Allowance,
    Reading,
    SheetCells,
    column_letters,
    iso_text,
    month_text,
    number_text,
    percent_text,
)
from dashboard.importers.files.packages import LocalNames, Package, joined, read_xml, refusal

CONTENT = "content.xml"
_MIMETYPE = "mimetype"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE = f"{_ODF}office:1.0 ", f"{_ODF}table:1.0 "
_TABLE_NAME, _FORMULA = f"{_TABLE}name", f"{_TABLE}formula"
_COLUMNS_REPEATED, _ROWS_REPEATED = (
    f"{_TABLE}number-columns-repeated",
    f"{_TABLE}number-rows-repeated",
)
_COLUMNS_SPANNED, _ROWS_SPANNED = (
    f"{_TABLE}number-columns-spanned",
    f"{_TABLE}number-rows-spanned",
)
_VALUE_TYPE, _VALUE = f"{_OFFICE}value-type", f"{_OFFICE}value"
_DAY, _TRUTH = f"{_OFFICE}date-value", f"{_OFFICE}boolean-value"
_STRING = f"{_OFFICE}string-value"
_DISPLAY = f"{_TABLE}display"
_STYLE = f"{_ODF}style:1.0 "
_STYLE_NAME, _NAME_OF_STYLE = f"{_TABLE}style-name", f"{_STYLE}name"
_DATA_STYLE = f"{_STYLE}data-style-name"
_DEFAULT_STYLE = f"{_TABLE}default-cell-style-name"
_BLANKS = f"{_ODF}text:1.0 c"
# What LibreOffice adds, because the standard has no type for errors.
_OTHER_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_ERROR = re.compile(r"Err:\d+|#[A-Z0-9/]+[!?]?")
# More than any spreadsheet has of rows or columns.
_MOST_REPEATED = 1 << 24
_MOST_REPEATED_VALUES = 10_000
_MOST_BLANKS = 1_000
_MOST_STYLES = 10_000
_SIGNS = {"tab": "\t", "line-break": "\n"}
_INLINE = {"p", "span", "a", "s", *_SIGNS}
_PARTS_OF_DATES = {"day", "day-of-week", "month", "year", "hours", "minutes", "seconds"}
# Drawings and old versions hold tables of their own.
_BESIDE = {"shapes", "tracked-changes", "forms", "dde-links"}
_PASTE = "paste its value (Paste special, Values)"


def is_spreadsheet(package: Package) -> bool:
    """Return whether a package calls itself an OpenDocument spreadsheet or template of one."""
    if not {CONTENT, _MIMETYPE} <= set(package.parts):
        return False
    return next(package.pieces(_MIMETYPE), b"").startswith(_SPREADSHEET)


def read_opendocument_sheets(package: Package, reading: Reading) -> list[SheetCells]:
    """Return the tables in their order, hidden ones too.

    A formula counts with the value that is stored beside it; where none is, and where an error
    is, the cell is unreadable.

    Raises:
        ImportRefusedError: for a spreadsheet that is protected, damaged or holds more than
            figures need.
    """
    if _MANIFEST in package.parts and b"encryption-data" in b"".join(package.pieces(_MANIFEST)):
        raise refusal(package.file, "is protected by a password", "save it without a password")
    reader = _ContentReader(package, reading)
    read_xml(package, CONTENT, reader, namespaces=True)
    return reader.sheets


class _Styles:
    """Which styles show a day as its month and year alone, and which hide a table.

    What shows a day stands before the styles of cells, and all styles before the tables. Of very
    many, the first are known.
    """

    def __init__(self) -> None:
        self._parts: dict[str, set[str]] = {}
        self._months: set[str] = set()
        self._hiding: set[str] = set()
        self._date_style = self._style = ""

    def start(self, kind: str, attributes: dict[str, str]) -> None:
        if len(self._parts) + len(self._months) + len(self._hiding) > _MOST_STYLES:
            return
        if kind == "date-style":
            self._date_style = attributes.get(_NAME_OF_STYLE, "")
            self._parts[self._date_style] = set()
        elif kind in _PARTS_OF_DATES and self._date_style:
            self._parts[self._date_style].add(kind)
        elif kind == "style":
            self._style, self._date_style = attributes.get(_NAME_OF_STYLE, ""), ""
            if self._parts.get(attributes.get(_DATA_STYLE, "")) == {"month", "year"}:
                self._months.add(self._style)
        elif kind == "table-properties" and attributes.get(_DISPLAY) == "false":
            self._hiding.add(self._style)

    def shows_month(self, style: str) -> bool:
        return style in self._months

    def hides(self, style: str) -> bool:
        return style in self._hiding


class _ContentReader:
    """The tables of a spreadsheet; what hangs on a cell, such as comments, is passed over."""

    def __init__(self, package: Package, reading: Reading) -> None:
        self.ended, self._reading = 0, reading
        self.sheets = list[SheetCells]()
        self._package, self._allowance = package, Allowance(package.file)
        self._names, self._styles = LocalNames(), _Styles()
        self._usual_styles = list[tuple[int, str]]()
        self._number, self._rows = 1, 1
        self._row, self._place, self._times = list[str](), 0, 1
        self._unreadable = list[tuple[int, str, str, str]]()
        self._cell: dict[str, str] | None = None
        self._text = ""
        self._passed_over = self._paragraphs = 0
        self._in_paragraph = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._names[name]
        if self._passed_over:
            self._passed_over += 1
        elif self._cell is not None:
            self._start_inline(kind, attributes)
        elif kind == "table-cell":
            self._cell, self._text, self._paragraphs = attributes, "", 0
        elif kind == "covered-table-cell":
            self._place += self._repeated(attributes, _COLUMNS_REPEATED)
            self._passed_over = 1
        elif kind == "table-row":
            self._rows = self._repeated(attributes, _ROWS_REPEATED)
            self._row, self._place, self._unreadable = [], 0, []
        elif kind == "table":
            self._start_table(attributes)
        elif kind in _BESIDE:
            self._passed_over = 1
        else:
            self._start_outline(kind, attributes)

    def end(self, name: str) -> None:
        self.ended += 1
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
            self._text = joined(self._text, data, self._package)

    def _start_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get(_TABLE_NAME, "")
        if not self._reading.wants(name):
            self._passed_over = 1
            return
        if len(self.sheets) == MOST_SHEETS:
            advice = "keep the sheets with figures and delete the others"
            raise refusal(self._package.file, f"has more than {MOST_SHEETS} sheets", advice)
        hidden = self._styles.hides(attributes.get(_STYLE_NAME, ""))
        self.sheets.append(SheetCells(name.strip(), self._allowance, hidden=hidden))
        self._number, self._usual_styles = 1, []

    def _start_outline(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "table-column":
            self._start_column(attributes)
        else:
            self._styles.start(kind, attributes)

    def _start_column(self, attributes: dict[str, str]) -> None:
        """Note up to which column cells have a style where they name none of their own."""
        before = self._usual_styles[-1][0] if self._usual_styles else 0
        if before < MOST_COLUMNS:
            last = before + self._repeated(attributes, _COLUMNS_REPEATED)
            self._usual_styles.append((last, attributes.get(_DEFAULT_STYLE, "")))

    def _start_inline(self, kind: str, attributes: dict[str, str]) -> None:
        if kind not in _INLINE:
            self._passed_over = 1
        elif kind == "p":
            self._in_paragraph = True
            self._paragraphs += 1
            self._text = joined(self._text, "\n" * (self._paragraphs > 1), self._package)
        elif kind == "s":
            blanks = min(int(attributes.get(_BLANKS, "1")), _MOST_BLANKS)
            self._text = joined(self._text, " " * blanks, self._package)
        elif kind in _SIGNS:
            self._text = joined(self._text, _SIGNS[kind], self._package)

    def _repeated(self, attributes: dict[str, str], name: str) -> int:
        if name not in attributes:
            return 1
        times = int(attributes[name])
        if not 0 < times <= _MOST_REPEATED:
            raise self._package.damaged(f"something repeats {times} times")
        return times

    def _end_cell(self, cell: dict[str, str]) -> None:
        times = self._times = self._repeated(cell, _COLUMNS_REPEATED)
        shown = self._shown(cell, self._text.strip())
        if shown:
            # A row that is too long is refused as soon as it ends; here it only stays small.
            blanks = min(self._place, MOST_COLUMNS) - len(self._row)
            self._row += [""] * blanks + [shown] * min(times, MOST_COLUMNS + 1)
        if _COLUMNS_SPANNED in cell or _ROWS_SPANNED in cell:
            self._note_merged(cell)
        self._place += times

    def _note_merged(self, cell: dict[str, str]) -> None:
        columns, rows = (
            self._repeated(cell, name) - 1 for name in (_COLUMNS_SPANNED, _ROWS_SPANNED)
        )
        if columns or rows:
            first, last = (column_letters(self._place + 1 + more) for more in (0, columns))
            self.sheets[-1].merge(f"{first}{self._number}:{last}{self._number + rows}")

    def _end_row(self) -> None:
        if (self._row or self._unreadable) and self._rows > _MOST_REPEATED_VALUES:
            reason = f"repeats the values of row {self._number:,} in {self._rows:,} rows"
            raise refusal(self._package.file, reason, "delete the rows below the table")
        for number in range(self._number, self._number + self._rows) if self._row else ():
            self.sheets[-1].add(number, self._row)
        for number in range(self._number, self._number + self._rows) if self._unreadable else ():
            for place, stored, reason, advice in self._unreadable:
                self.sheets[-1].report(number, place, stored, reason, advice)
        self._number += self._rows

    def _shown(self, cell: dict[str, str], text: str) -> str:
        kind = cell.get(_VALUE_TYPE, "")
        formula = _FORMULA in cell
        if formula and not self._reading.formulas_count:
            written = cell[_FORMULA].partition("=")[2]
            return self._report(f"={written}", "is a formula", _PASTE)
        if cell.get(_OTHER_TYPE) == "error" or (formula and _ERROR.fullmatch(text)):
            return self._report(text, "is an error", "correct the cell")
        if formula and not kind:
            return self._report("", "is a formula without a stored value", _PASTE)
        if kind in ("float", "currency", "percentage"):
            return self._number_shown(kind, cell.get(_VALUE, ""))
        if kind == "date":
            shown = iso_text(cell.get(_DAY, text))
            return month_text(shown) if self._styles.shows_month(self._style_of(cell)) else shown
        if kind == "boolean":
            return cell.get(_TRUTH, text).upper()
        return cell.get(_STRING, text).strip()

    def _style_of(self, cell: dict[str, str]) -> str:
        if _STYLE_NAME in cell:
            return cell[_STYLE_NAME]
        return next((style for last, style in self._usual_styles if self._place < last), "")

    def _number_shown(self, kind: str, stored: str) -> str:
        shown = percent_text(stored) if kind == "percentage" else number_text(stored)
        if shown is None:
            return self._report(stored, "is no number", "type the cell again")
        return shown

    def _report(self, stored: str, reason: str, advice: str) -> str:
        places = range(self._place, self._place + min(self._times, MOST_COLUMNS))
        self._unreadable += [(place, stored, reason, advice) for place in places]
        return ""
