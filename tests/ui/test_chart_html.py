"""A picture of a chart on a page: one for those who hear it, and nothing in it is HTML."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.theme import figure
from dashboard.ui.chart_html import NARROW, WIDE, picture_html

AXIS = {"range": [0, 10]}


def shown(alt="Dots", key="ranked", **how):
    return picture_html(a_figure(), alt, key, **how)


def a_figure():
    point = {"type": "scatter", "mode": "markers", "x": [2, 8], "y": [5, 5], "marker": {"size": 9}}
    return figure([point | {"hovertext": ["Five"] * 2}], height=200, xaxis=AXIS, yaxis=AXIS)


def _first_chart():
    from dashboard.ui import chart_html
    from tests.ui.test_chart_html import a_figure

    chart_html.begin()
    chart_html.show(a_figure(), "Dots", "ranked")


def test_the_browser_gets_the_first_chart_as_it_was_written_without_a_template():
    page = AppTest.from_function(_first_chart).run()

    assert json.loads(page.get("plotly_chart")[0].proto.spec) == a_figure().described


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
