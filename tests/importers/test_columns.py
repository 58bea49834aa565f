"""Numbers as people write them: what is read, and what is advised about the others."""

import math

import pandas as pd
import pytest

from dashboard.importers.columns import (
    DECIMAL,
    WHOLE,
    decimal_says,
    numbers_of,
    whole_says,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("+12", 12), ("-1.5", -1.5), ("007", 7), ("1E-7", 1e-7), ("9" * 15, 10**15 - 1)],
)
def test_plain_numbers_are_read(text, number):
    numbers, bad = numbers_of(pd.Series([text]), DECIMAL)

    assert (numbers[0], bad[0]) == (number, False)


@pytest.mark.parametrize(
    "text",
    ["1e5", "inf", "nan", "0x10", "1_000", "1.", ".5", "\u0661\u0662", "9" * 16, "1 2", "--1", "%"],
)
def test_what_only_a_program_would_take_for_a_number_is_none(text):
    numbers, bad = numbers_of(pd.Series([text]), DECIMAL)

    assert math.isnan(numbers[0])
    assert bad[0]


@pytest.mark.parametrize("text", ["-0", "-0.0"])
def test_a_nought_below_nought_is_a_plain_one(text):
    numbers, _ = numbers_of(pd.Series([text]), DECIMAL)

    assert f"{numbers[0]:g}" == "0"


def test_an_empty_cell_is_no_number_and_no_fault():
    numbers, bad = numbers_of(pd.Series([""]), WHOLE)

    assert math.isnan(numbers[0])
    assert not bad[0]


def test_a_whole_number_may_carry_the_decimals_that_programs_add():
    assert numbers_of(pd.Series(["3.0", "3.5"]), WHOLE)[1].tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "reason", "advice"),
    [
        ("15%", "percent sign", "such as 15"),
        ("15.2 %", "percent sign", "such as 15.2"),
        ("a%", "percent sign", "without it"),
        ("1,234", "comma", ": 1234, or 1.234 if"),
        ("1,234,567", "comma", ": 1234567"),
        ("1,234.5", "comma", ": 1234.5"),
        ("15,2", "comma", ": 15.2"),
        ("1,2,3", "comma", "one decimal point"),
        ("1 234", "between its thousands", ": 1234"),
        ("1\u00a0234.5", "between its thousands", ": 1234.5"),
        ("twelve", "not a number", "give a state"),
    ],
)
def test_each_usual_slip_is_told_with_what_to_write_instead(text, reason, advice):
    said, to_do = decimal_says(text)

    assert reason in said
    assert to_do.endswith(advice) or advice in to_do


@pytest.mark.parametrize("text", ["3.5", "3e5", "many", "12345678901"])
def test_a_count_is_told_to_be_digits_only(text):
    assert whole_says(text) == ("is not a whole number", "write digits only, or leave it empty")
