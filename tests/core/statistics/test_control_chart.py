"""What is unusual in a series: the peers' charts, the refusals, the words."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.control_chart import Assurance, PointType, control_chart
from dashboard.core.statistics.special_causes import SpecialCause
from dashboard.core.verdicts import Polarity
from dashboard.errors import StatisticsError
from tests.golden_cases import agree, cases, named

# The peer's own polarity, in the house's words.
POLARITIES = {
    "increase": Polarity.HIGHER,
    "decrease": Polarity.LOWER,
    "neutral": Polarity.NONE,
}
# Limits from every range, outliers included, are not offered here.
SERIES = [case for case in cases("spc_series", "series") if case["screen_outliers"]]
FLAGS = ("outside_limits", "close_to_limits", "trend7", "two_of_three", "shift7")
STEADY = [50, 53, 48, 51, 55, 47, 52, 49, 54, 50, 46, 53, 51, 48, 52, 50]


def chart_of(values, polarity=Polarity.NONE, baseline=None):
    return control_chart(values, polarity, ["then"] * len(values), baseline)


def charted(case):
    """Return the charts of a case; where the peer begins new limits, ours begins a new chart."""
    starts = [0, *(case["rebase_at_index0"] or []), len(case["y"])]
    polarity = POLARITIES[case["improvement_direction"]]
    return [
        chart_of(case["y"][start:end], polarity, case["fix_after_n_points"])
        for start, end in pairwise(starts)
    ]


def joined(charts, name):
    return [cell for chart in charts for cell in getattr(chart, name)]


def test_the_peers_series_try_a_baseline_and_a_target():
    assert any(case["fix_after_n_points"] for case in SERIES)
    assert any(case["target"] is not None for case in SERIES)


def column_of(case, key):
    return [np.nan if cell is None else cell for cell in case[key]]


@pytest.mark.parametrize("case", SERIES, ids=named)
def test_limits_are_the_peers(case):
    charts = charted(case)

    for level in ("mean", "lpl", "upl"):
        ours = [getattr(chart, level) for chart in charts for _ in chart.values]
        agree(ours, column_of(case, level))
    agree(joined(charts, "relative_to_mean"), column_of(case, "relative_to_mean"))


@pytest.mark.parametrize("case", SERIES, ids=named)
def test_each_rule_marks_the_peers_points(case):
    charts = charted(case)

    for flag in FLAGS:
        # The peer has no answer for a missing point and what it touches; ours is no mark.
        assert joined(charts, flag) == [bool(cell) for cell in case[flag]]
    assert joined(charts, "special_cause_type") == case["special_cause_type"]
    assert joined(charts, "point_type") == case["point_type"]
    on_trial = [chart.is_on_trial for chart in charts for _ in chart.values]
    assert on_trial == case["short_group_warning"]


@pytest.mark.parametrize("case", SERIES, ids=named)
def test_variation_and_assurance_are_the_peers(case):
    chart, target = charted(case)[-1], case["target"]

    assert chart.variation == case["variation_icon_point_type"]
    assert (None if target is None else chart.assurance(target)) == case["assurance_type"]


def test_the_houses_own_polarity_says_which_way_is_better():
    high = [*STEADY, 90]

    assert chart_of(high, Polarity.HIGHER).variation is PointType.IMPROVEMENT
    assert chart_of(high, Polarity.LOWER).variation is PointType.CONCERN
    assert chart_of(high, Polarity.NONE).variation is PointType.NEUTRAL_HIGH


def test_a_missing_point_enters_no_mean_and_breaks_a_run():
    chart = chart_of([*[40, 60] * 8, 54, 55, 54, np.nan, 56, 55, 54, 55])

    assert not chart.shift7.any()
    assert np.isnan(chart.relative_to_mean[19])
    agree(chart.mean, np.mean([*[40, 60] * 8, 54, 55, 54, 56, 55, 54, 55]))


def test_a_series_of_nothing_known_has_no_limits_and_nothing_unusual():
    chart = chart_of([None, np.nan])

    assert np.isnan(chart.mean)
    assert chart.variation is PointType.COMMON_CAUSE


@pytest.mark.parametrize("value", [0.1, 5, 1 / 3, 1e9])
def test_equal_figures_lie_on_their_mean_and_nothing_is_unusual(value):
    chart = chart_of([value] * 15)

    assert set(chart.special_cause_type) == {SpecialCause.COMMON}
    assert chart.words == "too little variation for limits"


def test_one_point_has_a_mean_and_no_limits():
    chart = chart_of([5])

    assert (chart.mean, chart.variation) == (5, PointType.COMMON_CAUSE)
    assert np.isnan(chart.upl)


@pytest.mark.parametrize(
    ("target", "polarity", "assurance"),
    [
        (90, Polarity.HIGHER, Assurance.MISSED),
        (90, Polarity.LOWER, Assurance.MET),
        (10, Polarity.HIGHER, Assurance.MET),
        (10, Polarity.LOWER, Assurance.MISSED),
        (50, Polarity.HIGHER, Assurance.INCONSISTENT),
        (90, Polarity.NONE, None),
    ],
)
def test_assurance_says_whether_the_target_can_be_met(target, polarity, assurance):
    assert chart_of(STEADY, polarity).assurance(target) is assurance


def test_without_limits_nothing_is_said_of_a_target():
    assert chart_of([5], Polarity.HIGHER).assurance(4) is None


def test_limits_from_a_baseline_hold_later_figures_against_it():
    moved = [*STEADY, 52, 53, 52, 54, 53, 52, 55]

    assert chart_of(moved, baseline=16).mean == chart_of(STEADY).mean
    assert chart_of(moved, Polarity.LOWER, 16).variation is PointType.CONCERN


@pytest.mark.parametrize(
    ("values", "baseline", "words"),
    [
        ([], None, "at least one point"),
        ([[1, 2], [3, 4]], None, "one series"),
        ([1, np.inf], None, "Point 1 .* is infinite"),
        (STEADY, 11, "baseline of 11 points cannot be"),
        (["many"], None, "no number"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(values, baseline, words):
    with pytest.raises(StatisticsError, match=words):
        chart_of(values, baseline=baseline)


def test_each_point_needs_a_label():
    with pytest.raises(StatisticsError, match="16 points have 1 labels"):
        control_chart(STEADY, Polarity.NONE, ["2020"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([51], "nothing unusual in month Q"),
        ([90], "above the upper limit in month Q"),
        ([10], "below the lower limit in month Q"),
        ([50, 49, 48, 47, 46, 45, 44], "7 in a row falling since month Q"),
        ([51, 47, 51, 52, 53, 54, 55, 56, 57], "8 in a row rising since month R"),
        ([53, 52, 54, 53, 52, 55, 53], "7 in a row above the average since month Q"),
        ([53, 59, 59], "2 of the last 3 close to the upper limit"),
        ([None], "no figure for month Q"),
    ],
)
def test_the_last_point_is_told_in_words(more, words):
    labels = [f"month {chr(ord('A') + point)}" for point in range(16 + len(more))]

    assert control_chart([*STEADY, *more], Polarity.NONE, labels).words == words


def test_a_tie_ends_a_run():
    assert not chart_of([*STEADY, 50, 50, 49, 48, 47, 46, 45]).trend7.any()


def test_limits_from_few_points_are_said_to_be_on_trial():
    assert chart_of(STEADY[:12]).words.endswith("(trial limits from 12 points)")


@given(st.lists(st.integers(0, 9) | st.none(), min_size=1, max_size=40))
def test_every_numeral_in_the_words_counts_points(values):
    chart = chart_of(values)

    assert all(int(number) <= len(values) for number in re.findall(r"\d+", chart.words))


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=40))
def test_a_series_upside_down_is_unusual_in_the_same_points(values):
    up, down = chart_of(values), chart_of([-value for value in values])

    assert up.outside_limits.tolist() == down.outside_limits.tolist()
    assert up.shift7.tolist() == down.shift7.tolist()
    assert up.trend7.tolist() == down.trend7.tolist()
