import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from dashboard.charts.native import NativeChart, NativeKind, NativeSeries
from dashboard.core.sentences import Clause, Tone
from dashboard.narrative.packs.paper import NO_SECTIONS, NOTHING_HERE, code_words
from dashboard.reports.packs.document import (
    Beside,
    Cell,
    Heading,
    Points,
    Statement,
    Table,
    fact,
    pictures,
)
from dashboard.reports.packs.slides import slides_bytes
from tests.pack_documents import (
    LINK,
    SPINE,
    document,
    picture,
    recommendations,
    section,
    whole_document,
    words_table,
)
from tests.reports.packs.office_files import (
    HOSTILE,
    alternatives,
    notes_of,
    opened_slides,
    parts,
    shapes_of,
    words_of_slide,
    workbook_of,
)

BARS, LINES = picture("comparison"), picture("trend")
WHOLE = whole_document(seal="5ea1")


@cache
def content():
    return slides_bytes(WHOLE)


def made(*sections, **changed):
    return opened_slides(slides_bytes(document(*sections, **changed)))


def charts(slides):
    return [shape.chart for shape in shapes_of(slides) if shape.has_chart]


def titles(slides):
    return [slide.shapes.title.text_frame.text for slide in slides.slides]


def said(slides):
    return "\n".join(words for slide in slides.slides for words in words_of_slide(slide))


def test_the_same_pack_is_the_same_bytes_and_no_part_has_the_clock():
    today = str(dt.datetime.now(tz=dt.UTC).date())

    assert slides_bytes(whole_document(seal="5ea1")) == content()
    assert not [name for name, part in parts(content()).items() if today.encode() in part]


def test_the_first_slide_has_service_occasion_day_audience_and_marks():
    first, *_ = opened_slides(content()).slides

    for words in ("Hertfordshire", "14 January 2019", "31 December 2018", "invented example"):
        assert words in "\n".join(words_of_slide(first))


def test_every_slide_has_a_title_the_audience_and_its_number():
    for number, slide in enumerate(opened_slides(content()).slides, start=1):
        foot = {
            shape.placeholder_format.type: shape.text_frame.text for shape in slide.placeholders
        }
        assert slide.shapes.title.text_frame.text
        assert foot[PP_PLACEHOLDER.FOOTER] == "For anybody: small numbers are withheld"
        assert foot[PP_PLACEHOLDER.SLIDE_NUMBER] == str(number)


def test_the_title_is_read_first_and_the_foot_last():
    for slide in opened_slides(content()).slides:
        names = [shape.name for shape in slide.shapes]
        assert slide.shapes[0]._element is slide.shapes.title._element
        assert names[-1].startswith("Slide Number")


def test_every_picture_chart_and_table_has_a_text_alternative():
    told = alternatives(shapes_of(opened_slides(content())))

    assert len(told) > 10
    assert all(told)
    assert {each.drawing.alt for each in pictures(WHOLE)} <= set(told)


def test_every_text_is_said_to_be_in_the_packs_language():
    for slide in opened_slides(content()).slides:
        languages = {run.get("lang") for run in slide._element.xpath(".//a:r/a:rPr")}
        assert languages == {"en-GB"}


def test_bars_can_be_edited_with_the_first_on_top_each_in_its_colour():
    (chart,) = charts(made(section(BARS)))
    (series,) = chart.plots[0].series
    native = BARS.native

    assert chart.category_axis.reverse_order
    assert list(chart.plots[0].categories) == list(native.categories)
    colours = [
        f"#{series.points[at].format.fill.fore_color.rgb}" for at in range(len(native.categories))
    ]
    assert colours == list(native.series[0].colours)
    assert series.data_labels.show_value
    assert chart.font.size >= Pt(12)


def test_lines_stop_where_they_have_no_value():
    (chart,) = charts(made(section(LINES)))

    assert chart._chartSpace.xpath("//c:dispBlanksAs/@val") == ["gap"]
    assert [list(series.values) for series in chart.plots[0].series] == [
        list(series.values) for series in LINES.native.series
    ]


@pytest.mark.parametrize("each", [BARS, LINES], ids=["bars", "lines"])
def test_the_workbook_behind_a_chart_has_its_values(each):
    (chart,) = charts(made(section(each)))
    heading, *rows = workbook_of(chart)

    assert heading[1:] == [series.name for series in each.native.series]
    assert [row[0] for row in rows] == list(each.native.categories)
    assert [row[1:] for row in rows] == [
        list(values) for values in zip(*(s.values for s in each.native.series), strict=True)
    ]


def test_what_office_programs_cannot_draw_is_a_picture_with_the_words_of_its_drawing():
    slides = made(section(picture("funnel"), link=""))

    assert not charts(slides)
    assert alternatives(shapes_of(slides)) == [picture("funnel").drawing.alt]


def test_the_notes_have_what_a_slide_has_no_room_for():
    notes = "\n".join(notes_of(opened_slides(content())))

    for each in pictures(WHOLE):
        for words in (each.subtitle.text, each.drawing.alt):
            assert words in notes
    assert LINK in notes


def test_a_slide_has_the_live_view_as_text_as_a_link_and_as_a_code():
    (_, slide) = made(section(Statement(fact("Nothing.")))).slides

    (link,) = slide._element.xpath(".//a:hlinkClick/@r:id")
    assert slide.part.rels[link].target_ref == LINK
    assert LINK in "\n".join(words_of_slide(slide))
    assert alternatives(slide.shapes) == [code_words(LINK)]


def test_a_statement_has_symbol_and_word_of_its_tone_and_its_lead_is_strong():
    statement = Statement(fact("Higher than before: by a half."), Tone.WORSE, "Higher than before")
    (_, slide) = made(section(statement)).slides
    (paragraph,) = slide.placeholders[1].text_frame.paragraphs

    assert [(run.text, run.font.bold) for run in paragraph.runs] == [
        ("▲ Worse: Higher than before", True),
        (": by a half.", False),
    ]


def test_questions_keep_their_numbers_on_the_next_slide():
    asked = tuple(fact("Who acts, and by when? " * 6) for _ in range(20))
    slides = made(section(Points(asked, numbered=True)))

    starts = [
        int(each) for s in slides.slides for each in s._element.xpath(".//a:buAutoNum/@startAt")
    ]
    assert starts == list(range(1, 21))
    assert len(slides.slides) > 2


def test_a_long_list_goes_on_over_slides_each_with_the_headings_and_every_row_once():
    slides = made(section(recommendations(300), link=""))
    tables = [shape.table for shape in shapes_of(slides) if shape.has_table]

    assert {table.cell(0, 0).text for table in tables} == {"Recommendation"}
    rows = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert [row.split(".")[0] for row in rows] == [str(number) for number in range(1, 301)]
    assert max(len(table.rows) for table in tables) <= 9


def test_a_table_with_an_annex_says_how_many_rows_are_there():
    slides = made(section(recommendations(20, most=8)))

    assert "12 more in the annex." in said(slides)
    assert "9. Work" not in said(slides)


def test_short_tables_stand_together_each_with_its_caption():
    short = words_table([("Act", "Police", "Late")])
    (_, slide) = made(section(short, replace(short, caption=fact("Done")), link="")).slides

    assert [shape.has_table for shape in slide.shapes].count(True) == 2
    assert "Done" in words_of_slide(slide)


def test_a_table_a_little_longer_than_a_slide_has_smaller_letters_instead_of_another_slide():
    for count, size, slides_needed in ((8, 14, 1), (12, 12, 1), (13, 14, 2)):
        slides = made(section(words_table([("Act", "Police", "Late")] * count)))
        tables = [shape.table for shape in shapes_of(slides) if shape.has_table]
        (run,) = tables[0].cell(1, 0).text_frame.paragraphs[0].runs
        assert (len(tables), run.font.size) == (slides_needed, Pt(size))


def test_a_drawing_lies_over_the_foot_of_its_cell_with_the_words_of_the_cell():
    cell = Cell(fact("287 per 100,000"), SPINE, Tone.WORSE, "Higher")
    table = Table(fact("Measures"), (fact("Measure"), fact("Now")), ((Cell(fact("A")), cell),))
    (_, slide) = made(section(table, link="")).slides
    (frame,) = (shape for shape in slide.shapes if shape.has_table)
    (drawn,) = (shape for shape in slide.shapes if shape.shape_type is MSO_SHAPE_TYPE.PICTURE)

    assert alternatives([drawn]) == ["▲ Higher. 287 per 100,000"]
    assert drawn.left > frame.left + frame.table.columns[0].width
    assert drawn.top > frame.top + frame.table.rows[0].height
    assert drawn.top + drawn.height <= frame.top + frame.height


def test_texts_that_need_two_slides_are_parted_before_a_heading():
    long = Statement(fact("Some words that fill a line or so of a slide. " * 6))
    slides = made(section(*[long] * 4, Heading(fact("Then")), *[long] * 3))

    assert [title.split("\n")[-1] for title in titles(slides)[2:]] == ["Then"]


def test_a_native_chart_says_nothing_of_the_bands_that_it_lacks():
    slides = made(section(LINES))

    assert "band" in LINES.subtitle.text
    assert "band" not in said(slides)


def test_a_pack_or_a_section_without_anything_says_so():
    assert NO_SECTIONS in said(made())
    assert NOTHING_HERE in said(made(section(message=Clause(""))))
    assert "Nothing changed." in said(made(section(message=fact("Nothing changed."))))


def test_a_table_without_columns_leaves_its_section_s_message():
    nothing = Table(fact("Nobody"), (), ())

    assert "One early warning" in said(made(section(nothing)))
    assert NOTHING_HERE in said(made(section(nothing, message=Clause(""))))


def test_no_shape_leaves_its_slide():
    slides = opened_slides(content())
    for shape in shapes_of(slides):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= slides.slide_width
        assert shape.top + shape.height <= slides.slide_height


def hostile_section(text):
    words = fact(text)
    chart = NativeChart(
        NativeKind.BARS, [text, "B"], (NativeSeries(text, [2.0, 1.0], ["#12436D", "#8C9396"]),)
    )
    shown = replace(BARS, title=words, subtitle=words, native=chart)
    return section(
        Heading(words),
        Statement(words, Tone.WARNING, text[:20]),
        Points((words, words)),
        words_table([(text, "B", text)]),
        Beside((shown,)),
        title=words,
        message=words,
    )


def test_no_text_breaks_slides_runs_in_them_or_vanishes():
    words = tuple(map(fact, HOSTILE))
    slides = made(*map(hostile_section, HOSTILE), title=words[0], occasion=words[1], marks=words)

    shown = "".join(sign for sign in said(slides) if sign.isalpha())
    assert not [text for text in HOSTILE if "".join(filter(str.isalpha, text)) not in shown]
    names = [row[0] for chart in charts(slides) for row in workbook_of(chart)]
    assert not [name for name in names if str(name or "").startswith(("=", "+"))]
    assert "'=1+1" in names


def test_letters_from_the_right_are_read_from_the_right():
    slides = made(section(Statement(fact("خدمة العدالة للشباب"))))

    assert slides.slides[1]._element.xpath(".//a:pPr[@rtl='1' and @algn='r']")


def test_the_seal_stands_in_the_files_properties_only():
    slides = opened_slides(content())

    assert slides.core_properties.identifier == "5ea1"
    assert [name for name, part in parts(content()).items() if b"5ea1" in part] == [
        "docProps/core.xml"
    ]
