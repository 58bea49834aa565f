"""An empty text with the house's styles, so that an officer changes a look in one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as Text
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor

from dashboard.charts.theme import INK, SERVICE
from dashboard.reports.packs.office_theme import dressed

MESSAGE, SOURCE, LINK = "Message", "Source", "Hyperlink"
TABLE, TABLE_TEXT = "Medium Shading 1 Accent 1", "Table text"
FONT, _FALLBACK = "Source Sans 3", "Arial"
_MARGIN, _ABOVE_FOOT, _PAGE = Cm(2), Cm(2.5), (Cm(21), Cm(29.7))
TEXT_WIDTH = Length(_PAGE[0] - 2 * _MARGIN)
_LIBRARYS_BLUE = "4F81BD"
_MUTED = "#4A5257"


@dataclass(frozen=True)
class _Look:
    """How a style looks; sizes are in points, and before and after are room around it."""

    name: str
    size: float
    before: float = 0
    after: float = 0
    colour: str = ""


_LOOKS = (
    _Look("Normal", 11, after=6),
    _Look("Title", 26, after=6, colour=SERVICE),
    _Look("Subtitle", 14, after=12, colour=INK),
    _Look("Heading 1", 18, after=6, colour=SERVICE),
    _Look("Heading 2", 13, before=12, after=4, colour=SERVICE),
    _Look("Caption", 11, before=10, after=4, colour=INK),
    _Look("List Bullet", 11, after=4),
    _Look("List Number", 11, after=4),
    _Look("Footer", 9, colour=_MUTED),
    _Look(MESSAGE, 13, after=8),
    _Look(SOURCE, 9, before=4, after=6, colour=_MUTED),
    _Look(TABLE_TEXT, 10, before=2, after=2),
)


def new_text(language: str) -> Text:
    """Return a text of A4 without a paragraph, in a language, with the house's styles.

    Beside Word's own styles there are `MESSAGE`, `SOURCE`, `TABLE_TEXT` and `LINK`.
    """
    text = docx.Document()
    _set_page(text)
    _set_theme(text)
    _set_language(text, language)
    _set_styles(text)
    _drop_preview(text)
    return text


def _set_page(text: Text) -> None:
    page = text.sections[0]
    page.page_width, page.page_height = _PAGE
    page.left_margin = page.right_margin = page.top_margin = _MARGIN
    page.bottom_margin = _ABOVE_FOOT


def _set_theme(text: Text) -> None:
    theme: Any = text.part.part_related_by(RT.THEME)
    theme._blob = dressed(theme.blob, FONT)
    # What a machine without the font shows in its place.
    fonts: Any = text.part.part_related_by(RT.FONT_TABLE)
    entry = (
        f'<w:font w:name="{FONT}"><w:altName w:val="{_FALLBACK}"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    fonts._blob = fonts.blob.replace(b"</w:fonts>", entry.encode())


def _set_language(text: Text, language: str) -> None:
    for element in text.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    settings: Any = text.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            # Else Word opens it as a file of 2010.
            element.set(qn("w:val"), "15")


def _set_styles(text: Text) -> None:
    for element in _of_librarys_blue(text):
        for name, value in element.attrib.items():
            if value == _LIBRARYS_BLUE:
                element.set(name, SERVICE[1:])
    for name in (MESSAGE, SOURCE, TABLE_TEXT):
        text.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = text.styles["Normal"]
    for look in _LOOKS:
        _style(text, look)
    text.styles["Heading 1"].paragraph_format.page_break_before = True
    text.styles["Caption"].paragraph_format.keep_with_next = True
    text.styles[MESSAGE].font.bold = True
    stops = text.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    link: Any = text.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor.from_string(SERVICE[1:])


def _of_librarys_blue(text: Text) -> Iterator[Any]:
    return (each for each in text.styles.element.iter() if _LIBRARYS_BLUE in each.attrib.values())


def _style(text: Text, look: _Look) -> None:
    style: Any = text.styles[look.name]
    style.font.size, style.font.italic = Pt(look.size), False
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour[1:])
    style.paragraph_format.space_before = Pt(look.before)
    style.paragraph_format.space_after = Pt(look.after)


def _drop_preview(text: Text) -> None:
    # The library's own empty page, which file managers would show for the pack.
    links: Any = text.part.package
    for name, link in list(links.rels.items()):
        if link.reltype == RT.THUMBNAIL:
            del links.rels[name]


def page_number() -> Any:
    """Return a field that shows the number of its page."""
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
