"""A funnel plot shows the areas it is given, by shape as well as by colour."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.charts.funnel import funnel_chart
from dashboard.charts.theme import SERVICE
from dashboard.core.published.comparison import compare
from dashboard.core.published.funnel import funnel
from tests.charts.plotlys import plotly_of
from tests.factories import many_areas, percentage, region

ALIKE = [(40, 20_000)] * 30 + [(90, 20_000)] * 9


def drawn(own=(40, 90_000), others=ALIKE, of=None):
    found = funnel(many_areas(own, others, of))
    assert found is not None
    return funnel_chart(found)


@pytest.mark.parametrize("of", [None, percentage()], ids=["rate", "percentage"])
def test_plotly_accepts_every_word_of_the_figure(of):
    figure = plotly_of(drawn((40, 900), [(40, 200)] * 30, of).figure)

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_the_service_and_similar_areas_differ_from_the_rest_in_shape_and_colour():
    dots = [trace for trace in plotly_of(drawn().figure).data if trace.mode == "markers"]

    assert [trace.name for trace in dots] == ["Other areas", "Similar areas", "Area A"]
    assert len({trace.marker.symbol for trace in dots}) == 3
    assert len({trace.marker.color for trace in dots}) == 3
    assert (dots[-1].marker.color, dots[-1].x) == (SERVICE, (90_000,))
    assert dots[-1].y == pytest.approx((44.4,), abs=0.1)


def test_two_pairs_of_limits_are_drawn_the_inner_dashed():
    lines = [trace for trace in plotly_of(drawn().figure).data if trace.mode == "lines"]

    assert [line.line.dash for line in lines] == ["dash", "dash", "solid", "solid", "dot", "dot"]


def test_where_areas_differ_by_no_more_than_chance_no_further_lines_are_drawn():
    alike = drawn((4, 9_000), [(4, 9_000)] * 39)
    lines = [trace for trace in plotly_of(alike.figure).data if trace.mode == "lines"]

    assert [line.line.dash for line in lines] == ["dash", "dash", "solid", "solid"]
    assert "dotted" not in alike.subtitle


def test_the_subtitle_says_what_the_lines_are_and_how_many_lie_outside():
    subtitle = drawn().subtitle

    assert (
        "40 areas of England around their average, which is not that of similar areas" in subtitle
    )
    assert "95% would be inside the dashed lines and 99.8% inside the solid ones" in subtitle
    assert "Dotted lines: 95% by chance alone." in subtitle
    assert "Areas differ for reasons of their own." in subtitle
    assert "approximate" not in subtitle


def test_the_text_alternative_says_where_the_service_lies():
    assert "Area A: 44 with 90,000 in all, within the limits." in drawn().alt


def test_the_table_has_every_area_the_highest_first():
    table = drawn().table

    assert len(table) == 40
    assert table["2017, per 100,000"].tolist()[0] == "450"
    assert table.iloc[-1].to_dict() == {
        "Area": "Area A",
        "Compared with it": "no",
        "Children aged 10 to 17": "90,000",
        "2017, per 100,000": "44",
        "Beside the limits": "Within the limits",
    }


def test_the_label_of_a_large_area_stays_on_the_chart():
    assert plotly_of(drawn((40, 90_000)).figure).layout.annotations[1].xanchor == "right"
    assert plotly_of(drawn((40, 5_000)).figure).layout.annotations[1].xanchor == "left"


def test_areas_that_nobody_calls_similar_are_not_called_so():
    held = many_areas((40, 20_000), ALIKE)
    beside_region = compare(
        replace(held.among, group=region(("P0", "P1"))), held.service, held.area, held.period
    )

    found = funnel(beside_region)

    assert found is not None
    chart = funnel_chart(found)
    assert "similar" not in chart.subtitle
    assert "Others in the South East" in [trace.name for trace in plotly_of(chart.figure).data]
