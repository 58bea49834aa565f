"""The board pack as PDF: read back as a reader of such files and as a screen reader find it."""

import datetime as dt
import re
import time
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dashboard.core.sentences import Clause, Tone
from dashboard.narrative.packs.paper import NO_SECTIONS, NOTHING_HERE
from dashboard.reports.packs.document import (
    Beside,
    Cell,
    Heading,
    Picture,
    Points,
    Statement,
    fact,
)
from dashboard.reports.packs.pdf import (
    forget_layouts,
    page_pictures,
    pdf_bytes,
    running_over,
    section_pages,
)
from tests.pack_factories import (
    LINK,
    SMALL,
    document,
    drawing,
    every_block,
    picture,
    section,
    table,
    whole_pack,
)

TITLES = "Left one", "Right one"
HOSTILE = {
    "source": "#let x = 1; #panic() $x$ *bold* @label <label> \\",
    "markup": "<script>alert(1)</script>",
    "formula": "=1+1",
    "arabic": "خدمة العدالة للشباب",
    "hebrew": "שירות צדק לנוער",
    "welsh": "Gwasanaeth cyfiawnder ieuenctid Ŵyr, tŷ, llŷn",
    "long word": "w" * 600,
}


# Pages of memory that this process takes, and of what size (bytes), as Linux tells.
MEMORY, PAGE_BYTES = Path("/proc/self/statm"), 4096


@pytest.mark.skipif(not MEMORY.exists(), reason="only Linux tells how much memory is taken")
def test_layouts_leave_no_memory_behind():
    """Without forgetting, fifteen layouts keep some 130 megabytes for good."""

    def lay_out(name):
        running_over(document(*whole_pack().sections, title=fact(name)))
        forget_layouts()
        return int(MEMORY.read_text().split()[1]) * PAGE_BYTES / 1_000_000

    first, *_, last = [lay_out(f"Title {number}") for number in range(15)]

    assert last - first < 60


def pages_of(made):
    with pypdfium2.PdfDocument(made) as read:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in read]


def text_of(made):
    return "\n".join(pages_of(made))


def height_of(words, made):
    """Return how high words stand on the first page, in points from its foot."""
    with pypdfium2.PdfDocument(made) as read:
        text = read[0].get_textpage()
        place, _ = text.search(words).get_next()
        return text.get_charbox(place)[1]


def words_only(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def whole():
    return pdf_bytes(whole_pack())


@pytest.fixture(scope="module")
def tagged(whole):
    with pikepdf.open(BytesIO(whole)) as read:
        yield read


def tags_of(node):
    """Yield each element of a structure tree in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from tags_of(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags_of(node.K)


def tags_named(tagged, *names):
    return [tag for tag in tags_of(tagged.Root.StructTreeRoot) if str(tag.S) in names]


def test_the_file_claims_pdf_ua_and_is_tagged_and_shows_its_title(tagged):
    with tagged.open_metadata() as claims:
        assert claims["pdfuaid:part"] == "1"
        assert "Hertfordshire youth justice service" in claims["dc:title"]
    assert tagged.Root.Lang == "en-GB"
    assert tagged.Root.MarkInfo.Marked
    assert tagged.Root.ViewerPreferences.DisplayDocTitle


def test_headings_are_in_order_and_skip_no_level(tagged):
    levels = [int(str(tag.S)[2:]) for tag in tags_named(tagged, "/H1", "/H2", "/H3")]

    assert levels == [1, 2, 1, 1, 2]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_figure_says_in_words_what_it_shows(tagged):
    figures = tags_named(tagged, "/Figure")

    alternatives = [str(tag.Alt) for tag in figures]
    assert sum(each.startswith("Bar chart.") for each in alternatives) == 4
    assert sum(each.startswith("QR code") for each in alternatives) == len(figures) - 4


def test_the_headings_of_a_table_are_of_their_columns(tagged):
    heads = tags_named(tagged, "/TH")

    assert len(heads) == 9
    assert all(head.A[0].Scope == "/Column" for head in heads)


def test_fonts_are_in_the_file(tagged):
    fonts = [font for page in tagged.pages for font in page.Resources.Font.values()]

    assert fonts
    for font in fonts:
        described = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in described or "/FontFile3" in described


def test_the_seal_is_in_the_files_own_data_only(whole, tagged):
    with tagged.open_metadata() as data:
        assert "seal-of-this-pack" in data["pdf:Keywords"]
    assert "seal-of-this-pack" not in text_of(whole)


def test_text_stands_in_the_order_of_the_document(whole):
    text = words_only(text_of(whole))
    place = 0

    for block in every_block():
        if isinstance(block, Heading | Statement):
            place = text.index(words_only(block.words.text), place)
        elif isinstance(block, Points):
            for item in block.items:
                place = text.index(words_only(item.text), place)


def test_a_tone_has_its_symbol_and_its_word(whole):
    (first, *_) = pages_of(whole)

    assert "▲ Warning" in first.replace("▲", "▲ ").replace("  ", " ")
    assert Tone.IMPROVE.value in first


def test_each_page_says_who_may_read_it_and_which_page_it_is(whole):
    pages = pages_of(whole)

    assert all("For anybody: small numbers are withheld." in page for page in pages)
    assert [f"Page {place} of {len(pages)}" in page for place, page in enumerate(pages, 1)] == [
        True
    ] * len(pages)


def test_a_heading_of_columns_stands_on_every_page_of_a_long_table():
    pages = pages_of(pdf_bytes(document(annex=(section(table(300), link=""),))))

    assert len(pages) > 8
    assert all("Verdict" in page for page in pages[1:])
    assert "Measure 300" in pages[-1]


def test_the_same_document_is_the_same_bytes_and_another_word_is_others(whole):
    other = document(*whole_pack().sections, marks=(Clause("All of this was invented."),))

    assert pdf_bytes(whole_pack()) == whole
    assert pdf_bytes(other) != whole


def test_the_only_time_in_the_file_is_the_day_of_issue():
    issued = document(section(), issued_on=dt.date(2019, 1, 10))

    with pikepdf.open(BytesIO(pdf_bytes(issued))) as read:
        assert str(read.docinfo["/CreationDate"]).startswith("D:20190110000000")


def test_a_section_has_the_address_of_its_live_view_as_words_and_as_a_link():
    made = pdf_bytes(document(section(link=LINK)))

    with pikepdf.open(BytesIO(made)) as read:
        links = [str(note.A.URI) for note in read.pages[0].Annots]
    assert set(links) == {LINK}
    assert words_only(LINK.removeprefix("http://")) in words_only(text_of(made))


def test_an_address_that_no_code_can_hold_is_still_there_as_words():
    text = text_of(pdf_bytes(document(section(link=f"http://localhost/{'a' * 9000}"))))

    assert "localhost/aaa" in text


def test_a_shortened_table_says_how_many_rows_the_annex_has():
    text = text_of(pdf_bytes(document(section(table(30, most=4)))))

    assert "26 more in the annex." in text
    assert "Measure 4" in text
    assert "Measure 5" not in text


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (document(), NO_SECTIONS),
        (document(section(message=Clause(""))), NOTHING_HERE),
        (document(section(table(0))), NOTHING_HERE),
        (document(section(Beside(()), Points(()), message=Clause(""))), NOTHING_HERE),
    ],
)
def test_what_is_empty_says_so_on_its_page(made, words):
    assert words in text_of(pdf_bytes(made))


def test_a_drawing_beside_its_own_words_is_not_heard_twice():
    cell = Cell(Clause("Rising"), SMALL)
    made = document(section(table(rows=((cell, cell, cell),)), link=""))

    with pikepdf.open(BytesIO(pdf_bytes(made))) as read:
        assert tags_named(read, "/Figure") == []


def test_pictures_too_wide_to_be_read_side_by_side_stand_below_each_other():
    narrow, wide = (
        [picture(words, width=width, height=150) for words in TITLES] for width in (340, 700)
    )

    beside, below = (
        [height_of(words, pdf_bytes(document(section(Beside(tuple(each)))))) for words in TITLES]
        for each in (narrow, wide)
    )

    assert beside[0] == beside[1]
    assert below[0] > below[1] + 100


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_printed_as_they_are_wherever_they_stand(words):
    clause = Clause(words)
    blocks = (
        Heading(clause),
        Statement(clause, tone=Tone.WATCH, lead=words),
        Points((clause,), numbered=True),
        table(rows=((Cell(clause), Cell(clause), Cell(clause)),), caption=clause),
        Picture(clause, clause, drawing(words), table()),
    )
    made = document(section(*blocks, title=clause, message=clause), title=clause, occasion=clause)

    shown = words_only(text_of(pdf_bytes(made)))

    # What is read from right to left may come back in pieces, but none of its letters is lost.
    assert set(words_only(words)) <= set(shown)
    assert not words.isascii() or shown.count(words_only(words)) >= 8


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\ud800", "\ufffe", "\ue000", "日", "😀", "\u202e"]
)
def test_a_sign_that_no_font_has_is_seen_as_a_box(sign):
    made = document(section(Statement(Clause(f"before{sign}after"))))

    assert "before□after" in text_of(pdf_bytes(made))


@pytest.mark.parametrize("sign", ["\u200d", "\u200e", "\ufe0f", "\ufeff", "\u00ad"])
def test_a_sign_that_nobody_sees_breaks_nothing(sign):
    made = document(section(Statement(Clause(f"be{sign}fore after"))))

    assert "fore after" in text_of(pdf_bytes(made))


def test_a_mark_upon_a_letter_of_another_font_is_seen_as_a_box():
    made = document(section(Statement(Clause("ع\u05b0 e\u0301"))))

    shown = text_of(pdf_bytes(made))
    assert "é" in shown
    assert "□" in shown


def test_each_page_can_be_looked_at():
    seen = page_pictures(whole_pack())

    assert len(seen) == len(pages_of(pdf_bytes(whole_pack())))
    assert all(each.startswith(b"\x89PNG") for each in seen)


def test_a_section_of_more_than_a_page_is_known_and_the_annex_may_have_more():
    made = document(section(), section(table(40)), section(), annex=(section(table(40)),))

    assert running_over(made) == {1}


def test_short_sections_share_a_page_but_the_first_and_none_is_torn():
    made = document(section(), section(), section(), section(table(12)), section())

    assert section_pages(made) == (1, 2, 2, 3, 3)
    assert running_over(made) == frozenset()


def test_eight_full_pages_are_written_in_under_two_seconds():
    eight = document(*[section(table(9), picture()) for _ in range(8)])
    began = time.process_time()

    made = pdf_bytes(eight)

    assert time.process_time() - began < 2
    assert len(pages_of(made)) == 8
