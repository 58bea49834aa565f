"""What is unusual in a series: the peers' charts, the refusals, the words."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.control_chart import Assurance, PointType, control_chart
from dashboard.core.statistics.special_causes import SpecialCause
from dashboard.core.verdicts import Polarity
from dashboard.errors import StatisticsError
from tests.golden_cases import agree, cases, named

SERIES = cases("spc_series", "series")
LEVELS = ("mean", "lpl", "upl", "relative_to_mean")
FLAGS = ("outside_limits", "close_to_limits", "trend7", "two_of_three", "shift7")
STEADY = [50, 53, 48, 51, 55, 47, 52, 49, 54, 50, 46, 53, 51, 48, 52, 50]


def charted(case):
    return control_chart(
        case["y"],
        case["improvement_direction"],
        case["target"],
        case["fix_after_n_points"],
        case["rebase_at_index0"],
        case["screen_outliers"],
    )


@pytest.mark.parametrize("case", SERIES, ids=named)
def test_limits_are_the_peers(case):
    chart = charted(case)

    for level in LEVELS:
        agree(getattr(chart, level), [np.nan if cell is None else cell for cell in case[level]])
    agree(chart.upper_two_sigma - chart.mean, (chart.upl - chart.mean) * 2 / 3)
    agree(chart.rebase_group, case["rebase_group"])


@pytest.mark.parametrize("case", SERIES, ids=named)
def test_each_rule_marks_the_peers_points(case):
    chart = charted(case)

    for flag in FLAGS:
        # The peer has no answer for a missing point and what it touches; ours is no mark.
        assert getattr(chart, flag).tolist() == [bool(cell) for cell in case[flag]]
    assert chart.special_cause_type.tolist() == case["special_cause_type"]
    assert chart.point_type.tolist() == case["point_type"]
    assert chart.short_group_warning.tolist() == case["short_group_warning"]


@pytest.mark.parametrize("case", SERIES, ids=named)
def test_variation_and_assurance_are_the_peers(case):
    chart = charted(case)

    assert chart.variation == case["variation_icon_point_type"]
    assert chart.assurance == case["assurance_type"]


def test_the_houses_own_polarity_says_which_way_is_better():
    high = [*STEADY, 90]

    assert control_chart(high, Polarity.HIGHER).variation is PointType.IMPROVEMENT
    assert control_chart(high, Polarity.LOWER).variation is PointType.CONCERN
    assert control_chart(high, Polarity.NONE).variation is PointType.NEUTRAL_HIGH


def test_a_missing_point_enters_no_mean_and_breaks_a_run():
    chart = control_chart([*[40, 60] * 8, 54, 55, 54, np.nan, 56, 55, 54, 55])

    assert not chart.shift7.any()
    assert np.isnan(chart.relative_to_mean[19])
    agree(chart.mean[0], np.mean([*[40, 60] * 8, 54, 55, 54, 56, 55, 54, 55]))


def test_a_series_of_nothing_known_has_no_limits_and_nothing_unusual():
    chart = control_chart([None, np.nan])

    assert np.isnan(chart.mean).all()
    assert chart.variation is PointType.COMMON_CAUSE


@pytest.mark.parametrize("value", [0.1, 5, 1 / 3, 1e9])
@pytest.mark.parametrize("screen", [True, False])
def test_equal_figures_lie_on_their_mean_and_nothing_is_unusual(value, screen):
    chart = control_chart([value] * 15, screen_outliers=screen)

    assert set(chart.special_cause_type) == {SpecialCause.COMMON}
    assert chart.words == "too little variation for limits"


def test_one_point_has_a_mean_and_no_limits():
    chart = control_chart([5])

    assert (chart.mean[0], chart.variation) == (5, PointType.COMMON_CAUSE)
    assert np.isnan(chart.upl[0])


def test_runs_do_not_reach_across_new_limits():
    rising = [*STEADY[:12], 60, 61, 62, 63, 64, 65, 66, 67]

    assert control_chart(rising).trend7[-1]
    assert not control_chart(rising, rebase_at=[16]).trend7.any()


@pytest.mark.parametrize(
    ("target", "improvement", "assurance"),
    [
        (90, "increase", Assurance.MISSED),
        (90, "decrease", Assurance.MET),
        (10, "increase", Assurance.MET),
        (10, "decrease", Assurance.MISSED),
        (50, "increase", Assurance.INCONSISTENT),
        (90, "neutral", None),
        (None, "increase", None),
    ],
)
def test_assurance_says_whether_the_target_can_be_met(target, improvement, assurance):
    assert control_chart(STEADY, improvement, target).assurance is assurance


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        ([], {}, "at least one point"),
        ([[1, 2], [3, 4]], {}, "one series"),
        ([1, np.inf], {}, "Point 1 .* is infinite"),
        (STEADY, {"improvement": "up"}, 'improvement "up" is unknown'),
        (STEADY, {"baseline_points": 11}, "baseline of 11 points cannot be"),
        (STEADY, {"baseline_points": 12.5}, "baseline of 12.5 points cannot be"),
        (STEADY, {"rebase_at": [0]}, "cannot begin at point 0"),
        (STEADY, {"rebase_at": [16]}, "choose one from 1 to 15"),
        (STEADY, {"target": np.inf}, "one target"),
        (STEADY, {"labels": ["2020"]}, "16 points have 1 labels"),
        (["many"], {}, "no number"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(values, options, words):
    with pytest.raises(StatisticsError, match=words):
        control_chart(values, **options)


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

    assert control_chart([*STEADY, *more], labels=labels).words == words


def test_a_tie_ends_a_run():
    assert not control_chart([*STEADY, 50, 50, 49, 48, 47, 46, 45]).trend7.any()


def test_limits_from_few_points_are_said_to_be_on_trial():
    assert control_chart(STEADY[:12]).words.endswith("(trial limits from 12 points)")


@given(st.lists(st.integers(0, 9) | st.none(), min_size=1, max_size=40))
def test_every_numeral_in_the_words_counts_points(values):
    chart = control_chart(values, labels=["then"] * len(values))

    assert all(int(number) <= len(values) for number in re.findall(r"\d+", chart.words))


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=40))
def test_a_series_upside_down_is_unusual_in_the_same_points(values):
    up, down = control_chart(values), control_chart([-value for value in values])

    assert up.outside_limits.tolist() == down.outside_limits.tolist()
    assert up.shift7.tolist() == down.shift7.tolist()
    assert up.trend7.tolist() == down.trend7.tolist()


def test_a_missing_baseline_is_none():
    series = list(range(20))

    missing = control_chart(series, "increase", None, float("nan"))

    assert missing.mean.tolist() == control_chart(series, "increase").mean.tolist()
