"""A figure is what Plotly writes down, and Plotly's own again where it is needed."""

import numpy as np

from dashboard.charts.theme import Figure
from tests.charts.every_chart import EVERY_CHART
from tests.charts.plotlys import plotly_of

LAYOUT = {"height": 200, "xaxis": {"range": (0, 10)}}


def test_figures_that_say_the_same_are_the_same():
    first, second, third = (Figure.of([{"x": [x], "y": [5]}], LAYOUT) for x in (2, 2, 3))

    assert first == second
    assert hash(first) == hash(second)
    assert first != third


def test_numbers_of_any_kind_are_written_as_numbers_and_what_is_none_as_nothing():
    trace = {"x": np.array([2.5, np.nan]), "y": [np.int64(5), None]}

    described = Figure.of([trace], LAYOUT).described

    assert described["data"] == [{"x": [2.5, None], "y": [5, None]}]
    assert described["layout"] == {"height": 200, "xaxis": {"range": [0, 10]}}


def test_plotly_knows_every_word_of_every_chart():
    for name, draw in EVERY_CHART.items():
        figure = draw().figure
        assert len(plotly_of(figure).data) == len(figure.described["data"]), name
