"""Columns of numbers as people write them: what is read, and what is told of the others."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.written.numbers import Absence
from dashboard.importers.tables.columns import MOST_SLIPS, understood
from dashboard.importers.tables.number_columns import number_column


def column(*texts, whole=False):
    return number_column(pd.Series(texts, dtype="str"), whole=whole)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("+12", 12), ("-1.5", -1.5), ("007", 7), ("1E-7", 1e-7), ("9" * 15, 10**15 - 1)],
)
def test_plain_numbers_are_read_and_need_no_mention(text, number):
    found = column(text)

    assert found.number.tolist() == [number]
    assert not found.refused.any()
    assert found.read_as(str) == {}


@pytest.mark.parametrize(
    "text",
    ["1e5", "inf", "0x10", "1_000", "\u0661\u0662", "9" * 16, "1 2", "--1", "%", "many"],
)
def test_what_only_a_program_would_take_for_a_number_is_refused_with_what_to_do(text):
    found = column(text)

    assert found.number.isna().all()
    assert found.refused.tolist() == [True]
    assert all(found.says(text))


@pytest.mark.parametrize("text", ["-0", "-0.0"])
def test_a_nought_below_nought_is_a_plain_one(text):
    assert f"{column(text).number[0]:g}" == "0"


def test_an_empty_cell_is_no_number_and_no_fault():
    found = column("", whole=True)

    assert found.number.isna().all()
    assert not found.refused.any()


def test_a_whole_number_may_carry_the_decimals_that_programs_add():
    assert column("3.0", "3.5", whole=True).refused.tolist() == [False, True]


@pytest.mark.parametrize("text", ["3.5", "12345678901", "12%", "1.5 children"])
def test_what_counts_something_is_a_whole_number(text):
    assert column(text, whole=True).refused.tolist() == [True]


def test_a_sign_of_absence_is_no_number_and_no_fault_and_gives_the_reason():
    found = column("<5", "..", "12", "[c]")

    assert found.absent.tolist() == [True, True, False, True]
    assert found.absent_for(Absence.WITHHELD).tolist() == [True, False, False, True]
    assert not found.refused.any()


def test_what_is_not_in_plain_digits_is_told_in_the_order_of_the_file():
    found = column("1,234", "7", "12%", "nil", "*")

    assert found.number.tolist()[:4] == [1234, 7, 12, 0]
    assert found.share.tolist() == [False, False, True, False, False]
    assert found.read_as(str) == {"1,234": "1234", "nil": "0", "*": "withheld"}


def test_a_mark_behind_a_number_is_known():
    assert column("12 [p]", "13", "14 (p)").marked("p").tolist() == [True, False, True]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1000, 10**8), min_size=1, max_size=8))
def test_thousands_parted_by_commas_are_the_same_numbers_where_no_decimals_are(numbers):
    found = column(*(f"{number:,}" for number in numbers), whole=True)

    assert found.number.tolist() == numbers


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 999), st.integers(100, 999), st.integers(0, 99))
def test_a_comma_among_decimal_commas_is_never_taken_for_thousands(whole, part, decimals):
    found = column(f"{whole},{part}", f"{whole},{decimals:02d}")

    assert found.refused.all()
    assert f"{whole}{part}, or {whole}.{part}?" in found.says(f"{whole},{part}")


def test_a_column_of_very_many_slips_is_not_read_to_its_end():
    asked = []

    def read(text):
        asked.append(text)

    texts = pd.Series([f"slip {n}" for n in range(MOST_SLIPS + 5)])

    assert understood(texts, read).values.isna().all()
    assert len(asked) == MOST_SLIPS


@pytest.mark.parametrize("text", ["S", "DNA", "as above"])
def test_a_word_that_is_no_known_sign_is_told_the_signs_that_are(text):
    reason, advice = column(text).says(text)

    assert reason == "is not a number"
    assert "or a sign for none: c (withheld), x (not known)" in advice
