"""What an area's interval says of it beside a benchmark."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.significance import Significance, compare_with_benchmark
from dashboard.core.verdicts import Polarity
from dashboard.errors import StatisticsError
from tests.golden_cases import cases, column, named

CASES = cases("benchmark_significance")
NUMBERS = ("value", "lower95", "upper95", "benchmark")


def judged(numbers, polarity):
    value, lower, upper, benchmark = numbers
    return compare_with_benchmark(value, lower, upper, benchmark, polarity)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_an_area_is_judged_as_the_peers_judge_it(case):
    word = judged([case[key] for key in NUMBERS], case["polarity"])

    assert word == case["single_ci_95"]
    assert isinstance(word, Significance)


def test_all_areas_at_once_are_judged_the_same():
    polarities = [case["polarity"] for case in CASES]

    words = judged([column(CASES, key) for key in NUMBERS], polarities)

    assert words.tolist() == [case["single_ci_95"] for case in CASES]


@pytest.mark.parametrize(
    ("polarity", "low", "high"),
    [
        (Polarity.LOWER, "Better", "Worse"),
        (Polarity.HIGHER, "Worse", "Better"),
        (Polarity.NONE, "Lower", "Higher"),
        (0, "Better", "Worse"),
        (1, "Worse", "Better"),
        (99, "Worse", "Better"),
        (-1, "None", "None"),
    ],
)
def test_polarity_decides_the_word(polarity, low, high):
    words = compare_with_benchmark([1, 9], [0, 8], [2, 10], 5, polarity)

    assert words.tolist() == [low, high]


@pytest.mark.parametrize("benchmark", [2, 4])
def test_touching_the_benchmark_is_no_difference(benchmark):
    assert compare_with_benchmark(3, 2, 4, benchmark, Polarity.LOWER) == "Same"


@pytest.mark.parametrize("missing", range(4))
def test_nothing_is_said_where_a_number_is_missing(missing):
    row = [9.0, 8.0, 10.0, 5.0]
    row[missing] = np.nan

    assert judged(row, Polarity.LOWER) == "None"


def test_a_missing_cell_stops_no_other():
    words = compare_with_benchmark([9, np.nan, 9], 8, 10, [5, 5, None], Polarity.LOWER)

    assert words.tolist() == ["Worse", "None", "None"]


def test_crossed_limits_are_refused_by_name_or_not_compared():
    row = ([9, 9], [8, 11], 10, 5, Polarity.LOWER)

    with pytest.raises(StatisticsError, match=r"cell 1 .*lower limit 11 is above the upper"):
        compare_with_benchmark(*row)
    assert compare_with_benchmark(*row, invalid="nan").tolist() == ["Worse", "None"]


def test_an_unknown_polarity_is_refused():
    with pytest.raises(StatisticsError, match='polarity "7" is unknown'):
        compare_with_benchmark(9, 8, 10, 5, 7)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_the_opposite_polarity_says_the_opposite(one, other, benchmark):
    low, high = sorted([one, other])
    opposite = {"Better": "Worse", "Worse": "Better", "Same": "Same"}

    word = compare_with_benchmark(low, low, high, benchmark, Polarity.LOWER)

    assert compare_with_benchmark(low, low, high, benchmark, Polarity.HIGHER) == opposite[word]
