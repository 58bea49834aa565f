"""A board pack as a workbook: what it is, a sheet for each table, and all of its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as OwnCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.periods import date_words
from dashboard.reports.packs.archive import fixed
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Cell,
    Document,
    Heading,
    Picture,
    Points,
    Section,
    Statement,
    Table,
)
from dashboard.reports.spreadsheets import safe
from dashboard.reports.workbooks import (
    TOP,
    WRAPPED,
    excel_text,
    lay_out,
    new_workbook,
    saved,
    write_headings,
    write_read_me,
    write_text,
)

ABOUT, WORDS = "About", "Words"
# Excel allows names of so many signs, without these.
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]'\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NARROWEST, _WIDEST = 10, 60
# A text that is one number and nothing else; one of more digits than Excel keeps stays a text.
_NUMBER = re.compile(r"[-\u2212]?(0|[1-9]\d{0,11}|[1-9]\d{0,2}(,\d{3}){1,3})(\.\d{1,3})?")
_LINK = Font(color="12436D", underline="single")
_BOLD = Font(bold=True)


Place = OwnCell | MergedCell


@dataclass(frozen=True)
class _Sheet:
    name: str
    section: Section
    table: Table


def workbook_bytes(document: Document) -> bytes:
    """Return a pack as an XLSX file: "About" with its contents, its tables, and its words.

    Each table is there once and whole, also those of the pictures. A cell is a number only where
    its text is one number without a unit; a text that would run carries an apostrophe. The seal is
    in the file's properties only. The same document is the same bytes.
    """
    sheets = _sheets(document)
    workbook = new_workbook()
    _write_about(workbook.create_sheet(ABOUT), document, sheets)
    for sheet in sheets:
        _write_table(workbook.create_sheet(sheet.name), sheet.table)
    _write_words(workbook.create_sheet(WORDS), document)
    for shown in workbook.worksheets:
        _write_audience(shown, document)
        lay_out(shown)
    _write_properties(workbook, document)
    return fixed(saved(workbook), document.issued_on or document.day)


def _sheets(document: Document) -> tuple[_Sheet, ...]:
    """Return the sheets of the tables; what stands in a section and in the annex is there once."""
    found: dict[object, tuple[Section, Table]] = {}
    for section in (*document.sections, *document.annex):
        for table in _tables(section.blocks):
            found.setdefault(_told(table), (section, table))
    return tuple(
        _Sheet(_name(number, table.caption.text), section, table)
        for number, (section, table) in enumerate(found.values(), start=1)
    )


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        yield from (picture.table for picture in _pictures(block))


def _pictures(block: Block) -> tuple[Picture, ...]:
    if isinstance(block, Beside):
        return block.pictures
    return (block,) if isinstance(block, Picture) else ()


def _told(table: Table) -> object:
    rows = tuple(tuple(_text(cell) for cell in row) for row in table.rows)
    return table.caption.text, tuple(each.text for each in table.headings), rows


def _name(number: int, caption: str) -> str:
    """Return the name of a sheet: its number, by which it is the only one, and its caption.

    >>> _name(3, "Children first cautioned or sentenced, by area")
    '3 Children first cautioned or'
    """
    whole = " ".join(f"{number} {_NOT_IN_NAMES.sub(' ', caption)}".split())
    # Excel counts in UTF-16, in which some signs are two.
    cut = whole.encode("utf-16-le")[: 2 * _LONGEST_NAME].decode("utf-16-le", errors="ignore")
    at_a_word = cut.rpartition(" ")[0] if cut != whole and " " in cut else cut
    return cut.rstrip() if at_a_word == str(number) else at_a_word.rstrip(" ,.;")


def _write_about(shown: Worksheet, document: Document, sheets: Sequence[_Sheet]) -> None:
    write_read_me(shown, _named(document))
    first = shown.max_row + 2
    for column, heading in enumerate(("Sheet", "Table", "Section"), start=1):
        shown.cell(first, column, heading).font = _BOLD
    shown.column_dimensions["C"].width = 40
    for row, sheet in enumerate(sheets, start=first + 1):
        _write_link(shown.cell(row, 1), sheet.name)
        _write(shown.cell(row, 2), sheet.table.caption.text)
        _write(shown.cell(row, 3), sheet.section.title.text)
    _write_link(shown.cell(first + len(sheets) + 1, 1), WORDS)
    write_text(shown.cell(first + len(sheets) + 1, 2), "What the pack says, section by section")


def _named(document: Document) -> Iterator[tuple[str, str]]:
    yield "Board pack", document.title.text
    yield "For", document.occasion.text
    yield "Shown for", date_words(document.day)
    yield "Who may see it", document.audience_words.text
    yield from (("To know", mark.text) for mark in document.marks)


def _write_link(place: Place, sheet: str) -> None:
    _write(place, sheet)
    quoted = sheet.replace("'", "''")
    place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{quoted}'!A1")
    place.font = _LINK


def _write_table(shown: Worksheet, table: Table) -> None:
    shown.freeze_panes = "A2"
    rows = [[_text(cell) for cell in row] for row in table.rows]
    headings = [each.text for each in table.headings]
    columns = zip(headings, zip(*rows, strict=True) if rows else [()] * len(headings), strict=True)
    write_headings(shown, [(heading, _width(heading, texts)) for heading, texts in columns])
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            _write_cell(shown.cell(number, column), text)


def _text(cell: Cell) -> str:
    """Return what a cell says: its verdict and words, or what its picture shows."""
    verdict = cell.tone_word or cell.tone.value if cell.tone else ""
    words = ": ".join(filter(None, (verdict, cell.words.text)))
    return words or (cell.drawing.alt if cell.drawing else "")


def _width(heading: str, texts: Iterable[str]) -> int:
    longest = max(map(len, (heading, *texts)))
    return min(max(_NARROWEST, longest + 2), _WIDEST)


def _write_cell(place: Place, text: str) -> None:
    if not _NUMBER.fullmatch(text):
        _write(place, text)
        return
    plain = text.replace(",", "").replace("\u2212", "-")
    _, _, decimals = plain.partition(".")
    place.value = float(plain) if decimals else int(plain)
    whole = "#,##0" if "," in text else "0"
    place.number_format = f"{whole}.{'0' * len(decimals)}" if decimals else whole
    place.alignment = TOP


def _write(place: Place, text: str) -> None:
    write_text(place, text, safe)
    place.alignment = WRAPPED


def _write_words(shown: Worksheet, document: Document) -> None:
    shown.freeze_panes = "A2"
    write_headings(shown, [("Section", 40), ("Text", 100)])
    rows = (
        (section.title.text, text)
        for section in (*document.sections, *document.annex)
        for text in _said(section)
        if text
    )
    for number, (title, text) in enumerate(rows, start=2):
        _write(shown.cell(number, 1), title)
        _write(shown.cell(number, 2), text)


def _said(section: Section) -> Iterator[str]:
    yield section.message.text
    for block in section.blocks:
        yield from _of_block(block)
    if section.link:
        yield f"Live view: {section.link}"


def _of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.words.text
    elif isinstance(block, Statement):
        tone = f"{block.tone.value}: " if block.tone else ""
        yield f"{tone}{block.words.text}"
    elif isinstance(block, Points):
        yield from (item.text for item in block.items)
    for picture in _pictures(block):
        yield from (picture.title.text, picture.subtitle.text, picture.drawing.alt)


def _write_audience(shown: Worksheet, document: Document) -> None:
    """Write who may see a sheet at the foot of each of its pages and, but for "About", below it.

    A blank row keeps the words apart from the table, so that no filter or sum takes them along.
    """
    words = excel_text(document.audience_words.text, str)
    # A sign that Excel reads as code in a foot is doubled.
    foot: Any = shown.oddFooter
    foot.left.text = words.replace("&", "&&")
    if shown.title != ABOUT:
        _write(shown.cell(shown.max_row + 2, 1), words)


def _write_properties(workbook: Workbook, document: Document) -> None:
    told = workbook.properties
    told.title = excel_text(f"{document.title}: {document.occasion}", str)
    told.creator = ""
    told.language = document.language
    told.identifier = document.seal or None
