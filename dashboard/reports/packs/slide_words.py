"""Words on a slide: each run with its size, colour and language, from the side it is read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.theme import INK
from dashboard.reports.packs.office_words import is_right_to_left

MUTED = "#4A5257"
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Run:
    """Words of one look; `size` is in points, `link` the address that they open."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    link: str = ""


def write(frame: Any, paragraphs: Sequence[Sequence[Run]], language: str) -> None:
    """Write paragraphs of runs into a text frame, in place of what it says."""
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        for run in runs:
            if run.text:
                _add(paragraph, run, language)
        if is_right_to_left("".join(run.text for run in runs)):
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")


def add_words(slide: Slide, box: Box, paragraphs: Sequence[Sequence[Run]], language: str) -> None:
    """Write paragraphs into a box of their own, without margins."""
    shapes: Any = slide.shapes
    frame = shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, paragraphs, language)


def _add(paragraph: Any, run: Run, language: str) -> None:
    added = paragraph.add_run()
    added.text = run.text
    font = added.font
    font.size, font.bold = Pt(run.size), run.bold
    font.color.rgb = rgb(run.colour)
    added._r.get_or_add_rPr().set("lang", language)
    if run.link:
        added.hyperlink.address = run.link


def rgb(colour: str) -> Any:
    """Return a colour such as "#12436D" as slides take it."""
    read: Any = RGBColor.from_string
    return read(colour.removeprefix("#"))
