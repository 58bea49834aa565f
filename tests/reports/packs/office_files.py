"""What office files say, read back: every text of theirs."""

import io
import zipfile

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A1",
    "#let x = 1",
    "<script>alert(1)</script>",
    "bell\x07 null\x00 half\ud800 \ufffe",
    "_x000D_",
    "Ŵyl y Glannau 👪",
    "خدمة العدالة",
    "שירות הנוער",
    "a" * 500,
    "words " * 83,
    "two\nlines\tand a tab",
    "",
)


def opened_slides(content):
    return Presentation(io.BytesIO(content))


def opened_text(content):
    return Document(io.BytesIO(content))


def shapes_of(slides):
    return [shape for slide in slides.slides for shape in slide.shapes]


def alternatives(shapes):
    """Return the text alternatives of all pictures, charts and tables."""
    return [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for shape in shapes
        if not shape.has_text_frame
    ]


def words_of_slide(slide):
    """Return the texts of a slide but its number, with those of its charts and tables."""
    said = []
    for shape in slide.shapes:
        if shape.has_text_frame and not shape.name.startswith("Slide Number"):
            said.append(shape.text_frame.text)
        elif shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_chart:
            said += words_of_chart(shape.chart)
    return said


def words_of_chart(chart):
    plot = chart.plots[0]
    values = [f"{v:g}" for s in plot.series for v in s.values if v is not None]
    return [*plot.categories, *(series.name for series in plot.series), *values]


def notes_of(slides):
    return [s.notes_slide.notes_text_frame.text for s in slides.slides if s.has_notes_slide]


def workbook_of(chart):
    """Return the rows of the workbook behind a chart."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
