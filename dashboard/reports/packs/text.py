"""A board pack as a text that an officer edits into a covering report: styles, lists, tables."""

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Text
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

from dashboard.charts.drawing import Drawing
from dashboard.charts.picture_files import png_bytes
from dashboard.charts.qr_code import qr_code
from dashboard.narrative.packs.paper import (
    ANNEX,
    NO_SECTIONS,
    NOTHING_HERE,
    PACK,
    code_words,
    live_view,
    shown_on,
)
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
from dashboard.reports.packs.office_words import (
    cell_words,
    is_right_to_left,
    shortened,
    verdict,
    written,
)
from dashboard.reports.packs.text_styles import (
    LINK,
    MESSAGE,
    SOURCE,
    TABLE,
    TABLE_TEXT,
    TEXT_WIDTH,
    new_text,
    page_number,
)

_MOST_HEIGHT, _CODE_SIDE, _CELL_INSET = Cm(8.5), Cm(1.8), Cm(0.4)
# A drawing of a cell is as many points where there is room.
_POINTS_OF_A_PIXEL = 0.75
_FOOT_SIZE = 9
_LONGEST_PROPERTY = 255


def text_bytes(document: Document) -> bytes:
    """Return a pack as a DOCX file: each section on a new page but the first, the annex last.

    Looks are styles. Tables have a header that is repeated on each page and no merged cells;
    pictures have their text alternatives. The same document is the same bytes.
    """
    text = new_text(document.language)
    _beginning(text, document)
    for place, section in enumerate(document.sections):
        _section(text, document, section, "", on_new_page=place > 0)
    for place, section in enumerate(document.annex):
        _section(text, document, section, f"{ANNEX}: ", on_new_page=place == 0)
    if _ends_with_a_table(text):
        # Word opens no file that ends with one.
        _add(text, "")
    _foot(text, document)
    _tell_properties(text, document)
    made = io.BytesIO()
    text.save(made)
    return fixed(made.getvalue(), document.issued_on or document.day)


def _tell_properties(text: Text, document: Document) -> None:
    properties = text.core_properties
    properties.title = written(document.title.text)[:_LONGEST_PROPERTY]
    properties.subject = written(document.occasion.text)[:_LONGEST_PROPERTY]
    properties.identifier = written(document.seal)[:_LONGEST_PROPERTY]
    properties.language = document.language
    properties.author = properties.last_modified_by = properties.comments = ""


def _beginning(text: Text, document: Document) -> None:
    _add(text, document.title.text or PACK, "Title")
    if document.occasion:
        _add(text, document.occasion.text, "Subtitle")
    for each in (shown_on(document.day), document.audience_words, *document.marks):
        if each:
            _add(text, each.text)
    if not document.sections and not document.annex:
        _add(text, NO_SECTIONS)


def _section(
    text: Text, document: Document, section: Section, before: str, *, on_new_page: bool
) -> None:
    heading = _add(text, before + section.title.text, "Heading 1")
    if not on_new_page:
        heading.paragraph_format.page_break_before = False
        # What stands before may be a table, which leaves no room of its own below it.
        heading.paragraph_format.space_before = Pt(24)
    if section.message:
        _add(text, section.message.text, MESSAGE)
    if section.link:
        _link(text, document, section.link)
    if not section.blocks and not section.message:
        _add(text, NOTHING_HERE)
    for block in section.blocks:
        _block(text, block)


def _block(text: Text, block: Block) -> None:
    if isinstance(block, Heading):
        _add(text, block.words.text, "Heading 2")
    elif isinstance(block, Statement):
        _statement(text, block)
    elif isinstance(block, Points):
        _points(text, block)
    elif isinstance(block, Table):
        _table(text, block)
    else:
        for picture in block.pictures if isinstance(block, Beside) else (block,):
            _picture(text, picture)


def _add(text: Any, words: str, style: str = "Normal", strong: str = "") -> Any:
    """Add a paragraph of a style, of which the beginning can be strong, and return it."""
    paragraph, said = text.add_paragraph(style=style), written(words)
    lead = strong if said.startswith(strong) else ""
    for part, look in ((lead, "Strong"), (said.removeprefix(lead), None)):
        if part:
            paragraph.add_run(part, style=look)
    _turn(paragraph)
    return paragraph


def _turn(paragraph: Any) -> None:
    """Have a paragraph run from the right where its letters do."""
    if is_right_to_left(paragraph.text):
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            OxmlElement("w:bidi"), *("w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
        )
        for run in paragraph.runs:
            run.font.rtl = True


def _statement(text: Text, statement: Statement) -> None:
    before = f"{verdict(statement.tone)}: " if statement.tone is not None else ""
    style = SOURCE if statement.quiet else "Normal"
    _add(text, before + statement.words.text, style, before + written(statement.lead))


def _points(text: Text, points: Points) -> None:
    style = "List Number" if points.numbered else "List Bullet"
    added = [_add(text, item.text, style) for item in points.items]
    if points.numbered:
        number = _new_numbering(text)
        for paragraph in added:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _new_numbering(text: Text) -> int:
    """Return a numbering of the style for numbered lists that begins at its first number."""
    numberings: Any = text.part.numbering_part.element
    style: Any = text.styles["List Number"].element
    usual = style.pPr.numPr.numId.val
    looks = next(each for each in numberings.num_lst if each.numId == usual).abstractNumId.val
    added = numberings.add_num(looks)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _picture(text: Text, picture: Picture) -> None:
    _add(text, picture.title.text, "Caption")
    scale = min(TEXT_WIDTH / picture.drawing.width, _MOST_HEIGHT / picture.drawing.height)
    paragraph = text.add_paragraph()
    _draw(paragraph, picture.drawing, Length(int(picture.drawing.width * scale)))
    if picture.subtitle:
        paragraph.paragraph_format.keep_with_next = True
        _add(text, picture.subtitle.text, SOURCE)


def _draw(paragraph: Any, drawing: Drawing, width: Length, alt: str = "") -> None:
    """Add a drawing to a paragraph, with its text alternative or else another."""
    shape = paragraph.add_run().add_picture(io.BytesIO(png_bytes(drawing)), width=width)
    shape._inline.docPr.set("descr", written(drawing.alt or alt))


def _table(text: Text, table: Table) -> None:
    # A paragraph keeps it apart from a table before. None stands after it: where a table fills its
    # page, that would make an empty one.
    if table.caption or _ends_with_a_table(text):
        _add(text, table.caption.text, "Caption")
    rows = table.rows[: table.most]
    made: Any = text.add_table(len(rows) + 1, len(table.headings), style=TABLE)
    made.autofit = False
    widths = _widths(table)
    _row(made.rows[0], [Cell(each) for each in table.headings], widths)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for shown, cells in zip(made.rows[1:], rows, strict=True):
        _row(shown, cells, widths)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    # Only the cells that are strong are bold, not all of the first column.
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    look.set(qn("w:firstColumn"), "0")
    look.set(qn("w:val"), "0420")
    if table.more:
        _add(text, table.more.text, SOURCE)


def _ends_with_a_table(text: Text) -> bool:
    *_, last = ["", *(each.tag for each in text.element.body if each.tag != qn("w:sectPr"))]
    return bool(last == qn("w:tbl"))


def _widths(table: Table) -> list[Length]:
    shares = table.shares or (1.0,) * len(table.headings)
    return [Length(int(TEXT_WIDTH * share / sum(shares))) for share in shares]


def _row(row: Any, cells: Sequence[Cell], widths: Sequence[Length]) -> None:
    # A row is not broken across pages.
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, cell, width in zip(row.cells, cells, widths, strict=True):
        place.width = width
        _fill(place, cell, Length(width - _CELL_INSET))


def _fill(place: Any, cell: Cell, width: Length) -> None:
    paragraph, words = place.paragraphs[0], cell_words(cell)
    # By its id: to look up its name for each cell takes longer than all the rest.
    paragraph._p.style = TABLE_TEXT.replace(" ", "")
    paragraph.add_run(words, style="Strong" if cell.strong else None)
    _turn(paragraph)
    if cell.drawing is not None and words:
        usual = Pt(cell.drawing.width * _POINTS_OF_A_PIXEL)
        _draw(place.add_paragraph(style=TABLE_TEXT), cell.drawing, min(usual, width), words)


def _link(text: Text, document: Document, address: str) -> None:
    shown = written(address)
    paragraph = _add(text, f"{live_view(document.day)} ", SOURCE)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), text.part.relate_to(shown, RT.HYPERLINK, is_external=True))
    run = paragraph.add_run(shown, style=LINK)
    link.append(run._r)
    paragraph._p.append(link)
    code = qr_code(address, code_words(shown))
    if code is not None:
        _draw(text.add_paragraph(style=SOURCE), code, _CODE_SIDE)


def _foot(text: Text, document: Document) -> None:
    """Write service, occasion and audience with the page's number at the foot of each page."""
    foot: Any = text.sections[0].footer
    named = ", ".join(each.text for each in (document.title, document.occasion) if each)
    paragraph = foot.paragraphs[0]
    width = TEXT_WIDTH / Pt(1)
    paragraph.add_run(shortened(written(named), _FOOT_SIZE, width, lines=2))
    second = _add(foot, document.audience_words.text, "Footer")
    second.add_run("\t")
    second._p.append(page_number())
