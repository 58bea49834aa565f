"""Numbers as people write them, and the marks that stand for none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.numbers import (
    Absence,
    Absent,
    Amount,
    comma_in_doubt,
    has_decimal_commas,
    read_number,
)

W, R, N = Absence.WITHHELD, Absence.NOT_RECORDED, Absence.NOT_APPLICABLE
THOUSANDS = (",", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019")
COUNTED = ("", " children", " cases", " young people", " first-time entrants", " offence(s)")
MARKS = {
    "": (),
    "[note 3]": ("note 3",),
    " [note 3, 4]": ("note 3", "note 4"),
    " [Notes 3 and 4]": ("note 3", "note 4"),
    " [3]": ("note 3",),
    " (note 12)": ("note 12",),
    "[r]": ("r",),
    " (p) [note 1]": ("p", "note 1"),
    "\u00b9\u00b2": ("note 12",),
    "*": ("*",),
    " *": ("*",),
    "\u2020": ("\u2020",),
    " (provisional)": ("provisional",),
}


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("-12.5", -12.5), ("+5", 5), ("1e-05", 1e-05), ("1E-5", 1e-05), ("1.234", 1.234)],
)
def test_plain_digits_are_a_number_with_nothing_to_say(text, value):
    assert read_number(f" {text} ") == Amount(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\u00a31,200", 1200),
        ("-\u00a35", -5),
        ("\u22125", -5),
        ("1,234.5", 1234.5),
        ("12.", 12),
        (".5", 0.5),
        ("1,234,567", 1234567),
        ("\u200b12", 12),
    ],
)
def test_a_number_written_otherwise_says_so(text, value):
    assert read_number(text) == Amount(value, otherwise=True)


@settings(max_examples=60)
@given(
    st.integers(1000, 10**12),
    st.sampled_from(THOUSANDS),
    st.sampled_from(COUNTED),
    st.sampled_from(sorted(MARKS)),
)
def test_thousands_words_and_footnotes_do_not_change_a_number(number, mark, counted, footnote):
    text = f"{number:,}".replace(",", mark) + counted + footnote

    assert read_number(text) == Amount(number, marks=MARKS[footnote], otherwise=True)


@settings(max_examples=40)
@given(
    st.decimals(0, 100, places=1),
    st.sampled_from(["%", " %", " per cent", " percent", " Per Cent"]),
    st.sampled_from(sorted(MARKS)),
)
def test_a_percent_sign_makes_a_share_and_does_not_divide(share, sign, footnote):
    found = read_number(f"{share}{sign}{footnote}")

    assert found == Amount(float(share), is_share=True, marks=MARKS[footnote], otherwise=True)


@settings(max_examples=50)
@given(st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 6)))
def test_what_a_number_is_exported_as_reads_back_to_it(value):
    assert read_number(f"{value:.6f}") == Amount(float(f"{value:.6f}") + 0)


@pytest.mark.parametrize(
    "text", ["nil", "None", " ZERO", "nought", "no children", "nil cases", "Nil return"]
)
def test_a_nought_in_words_is_a_nought_and_no_gap(text):
    assert read_number(text) == Amount(0, otherwise=True)


@pytest.mark.parametrize(
    ("why", "texts"),
    [
        (
            W,
            "[c]|c|C|[low]|low|[u]|u|k|<5|< 5|\u22645|<=5|fewer than 5|Fewer than five|less than 5|"
            "under 5|5 or fewer|1-4|1\u20134|1 to 4|between 1 and 4|0-4|*|**|suppressed|"
            "(suppressed)|withheld|Confidential|<5%|>95%|\u226595%|more than 95%|>95|"
            "fewer than 5 children|(*)|<5 (suppressed)|* (suppressed)|suppressed.|"
            "suppressed - small numbers|c: too few to show|<5 - suppressed",
        ),
        (
            R,
            "[x]|x|[w]|..|.|...|\u2026|:|-|\u2013|\u2014|not known|Unknown|not available|"
            "not recorded|no data|missing|TBC|TBD|to be confirmed|awaited|pending|null|nan|NaN|"
            "#N/A|TBC - awaiting the return|x; see note",
        ),
        (N, "[z]|z|n/a|N/A|na|not applicable|Not  Applicable|N/A - no orders ended"),
    ],
)
def test_a_mark_says_why_there_is_no_number(why, texts):
    for text in texts.split("|"):
        assert read_number(f" {text}\u00a0") == Absent(why), text


def test_a_mark_keeps_its_footnotes():
    assert read_number("[c] [note 3]") == Absent(W, ("note 3",))
    assert read_number("[note 3]") == Absent(R, ("note 3",))


@settings(max_examples=40)
@given(
    st.sampled_from(["-", "\u2013", "\u2014", "..", ":", "x", "n/a"]), st.sampled_from(" \t\u00a0")
)
def test_no_dash_or_mark_becomes_a_nought(mark, blank):
    assert isinstance(read_number(f"{blank}{mark}{blank}"), Absent)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("12,5", "has a decimal comma: write 12.5."),
        ("-12,5%", "has a decimal comma: write -12.5."),
        ("0,123", "has a decimal comma: write 0.123."),
        ("1.234,5", "has a decimal comma: write 1234.5."),
        ("1 234,5", "has a decimal comma: write 1234.5."),
        ("1.234.567", "more than one point"),
        ("1,23,456", "has a comma where none belongs"),
        ("12-15", "is a range"),
        ("12 to 15", "is a range"),
        ("1-40", "is a range"),
        ("about 12", "is not exact"),
        ("~12", "is not exact"),
        ("12?", "is not exact"),
        ("12 of 40", "is two numbers"),
        ("200 per 100,000", "is two numbers"),
        ("12, 13", "more than one number"),
        ("12 13", "more than one number"),
        ("12% (24 of 34)", "more than one number"),
        (">5", "says only what it is more than"),
        ("3/4", "is a fraction"),
        ("\u00bd", "is a fraction"),
        ("12k", "in full"),
        ("12 thousand", "in full"),
        ("1e5", "has an exponent"),
        ("(12)", "is in brackets"),
        ("none recorded", "0, or not recorded?"),
        ("5 [c]", "remove the number or the mark"),
        ("many", "is not a number"),
        ("5 (suppressed)", "is not a number"),
        ("n/a (not collected)", "is not a number"),
        ("n/a - suppressed", "is not a number"),
        ("not known - about 5", "is not a number"),
        ("nil - not recorded", "is not a number"),
        ("$5", "is not a number"),
        ("12 months", "is not a number"),
        ("12%%", "is not a number"),
        ("12345678901234567890", "is not a number"),
        ("\uff11\uff12", "digits 0 to 9"),
        ("\u0661\u0662", "digits 0 to 9"),
        ("", "is empty"),
        ("1" * 300, "is too long"),
    ],
)
def test_what_is_no_single_number_is_refused_with_its_reason(text, says):
    with pytest.raises(NotReadError) as refused:
        read_number(text)
    assert says in str(refused.value)


@pytest.mark.parametrize("text", ["inf", "-inf", "infinity", "1_000", "0x10", "1e400"])
def test_the_words_of_programs_are_no_numbers(text):
    with pytest.raises(NotReadError):
        read_number(text)


@settings(max_examples=200)
@given(st.text(alphabet="0123456789,.-%<>*[]()/ aemnorct\u00bd\u00b2", max_size=40))
def test_any_text_is_a_finite_number_an_absence_or_refused(text):
    try:
        found = read_number(text)
    except NotReadError:
        return
    assert isinstance(found, Absent) or abs(found.value) <= 10**15


@pytest.mark.parametrize(
    "text", ["1," * 99, "1 " * 99, "[note 1]" * 24, "(" * 199, "9" * 199 + "!", "~1" + "." * 190]
)
def test_a_text_made_to_be_slow_is_refused_at_once(text):
    with pytest.raises(NotReadError):
        read_number(text)


@pytest.mark.parametrize("text", ["12,5", "0,5", "1234,5", "1.234,5", "12,50%", "-3,14159"])
def test_a_comma_that_can_only_part_decimals_throws_doubt_on_its_column(text):
    assert has_decimal_commas(["7", "1,234", text])


@pytest.mark.parametrize("text", ["1,234", "1,234,567", "1,234.5", "a, b", "", "12.5"])
def test_a_comma_between_thousands_throws_no_doubt(text):
    assert not has_decimal_commas([text, "7"])


def test_a_single_comma_among_decimal_commas_names_both_readings():
    refused = comma_in_doubt("1,234")

    assert refused is not None
    assert refused.advice == "1234, or 1.234?"
    assert comma_in_doubt("1,234,567") is None
    assert comma_in_doubt("12.5") is None
