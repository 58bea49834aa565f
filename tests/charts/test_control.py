"""A control chart shows its points, its limits and what is unusual by shape and colour."""

import plotly.graph_objects as go
import pytest

from dashboard.charts.control import control_figure
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.control_series import control_series
from dashboard.core.published.indicators import (
    State,
)
from dashboard.core.published.trends import trend
from dashboard.core.verdicts import Polarity
from tests.charts.plotlys import plotly_of
from tests.factories import OWN, area, figures, group, indicator, year

STEADY = [20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 22, 21]


def drawn(values, of=None):
    held = {str(2005 + n): value for n, value in enumerate(values)}
    among = GroupFigures(figures({OWN: held}, of), group(), {c: area(c) for c in "ABCDEF"})
    periods = tuple(year(int(p)) for p in held)
    return control_figure(control_series(trend(among, area(), periods)))


def kinds(chart):
    return {trace.name: trace for trace in plotly_of(chart.figure).data if trace.mode == "markers"}


@pytest.mark.parametrize("last", [60, 0, 21, State.NOT_PUBLISHED])
def test_plotly_accepts_every_word_of_the_figure(last):
    figure = plotly_of(drawn([*STEADY, last, 20]).figure)

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_a_short_series_has_no_chart():
    assert drawn(STEADY[:11]) is None


def test_an_unusual_point_differs_in_shape_and_colour_and_is_named():
    found = kinds(drawn([*STEADY, 32]))

    assert found["Unusual: worse"].x == ("2018",)
    usual = found["Nothing unusual"].marker
    worse = found["Unusual: worse"].marker
    assert usual.symbol != worse.symbol
    assert usual.color != worse.color


def test_without_a_better_side_an_unusual_point_is_only_high_or_low():
    assert "Unusual: high" in kinds(drawn([*STEADY, 60], indicator(polarity=Polarity.NONE)))


def test_the_title_says_what_the_last_point_is():
    assert drawn(STEADY).title == "Area A: nothing unusual in 2017"
    assert drawn([*STEADY, 60]).title == "Area A: above the upper limit in 2018"


def test_mean_and_limits_are_labelled_and_no_limit_is_below_nought():
    chart = drawn([5, 1, 9, 2, 8, 1, 7, 3, 9, 1, 6, 2, 8])
    labels = [annotation.text for annotation in plotly_of(chart.figure).layout.annotations]

    assert labels[0] == "Mean 5"
    assert labels[2] == "Lower limit 0"
    assert min(plotly_of(chart.figure).data[2].y) == 0


def test_a_withheld_year_is_a_gap_in_the_line_and_named_in_the_table():
    chart = drawn([*STEADY[:6], State.NOT_PUBLISHED, *STEADY[6:]])

    assert plotly_of(chart.figure).data[0].y[6] is None
    row = chart.table.iloc[6]
    assert (row["Area A"], row["Finding"]) == ("not published", "No figure")
    assert "2011 not published" in chart.alt


def test_equal_figures_have_no_limits_and_still_a_chart():
    chart = drawn([20] * 12)

    assert "too little variation for limits" in chart.title
