"""A picture of a chart on a page: one for those who hear it, and nothing in it is HTML."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.theme import figure
from dashboard.ui.chart_html import NARROW, WIDE, picture_html
from tests.charts.every_chart import EVERY_CHART

AXIS = {"range": [0, 10]}


def shown(alt="Dots", key="ranked", **how):
    point = {"type": "scatter", "mode": "markers", "x": [2, 8], "y": [5, 5], "marker": {"size": 9}}
    made = figure([point | {"hovertext": ["Five"] * 2}], height=200, xaxis=AXIS, yaxis=AXIS)
    return picture_html(made, alt, key, **how)


def _first_charts():
    from dashboard.ui import chart_html
    from tests.charts.every_chart import EVERY_CHART

    for name, draw in EVERY_CHART.items():
        chart_html.begin()
        chart_html.show(draw().figure, name, name)


def test_the_browser_gets_every_first_chart_as_it_was_written_without_a_template():
    page = AppTest.from_function(_first_charts, default_timeout=60).run()
    specs = [json.loads(each.proto.spec) for each in page.get("plotly_chart")]

    assert not page.exception
    for spec, (name, draw) in zip(specs, EVERY_CHART.items(), strict=True):
        assert spec == draw().figure.described, name


def test_it_is_one_picture_to_those_who_hear_the_page():
    assert shown().startswith('<div class="yj-chart" role="img" aria-label="Dots"')
    assert shown().count('alt=""') == 2


def test_what_stands_for_a_chart_on_paper_only_is_not_heard_twice():
    on_paper = shown(alt="", on_paper=True)

    assert on_paper.startswith('<div class="yj-chart yj-on-paper" aria-hidden="true"')
    assert [int(width) for width in re.findall(r'width="(\d+)"', on_paper)] == [WIDE]


def test_a_wide_screen_and_a_phone_each_have_a_picture_of_their_own():
    assert [int(width) for width in re.findall(r'width="(\d+)"', shown())] == [WIDE, NARROW]


@pytest.mark.parametrize("place", ["alt", "key"])
def test_what_somebody_typed_is_never_html(place):
    hostile = '"><script>alert(1)</script>'

    assert "<script>" not in shown(**{place: hostile})
    assert "&quot;&gt;&lt;script&gt;" in shown(**{place: hostile})
