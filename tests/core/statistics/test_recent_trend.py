"""Whether five yearly figures rise or fall beyond chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.recent_trend import TrendMarker, recent_trend
from dashboard.errors import StatisticsError
from tests.golden_cases import agree, cases, named

COLUMNS = ("value", "lower", "upper")
# The two peers' words for each marker.
MARKERS = {
    "NoChange": TrendMarker.NO_CHANGE,
    "No significant change": TrendMarker.NO_CHANGE,
    "CannotBeCalculated": TrendMarker.CANNOT_BE_CALCULATED,
    "Cannot be calculated": TrendMarker.CANNOT_BE_CALCULATED,
    "Increasing": TrendMarker.INCREASING,
    "Decreasing": TrendMarker.DECREASING,
}
PEER = "fingertips_next_2025"
# The peer also refuses a count that fills its denominator, which only it is given.
ASKED = [
    case
    for case in cases("recent_trend")
    if PEER in case and all(row["count"] != row["denominator"] for row in case["rows"])
]


def columns(case):
    rows = sorted(case["rows"], key=lambda row: row["year"])
    return [[row[key] for row in rows] for key in COLUMNS]


def trend_of(values, width=1.0):
    values = np.asarray(values, dtype=float)
    return recent_trend(values, values - width, values + width)


@pytest.mark.parametrize("case", ASKED, ids=named)
def test_a_trend_has_the_peers_marker_and_test(case):
    expected = case[PEER]

    trend = recent_trend(*columns(case))

    assert trend.marker is MARKERS[expected["marker"]]
    agree(trend.chi2, np.nan if expected["chi2"] is None else expected["chi2"])
    assert trend.significant is expected["significant"]
    agree(trend.slope, np.nan if expected["slope"] is None else expected["slope"], 1e-7)


def test_most_of_the_peers_trends_are_tried():
    assert len(ASKED) > 5


def test_years_are_read_oldest_first():
    assert trend_of([10, 12, 14, 16, 18]).marker is TrendMarker.INCREASING
    assert trend_of([18, 16, 14, 12, 10]).marker is TrendMarker.DECREASING


def test_only_the_five_most_recent_years_count():
    assert trend_of([90, 10, 12, 14, 16, 18]) == trend_of([10, 12, 14, 16, 18])


def test_fewer_than_five_years_cannot_be_calculated():
    for years in range(5):
        assert trend_of([10, 20, 30, 40][:years]).marker is TrendMarker.CANNOT_BE_CALCULATED


def test_a_missing_year_is_passed_over_for_an_older_one():
    assert trend_of([10, 12, np.nan, 14, 16, 18]) == trend_of([10, 12, 14, 16, 18])
    assert trend_of([10, None, 30, 40, 50]).marker is TrendMarker.CANNOT_BE_CALCULATED


def test_a_leap_in_one_year_is_no_trend_though_the_test_is_significant():
    leap = trend_of([11, 10, 11, 10, 30])

    assert leap.significant
    assert leap.marker is TrendMarker.NO_CHANGE


def test_an_interval_without_width_gives_no_test():
    assert np.isnan(trend_of([10, 12, 14, 16, 18], width=0).chi2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lower": [9] * 5}, "lower limit 9 is above the upper limit 8"),
        ({"upper": [8, 8, float("inf"), 8, 8]}, "cell 2 .*a limit is not finite"),
        ({"values": [1, 2]}, "columns of one length"),
        ({"values": [[1, 2, 3, 4, 5]]}, "one series"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(change, words):
    given = {"values": [5] * 5, "lower": [2] * 5, "upper": [8] * 5}

    with pytest.raises(StatisticsError, match=words):
        recent_trend(**{**given, **change})


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=5))
def test_the_years_reversed_point_the_other_way(values):
    forth, back = trend_of(values), trend_of(values[::-1])
    opposite = {"Increasing": "Decreasing", "Decreasing": "Increasing", "No change": "No change"}

    assert back.marker == opposite[forth.marker]
    agree(back.chi2, forth.chi2, 1e-6)
