"""What the sheets of an Excel workbook share: names and places, texts, styles, a calendar."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from dashboard.importers.files.cell_texts import plain_text
from dashboard.importers.files.packages import Package
from dashboard.importers.files.streamed_xml import LocalNames, joined, local_attributes, read_xml

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
# Excel's own bound of a format; looking through a longer one would take its time.
_MOST_FORMATS, _LONGEST_FORMAT = 10_000, 255
_QUOTED = re.compile(r'"[^"]*"|\\.')

Shown: TypeAlias = Literal["number", "percent", "moment"]


def read_outline(package: Package) -> "Outline":
    """Return what a workbook says of its sheets."""
    outline = Outline()
    read_xml(package, WORKBOOK, outline)
    read_xml(package, _RELATIONS, outline)
    return outline


class Outline:
    """What a workbook says of itself: its sheets, where their parts are, and its calendar."""

    def __init__(self) -> None:
        self.ended = 0
        self.epoch = CALENDAR_WINDOWS_1900
        self._sheets: list[tuple[str, str]] = []
        self._relations: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind, given = name.rpartition(":")[2], local_attributes(attributes)
        if kind == "sheet":
            self._sheets.append((given.get("name", "").strip(), given.get("id", "")))
        elif kind == "Relationship":
            role = given.get("Type", "").rpartition("/")[2]
            self._relations[given.get("Id", "")] = (role, given.get("Target", ""))
        elif kind == "workbookPr" and given.get("date1904") in ("1", "true"):
            self.epoch = CALENDAR_MAC_1904

    def end(self, name: str) -> None:
        self.ended += 1

    def text(self, data: str) -> None: ...

    def worksheets(self, package: Package) -> list[tuple[str, str]]:
        """Return the part and the name of each worksheet."""
        found = []
        for name, relation in self._sheets:
            role, target = self._relations.get(relation, ("", ""))
            if not role:
                raise package.damaged(f'its sheet "{name[:40]}" is missing')
            if role == "worksheet":
                found.append((_part(target), name))
        return found

    def part(self, role: str) -> str | None:
        """Return the part with the texts or styles, which a workbook need not have."""
        return next((_part(target) for r, target in self._relations.values() if r == role), None)


def _part(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


@dataclass(frozen=True)
class Book:
    """What all sheets share: texts, how each style shows a number, and when its days begin."""

    texts: Sequence[str]
    styles: Mapping[str, Shown]
    epoch: dt.datetime

    def shown(self, style: str) -> Shown:
        return self.styles.get(style, "number")


def read_book(package: Package, outline: Outline) -> Book:
    """Return what the cells of all sheets refer to."""
    texts, styles = _Texts(package), _Styles(package)
    for role, reader in (("sharedStrings", texts), ("styles", styles)):
        part = outline.part(role)
        if part is not None:
            read_xml(package, part, reader)
    return Book(texts.found, styles.by_place(), outline.epoch)


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
        return "moment"
    return "percent" if "%" in _QUOTED.sub("", code) else "number"
