"""What somebody typed becomes a clean line, a value and a unit, or one sentence."""

import pytest

from dashboard.core.entries import note_line, number_of, one_line, value_and_unit
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


@pytest.mark.parametrize(("text", "value"), [("200", 200), (" 3.5 ", 3.5), ("-1", -1), ("+2", 2)])
def test_digits_with_one_point_are_a_number(text, value):
    assert number_of(text) == value


@pytest.mark.parametrize("text", ["", "1,200", "1e5", "nan", "inf", "1.2.3", "٣", "ten", "1" * 10])
def test_anything_else_is_no_number(text):
    with pytest.raises(ChangeRefusedError, match="is not a number: write digits"):
        number_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200", ("200", "per 100,000")),
        ("200 per  100,000", ("200", "per 100,000")),
        ("20%", ("20", "%")),
        ("20 per cent", ("20", "per cent")),
        ("£300", ("300", "£")),
        ("1,200", ("1,200", "per 100,000")),
        ("ten", ("ten", "per 100,000")),
    ],
)
def test_a_unit_typed_with_a_value_is_kept_apart_from_it(text, expected):
    assert value_and_unit(text, "per 100,000") == expected
