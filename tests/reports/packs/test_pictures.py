"""A chart of the screen is a picture of the pack with the same words and values."""

import pandas as pd
import pytest

from dashboard.charts.theme import Chart, figure
from dashboard.core.sentences import Clause
from dashboard.reports.packs.pictures import HALF, WHOLE, picture_of, values_of
from tests.charts.plotlys import plotly_of


def chart(height=400, **columns):
    traces = [{"type": "scatter", "mode": "markers", "x": [1, 2], "y": [3, 4], "marker": {}}]
    drawn = figure(traces, height=height, xaxis={}, yaxis={})
    table = pd.DataFrame({"Area": ["A", "B"], "Rate": ["3", "4"], **columns})
    return Chart(drawn, "B is higher: 4", "Rate in 2024", "Dots: A 3, B 4.", table)


@pytest.mark.parametrize("width", [HALF, WHOLE])
def test_it_has_the_title_the_measure_and_the_alternative_of_the_chart(width):
    picture = picture_of(chart(), width)

    assert picture.title == Clause("B is higher: 4", ("B is higher: 4",))
    assert picture.subtitle.text == "Rate in 2024"
    assert picture.drawing.alt == "Dots: A 3, B 4."
    assert picture.drawing.width == width


@pytest.mark.parametrize(("height", "on_paper"), [(400, 400), (3000, 900)])
def test_it_is_as_high_as_on_the_screen_and_never_higher_than_a_page(height, on_paper):
    assert picture_of(chart(height), WHOLE).drawing.height == on_paper


def test_its_values_are_those_of_the_chart_under_its_message():
    table = values_of(chart())

    assert table.caption.text == "B is higher: 4"
    assert [[cell.words.text for cell in row] for row in table.rows] == [["A", "3"], ["B", "4"]]


def test_a_column_without_a_word_is_left_out_and_one_with_some_is_kept():
    table = values_of(chart(Note=["", ""], Why=["", "withheld"], Areas=[0, 0]))

    assert [heading.text for heading in table.headings] == ["Area", "Rate", "Why", "Areas"]


def test_drawing_it_leaves_the_chart_of_the_screen_as_it_was():
    drawn = chart(3000)
    picture_of(drawn, HALF)

    assert plotly_of(drawn.figure).layout.height == 3000
