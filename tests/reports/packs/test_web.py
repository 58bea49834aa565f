"""The pack as one page for a browser: whole, safe, and in an order that can be heard."""

from itertools import pairwise

import pytest
from lxml import html

from dashboard.reports.packs.document import (
    Cell,
    Heading,
    Points,
    Statement,
    Table,
    fact,
)
from dashboard.reports.packs.web import page_bytes, section_html
from tests.small_packs import HOSTILE, document, section, sparkline, table, whole


def page_of(wanted):
    return html.document_fromstring(page_bytes(wanted).decode())


@pytest.fixture(scope="module")
def page():
    return page_of(whole())


def test_the_same_document_is_the_same_bytes():
    assert page_bytes(whole()) == page_bytes(whole())


def test_there_is_one_first_heading_and_none_is_skipped(page):
    levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_has_a_name_or_is_hidden_because_words_stand_beside_it(page):
    drawings = page.xpath("//*[local-name()='svg']")

    assert len(drawings) == 5
    assert all(each.get("aria-label") or each.get("aria-hidden") == "true" for each in drawings)
    assert sum(each.get("role") == "img" for each in drawings) == 3


def test_no_id_stands_twice_and_every_link_within_the_page_leads_somewhere(page):
    ids = page.xpath("//@id")
    inner = [each[1:] for each in page.xpath("//a/@href") if each.startswith("#")]

    assert len(ids) == len(set(ids))
    assert inner == ["pack-begins", "needs", "glance", "warnings", "tables"]
    assert set(inner) <= set(ids)


def test_tables_have_a_caption_and_headings_of_rows_and_columns(page):
    for each in page.xpath("//table"):
        assert each.xpath("caption")[0].text_content()
        assert set(each.xpath(".//thead//th/@scope")) == {"col"}
        assert set(each.xpath(".//tbody/tr/th/@scope")) == {"row"}


def test_the_page_has_a_language_a_title_landmarks_and_the_audience_with_each_section(page):
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == (
        "Placeshire youth justice service: Management board, 12 October 2026"
    )
    assert [each.tag for each in page.xpath("//header|//nav|//main")] == ["header", "nav", "main"]
    told = page.xpath("//header//p[@class='pack-audience']|//article/p[1]")
    assert [each.text for each in told] == ["For anybody: small numbers are withheld"] * 5


def test_nothing_is_fetched_or_run(page):
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert not page.xpath("//script|//link|//iframe|//img|//*[@src]")
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_the_seal_stands_in_the_head_only(page):
    assert page.xpath("//head/meta[@name='seal']/@content") == ["5ea1"]
    assert "5ea1" not in page.xpath("//body")[0].text_content()
    assert not page_of(document(seal="")).xpath("//meta[@name='seal']")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_and_does_nothing(text):
    named = fact(text)
    held = section(
        "glance",
        Heading(named),
        Statement(named, lead=text),
        Points((named,)),
        table(text, (text, text)),
        title=named,
        message=named,
    )
    shown = page_of(document(held, title=named, occasion=named, marks=(named,)))

    assert shown.xpath("//h1")[0].text_content() == text
    assert shown.xpath("//h2[@id='glance-title']")[0].text_content() == text
    assert shown.xpath("//caption")[0].text_content() == text
    assert [each.text_content() for each in shown.xpath("//tbody//th|//tbody//td")] == [text] * 2
    assert not shown.xpath("//script|//img|//*[@onerror]|//body//style")
    assert len(shown.xpath("//style")) == 1


def test_a_sign_that_no_page_can_hold_becomes_a_space():
    told = page_bytes(document(title=fact("a\x00b\x1b\x85c\ufffed\ud800"))).decode()

    assert '<h1 dir="auto">a b  c d </h1>' in told


def test_letters_that_run_from_the_right_keep_their_own_direction(page):
    assert {
        each.get("dir") for each in page.xpath("//h1|//h2[@dir]|//caption|//td|//li[@dir]")
    } == {"auto"}


def test_a_long_table_is_cut_in_its_section_and_names_the_annex():
    rows = tuple((f"Row {number}", "x") for number in range(300))

    shown = section_html(section("glance", table("Long", *rows, most=6)))

    assert shown.count("<tr") == 7
    assert "The other rows stand in the annex." in shown
    assert "annex" not in section_html(section("glance", table("Short", most=6)))


def test_a_verdict_stands_in_words_beside_its_symbol(page):
    assert [
        each.text_content() for each in page.xpath("//*[starts-with(@class, 'pack-tone')]")
    ] == [
        "▲ Warning",
        "▲ Higher",
    ]


def test_only_a_word_too_long_for_a_column_may_be_broken_anywhere():
    short, long = "Implementation and delivery of it", "x" * 25

    shown = page_of(document(section("glance", table("Words", (short, long)))))

    assert [each.text for each in shown.xpath("//span[@class='pack-long']")] == [long]


def test_a_page_can_write_drawings_in_its_own_way():
    drawn = Table(fact("x"), (fact("a"),), ((Cell(fact("b"), sparkline()),),))

    assert "[96]<br>b" in section_html(section("glance", drawn), lambda one: f"[{one.width}]")


def test_a_pack_without_annex_or_link_says_nothing_of_them():
    plain = page_of(document(section("glance", link=""), seal="")).xpath("//body")[0].text_content()

    assert "Annex" not in plain
    assert "Live view" not in plain
