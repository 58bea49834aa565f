"""A chart on a page answers the pointer in words, and nothing in it comes from outside as HTML."""

import re

import pytest

from dashboard.charts.theme import figure
from dashboard.ui.chart_html import NARROW, WIDE, chart_html

AXIS = {"range": [0, 10]}


def shown(words="Anytown, 2024: 5", alt="Dots", key="ranked"):
    point = {"type": "scatter", "mode": "markers", "x": [2, 8], "y": [5, 5], "marker": {"size": 9}}
    made = figure([point | {"hovertext": [words] * 2}], height=200, xaxis=AXIS, yaxis=AXIS)
    return chart_html(made, alt, key)


def test_it_is_one_picture_to_those_who_hear_the_page():
    assert shown().startswith('<div class="yj-chart" role="img" aria-label="Dots"')
    assert shown().count('alt=""') == 2


def test_a_wide_screen_and_a_phone_each_have_a_picture_of_their_own():
    assert [int(width) for width in re.findall(r'width="(\d+)"', shown())] == [WIDE, NARROW]


def test_words_open_towards_the_middle_so_that_no_edge_cuts_them():
    assert re.findall(r'<i class="([^"]+)"', shown()) == ["yj-spot", "yj-spot yj-spot-left"] * 2


@pytest.mark.parametrize("place", ["words", "alt", "key"])
def test_what_somebody_typed_is_never_html(place):
    hostile = '"><script>alert(1)</script>'

    assert "<script>" not in shown(**{place: hostile})
    assert "&quot;&gt;&lt;script&gt;" in shown(**{place: hostile})
