"""A workbook as an OpenDocument spreadsheet: the texts of its sheets, without lists and widths."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def as_opendocument(workbook: bytes) -> bytes:
    """Return a workbook of texts as an ODS file, sheet by sheet; every cell is a text there."""
    book = load_workbook(io.BytesIO(workbook))
    sheets = "".join(_sheet(sheet) for sheet in book.worksheets)
    content = (
        f'<office:document-content xmlns:office="{_NAMES}:office:1.0" '
        f'xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        # First and unpacked, so that a program knows the file by its first bytes.
        package.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", content)
    return written.getvalue()


def _sheet(sheet: Worksheet) -> str:
    rows = "".join(_row(cells) for cells in sheet.iter_rows(values_only=True))
    return f"<table:table table:name={quoteattr(sheet.title)}>{rows}</table:table>"


def _row(cells: Iterable[object]) -> str:
    return f"<table:table-row>{''.join(_cell(cell) for cell in cells)}</table:table-row>"


def _cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    lines = "".join(_lines(str(value)))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"<text:p>{escape(line)}</text:p>"
