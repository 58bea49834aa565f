"""Whether five yearly figures rise or fall beyond chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.recent_trend import TrendMarker, recent_trend
from dashboard.errors import StatisticsError
from tests.golden_cases import agree, cases

COLUMNS = ("value", "lower", "upper", "count", "denominator")
# The two peers' words for each marker.
MARKERS = {
    "NoChange": TrendMarker.NO_CHANGE,
    "No significant change": TrendMarker.NO_CHANGE,
    "CannotBeCalculated": TrendMarker.CANNOT_BE_CALCULATED,
    "Cannot be calculated": TrendMarker.CANNOT_BE_CALCULATED,
    "Increasing": TrendMarker.INCREASING,
    "Decreasing": TrendMarker.DECREASING,
}
PEERS = {"rate": "fingertips_next_2025", "proportion": "phe_branch_proportion"}
ASKED = [
    pytest.param(case, kind, id=f"{case['id']}-{kind}")
    for case in cases("recent_trend")
    for kind, peer in PEERS.items()
    if peer in case
]


def columns(case):
    rows = sorted(case["rows"], key=lambda row: row["year"])
    return [[row[key] for row in rows] for key in COLUMNS]


def rate(values, width=1.0):
    values = np.asarray(values, dtype=float)
    return recent_trend(values, values - width, values + width, None, None, "rate")


def proportion(counts, total=1000):
    return recent_trend(None, None, None, counts, np.full(len(counts), total), "proportion")


@pytest.mark.parametrize(("case", "kind"), ASKED)
def test_a_trend_has_the_peers_marker_and_test(case, kind):
    expected = case[PEERS[kind]]

    values, lower, upper, counts, denominators = columns(case)
    trend = recent_trend(values, lower, upper, counts, denominators, kind)

    assert trend.marker is MARKERS[expected["marker"]]
    agree(trend.chi2, np.nan if expected["chi2"] is None else expected["chi2"])
    if "slope" in expected:
        assert trend.significant is expected["significant"]
        agree(trend.slope, np.nan if expected["slope"] is None else expected["slope"], 1e-7)


def test_years_are_read_oldest_first():
    assert rate([10, 12, 14, 16, 18]).marker is TrendMarker.INCREASING
    assert rate([18, 16, 14, 12, 10]).marker is TrendMarker.DECREASING
    assert proportion([100, 150, 200, 250, 300]).marker is TrendMarker.INCREASING


def test_only_the_five_most_recent_years_count():
    assert rate([90, 10, 12, 14, 16, 18]) == rate([10, 12, 14, 16, 18])


@pytest.mark.parametrize("ask", [rate, proportion])
def test_fewer_than_five_years_cannot_be_calculated(ask):
    for years in range(5):
        assert ask([10, 20, 30, 40][:years]).marker is TrendMarker.CANNOT_BE_CALCULATED


def test_a_missing_year_is_passed_over_for_an_older_one():
    assert rate([10, 12, np.nan, 14, 16, 18]) == rate([10, 12, 14, 16, 18])
    assert proportion([10, None, 30, 40, 50]).marker is TrendMarker.CANNOT_BE_CALCULATED


def test_a_leap_in_one_year_is_no_trend_though_the_test_is_significant():
    leap = rate([11, 10, 11, 10, 30])

    assert leap.significant
    assert leap.marker is TrendMarker.NO_CHANGE


def test_a_proportion_without_any_case_or_with_all_has_no_test():
    for count in (0, 1000):
        trend = proportion([count] * 5)
        assert (trend.marker, trend.significant) == (TrendMarker.NO_CHANGE, False)
        assert np.isnan(trend.chi2)


def test_years_without_a_case_do_not_stop_a_proportion():
    assert proportion([200, 120, 60, 10, 0]).marker is TrendMarker.DECREASING


def test_an_interval_without_width_gives_no_test():
    assert np.isnan(rate([10, 12, 14, 16, 18], width=0).chi2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "count"}, 'kind "count" is unknown'),
        ({"lower": [9] * 5}, "lower limit 9 is above the upper limit 8"),
        ({"upper": [8, 8, float("inf"), 8, 8]}, "cell 2 .*a limit is not finite"),
        ({"counts": [1, -1, 1, 1, 1]}, "cell 1 .*count -1 is below zero"),
        ({"denominators": [9, 9, 0, 9, 9]}, "cell 2 .*denominator 0"),
        ({"kind": "proportion", "counts": [10] * 5}, "count 10 is above its denominator 9"),
        ({"values": [1, 2]}, "columns of one length"),
        ({"values": [[1, 2, 3, 4, 5]]}, "one series"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(change, words):
    given = {
        "values": [5] * 5,
        "lower": [2] * 5,
        "upper": [8] * 5,
        "counts": [1] * 5,
        "denominators": [9] * 5,
        "kind": "rate",
    }

    with pytest.raises(StatisticsError, match=words):
        recent_trend(**{**given, **change})


def test_an_impossible_year_is_passed_over_where_that_was_asked_for():
    trend = recent_trend([5] * 5, 2, [8, 8, 1, 8, 8], None, None, "rate", invalid="nan")

    assert trend.marker is TrendMarker.CANNOT_BE_CALCULATED


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=5))
def test_the_years_reversed_point_the_other_way(counts):
    forth, back = proportion(counts), proportion(counts[::-1])
    opposite = {"Increasing": "Decreasing", "Decreasing": "Increasing", "No change": "No change"}

    assert back.marker == opposite[forth.marker]
    agree(back.chi2, forth.chi2, 1e-6)
