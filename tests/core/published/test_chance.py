"""What chance alone would raise is near what chance raises when it is let."""

import pytest

from dashboard.core.published.chance import (
    chance_of_warning,
    chance_of_watch,
    warnings_by_chance,
    watched_by_chance,
)
from dashboard.core.verdicts import Polarity
from tests.core.published.test_warnings import FIVE, labelled
from tests.factories import OWN, compared, indicator

TEN = dict.fromkeys("BCDEFGHIJK", 100)


def test_a_figure_at_the_rate_of_its_group_is_seldom_a_warning_by_chance():
    assert (
        0 < chance_of_warning(compared({OWN: 100, **TEN}, populations_10_17={2017: 30_000})) < 0.1
    )


def test_a_very_large_area_is_hardly_ever_materially_worse_by_chance():
    large = compared({OWN: 100, **TEN}, populations_10_17={2017: 5_000_000})

    assert chance_of_warning(large) < 0.001


def test_chance_is_the_same_on_either_side_for_a_large_area():
    lower = compared({OWN: 100, **TEN}, populations_10_17={2017: 300_000})
    higher = compared(
        {OWN: 100, **TEN}, indicator(polarity=Polarity.HIGHER), populations_10_17={2017: 300_000}
    )

    assert chance_of_warning(higher) == pytest.approx(chance_of_warning(lower), rel=0.5)


def test_what_can_raise_no_warning_is_raised_by_no_chance():
    assert chance_of_warning(compared({OWN: 160, **FIVE}, indicator(polarity=Polarity.NONE))) == 0
    assert chance_of_warning(compared({OWN: 160, "B": 100})) == 0
    assert chance_of_warning(labelled(60)) == 0


def test_a_smaller_cohort_is_more_often_worse_two_years_running_by_chance():
    small, large = (dict.fromkeys("ABCDEF", size) for size in (20, 2_000))

    assert (chance_of_watch(labelled(60, small)) or 0) > 0.05
    assert (chance_of_watch(labelled(60, large)) or 1) < 0.01


def test_where_no_cohort_is_estimated_nothing_is_said_of_chance():
    assert chance_of_watch(labelled(60)) is None
    assert chance_of_watch(labelled(None, {"A": 20})) is None


def test_what_is_expected_is_the_sum_over_the_figures_that_chance_can_raise():
    one = compared({OWN: 100, **TEN}, populations_10_17={2017: 30_000})
    none = compared({OWN: 100, "B": 100})

    found = warnings_by_chance([one, one, none])

    assert found.figures == 2
    assert found.expected == pytest.approx(2 * chance_of_warning(one))
    assert watched_by_chance([one, none]).figures == 0
