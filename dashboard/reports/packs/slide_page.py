"""One planned slide, written: title, texts, pictures or a table, foot, link and notes."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.util import Pt

from dashboard.charts.drawing import Drawing
from dashboard.charts.picture_files import png_bytes
from dashboard.charts.qr_code import qr_code
from dashboard.charts.theme import INK, SERVICE
from dashboard.narrative.packs.paper import code_words, live_view
from dashboard.narrative.packs.slides import continued
from dashboard.reports.packs import deck as base
from dashboard.reports.packs.document import Document, Picture
from dashboard.reports.packs.office_words import (
    LEADING,
    largest_size,
    lines_of,
    shortened,
    written,
)
from dashboard.reports.packs.slide_charts import add_chart
from dashboard.reports.packs.slide_plan import (
    ABOVE_SIZE,
    CAPTION,
    FOOT_LINES,
    FOOT_SIZE,
    Paragraph,
    Slide,
    foot_height,
    foot_words,
    size_of,
)
from dashboard.reports.packs.slide_tables import CELL_ACROSS, CELL_DOWN, CellDrawing, TablePart
from dashboard.reports.packs.slide_words import MUTED, Box, Run, add_words, write

# Points.
_KICKER, _LEADS, _LEAD_HEIGHT, _TITLE_WIDTH = 14, (26, 22, 20, 18, 16, 14), 68, 775
_SMALL, _PICTURE_TITLE, _TABLE_CAPTION, _LINK_SIZES = 12, 16, 14, (12, 10, 8)
_SUBTITLE_LINES, _GAP, _BETWEEN, _BESIDE = 3, 6, 20, 230
# Where a sentence ends and another begins.
_FIRST_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
_CODE_BOX = (Pt(844), Pt(24), Pt(72), Pt(72))


@dataclass
class _Place:
    """Where the next thing of a slide stands: from the top, down to the foot."""

    top: int
    foot: int

    @property
    def height(self) -> int:
        return self.foot - self.top


def add_page(deck: Deck, document: Document, slide: Slide, number: int) -> None:
    """Write a planned slide as the next one of a slide show."""
    has_texts_only = bool(slide.texts) and not slide.pictures and not slide.tables
    layout = "Title and Content" if has_texts_only else "Title Only"
    page = deck.slides.add_slide(base.layout_of(deck, layout))
    language = document.language
    notes = list(_title(page, slide, language))
    if has_texts_only:
        _texts(page, slide.texts, language)
    else:
        notes += _body(page, slide, language)
    _link(page, document, slide.section.link)
    base.add_foot(page, written(document.audience_words.text), language, number)
    add_notes(page, [*notes, *_whole_pictures(slide.pictures), slide.section.link], language)


def _title(page: Page, slide: Slide, language: str) -> Iterator[str]:
    """Write the section's title with the message below it; yield the message if it was too long."""
    lead = written(slide.lead.text)
    above = written(slide.section.title.text)
    if not lead:
        lead, above = written(continued(slide.section.title).text), ""
    size = largest_size(lead, _LEADS, _TITLE_WIDTH, _LEAD_HEIGHT, bold=True)
    room = int(_LEAD_HEIGHT / (size * LEADING))
    said = shortened(lead, size, _TITLE_WIDTH, room, bold=True)
    short = shortened(above, _KICKER, _TITLE_WIDTH, 1)
    runs = [[Run(short, _KICKER, MUTED)], [Run(said, size, SERVICE, bold=True)]]
    title: Any = page.shapes.title
    write(title.text_frame, runs if above else runs[1:], language)
    yield from (whole for whole, shown in ((lead, said), (above, short)) if whole != shown)


def _texts(page: Page, texts: Sequence[Paragraph], language: str) -> None:
    holder: Any = page.placeholders[1]
    size = size_of(texts)
    write(holder.text_frame, [_runs(text, size) for text in texts], language)
    for paragraph, text in zip(holder.text_frame.paragraphs, texts, strict=True):
        _mark(paragraph._p.get_or_add_pPr(), text)
        paragraph.space_before = Pt(0.4 * text.size(size))


def _runs(text: Paragraph, size: float) -> list[Run]:
    own, colour = text.size(size), MUTED if text.is_quiet else INK
    if text.is_heading:
        return [Run(text.text, own, SERVICE, bold=True)]
    lead = text.lead if text.text.startswith(text.lead) else ""
    return [Run(lead, own, colour, bold=True), Run(text.text.removeprefix(lead), own, colour)]


def _mark(properties: Any, text: Paragraph) -> None:
    """Give a paragraph its number or none at all; a bullet is the layout's own."""
    if text.number is not None:
        mark = properties.makeelement(
            qn("a:buAutoNum"), {"type": "arabicPeriod", "startAt": str(text.number)}
        )
        properties.append(mark)
    elif text.is_heading or text.is_quiet or text.has_tone:
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(qn("a:buNone"), {}))


def _body(page: Page, slide: Slide, language: str) -> Iterator[str]:
    """Write what is looked at between the texts above and the foot; yield what has no room."""
    place = _Place(base.BODY_TOP, base.BODY_TOP + base.BODY_HEIGHT)
    if slide.texts:
        height = Pt(sum(text.height(ABOVE_SIZE) for text in slide.texts))
        paragraphs = [_runs(text, ABOVE_SIZE) for text in slide.texts]
        add_words(page, (base.LEFT, place.top, base.ACROSS, height), paragraphs, language)
        place.top += height
    place.foot -= Pt(foot_height(slide.foot))
    if slide.pictures:
        _pictures(page, slide, place, language)
    for part in slide.tables:
        yield from _table(page, slide, part, place, language)
    yield from _foot(page, slide, place, language)


def _foot(page: Page, slide: Slide, place: _Place, language: str) -> Iterator[str]:
    """Write the quiet words at the foot of the body; yield them if there is no room for all."""
    whole = foot_words(slide.foot)
    said = shortened(whole, FOOT_SIZE, _width(base.ACROSS), FOOT_LINES)
    if said:
        box = (base.LEFT, place.foot, base.ACROSS, Pt(foot_height(slide.foot)))
        add_words(page, box, [[Run(said, FOOT_SIZE, MUTED)]], language)
    if said != whole:
        yield whole


def _width(across: int) -> float:
    return across / Pt(1)


def _pictures(page: Page, slide: Slide, place: _Place, language: str) -> None:
    boxes = _columns(place, len(slide.pictures))
    for picture, box in zip(slide.pictures, boxes, strict=True):
        is_told = slide.lead.text == picture.title.text
        title = "" if is_told else written(picture.title.text)
        runs = [Run(title, _PICTURE_TITLE, bold=True), Run(_measure(picture), _SMALL, MUTED)]
        if len(slide.pictures) == 1:
            _picture_with_words_beside(page, picture, runs, box, language)
        else:
            _picture_below_words(page, picture, runs, box, language)


def _columns(place: _Place, count: int) -> Iterator[Box]:
    across = (base.ACROSS - (count - 1) * Pt(_BETWEEN)) // count
    for number in range(count):
        left = base.LEFT + number * (across + Pt(_BETWEEN))
        yield left, place.top, across, place.height


def _measure(picture: Picture) -> str:
    """Return what a picture measures; of a native one no more, which lacks what lies behind."""
    words = written(picture.subtitle.text)
    return words if picture.native is None else _FIRST_SENTENCE.split(words, maxsplit=1)[0]


def _picture_with_words_beside(
    page: Page, picture: Picture, runs: list[Run], box: Box, language: str
) -> None:
    # One picture alone would be small, if its words took of its height.
    left, top, across, height = box
    beside = Pt(_BESIDE)
    _drawn(page, picture, (left, top, across - beside - Pt(_BETWEEN), height))
    room = int(height / Pt(_SMALL * LEADING)) - 4
    said = _short(runs, _BESIDE, room)
    add_words(page, (left + across - beside, top, beside, height), [[r] for r in said], language)


def _picture_below_words(
    page: Page, picture: Picture, runs: list[Run], box: Box, language: str
) -> None:
    left, top, across, height = box
    width = _width(across)
    said = _short(runs, width, _SUBTITLE_LINES)
    lines = (lines_of(r.text, r.size, width, bold=r.bold) * r.size * LEADING for r in said)
    above = Pt(sum(lines))
    if said:
        add_words(page, (left, top, across, above), [[run] for run in said], language)
    below = above + Pt(_GAP)
    _drawn(page, picture, (left, top + below, across, height - below))


def _short(runs: Sequence[Run], width: float, most_lines: int) -> list[Run]:
    """Return the runs that say something, each in so many lines."""
    return [
        replace(run, text=shortened(run.text, run.size, width, most_lines, bold=run.bold))
        for run in runs
        if run.text
    ]


def _drawn(page: Page, picture: Picture, box: Box) -> None:
    if picture.native is None:
        _add_drawing(page, picture.drawing, box)
        return
    frame = add_chart(page, picture.native, box)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", written(picture.drawing.alt))


def _add_drawing(page: Page, drawing: Drawing, box: Box) -> None:
    """Add a drawing as large as its box lets it be, with its text alternative."""
    left, top, across, height = box
    scale = min(across / drawing.width, height / drawing.height)
    size = (int(drawing.width * scale), int(drawing.height * scale))
    shapes: Any = page.shapes
    shape = shapes.add_picture(
        io.BytesIO(png_bytes(drawing)), left + (across - size[0]) // 2, top, *size
    )
    shape._element.nvPicPr.cNvPr.set("descr", written(drawing.alt))


def _table(
    page: Page, slide: Slide, part: TablePart, place: _Place, language: str
) -> Iterator[str]:
    """Write a part of a table below what stands there; yield what of it has no room."""
    whole = written(part.caption.text)
    caption = shortened(whole, _TABLE_CAPTION, _width(base.ACROSS), 1, bold=True)
    if caption and part.caption.text not in (slide.lead.text, slide.section.title.text):
        box = (base.LEFT, place.top + Pt(_GAP), base.ACROSS, Pt(CAPTION - _GAP))
        add_words(page, box, [[Run(caption, _TABLE_CAPTION, bold=True)]], language)
        place.top += Pt(CAPTION)
    shapes: Any = page.shapes
    box = (base.LEFT, place.top, base.ACROSS, Pt(part.height))
    frame = shapes.add_table(len(part.words) + 1, len(part.headings), *box)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", whole)
    _fill(frame.table, part, language)
    for each in part.drawings:
        _draw_in_cell(page, part, each, place.top)
    place.top += Pt(part.height)
    yield from part.whole
    if caption != whole:
        yield whole


def _draw_in_cell(page: Page, part: TablePart, each: CellDrawing, top: int) -> None:
    # No cell of office programs can hold a picture, so it lies over the foot of its cell.
    left = base.LEFT + Pt(sum(part.widths[: each.column]) + CELL_ACROSS / 2)
    foot = top + Pt(sum(part.heights[: each.row + 2]) - CELL_DOWN / 2)
    box = (left, foot - Pt(each.height), Pt(each.width), Pt(each.height))
    _add_drawing(page, replace(each.drawing, alt=each.alt), box)


def _fill(table: Any, part: TablePart, language: str) -> None:
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, part.heights, strict=True):
        row.height = Pt(height)
    for at, words in enumerate(part.headings):
        _fill_cell(table.cell(0, at), Run(words, part.size, "#FFFFFF", bold=True), language)
    for row, texts in enumerate(part.words):
        for at, words in enumerate(texts):
            is_strong = (row, at) in part.strong
            _fill_cell(table.cell(row + 1, at), Run(words, part.size, INK, is_strong), language)


def _fill_cell(cell: Any, run: Run, language: str) -> None:
    cell.margin_left = cell.margin_right = Pt(CELL_ACROSS / 2)
    cell.margin_top = cell.margin_bottom = Pt(CELL_DOWN / 2)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    write(cell.text_frame, [[run]], language)


def _link(page: Page, document: Document, address: str) -> None:
    """Write the address of the live view, and its code beside the title."""
    if not address:
        return
    before, shown = f"{live_view(document.day)} ", written(address)
    size = largest_size(before + shown, _LINK_SIZES, _width(base.ACROSS), 16)
    box = (base.LEFT, base.LINK_TOP, base.ACROSS, base.LINK_HEIGHT)
    runs = [Run(before, size, MUTED), Run(shown, size, SERVICE, link=shown)]
    add_words(page, box, [runs], document.language)
    code = qr_code(address, code_words(shown))
    if code is not None:
        _add_drawing(page, code, _CODE_BOX)


def _whole_pictures(pictures: Sequence[Picture]) -> Iterator[str]:
    for picture in pictures:
        yield from (picture.title.text, picture.subtitle.text, picture.drawing.alt)


def add_notes(page: Page, notes: Sequence[str], language: str) -> None:
    """Write the speaker's notes of a slide, each text a paragraph; none where all are empty."""
    said = [written(each) for each in notes if each]
    if said:
        notes_frame: Any = page.notes_slide.notes_text_frame
        write(notes_frame, [[Run(each, 12)] for each in said], language)
