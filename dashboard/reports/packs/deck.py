"""A slide show without slides: 16:9, in the house's colours and one font that every office has."""

from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout, SlideMaster
from pptx.util import Pt

from dashboard.reports.packs.office_theme import dressed
from dashboard.reports.packs.slide_words import MUTED, Run, write

WIDTH, HEIGHT = Pt(960), Pt(540)
LEFT, ACROSS = Pt(44), Pt(872)
# Beside the title stands the code of the live view.
TITLE_TOP, TITLE_ACROSS, TITLE_HEIGHT = Pt(24), Pt(790), Pt(92)
BODY_TOP, BODY_HEIGHT = Pt(122), Pt(350)
LINK_TOP, LINK_HEIGHT = Pt(482), Pt(20)
FOOT_TOP, FOOT_HEIGHT, NUMBER_ACROSS = Pt(504), Pt(24), Pt(60)
# Source Sans is on few office machines, and what stands in for it would break lines elsewhere.
FONT, _FOOT_SIZE = "Arial", 12
_KEPT = ("Title Slide", "Title and Content", "Title Only")
_ANCHORS = {"TITLE": "t", "CENTER_TITLE": "b"}
_BOXES = {
    "TITLE": (LEFT, TITLE_TOP, TITLE_ACROSS, TITLE_HEIGHT),
    "CENTER_TITLE": (LEFT, Pt(110), ACROSS, Pt(110)),
    "SUBTITLE": (LEFT, Pt(232), ACROSS, Pt(240)),
    "OBJECT": (LEFT, BODY_TOP, ACROSS, BODY_HEIGHT),
    "BODY": (LEFT, BODY_TOP, ACROSS, BODY_HEIGHT),
    "FOOTER": (LEFT, FOOT_TOP, ACROSS - NUMBER_ACROSS, FOOT_HEIGHT),
    "SLIDE_NUMBER": (LEFT + ACROSS - NUMBER_ACROSS, FOOT_TOP, NUMBER_ACROSS, FOOT_HEIGHT),
}


def new_deck(language: str) -> Deck:
    """Return a slide show with three layouts: first slide, title with text, title alone."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _drop_leftovers(deck)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    _dress(deck.slide_master)
    for each in (deck.slide_master, *deck.slide_layouts):
        _place(each)
        for element in each._element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            element.set("lang", language)
    return deck


def layout_of(deck: Deck, name: str) -> SlideLayout:
    """Return one of the three layouts by its name."""
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def add_foot(slide: Slide, words: str, language: str, number: int) -> None:
    """Write the words at the foot of a slide and its number, where its layout has them."""
    tree: Any = slide.shapes._spTree
    holders: Any = slide.slide_layout.placeholders
    for holder in holders:
        kind = holder.placeholder_format.type.name
        if kind in ("FOOTER", "SLIDE_NUMBER"):
            # A layout's own foot is not shown on its slides, and the library leaves it out.
            tree.append(_foot(holder._element, next_id(slide)))
            _fill_foot(slide.shapes[-1], words if kind == "FOOTER" else "", language, number)


def next_id(slide: Slide) -> int:
    """Return a number that no shape of the slide has yet."""
    tree: Any = slide.shapes._spTree
    return 1 + max(int(each.get("id")) for each in tree.iter(qn("p:cNvPr")))


def _foot(holder: Any, number: int) -> Any:
    copied = deepcopy(holder)
    copied.nvSpPr.cNvPr.set("id", str(number))
    return copied


def _fill_foot(shape: Any, words: str, language: str, number: int) -> None:
    for field in shape._element.iter(qn("a:fld")):
        field.find(qn("a:t")).text = str(number)
    for properties in shape._element.iter(qn("a:rPr")):
        properties.set("lang", language)
    if words:
        write(shape.text_frame, [[Run(words, _FOOT_SIZE, MUTED)]], language)


def _drop_leftovers(deck: Deck) -> None:
    # The library's own empty slide, which file managers would show for the pack, and the printer
    # of whoever made it.
    for part, kind in ((deck.part.package, RT.THUMBNAIL), (deck.part, RT.PRINTER_SETTINGS)):
        part.drop_rel(part.relate_to(part.part_related_by(kind), kind))


def _dress(master: SlideMaster) -> None:
    theme: Any = master.part.part_related_by(RT.THEME)
    theme.blob = dressed(theme.blob, FONT)
    styles: Any = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("b", "1")


def _place(each: SlideMaster | SlideLayout) -> None:
    holders: Any = each.placeholders
    for shape in list(holders):
        kind = shape.placeholder_format.type.name
        if kind == "DATE":
            shape._element.getparent().remove(shape._element)
        else:
            shape.left, shape.top, shape.width, shape.height = _BOXES[kind]
            _align(shape, kind)


def _align(shape: Any, kind: str) -> None:
    # All begin and end where tables and charts do.
    shape.text_frame.margin_left = shape.text_frame.margin_right = 0
    if kind in ("FOOTER", "SUBTITLE"):
        for level in shape._element.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
    if kind in _ANCHORS:
        shape._element.txBody.find(qn("a:bodyPr")).set("anchor", _ANCHORS[kind])
