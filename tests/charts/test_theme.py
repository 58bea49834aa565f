"""A figure is what Plotly writes down, and Plotly's own again where it is needed."""

import numpy as np

from dashboard.charts.theme import Figure
from tests.charts.every_chart import EVERY_CHART

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


def said(described):
    """What a figure says; to Plotly a word with nothing is the same as no word."""
    traces = described["data"]
    words = [{name: each for name, each in one.items() if each is not None} for one in traces]
    return words, described["layout"]


def test_plotly_gets_every_chart_as_it_was_written():
    for name, draw in EVERY_CHART.items():
        figure = draw().figure
        assert said(figure.plotly.to_plotly_json()) == said(figure.described), name
