"""A figure has an interval only where a number of children stands behind it."""

import pytest

from dashboard.core.areas import AreaType
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.figure_intervals import count_and_total
from dashboard.core.published.indicators import State, Unit
from dashboard.core.statistics.formulas import rate_interval, wilson_interval
from tests.factories import (
    OWN,
    area,
    compared,
    figures,
    group,
    indicator,
    percentage,
    service,
    year,
)

FIVE = dict.fromkeys("BCDEF", 120)


def counted(value, count, population, of=None):
    held = figures({OWN: {"2017": value}}, of, counts={OWN: count}, populations={OWN: population})
    among = GroupFigures(held, group(()), {OWN: area()})
    return compare(among, service(), area(), year(2017))


def test_a_rate_without_a_count_is_estimated_from_the_nearest_population_and_says_so():
    interval = compared({OWN: 150, **FIVE}).interval

    assert interval is not None
    expected = rate_interval(150, 100_000, 100_000)
    assert (interval.lower, interval.upper) == pytest.approx(expected)
    assert interval.approximate


def test_a_published_count_makes_the_interval_exact():
    interval = counted(150, 3, 2_000).interval

    assert interval is not None
    assert (interval.lower, interval.upper) == pytest.approx(rate_interval(3, 2_000, 100_000))
    assert not interval.approximate


def test_a_percentage_with_its_numbers_has_a_wilson_interval():
    interval = counted(30, 6, 20, percentage()).interval

    assert interval is not None
    lower, upper = wilson_interval(6, 20)
    assert (interval.lower, interval.upper) == pytest.approx((lower * 100, upper * 100))


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (percentage(), "number of children behind this percentage is not published"),
        (indicator(counted="offences"), "One child can account for several offences"),
        (
            indicator(unit=Unit("per 10,000", "per 10,000 children", 0)),
            "not a rate of the children aged 10 to 17",
        ),
    ],
)
def test_where_nothing_supports_an_interval_none_is_given_and_the_reason_is(of, why):
    result = compared({OWN: 30, **FIVE}, of)

    assert result.interval is None
    assert why in result.why_no_interval


def test_an_area_without_a_population_says_so():
    result = compared({OWN: 150, **FIVE}, area_codes=(OWN, "Z"))

    assert result.interval is None
    assert (
        "The number of children aged 10 to 17 in this area is not known here"
        in result.why_no_interval
    )


def test_a_withheld_figure_has_no_interval_and_needs_no_reason():
    result = compared({OWN: State.SUPPRESSED, **FIVE})

    assert (result.interval, result.why_no_interval) == (None, "")


def test_nought_children_still_have_an_upper_bound():
    interval = compared({OWN: 0, **FIVE}).interval

    assert interval is not None
    assert interval.lower == 0
    assert interval.upper == pytest.approx(3.689, abs=0.001)


def test_the_group_has_intervals_only_where_its_populations_are_known():
    result = compared({OWN: 150, **FIVE})

    assert set(result.intervals) == {OWN}


def test_a_service_of_several_areas_has_the_population_of_its_own_figures():
    of = indicator(published_for=AreaType.SERVICE)

    assert counted(150, 3, 2_000, of).interval is not None


def test_a_percentage_with_a_number_and_no_total_says_of_how_many_it_is():
    values = {OWN: {"2017": 55.0}}
    held = figures(values, percentage(), counts={OWN: 22})
    among = GroupFigures(held, group(()), {OWN: area()})

    found = count_and_total(percentage(), among.member(OWN, year(2017)))

    assert found == pytest.approx((22, 40))
