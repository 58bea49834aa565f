"""An empty text with the house's styles, so that an officer changes a look in one place."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as Text
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor

from dashboard.charts.theme import INK, SERVICE
from dashboard.reports.packs.office_theme import dressed

MESSAGE, SOURCE, LINK = "Message", "Source", "Hyperlink"
TABLE = "Light List Accent 1"
FONT, _FALLBACK = "Source Sans 3", "Arial"
_MARGIN, _PAGE = Cm(2), (Cm(21), Cm(29.7))
TEXT_WIDTH = Length(_PAGE[0] - 2 * _MARGIN)
_LIBRARYS_BLUE = "4F81BD"
_MUTED = "#4A5257"


def new_text(language: str) -> Text:
    """Return a text of A4 without a paragraph, in a language, with the house's styles.

    Beside Word's own styles there are `MESSAGE`, `SOURCE` and `LINK`.
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
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN


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
    _style(text, "Normal", 11, after=6)
    _style(text, "Title", 26, SERVICE, after=6)
    _style(text, "Subtitle", 14, INK, after=12)
    _style(
        text, "Heading 1", 18, SERVICE, before=0, after=6
    ).paragraph_format.page_break_before = True
    _style(text, "Heading 2", 13, SERVICE, before=12, after=4)
    _style(text, "Caption", 11, INK, before=10, after=4).paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _style(text, name, 11, after=4)
    _style(text, "Footer", 9, _MUTED)
    text.styles.add_style(MESSAGE, WD_STYLE_TYPE.PARAGRAPH).base_style = text.styles["Normal"]
    _style(text, MESSAGE, 13, after=8).font.bold = True
    text.styles.add_style(SOURCE, WD_STYLE_TYPE.PARAGRAPH).base_style = text.styles["Normal"]
    _style(text, SOURCE, 9, _MUTED, after=6)
    link: Any = text.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor.from_string(SERVICE[1:])


def _of_librarys_blue(text: Text) -> Iterator[Any]:
    return (each for each in text.styles.element.iter() if _LIBRARYS_BLUE in each.attrib.values())


def _style(
    text: Text, name: str, size: float, colour: str = "", before: float = 0, after: float = 0
) -> Any:
    style: Any = text.styles[name]
    style.font.size, style.font.italic = Pt(size), False
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour[1:])
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    return style


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
