"""The strip shows the gap by each list, around a gap of nought; its table has every trial."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.charts.sensitivity import sensitivity_strip
from dashboard.charts.theme import SERVICE
from dashboard.core.published.benchmarks import Method
from dashboard.core.published.indicators import State
from tests.charts.plotlys import plotly_of
from tests.factories import OWN, compared, many_areas, percentage, region

SIXTH = {"G": 150}
FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


def strip(values, of=None, **changed):
    drawn = sensitivity_strip(compared(values, of, **changed))
    assert drawn is not None
    return drawn


def test_plotly_accepts_every_word_of_the_figure():
    figure = plotly_of(strip({OWN: 150, **FIVE}, lists=["BCDEF"]).figure)

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_each_list_is_one_row_with_its_gap_strong_and_its_range_as_a_line():
    chart = strip({OWN: 150, **FIVE, **SIXTH}, lists=["BCDEF"])
    ranges, others, whole = plotly_of(chart.figure).data

    assert whole.marker.color == SERVICE
    assert list(whole.y) == [0, 1]
    assert whole.x[0] == 25
    assert list(ranges.x[:3]) == [pytest.approx(20), pytest.approx(150 / 1.15 - 100), None]
    assert list(ranges.y[:3]) == [0, 0, 0]
    assert list(others.y) == [0, 1]


def test_the_other_method_is_a_stroke_in_the_same_row():
    skewed = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 340}

    by_mean = plotly_of(strip({OWN: 150, **skewed}).figure).data
    by_median = plotly_of(strip({OWN: 150, **skewed}, method=Method.MEDIAN).figure).data

    assert (by_mean[1].x, by_mean[2].x) == ((25,), (-6.25,))
    assert (by_median[1].x, by_median[2].x) == ((-6.25,), (25,))


def test_nought_is_in_the_middle_and_says_what_it_means():
    chart = strip({OWN: 150, **FIVE})
    low, high = plotly_of(chart.figure).layout.xaxis.range

    assert low == -high
    assert plotly_of(chart.figure).layout.shapes[0].x0 == 0
    assert plotly_of(chart.figure).layout.annotations[0].text == "same as similar areas"


def test_the_title_is_the_message_and_the_range_is_in_the_text_alternative():
    chart = strip({OWN: 150, **FIVE}, lists=["FEDCB"])

    assert chart.title == "25% higher by both published lists"
    assert "A list +25%, +20% to +30% with one left out; list F +25%" in chart.alt


def test_each_row_is_called_by_the_short_name_of_its_list_and_the_table_by_the_whole():
    chart = strip({OWN: 150, **FIVE}, lists=["FEDCB"])

    rows = [note.text for note in plotly_of(chart.figure).layout.annotations[1:]]
    assert rows == ["list F <b>+25%</b>", "A list <b>+25%</b>"]
    assert {note.bgcolor for note in plotly_of(chart.figure).layout.annotations[1:]} == {"white"}
    assert chart.table["Compared with"].tolist() == [
        "A list: average",
        "A list: median",
        "A list: average",
        "A list: median",
    ]


def test_the_subtitle_says_what_each_mark_is():
    assert "Diamond: to the average of a list. Stroke: to the median." in (
        strip({OWN: 150, **FIVE}).subtitle
    )
    by_median = strip({OWN: 150, **FIVE}, method=Method.MEDIAN).subtitle
    assert "Diamond: to the median of a list. Stroke: to the average." in (by_median)


def test_beside_a_region_there_is_one_row_and_no_word_of_lists():
    chart = strip({OWN: 150, **FIVE}, among=region("BCDEF"))

    assert list(plotly_of(chart.figure).data[2].x) == [25]
    assert "Diamond: to the average of the group." in chart.subtitle
    assert chart.title == "Above by average and median, whichever area is left out"


def test_a_pooled_gap_is_drawn_and_stands_in_the_table_before_the_trials():
    chart = sensitivity_strip(pooled())

    assert chart is not None
    assert plotly_of(chart.figure).data[2].x == (pytest.approx(1),)
    assert chart.table["Compared with"].tolist() == [
        "A list: pooled rate",
        "A list: average",
        "A list: median",
    ]
    assert "Stroke: to the average and median." in chart.subtitle


def pooled():
    c = many_areas((60, 1_000), [(50, 1_000)] * 5, percentage())
    return replace(c, among=replace(c.among, method=Method.POOLED))


def test_the_table_says_which_area_was_left_out_at_either_end():
    table = strip({OWN: 150, **FIVE}).table

    assert table.iloc[0].to_dict() == {
        "Compared with": "A list: average",
        "Gap with all areas": "+25%",
        "Lowest with one left out": "+20% (without Area B)",
        "Highest with one left out": "+30% (without Area F)",
    }


def test_percentages_are_apart_in_points_as_printed():
    chart = strip({OWN: 29.85, **dict.fromkeys("BCDEF", 31.24)}, percentage())

    assert chart.table["Gap with all areas"].tolist() == ["-1.3 points"] * 2
    assert "the gap in percentage points" in chart.subtitle
    assert plotly_of(chart.figure).layout.xaxis.ticktext[-1] == "+2"


def test_a_benchmark_of_nought_has_no_gap_and_says_so():
    chart = strip({OWN: 3, "B": 0, "C": 0, "D": 0, "E": 9, "F": 9})

    assert chart.table["Gap with all areas"].tolist()[1] == "none, because the benchmark is zero"
    assert len(plotly_of(chart.figure).data[1].x) == 0
    assert len(plotly_of(chart.figure).data[2].x) == 1


def test_a_gap_beyond_every_round_end_still_fits():
    chart = strip({OWN: 900_00, **FIVE})

    drawn = [gap for gap in plotly_of(chart.figure).data[0].x if gap is not None]
    assert plotly_of(chart.figure).layout.xaxis.range[1] > max(drawn)


def test_too_few_areas_leave_nothing_to_try():
    few: dict[str, float | State] = {"B": 100, **dict.fromkeys("CDEF", State.NOT_PUBLISHED)}

    assert sensitivity_strip(compared({OWN: 150, **few})) is None
    assert sensitivity_strip(compared({OWN: State.NOT_PUBLISHED, **FIVE})) is None
