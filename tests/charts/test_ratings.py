"""What the chart of key questions shows, in bars, words and table."""

import plotly.graph_objects as go

from dashboard.charts.ratings import key_question_chart
from dashboard.charts.theme import OTHERS, SERVICE
from dashboard.core.ratings import derive
from tests.inspection_factories import shipped, shipped_frameworks


def chart(inspection_id="hertfordshire-2018", area_of_work=None):
    held = shipped(inspection_id)
    return key_question_chart(derive(held, shipped_frameworks()[held.framework]), area_of_work)


def test_every_percentage_is_a_bar_from_zero():
    bars = chart().figure.data[0]

    assert len(bars.x) == 23
    assert chart().figure.layout.xaxis.range[0] == 0
    assert dict(zip(bars.y, bars.x, strict=True))["3.3.3 Others kept safe"] == 69


def test_the_key_question_that_decides_is_dark_and_the_others_are_grey():
    bars = chart().figure.data[0]
    colours = dict(zip(bars.y, bars.marker.color, strict=True))

    assert colours["3.3.3 Others kept safe"] == SERVICE
    assert colours["3.3.1 Away from offending"] == OTHERS


def test_plotly_accepts_every_word_of_the_figure():
    figure = chart().figure

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_the_band_edges_are_drawn_and_named():
    assert [line.x0 for line in chart().figure.layout.shapes] == [50, 65, 80]
    assert "Good at 65%" in chart().subtitle


def test_title_and_text_alternative_come_from_the_plotted_values():
    assert chart().title == "Others kept safe scored lowest: 69% (3.3 Implementation and delivery)"
    assert "3.4.1 72%" in chart().alt


def test_an_area_of_work_shows_only_its_own():
    drawn = chart(area_of_work="Court disposals")

    assert len(drawn.table) == len(drawn.figure.data[0].x) == 12
    assert "Court disposals" in drawn.subtitle


def test_nothing_is_drawn_where_there_are_no_percentages():
    assert chart(area_of_work="Organisational delivery") is None
    assert chart("bromley-2025") is None
