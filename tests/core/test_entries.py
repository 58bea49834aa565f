"""What somebody typed becomes a clean line, a value and a unit, or one sentence."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.entries import (
    day_of,
    item_id,
    not_after,
    note_line,
    number_in_unit,
    number_of,
    one_line,
    paragraphs,
    published_of,
    value_and_unit,
    web_address,
)
from dashboard.core.periods import date_words
from dashboard.errors import ChangeRefusedError


def test_a_line_loses_breaks_and_signs_that_cannot_be_printed():
    assert one_line("title", " A\n list\x00 of\tmine ") == "A list of mine"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The title is missing"),
        (" \n", "The title is missing"),
        ("a" * 101, "The title is 101 characters long: shorten it to 100"),
        ("<b>", "The title holds < or >"),
    ],
)
def test_a_line_that_cannot_be_kept_is_one_sentence(text, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        one_line("title", text)


def test_a_line_of_a_hundred_characters_is_kept_and_a_note_may_be_empty():
    assert one_line("title", "a" * 100) == "a" * 100
    assert note_line("") == ""


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2027",
        " 31/3/2027 ",
        "31.3.2027",
        "31-03-2027",
        "2027-03-31",
        "31 March 2027",
        "31 mar 2027",
        "31-MAR-2027",
        "31/03/27",
        "2027/03/31",
        "Wed 31st March 2027",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert day_of(text) == dt.date(2027, 3, 31)


@given(st.dates(dt.date(1000, 1, 1)))
def test_every_day_is_read_back_from_each_way_in_which_we_write_it(day):
    assert day_of(f"{day:%d/%m/%Y}") == day_of(date_words(day)) == day_of(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/03",
        "March 2027",
        "03/31/2027",
        "31/02/2027",
        "0/1/2027",
        "1/0/2027",
        "31 Mrz 2027",
        "1 2 3 2027",
        "٣١/٠٣/٢٠٢٧",
        "31 Ma 2027",
    ],
)
def test_anything_else_is_no_day_and_never_another_one(text):
    with pytest.raises(ChangeRefusedError, match=f'^"{text}" (is|has) '):
        day_of(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("200", 200), (" 3.5 ", 3.5), ("-1", -1), ("+2", 2), ("1,200", 1200), ("nil", 0)],
)
def test_a_number_is_read_as_people_write_it(text, value):
    assert number_of(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "1e5", "nan", "inf", "1.2.3", "٣", "ten", "12,5", "1" * 20, "<5", "-", "n/a", "20%"],
)
def test_anything_else_is_no_number(text):
    with pytest.raises(ChangeRefusedError, match=f'^"{text}" (is|has) '):
        number_of(text)


@pytest.mark.parametrize("text", ["20%", "20 %", "20 per cent", "20"])
def test_a_share_is_a_number_where_a_percent_sign_may_stand(text):
    assert number_of(text, may_be_share=True) == 20


@pytest.mark.parametrize(
    ("text", "value"), [("28", 28), ("28%", 28), ("0.5%", 0.5), ("0", 0), ("1", 1)]
)
def test_a_percentage_is_read_with_its_sign_or_without(text, value):
    assert number_in_unit(text, is_percentage=True) == value


@pytest.mark.parametrize(("text", "whole"), [("0.28", "28"), (".28", "28"), ("0.075", "7.5")])
def test_a_percentage_below_one_without_its_sign_may_be_a_fraction(text, whole):
    with pytest.raises(ChangeRefusedError, match=f"may be a fraction: write {whole}%, or 0"):
        number_in_unit(text, is_percentage=True)

    assert number_in_unit(text, is_percentage=False) == float(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [("18/02/25", "2025-02-18"), ("February 2025", "2025-02"), ("2018/19", "2018/19")],
)
def test_a_date_of_publication_is_kept_as_precise_as_it_was_typed(text, stored):
    assert published_of(text).text == stored


def test_what_is_no_date_of_publication_is_refused():
    with pytest.raises(ChangeRefusedError, match='"soon" is not a date'):
        published_of("soon")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200", ("200", "per 100,000")),
        ("200 per  100,000", ("200", "per 100,000")),
        ("20%", ("20", "%")),
        ("20 per cent", ("20", "%")),
        ("20 Percent", ("20", "%")),
        ("£300", ("300", "£")),
        ("1,200", ("1,200", "per 100,000")),
        ("1,200 per 10,000", ("1,200", "per 10,000")),
        ("12,5", ("12,5", "per 100,000")),
        ("ten", ("ten", "per 100,000")),
    ],
)
def test_a_unit_typed_with_a_value_is_kept_apart_from_it(text, expected):
    assert value_and_unit(text, "per 100,000") == expected


def test_paragraphs_keep_their_line_breaks_and_what_looks_like_html():
    typed = "\n First  line\t<b>\r\nsecond\x00\n\n\n\n=third\u2028fourth \n"

    assert paragraphs("update", typed) == "First line <b>\nsecond\n\n=third\nfourth"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The update is missing"),
        ("\n \x00\n", "The update is missing"),
        ("a" * 11, "The update is 11 characters long: shorten it to 10"),
    ],
)
def test_paragraphs_that_cannot_be_kept_are_one_sentence(text, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        paragraphs("update", text, 10)
    assert paragraphs("note", " ", may_be_empty=True) == ""


@pytest.mark.parametrize(
    "text",
    ["https://example.org", " http://example.org:8080/a?b=c#d ", "https://example.org/a(b)/%20"],
)
def test_an_address_of_the_web_is_kept(text):
    assert web_address("link", text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "//example.org",
        "example.org",
        "https://",
        "https://user@example.org",
        "https://example.org/a b",
        "https://example.org/\u202etxt",
        "https://example.org\n.evil",
    ],
)
def test_any_other_address_is_refused(text):
    with pytest.raises(ChangeRefusedError, match="is not a web address"):
        web_address("link", text)


def test_an_address_may_begin_with_the_capital_that_a_phone_writes():
    assert web_address("link", "Https://example.org/a") == "Https://example.org/a"


def test_no_address_is_no_link():
    assert web_address("link", " ") == ""


def test_a_day_that_has_come_is_kept_and_one_to_come_is_refused():
    today = dt.date(2019, 6, 3)

    assert not_after("date", today, today) == today
    with pytest.raises(ChangeRefusedError, match="The date is 4 June 2019, which is still to come"):
        not_after("date", dt.date(2019, 6, 4), today)


@pytest.mark.parametrize("text", ["", "a b", "a/b", "a" * 101, "ä", "a\n"])
def test_an_id_holds_letters_digits_dots_and_hyphens(text):
    assert item_id("5f1c-a.b_c:1") == "5f1c-a.b_c:1"
    with pytest.raises(ChangeRefusedError, match="cannot be an id"):
        item_id(text)
