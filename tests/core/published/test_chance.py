"""What chance alone would raise is near what chance raises when it is let."""

import pytest

from dashboard.core.published.chance import (
    chance_of_gap,
    chance_of_material_gap,
    chance_of_warning,
    expected_warnings,
)
from dashboard.core.published.to_watch import Doubt, expected_to_watch
from dashboard.core.verdicts import Polarity
from tests.core.published.test_to_watch import FIVE, labelled
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


def test_a_smaller_cohort_is_more_often_materially_worse_by_chance():
    small, large = (dict.fromkeys("ABCDEF", size) for size in (20, 2_000))

    assert (chance_of_material_gap(labelled(60, small)) or 0) > 0.2
    assert (chance_of_material_gap(labelled(60, large)) or 1) < 0.05


def test_a_wider_gap_is_less_often_made_by_chance():
    c = labelled(60, dict.fromkeys("ABCDEF", 20))
    chances = [chance_of_gap(c, percent) or 0 for percent in (10, 30, 60, 120)]

    assert chances == sorted(chances, reverse=True)
    assert chances[0] < 0.5
    assert 0 < chances[-1] < 0.02


def test_where_nothing_is_known_of_the_number_of_children_nothing_is_said_of_chance():
    assert chance_of_material_gap(labelled(60)) is None
    assert expected_to_watch([labelled(60)]) == {}


def test_what_is_expected_is_the_sum_over_the_figures_that_chance_can_raise():
    one = compared({OWN: 100, **TEN}, populations_10_17={2017: 30_000})
    none = compared({OWN: 100, "B": 100})

    found = expected_warnings([one, one, none])

    assert found.figures == 2
    assert found.expected == pytest.approx(2 * chance_of_warning(one))


def test_one_year_and_two_are_told_apart_and_add_up_to_a_material_gap():
    c = labelled(60, dict.fromkeys("ABCDEF", 20))

    found = expected_to_watch([c])

    together = found[Doubt.TWO_YEARS].expected + found[Doubt.ONE_YEAR].expected
    assert together == pytest.approx(chance_of_material_gap(c))


def test_with_an_interval_chance_makes_a_gap_either_a_warning_or_one_to_watch():
    c = compared({OWN: 100, **TEN}, populations_10_17={2017: 30_000})

    expected = expected_to_watch([c])[Doubt.TOO_FEW].expected + chance_of_warning(c)

    assert expected == pytest.approx(chance_of_material_gap(c))
