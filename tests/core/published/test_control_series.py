"""A control chart is drawn only of what follows one another under one definition."""

import numpy as np
import pytest

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.control_series import FEWEST_POINTS, control_series
from dashboard.core.published.indicators import State
from dashboard.core.published.trends import trend
from dashboard.core.statistics.control_chart import PointType
from tests.factories import OWN, area, figures, group, with_break, year

STEADY = [20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 22, 21]


def series(values, of=None, first=2005):
    held = {str(first + n): value for n, value in enumerate(values) if value is not None}
    among = GroupFigures(figures({OWN: held}, of), group(), {c: area(c) for c in "ABCDEF"})
    periods = tuple(year(int(p)) for p in held)
    return control_series(trend(among, area(), periods))


def test_twelve_figures_are_charted_and_eleven_are_not():
    assert series(STEADY[:FEWEST_POINTS]).chart is not None
    short = series(STEADY[: FEWEST_POINTS - 1])
    assert (short.chart, short.known) == (None, 11)


def test_the_polarity_of_the_indicator_says_what_a_special_cause_means():
    chart = series([*STEADY, 60]).chart

    assert chart is not None
    assert chart.variation is PointType.CONCERN


def test_a_withheld_year_in_between_is_a_point_without_a_value():
    values = [*STEADY[:6], State.NOT_PUBLISHED, *STEADY[6:]]

    found = series(values)

    assert found.chart is not None
    assert (found.known, len(found.points)) == (13, 14)
    assert np.isnan(found.chart.values[6])


def test_withheld_years_at_the_ends_are_left_out():
    found = series([State.NOT_PUBLISHED, *STEADY, State.NOT_PUBLISHED])

    assert len(found.points) == found.known == len(STEADY)


def test_figures_before_a_change_of_definition_are_left_out():
    found = series(STEADY, with_break("2010"))

    assert found.points[0].period.id == "2010"
    assert found.chart is None


@pytest.mark.parametrize("missing", [3, 10])
def test_a_year_in_which_nothing_was_published_ends_the_series(missing):
    values = [*STEADY[:missing], None, *STEADY[missing:]]

    assert series(values).known == len(STEADY) - missing


def test_a_place_without_any_figure_has_an_empty_series():
    assert series([State.NOT_PUBLISHED] * 3).known == 0
