"""A board pack as slides that an officer can edit, with what they have no room for in notes."""

import io
from typing import Any

from pptx.presentation import Presentation as Deck

from dashboard.charts.theme import INK, SERVICE
from dashboard.narrative.packs.paper import PACK, shown_on
from dashboard.reports.packs.archive import fixed
from dashboard.reports.packs.deck import add_foot, layout_of, new_deck
from dashboard.reports.packs.document import Document
from dashboard.reports.packs.office_words import LEADING, largest_size, lines_of, shortened, written
from dashboard.reports.packs.slide_page import add_notes, add_page
from dashboard.reports.packs.slide_plan import slides_of
from dashboard.reports.packs.slide_words import Run, write

# Points.
_WIDTH, _TITLE_HEIGHT, _TOLD_HEIGHT = 850, 106, 232
_TITLE_SIZES, _TOLD_SIZES = (40, 32, 24, 18, 14), (22, 18, 16, 14, 12)
# As long as office programs let a property be.
_LONGEST_PROPERTY = 255


def slides_bytes(document: Document) -> bytes:
    """Return a pack as a PPTX file of 16:9: a first slide, then its sections and its annex.

    Charts of bars and lines are native ones. Every picture and chart has its text alternative, and
    the notes have what a slide lacks room for. The same document is the same bytes.
    """
    deck = new_deck(document.language)
    _first_slide(deck, document)
    for number, slide in enumerate(slides_of(document), start=2):
        add_page(deck, document, slide, number)
    _tell_properties(deck, document)
    made = io.BytesIO()
    deck.save(made)
    return fixed(made.getvalue(), document.issued_on or document.day)


def _tell_properties(deck: Deck, document: Document) -> None:
    properties: Any = deck.core_properties
    properties.title = written(document.title.text)[:_LONGEST_PROPERTY]
    properties.subject = written(document.occasion.text)[:_LONGEST_PROPERTY]
    properties.identifier = written(document.seal)[:_LONGEST_PROPERTY]
    properties.language = document.language
    properties.author = properties.last_modified_by = properties.comments = ""


def _first_slide(deck: Deck, document: Document) -> None:
    page = deck.slides.add_slide(layout_of(deck, "Title Slide"))
    title, told = page.placeholders
    words = written(document.title.text) or PACK
    size = largest_size(words, _TITLE_SIZES, _WIDTH, _TITLE_HEIGHT, bold=True)
    write(title.text_frame, [[Run(words, size, SERVICE, bold=True)]], document.language)
    texts = [document.occasion, shown_on(document.day), document.audience_words, *document.marks]
    whole = [written(each.text) for each in texts if each]
    size = next((s for s in _TOLD_SIZES if _height(whole, s) <= _TOLD_HEIGHT), _TOLD_SIZES[-1])
    lines = whole
    if _height(whole, size) > _TOLD_HEIGHT:
        lines = [shortened(each, size, _WIDTH, 1) for each in whole]
        add_notes(page, whole, document.language)
    write(told.text_frame, [[Run(line, size, INK)] for line in lines], document.language)
    add_foot(page, written(document.audience_words.text), document.language, 1)


def _height(lines: list[str], size: float) -> float:
    return sum((lines_of(line, size, _WIDTH) * LEADING + 0.4) * size for line in lines)
