"""What the files of a board pack say, read back as their readers do, and the numerals in them."""

import io
import re

import docx
import pptx
import pypdfium2
from lxml import html
from openpyxl import load_workbook

from dashboard.charts.drawing import Words
from dashboard.core.packs.sections import PackFormat
from dashboard.reports.packs.document import Table, clauses, pictures
from tests.reports.packs.office_files import alternatives, notes_of, shapes_of, words_of_slide


def numerals(text):
    """Return the whole numbers in a text, those of decimals apart; "1,234.5" has 1234 and 5."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def known_numerals(document):
    """Return the numerals of a document's facts, of what is drawn, of links and of its days."""
    told = [fact for clause in clauses(document) for fact in clause.facts]
    for drawing in drawings(document):
        told.append(drawing.alt)
        told += [f"{m.text} {m.followed_by}" for m in drawing.marks if isinstance(m, Words)]
    for picture in pictures(document):
        told += [cell.words.text for row in picture.table.rows for cell in row]
        told += [heading.text for heading in picture.table.headings]
    told += [section.link for section in document.sections]
    told += [f"{day.day} {day.year}" for day in (document.day, document.issued_on) if day]
    return {number for text in told for number in numerals(text)}


def drawings(document):
    """Return every drawing: of the pictures, and of the cells of tables."""
    held = [picture.drawing for picture in pictures(document)]
    for section in (*document.sections, *document.annex):
        for block in section.blocks:
            if isinstance(block, Table):
                held += [cell.drawing for row in block.rows for cell in row if cell.drawing]
    return held


def words_of(content, wanted):
    """Return all that a file says, with what only a screen reader tells of its pictures."""
    return " ".join(_READ[wanted](content))


def pages_counted(content, wanted):
    """Return how many pages or slides a file gives numbers to."""
    if wanted is PackFormat.PDF:
        return len(pypdfium2.PdfDocument(content))
    return len(pptx.Presentation(io.BytesIO(content)).slides) if wanted is PackFormat.PPTX else 0


def pdf_pages(content):
    """Return the words of each page; a checksum that goes on in the next line is one again."""
    pdf = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return [re.sub(r"(?<=[0-9a-f]{16})\s+(?=[0-9a-f]{8})", "", words) for words in pages]


def _slides(content):
    shown = pptx.Presentation(io.BytesIO(content))
    yield from (words for slide in shown.slides for words in words_of_slide(slide))
    yield from notes_of(shown)
    yield from alternatives(shapes_of(shown))


def _text(content):
    written = docx.Document(io.BytesIO(content))
    yield from (paragraph.text for paragraph in written.paragraphs)
    yield from (cell.text for table in written.tables for row in table.rows for cell in row.cells)
    yield from (each.get("descr", "") for each in written.element.xpath("//wp:docPr"))


def _page(content):
    body = html.document_fromstring(content).body
    for text in body.xpath(".//text()[not(ancestor::style)]"):
        yield str(text)
    yield from map(str, body.xpath(".//@aria-label"))


def _sheets(content):
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (f"{cell:g}" if isinstance(cell, float) else str(cell or "") for cell in row)


_READ = {
    PackFormat.PDF: pdf_pages,
    PackFormat.PPTX: _slides,
    PackFormat.DOCX: _text,
    PackFormat.XLSX: _sheets,
    PackFormat.HTML: _page,
}
