import datetime as dt
from functools import cache

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from dashboard.core.sentences import Clause, Tone
from dashboard.narrative.packs.paper import NO_SECTIONS, NOTHING_HERE, code_words
from dashboard.reports.packs.document import (
    Cell,
    Heading,
    Points,
    Statement,
    Table,
    fact,
    pictures,
)
from dashboard.reports.packs.text import text_bytes
from tests.pack_documents import (
    LINK,
    SPINE,
    document,
    recommendations,
    section,
    whole_document,
    words_table,
)
from tests.reports.packs.office_files import (
    HOSTILE,
    opened_text,
    parts,
)

WHOLE = whole_document(seal="5ea1")


@cache
def content():
    return text_bytes(WHOLE)


def made(*sections, **changed):
    return opened_text(text_bytes(document(*sections, **changed)))


def paragraphs(text, style):
    return [each.text for each in text.paragraphs if each.style.name == style]


def said(text):
    cells = (cell for table in text.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in text.paragraphs), *(cell.text for cell in cells)])


def alternatives(text):
    return [each.get("descr") for each in text.element.body.iter(qn("wp:docPr"))]


def test_the_same_pack_is_the_same_bytes_and_no_part_has_the_clock():
    today = str(dt.datetime.now(tz=dt.UTC).date())

    assert text_bytes(whole_document(seal="5ea1")) == content()
    assert not [name for name, part in parts(content()).items() if today.encode() in part]


def test_sections_are_headings_that_begin_a_page_and_the_annex_is_last():
    text = opened_text(content())

    assert paragraphs(text, "Title") == ["Hertfordshire youth justice service"]
    assert paragraphs(text, "Heading 1") == [
        *(each.title.text for each in WHOLE.sections),
        *(f"Annex: {each.title.text}" for each in WHOLE.annex),
    ]
    assert text.styles["Heading 1"].paragraph_format.page_break_before
    breaks = [
        each.paragraph_format.page_break_before is not False
        for each in text.paragraphs
        if each.style.name == "Heading 1"
    ]
    # The first follows the title, and the annex runs on.
    in_annex = [True, *[False] * (len(WHOLE.annex) - 1)]
    assert breaks == [False, *[True] * (len(WHOLE.sections) - 1), *in_annex]
    assert "First-time entrants" in paragraphs(text, "Heading 2")


def test_the_beginning_has_service_occasion_day_audience_and_marks():
    text = said(made(marks=(fact("In place of an earlier one."),)))

    for words in (
        "Hertfordshire",
        "14 January 2019",
        "31 December 2018",
        "withheld",
        "earlier one",
    ):
        assert words in text


def test_each_numbered_list_is_a_list_of_word_that_begins_with_one():
    asked = Points((fact("Who acts?"), fact("By when?")), numbered=True)
    text = made(section(asked, Points((fact("A point."),)), asked))

    lists = [
        each._p.pPr.numPr.numId.val for each in text.paragraphs if each.style.name == "List Number"
    ]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    starts = text.part.numbering_part.element.xpath(".//w:num[w:lvlOverride]/@w:numId")
    assert {str(number) for number in lists} == set(starts)
    assert paragraphs(text, "List Bullet") == ["A point."]


def test_a_table_has_a_repeated_header_and_every_row_without_merged_cells():
    (table,) = made(section(recommendations(300))).tables

    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [
        True,
        *[False] * 300,
    ]
    assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")
    assert table.rows[300].cells[0].text.startswith("300. Work")


def test_nothing_stands_after_a_table_that_could_make_an_empty_page_but_tables_stay_apart():
    bare = Table(fact(""), (fact("A"),), ((Cell(fact("1")),),))
    text = made(section(recommendations(2), bare), section(bare))

    kinds = [each.tag.rpartition("}")[2] for each in text.element.body]
    assert ["tbl", "tbl"] not in [kinds[at : at + 2] for at in range(len(kinds))]
    # A heading follows at once; the last paragraph is there because no file may end with a table.
    assert text.tables[1]._tbl.getnext().pPr.pStyle.val == "Heading1"
    assert kinds[-3:] == ["tbl", "p", "sectPr"]


def test_a_table_with_an_annex_says_how_many_rows_are_there():
    text = made(section(recommendations(20, most=8)))

    assert len(text.tables[0].rows) == 9
    assert "12 more in the annex." in paragraphs(text, "Source")


def test_a_verdict_stands_in_its_cell_in_words_with_its_drawing_below():
    cell = Cell(fact("287 per 100,000"), SPINE, Tone.WORSE, "Higher")
    text = made(section(Table(fact("Measures"), (fact("Figure"),), ((cell,),)), link=""))

    assert text.tables[0].cell(1, 0).text.strip() == "▲ Higher. 287 per 100,000"
    assert alternatives(text) == ["▲ Higher. 287 per 100,000"]


def test_every_picture_has_a_text_alternative_a_caption_and_its_measure():
    text = opened_text(content())

    assert all(alternatives(text))
    for each in pictures(WHOLE):
        assert each.drawing.alt in alternatives(text)
        assert each.title.text in paragraphs(text, "Caption")
        assert each.subtitle.text in paragraphs(text, "Source")


def test_a_statement_has_symbol_and_word_of_its_tone_and_its_lead_is_strong():
    text = made(section(Statement(fact("Higher than before: by a half."), Tone.WORSE, "Higher")))
    (found,) = [each for each in text.paragraphs if "by a half" in each.text]

    assert [(run.text, run.style.name) for run in found.runs] == [
        ("▲ Worse: Higher", "Strong"),
        (" than before: by a half.", "Default Paragraph Font"),
    ]


def test_the_foot_of_every_page_has_service_occasion_audience_and_the_pages_number():
    foot = opened_text(content()).sections[0].footer

    words = "\n".join(each.text for each in foot.paragraphs)
    for part in (WHOLE.title, WHOLE.occasion, WHOLE.audience_words):
        assert part.text in words
    assert foot._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]


def test_the_language_is_the_packs_and_a_missing_font_is_replaced_by_arial():
    text = opened_text(content())

    assert set(text.styles.element.xpath(".//w:lang/@w:val")) == {"en-GB"}
    assert text.core_properties.language == "en-GB"
    fonts = text.part.part_related_by(RT.FONT_TABLE).blob
    assert b'<w:font w:name="Source Sans 3"><w:altName w:val="Arial"/>' in fonts
    assert b'<a:latin typeface="Source Sans 3"' in text.part.part_related_by(RT.THEME).blob


def test_each_section_has_the_live_view_as_text_as_a_link_and_as_a_code():
    text = made(section(Statement(fact("Nothing."))))

    (link,) = text.element.body.iter(qn("w:hyperlink"))
    assert text.part.rels[link.get(qn("r:id"))].target_ref == LINK
    assert any(each.text.endswith(LINK) for each in text.paragraphs)
    assert alternatives(text) == [code_words(LINK)]


def test_a_pack_or_a_section_without_anything_says_so():
    assert NO_SECTIONS in said(made())
    assert NOTHING_HERE in said(made(section(message=Clause(""))))


def hostile_section(text):
    words = fact(text)
    return section(
        Heading(words),
        Statement(words, Tone.WARNING, text[:20]),
        Points((words, words)),
        words_table([(text, "B", text)]),
        title=words,
        message=words,
    )


def test_no_text_breaks_a_text_or_vanishes():
    words = tuple(map(fact, HOSTILE))
    text = made(*map(hostile_section, HOSTILE), title=words[0], occasion=words[1], marks=words)

    shown = "".join(sign for sign in said(text) if not sign.isspace())
    for each in HOSTILE:
        legal = "".join(s for s in each if not s.isspace() and s not in "\x00\x07\ud800\ufffe")
        assert legal in shown


def test_letters_from_the_right_are_read_from_the_right():
    text = made(section(Statement(fact("خدمة العدالة للشباب"))))
    (found,) = [each for each in text.paragraphs if each.text.startswith("خ")]

    assert found._p.xpath("./w:pPr/w:bidi")
    assert [run.font.rtl for run in found.runs] == [True]


def test_the_seal_stands_in_the_files_properties_only():
    assert opened_text(content()).core_properties.identifier == "5ea1"
    assert [name for name, part in parts(content()).items() if b"5ea1" in part] == [
        "docProps/core.xml"
    ]
