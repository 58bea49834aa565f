"""A name is read in one way wherever it is written, and only what is alike is suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.place_names import forms_of, nearest_names, plain_name

COUNCILS = ("Telford and Wrekin", "Kingston upon Thames", "Kingston upon Hull", "Essex", "Norfolk")


@given(st.text())
def test_a_plain_name_stays_as_it_is(text):
    assert plain_name(plain_name(text)) == plain_name(text)


@given(st.text())
def test_the_forms_of_a_name_begin_with_the_whole_and_are_plain(text):
    forms = forms_of(text)

    assert forms[0] == plain_name(text[:200])
    assert [plain_name(form) for form in forms] == list(forms)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Telford & Wrekin", "telford and wrekin"),
        ("Telford&Wrekin", "telford and wrekin"),
        ("Ynys Môn", "ynys mon"),
        ("STOKE-ON-TRENT", "stoke on trent"),
        ("St. Helens", "st helens"),
        ("King\u2019s  Lynn", "kings lynn"),
        (" Bournemouth,Christchurch and Poole ", "bournemouth christchurch and poole"),
        ("Dorset (to March 2019)", "dorset to march 2019"),
    ],
)
def test_what_can_be_written_in_several_ways_makes_no_other_name(written, plain):
    assert plain_name(written) == plain


@pytest.mark.parametrize(
    "written",
    [
        "Leeds City Council",
        "City of Leeds",
        "Leeds, City of",
        "London Borough of Leeds",
        "The Royal Borough of Leeds Council",
        "Leeds YJS",
        "YOT Leeds",
        "Leeds UA",
        "Leeds City",
        "Leeds MDC",
        "Leeds Metropolitan Borough Council Youth Justice Service",
        "City of Leeds Metropolitan District Council",
    ],
)
def test_words_for_a_kind_of_body_can_be_left_out_before_and_behind(written):
    assert "leeds" in forms_of(written)


def test_the_whole_name_comes_before_any_barer_one():
    assert forms_of("City of London Council")[:2] == ("city of london council", "city of london")


@pytest.mark.parametrize("written", ["council", "The Council", "City of", "YJS", ""])
def test_words_for_a_kind_of_body_alone_are_never_left_out_to_nothing(written):
    assert plain_name(written) in forms_of(written)
    assert "" not in forms_of(written) or written == ""


def test_a_text_that_repeats_such_words_without_end_has_few_forms():
    assert len(forms_of("council " * 10_000)) < 100


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Esex", ["Essex"]),
        ("Esex County Council", ["Essex"]),
        ("Telford", ["Telford and Wrekin"]),
        ("Kingston", ["Kingston upon Hull", "Kingston upon Thames"]),
        ("Norfolk upon Thames", ["Kingston upon Thames", "Norfolk"]),
        ("Burton upon Trent", []),
        ("Atlantis", []),
        ("", []),
    ],
)
def test_only_a_near_spelling_or_a_telling_word_makes_a_suggestion(written, names):
    assert sorted(nearest_names(written, COUNCILS)) == names
