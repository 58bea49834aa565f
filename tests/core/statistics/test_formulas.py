"""Intervals, funnels, pooled rates and quintiles: the peers' cases, the refusals, the laws."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.formulas import (
    Interval,
    pooled_rate,
    proportion_funnel_limits,
    quintile,
    rate_funnel_limits,
    rate_interval,
    wilson_interval,
)
from dashboard.errors import StatisticsError
from tests.golden_cases import BISECTED, agree, cases, column, golden, named

WILSON = cases("wilson_proportions")
RATES = cases("rates_byar_exact")
FUNNELS = golden("funnel_limits")
LEVELS = [("2s", 0.95), ("3s", 0.998)]
GROUPED = golden("grouped_aggregation")


# The peers' cases


@pytest.mark.parametrize("case", WILSON, ids=named)
def test_a_proportion_has_the_peers_interval(case):
    interval = wilson_interval(case["x"], case["n"], case["confidence"])

    agree(interval.lower * case["multiplier"], case["lower"])
    agree(interval.upper * case["multiplier"], case["upper"])
    assert type(interval.lower) is type(interval.upper) is float


def test_all_proportions_at_once_have_the_same_intervals():
    interval = wilson_interval(*(column(WILSON, key) for key in ("x", "n", "confidence")))

    agree(interval.lower * column(WILSON, "multiplier"), column(WILSON, "lower"))
    agree(interval.upper * column(WILSON, "multiplier"), column(WILSON, "upper"))


@pytest.mark.parametrize("case", RATES, ids=named)
def test_a_rate_has_the_peers_interval(case):
    interval = rate_interval(case["x"], case["n"], case["multiplier"], case["confidence"])

    agree(interval, column([case], "lower").tolist() + column([case], "upper").tolist())


def test_all_rates_at_once_have_the_same_intervals():
    interval = rate_interval(*(column(RATES, k) for k in ("x", "n", "multiplier", "confidence")))

    agree(interval.lower, column(RATES, "lower"))
    agree(interval.upper, column(RATES, "upper"))


@pytest.mark.parametrize(("line", "confidence"), LEVELS)
def test_funnel_limits_of_proportions_are_the_peers_unclipped(line, confidence):
    rows = FUNNELS["proportion_limits_at_n"]

    together = proportion_funnel_limits(column(rows, "average"), column(rows, "n"), confidence)

    agree(together.lower, column(rows, f"lower_{line}_raw"))
    agree(together.upper, column(rows, f"upper_{line}_raw"))
    for row in rows:
        alone = proportion_funnel_limits(row["average"], row["n"], confidence)
        agree(alone, [row[f"lower_{line}_raw"], row[f"upper_{line}_raw"]])


@pytest.mark.parametrize(("line", "confidence"), LEVELS)
def test_funnel_limits_of_rates_are_the_peers(line, confidence):
    rows = FUNNELS["rate_limits_at_events"]

    together = rate_funnel_limits(column(rows, "events"), confidence)

    agree(together.lower, column(rows, f"lower_{line}_ratio"), BISECTED)
    agree(together.upper, column(rows, f"upper_{line}_ratio"), BISECTED)
    for row in rows:
        alone = rate_funnel_limits(row["events"], confidence)
        agree(alone, [row[f"lower_{line}_ratio"], row[f"upper_{line}_ratio"]], BISECTED)


@pytest.mark.parametrize("case", cases("quintiles"), ids=named)
def test_quintiles_are_the_peers(case):
    expected = [np.nan if fifth is None else fifth for fifth in case["quintile"]]

    agree(quintile(case["values"], highest_first=case["invert"]), expected)


@pytest.mark.parametrize("expected", GROUPED["grouped_rate_per_100000"], ids=lambda g: g["area"])
def test_a_pooled_rate_is_the_peers_where_nothing_is_missing(expected):
    members = [row for row in GROUPED["input"] if row["area"] == expected["area"]]

    pooled = pooled_rate(column(members, "x"), column(members, "n"), 100_000)

    if expected["value"] is None:
        # The peer gives up the group; the other three members are 18 of 7,510.
        agree(pooled, 18 / 7510 * 100_000)
    else:
        agree(pooled, expected["value"])


def test_the_pooled_rate_of_all_members_is_the_peers():
    pooled = pooled_rate(column(GROUPED["input"], "x"), column(GROUPED["input"], "n"), 100_000)

    agree(pooled, GROUPED["whole_set_ratio_of_sums_per_100000_na_removed"])


# Missing and impossible cells


@pytest.mark.parametrize("interval", [wilson_interval, rate_interval])
def test_a_missing_cell_is_missing_in_the_answer_and_stops_no_other(interval):
    found = interval([3, np.nan, 5, 7], [10, 10, None, 10])

    assert np.isnan(found.lower).tolist() == [False, True, True, False]
    agree(found.upper[3], interval(7, 10).upper)
    assert np.isnan(interval(None, 10)).all()


def test_a_table_of_pandas_may_be_given_with_its_own_kind_of_missing():
    counts = pd.Series([3, pd.NA], dtype="Int64")

    assert np.isnan(wilson_interval(counts, pd.Series([10, 10])).lower).tolist() == [False, True]


def test_the_answer_has_the_shape_of_the_inputs():
    counts = np.array([[1, 2, 3], [4, 5, 6]])

    assert wilson_interval(counts, 10).lower.shape == (2, 3)
    assert rate_interval(counts, [[100], [200]]).upper.shape == (2, 3)
    assert quintile(counts).shape == (2, 3)
    assert wilson_interval([], []).lower.shape == (0,)
    assert rate_interval([], []).lower.shape == (0,)


IMPOSSIBLE = [
    (wilson_interval, (-1, 10), "count -1 is below zero"),
    (wilson_interval, (1, 0), "total 0 is not a number above zero"),
    (wilson_interval, (0, 0), "total 0 is not a number above zero"),
    (wilson_interval, (11, 10), "count 11 is above its total 10"),
    (wilson_interval, (1, np.inf), "total inf"),
    (wilson_interval, (1, 10, 0.4), "confidence 0.4 is neither"),
    (wilson_interval, (1, 10, 85), "confidence 85 is neither"),
    (wilson_interval, (1, 10, 101), "neither 0.5 to 1 nor 90 to 100"),
    (rate_interval, (-1, 10), "count -1 is not zero or more"),
    (rate_interval, (np.inf, 10), "count inf is not"),
    (rate_interval, (1, 0), "population 0 is not above zero"),
    (rate_interval, (1, -5), "population -5 is not above zero"),
    (rate_interval, (1, 10, 0), "multiplier 0 is not above zero"),
    (rate_interval, (1, 10, 100, 0.49), "confidence 0.49"),
    (proportion_funnel_limits, (1.2, 10), "average 1.2 is no proportion"),
    (proportion_funnel_limits, (0.2, 0), "total 0 is not"),
    (rate_funnel_limits, (-1,), "count -1 is not zero or more"),
]


@pytest.mark.parametrize(("function", "numbers", "words"), IMPOSSIBLE)
def test_impossible_numbers_are_refused_by_name(function, numbers, words):
    with pytest.raises(StatisticsError, match=words):
        function(*numbers)


def test_the_first_impossible_cell_is_named_whatever_is_wrong_with_it():
    with pytest.raises(StatisticsError, match=r"in cell 2 .*count 11 is above its total 10"):
        wilson_interval([1, np.nan, 11, -1], 10)
    with pytest.raises(StatisticsError, match=r"in cell \(1, 0\) .*count -2"):
        rate_interval([[1, 2], [-2, 3]], 10)


def test_an_impossible_member_is_refused_and_one_without_figures_is_left_out():
    with pytest.raises(StatisticsError, match="cell 1"):
        pooled_rate([1, -2], [100, 100])

    assert pooled_rate([1, None], [100, 100], 100) == 1
    assert np.isnan(pooled_rate([None], [10]))


def test_what_is_no_number_is_refused_in_one_sentence():
    with pytest.raises(StatisticsError, match="counts hold something that is no number"):
        wilson_interval(["many"], [10])


def test_arrays_that_do_not_fit_together_are_refused_with_their_shapes():
    with pytest.raises(StatisticsError, match=r"count \(2,\), total \(3,\)"):
        wilson_interval([1, 2], [10, 10, 10])
    with pytest.raises(StatisticsError, match="do not fit together"):
        pooled_rate([1, 2], [10, 10, 10])


# Edges


def test_an_event_too_many_for_its_population_is_a_rate_all_the_same():
    assert rate_interval(11, 10, 1).lower < 1.1 < rate_interval(11, 10, 1).upper


def test_complete_confidence_covers_every_proportion_and_no_rate_has_it():
    assert wilson_interval([2, np.nan], 10, 1).upper.tolist()[0] == 1
    assert wilson_interval(2, 10, 100) == Interval(0, 1)
    assert np.isnan(wilson_interval(np.nan, 10, 1)).all()
    assert np.isnan(rate_interval([2, 20], 100, confidence=1)).all()


def test_no_events_touch_no_upper_limit():
    lower, upper = rate_funnel_limits(0)

    assert lower == 0
    assert np.isnan(upper)


def test_four_values_have_no_quintiles_and_a_missing_one_does_not_count():
    assert np.isnan(quintile([1, 2, 3, 4, np.nan])).all()
    assert quintile([1, 2, 3, 4, np.nan, 5], highest_first=False)[0] == 1
    assert np.isnan(quintile(7))


def test_the_tests_of_distributions_are_not_imported_for_their_quantiles():
    program = "import dashboard.core.statistics, sys; sys.exit('scipy.stats' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# Laws

totals = st.integers(1, 10**7)
shares = st.floats(0, 1)
confidences = st.floats(0.5, 0.9999)


@given(totals, shares, confidences)
def test_a_proportions_interval_holds_it_and_stays_between_0_and_1(total, share, confidence):
    count = int(share * total)

    lower, upper = wilson_interval(count, total, confidence)

    assert 0 <= lower <= count / total + 1e-12
    assert count / total - 1e-12 <= upper <= 1


@given(totals, shares)
def test_the_interval_of_the_rest_mirrors_that_of_the_share(total, share):
    count = int(share * total)
    interval, rest = wilson_interval(count, total), wilson_interval(total - count, total)

    agree([interval.lower, interval.upper], [1 - rest.upper, 1 - rest.lower], 1e-6)


@given(st.integers(0, 10**6), st.integers(1, 10**7), confidences)
def test_a_rates_interval_holds_it(count, population, confidence):
    lower, upper = rate_interval(count, population, 1, confidence)

    assert 0 <= lower <= count / population <= upper


@given(st.floats(0.01, 1e5), st.floats(0.01, 100))
def test_more_events_never_lower_a_limit_on_the_same_side_of_ten(count, more):
    fewer, greater = rate_interval([count, count + more], 1000).lower

    if (count < 10) == (count + more < 10):
        assert fewer <= greater


def test_the_change_of_method_at_ten_events_moves_a_limit_by_less_than_one_per_cent():
    just_below, at_ten = rate_interval([10 - 1e-9, 10], 1000, 1).lower
    assert at_ten == pytest.approx(just_below, rel=0.01)

    just_below, at_ten = rate_interval([10 - 1e-9, 10], 1000, 1).upper
    assert at_ten == pytest.approx(just_below, rel=0.01)


@given(totals, shares, confidences)
def test_more_confidence_is_never_a_narrower_interval(total, share, confidence):
    narrow = wilson_interval(int(share * total), total, confidence)
    wide = wilson_interval(int(share * total), total, (confidence + 1) / 2)

    assert wide.lower <= narrow.lower + 1e-12
    assert narrow.upper <= wide.upper + 1e-12


@given(st.lists(st.integers(0, 50), min_size=5, max_size=40), st.randoms())
def test_the_order_of_cells_changes_no_cell(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    shuffled = [values[place] for place in order]

    assert quintile(shuffled).tolist() == quintile(values)[order].tolist()
    assert (
        rate_interval(shuffled, 90).lower.tolist()
        == rate_interval(values, 90).lower[order].tolist()
    )


@given(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=200))
def test_the_highest_value_is_in_the_first_fifth_and_fifths_follow_the_values(values):
    fifths = quintile(values)

    assert fifths[np.argmax(values)] == 1
    assert set(fifths) <= {1, 2, 3, 4, 5}
    assert (np.diff(fifths[np.argsort(values)]) <= 0).all()
