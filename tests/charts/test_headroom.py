"""What the ladder of key questions shows, in dots, words and table."""

import plotly.graph_objects as go

from dashboard.charts.headroom import headroom_chart
from dashboard.charts.theme import SERVICE
from dashboard.core.inspection.ratings import derive
from tests.charts.plotlys import plotly_of
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    shipped,
    shipped_frameworks,
    standard,
)


def chart(inspection_id="hertfordshire-2018", area_of_work=None):
    held = shipped(inspection_id)
    return headroom_chart(derive(held, shipped_frameworks()[held.framework]), area_of_work)


def dots():
    return next(trace for trace in plotly_of(chart().figure).data if trace.mode == "markers")


def ways_down():
    lines = [trace for trace in plotly_of(chart().figure).data if trace.mode == "lines"]
    return {line.y[0]: tuple(line.x) for line in lines}


def test_every_percentage_is_a_dot():
    assert len(dots().x) == 23
    assert dict(zip(dots().y, dots().x, strict=True))["3.3.3 Others kept safe"] == 69


def test_a_line_runs_from_each_dot_to_the_edge_of_its_band():
    assert ways_down()["2.1.3 Others kept safe"] == (80, 83)
    assert ways_down()["3.3.3 Others kept safe"] == (65, 69)


def test_in_the_lowest_band_there_is_no_line_because_there_is_nothing_to_fall_to():
    held = inspection(result("2.1", 20))
    drawn = headroom_chart(derive(held, framework(standard("2.1", 1))))

    assert drawn is not None
    assert tuple(plotly_of(drawn.figure).data[0].x) == (20, 20)
    assert drawn.title == "Every key question that decides lies in the lowest band"


def test_the_key_question_that_decides_is_filled_and_the_others_are_hollow():
    colours = dict(zip(dots().y, dots().marker.color, strict=True))

    assert colours["3.3.3 Others kept safe"] == SERVICE
    assert colours["3.3.1 Away from offending"] == "white"


def test_the_ladder_begins_one_band_below_the_lowest_dot_and_says_so():
    assert plotly_of(chart().figure).layout.xaxis.range[0] == 50
    assert "Nothing lies below 50%, where the ladder begins" in chart().subtitle


def test_each_value_stands_within_the_axis_with_the_points_down_in_brackets():
    figure = plotly_of(chart().figure)
    values = next(trace for trace in figure.data if trace.mode == "text")

    assert max(values.x) <= figure.layout.xaxis.range[1]
    assert "<b>83% (4)</b>" in values.text


def test_the_table_gives_points_and_cases_or_why_there_are_none():
    rows = {row["Key question"][:5]: row for row in chart().table.to_dict("records")}

    assert rows["2.1.3"]["Down to the band below"] == "4 percentage points"
    assert rows["2.1.3"]["In cases, down"] == "about 2 of 54"
    assert rows["2.1.3"]["Up to the band above"] == "no such band"
    assert rows["3.3.3"]["In cases, down"].startswith("not known: asked of part of the sample")


def test_plotly_accepts_every_word_of_the_figure():
    figure = plotly_of(chart().figure)

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_the_band_edges_are_drawn_and_named():
    assert [line.x0 for line in plotly_of(chart().figure).layout.shapes] == [65, 80]
    assert "Good at 65%" in chart().subtitle


def test_title_and_text_alternative_come_from_the_plotted_values():
    assert chart().title == ("3 key questions are closest to dropping a grade: 4 percentage points")
    assert chart(area_of_work="Court disposals").title == (
        "Others kept safe in assessment (2.1.3) is closest to dropping a grade: 4 percentage points"
    )
    assert "3.4.1 72% (decides), 3.4.2 92%" in chart().alt


def test_an_area_of_work_shows_only_its_own():
    drawn = chart(area_of_work="Court disposals")

    assert len(drawn.table) == 12
    assert "Court disposals" in drawn.subtitle


def test_nothing_is_drawn_where_there_are_no_percentages():
    assert chart(area_of_work="Organisational delivery") is None
    assert chart("bromley-2025") is None
