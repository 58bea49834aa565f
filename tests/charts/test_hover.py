"""Every chart answers the pointer with the words that its table has."""

from html import unescape

import pytest

from tests.charts.every_chart import EVERY_CHART, SEVERAL
from tests.charts.plotlys import plotly_of
from tests.charts.test_control import STEADY
from tests.charts.test_control import drawn as controlled


def said(figure):
    """The words of every point that has a value, in the order of the traces."""
    return [words for trace in figure.data for words in trace.hovertext or () if words]


@pytest.mark.parametrize("name", EVERY_CHART)
def test_every_chart_answers_in_its_own_words_and_nothing_else_answers(name):
    figure = plotly_of(EVERY_CHART[name]().figure)

    assert said(figure)
    for trace in figure.data:
        assert trace.hoverinfo == ("text" if trace.hovertext else "skip")


@pytest.mark.parametrize("name", EVERY_CHART)
def test_no_chart_zooms_or_drags(name):
    layout = plotly_of(EVERY_CHART[name]().figure).layout

    assert (layout.hovermode, layout.dragmode) == ("closest", False)
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange


def test_each_area_team_answers_in_its_own_picture():
    for panel in SEVERAL["small_multiples"]().panels:
        assert all(words.startswith(panel.name) for words in said(plotly_of(panel.figure)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("case_audits", "70% in own audits (likely 55% to 82%; decides its standard)"),
        ("comparison", "Area A, 2017: 115 per 100,000 (likely 95 to 138)"),
        ("disproportionality", "times as often as White children (likely 1.1 to 3.8)"),
        ("distribution", "Outstanding: 4 of 31 services"),
        ("funnel", "Area P10, 2017: 200 per 100,000 (within the limits)"),
        ("headroom", "2.1.3 Others kept safe, published 20 September 2018: 83% of cases"),
        ("local_series", "2022-23 Q1: 20 children (nothing unusual; usual 15 to 26)"),
        ("measure", "70% (target at least 80%)"),
        ("reinspection", "Only the cases there were: 63% of draws give Outstanding"),
        ("sensitivity", "A list, 2017: gap +25% (+20% to +30% with one area left out)"),
        ("timeline", "Step 2: Due 30 September 2019"),
        ("timeline", "Step 2: first due 31 March 2019"),
        ("trend", "Area A, 2017: 110 per 100,000"),
    ],
)
def test_a_value_is_said_with_its_period_and_its_interval(name, words):
    told = said(plotly_of(EVERY_CHART[name]().figure))

    assert any(words in each for each in told), told


def test_a_point_of_a_control_chart_says_whether_it_is_unusual_and_what_is_usual():
    told = said(plotly_of(controlled([*STEADY, 60]).figure))

    assert any(
        each.startswith("Area A, 2018: 60 per 100,000 (unusual: worse; usual") for each in told
    )


def test_words_are_plain_and_not_marked_up():
    for draw in EVERY_CHART.values():
        assert all(
            words == unescape(words) and "<" not in words
            for words in said(plotly_of(draw().figure))
        )
