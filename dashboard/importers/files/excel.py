"""Excel workbooks (.xlsx) read as a stream: every sheet's cells as text, sparse as they stand.

Other readers return a formula's stored value as if it were typed, or need room for the whole
rectangle around a sheet's cells, which one cell in the last corner makes 17 thousand million.
"""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from dashboard.importers.files.cells import (
    MOST_SHEETS,
    Allowance,
    Reading,
    SheetCells,
    column_number,
    iso_text,
    moment_text,
    month_text,
    number_text,
    percent_text,
    plain_text,
)
from dashboard.importers.files.packages import (
    LocalNames,
    Package,
    joined,
    local_attributes,
    read_xml,
    refusal,
)

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_PASTE = "paste its value (Paste special, Values)"

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
# Excel's own bound of a format; looking through a longer one would take its time.
_MOST_FORMATS, _LONGEST_FORMAT = 10_000, 255
_QUOTED = re.compile(r'"[^"]*"|\\.')
# Beside what is quoted, a format has a country or colour in brackets, and signs to fill or to skip.
_NOT_SHOWN = re.compile(r"\[[^\]]*\]|[_*].")

Shown: TypeAlias = Literal["number", "percent", "moment", "month"]


def read_excel_sheets(package: Package, reading: Reading) -> list[SheetCells]:
    """Return the worksheets in their order, hidden ones too; charts and the like are left out.

    A formula counts with the value that is stored beside it. Where none is (as in files that no
    spreadsheet program has calculated), and where an error is stored, the cell is unreadable.

    Raises:
        ImportRefusedError: for a workbook that is damaged or holds more than figures need.
    """
    outline = _outline(package)
    sheets = outline.worksheets(package)
    if len(sheets) > MOST_SHEETS:
        advice = "keep the sheets with figures and delete the others"
        raise refusal(package.file, f"has more than {MOST_SHEETS} sheets", advice)
    book, allowance = _book(package, outline), Allowance(package.file)
    wanted = [sheet for sheet in sheets if reading.wants(sheet.name)]
    read = [
        (sheet.part, SheetCells(sheet.name, allowance, hidden=sheet.hidden)) for sheet in wanted
    ]
    for part, cells in read:
        read_xml(package, part, _SheetReader(package, cells, book, reading.formulas_count))
    return [cells for _, cells in read]


@dataclass(frozen=True)
class _Worksheet:
    part: str
    name: str
    hidden: bool


class _Outline:
    """What a workbook says of itself: its sheets, where their parts are, and its calendar."""

    def __init__(self) -> None:
        self.ended = 0
        self.epoch = CALENDAR_WINDOWS_1900
        self._sheets: list[tuple[str, str, bool]] = []
        self._relations: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind, given = name.rpartition(":")[2], local_attributes(attributes)
        if kind == "sheet":
            hidden = given.get("state", "visible") != "visible"
            self._sheets.append((given.get("name", "").strip(), given.get("id", ""), hidden))
        elif kind == "Relationship":
            role = given.get("Type", "").rpartition("/")[2]
            self._relations[given.get("Id", "")] = (role, given.get("Target", ""))
        elif kind == "workbookPr" and given.get("date1904") in ("1", "true"):
            self.epoch = CALENDAR_MAC_1904

    def end(self, name: str) -> None:
        self.ended += 1

    def text(self, data: str) -> None: ...

    def worksheets(self, package: Package) -> list[_Worksheet]:
        """Return each worksheet, without charts and the like."""
        found = []
        for name, relation, hidden in self._sheets:
            role, target = self._relations.get(relation, ("", ""))
            if not role:
                raise package.damaged(f'its sheet "{name[:40]}" is missing')
            if role == "worksheet":
                found.append(_Worksheet(_part(target), name, hidden))
        return found

    def part(self, role: str) -> str | None:
        """Return the part with the texts or styles, which a workbook need not have."""
        return next((_part(target) for r, target in self._relations.values() if r == role), None)


def _outline(package: Package) -> _Outline:
    outline = _Outline()
    read_xml(package, WORKBOOK, outline)
    read_xml(package, _RELATIONS, outline)
    return outline


def _part(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


@dataclass(frozen=True)
class _Book:
    """What all sheets share: texts, how each style shows a number, and when its days begin."""

    texts: Sequence[str]
    styles: Mapping[str, Shown]
    epoch: dt.datetime

    def shown(self, style: str) -> Shown:
        return self.styles.get(style, "number")


def _book(package: Package, outline: _Outline) -> _Book:
    texts, styles = _Texts(package), _Styles(package)
    for role, reader in (("sharedStrings", texts), ("styles", styles)):
        part = outline.part(role)
        if part is not None:
            read_xml(package, part, reader)
    return _Book(texts.found, styles.by_place(), outline.epoch)


class _Texts:
    """The texts that cells share, each from its runs and without its phonetic hints."""

    def __init__(self, package: Package) -> None:
        self.ended = 0
        self.found: list[str] = []
        self._package, self._names = package, LocalNames()
        self._text = ""
        self._hint = self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._names[name]
        if kind == "t":
            self._in_text = not self._hint
        elif kind == "si":
            self._text = ""
        elif kind == "rPh":
            self._hint = True

    def end(self, name: str) -> None:
        self.ended += 1
        kind = self._names[name]
        if kind == "t":
            self._in_text = False
        elif kind == "si":
            self.found.append(plain_text(self._text))
        elif kind == "rPh":
            self._hint = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._text = joined(self._text, data, self._package)


class _Styles:
    """How each style of a workbook shows a number."""

    def __init__(self, package: Package) -> None:
        self.ended = 0
        self._package = package
        self._codes: dict[str, str] = {str(n): code for n, code in BUILTIN_FORMATS.items()}
        self._formats: list[str] = []
        self._in_cell_styles = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "numFmt":
            code = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
            self._codes[attributes.get("numFmtId", "")] = code
            if len(self._codes) > _MOST_FORMATS:
                raise self._package.damaged("it has very many formats of numbers")
        elif kind == "cellXfs":
            self._in_cell_styles = True
        elif kind == "xf" and self._in_cell_styles:
            self._formats.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        self.ended += 1
        if name.rpartition(":")[2] == "cellXfs":
            self._in_cell_styles = False

    def text(self, data: str) -> None: ...

    def by_place(self) -> dict[str, Shown]:
        """Return for each style, by its place, in which manner it shows a number."""
        by_format = {number: _shown(code) for number, code in self._codes.items()}
        return {str(n): by_format.get(number, "number") for n, number in enumerate(self._formats)}


def _shown(code: str) -> Shown:
    if is_date_format(code):
        return "month" if _is_month(code) else "moment"
    return "percent" if "%" in _QUOTED.sub("", code) else "number"


def _is_month(code: str) -> bool:
    """Return whether a format of days shows the month and the year alone, such as mmm-yy."""
    signs = _NOT_SHOWN.sub("", _QUOTED.sub("", code)).partition(";")[0].casefold()
    return {"m", "y"} <= set(signs) and not set("dhs") & set(signs)


class _SheetReader:
    """The rows of one sheet; a cell or row that names no place follows the one before.

    Half of the time that a large workbook takes is spent in these few lines, so that they do
    without objects and calls where they can.
    """

    def __init__(
        self, package: Package, cells: SheetCells, book: _Book, formulas_count: bool
    ) -> None:
        self._package, self._cells, self._book = package, cells, book
        self._formulas_count = formulas_count
        self.ended = 0
        self._names = LocalNames()
        self._columns: dict[str, int] = {}
        self._number, self._row, self._place = 0, list[str](), -1
        self._cell: dict[str, str] = {}
        self._stored = self._formula = ""
        self._in_value = self._holds_value = self._hint = False
        self._in_formula = self._holds_formula = False

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
            self._in_formula = self._holds_formula = True
            self._formula = ""
        elif kind == "rPh":
            self._hint = True
        elif kind == "mergeCell":
            self._cells.merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self.ended += 1
        kind = self._names[name]
        if kind in ("v", "t"):
            self._in_value = False
        elif kind == "f":
            self._in_formula = False
        elif kind == "c":
            self._end_cell()
        elif kind == "row" and self._row:
            self._cells.add(self._number, self._row)
        elif kind == "rPh":
            self._hint = False

    def text(self, data: str) -> None:
        if self._in_value:
            self._stored = joined(self._stored, data, self._package)
        elif self._in_formula:
            self._formula = joined(self._formula, data, self._package)

    def _start_row(self, number: str | None) -> None:
        before = self._number
        self._number = int(number) if number else before + 1
        if not before < self._number <= _LAST_ROW:
            raise self._package.damaged(f"its row {self._number} stands in the wrong place")
        self._row, self._place = [], -1

    def _end_cell(self) -> None:
        self._move_on(self._cell.get("r"))
        kind, stored = self._cell.get("t", "n"), self._stored
        if self._holds_formula and not self._formulas_count:
            # Of a formula that cells share, only the first has the text.
            shown = f"={self._formula}" if self._formula else stored
            self._report(shown, "is a formula", _PASTE)
        # Only of a text can a calculated value be empty; other writers leave its place empty.
        elif self._holds_formula and not stored and not (self._holds_value and kind == "str"):
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
            if shown is not None and manner == "month":
                shown = month_text(shown)
        if shown is None:
            self._report(stored, "is no number or day that Excel knows", "type the cell again")
            return ""
        return shown

    def _report(self, stored: str, reason: str, advice: str) -> None:
        self._cells.report(self._number, self._place, stored, reason, advice)
