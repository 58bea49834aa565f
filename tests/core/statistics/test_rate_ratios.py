"""The ratio of two rates, its exact interval and test, against independent computations."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from dashboard.core.statistics.rate_ratios import rate_ratio
from dashboard.errors import StatisticsError


def test_the_example_of_the_r_package_rateratio_test_comes_out_as_printed():
    # Its vignette: 2 events in 17,877 and 9 in 16,660.
    found = rate_ratio(2, 17_877, 9, 16_660)

    assert found.ratio == pytest.approx(0.2070941557, rel=1e-9)
    assert (found.lower, found.upper) == pytest.approx((0.02177406, 1.00054910), abs=1e-8)
    assert found.p == pytest.approx(0.05011, abs=5e-6)


@pytest.mark.parametrize(("count", "other"), [(14, 61), (5, 5), (61, 14), (5, 400), (30, 31)])
def test_the_interval_is_that_of_the_exact_binomial_share_of_both_counts(count, other):
    share = stats.binomtest(count, count + other).proportion_ci(0.95, method="exact")
    found = rate_ratio(count, 6_000, other, 87_000)

    scale = 87_000 / 6_000
    assert found.lower == pytest.approx(share.low / (1 - share.low) * scale)
    assert found.upper == pytest.approx(share.high / (1 - share.high) * scale)


counts = st.integers(min_value=0, max_value=120)
populations = st.integers(min_value=50, max_value=200_000)


@given(counts, populations, counts, populations)
def test_interval_and_test_never_contradict_each_other(count, living, other, others_living):
    assume(count + other > 0)
    found = rate_ratio(count, living, other, others_living)

    leaves_one_out = found.is_higher or found.is_lower
    # Exactly at the edge both are right.
    if abs(found.p - 0.05) > 1e-9:
        assert leaves_one_out is (found.p < 0.05)


@given(st.integers(1, 120), populations, st.integers(1, 120), populations)
def test_turned_round_the_ratio_and_its_limits_are_inverse(count, living, other, others_living):
    one, turned = (
        rate_ratio(count, living, other, others_living),
        rate_ratio(other, others_living, count, living),
    )

    assert one.ratio * turned.ratio == pytest.approx(1)
    assert one.lower * turned.upper == pytest.approx(1)
    assert one.p == pytest.approx(turned.p)


@pytest.mark.parametrize("true_ratio", [0.3, 1, 2.5])
def test_the_interval_holds_the_true_ratio_in_at_least_95_of_100_samples(true_ratio):
    total, living, others_living = 60, 10_000, 40_000
    odds = true_ratio * living / others_living
    share = odds / (1 + odds)
    covered = sum(
        float(stats.binom.pmf(count, total, share))
        for count in range(total + 1)
        if (found := rate_ratio(count, living, total - count, others_living)).lower
        <= true_ratio
        <= found.upper
    )

    assert covered >= 0.95


def test_without_an_event_on_one_side_the_interval_is_open_there():
    none = rate_ratio(0, 1_000, 8, 1_000)
    all_of_them = rate_ratio(8, 1_000, 0, 1_000)

    assert (none.ratio, none.lower) == (0, 0)
    assert none.upper < 1
    assert math.isinf(all_of_them.ratio)
    assert math.isinf(all_of_them.upper)
    assert all_of_them.lower > 1


@pytest.mark.parametrize("given_", [(0, 10, 0, 10), (-1, 10, 3, 10), (2, 0, 3, 10), (2, 10, 3, -1)])
def test_what_gives_no_ratio_is_refused(given_):
    with pytest.raises(StatisticsError, match="ratio of rates needs"):
        rate_ratio(*given_)
