"""The strip shows every way to compare, around a gap of nought."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.charts.sensitivity import sensitivity_strip
from dashboard.charts.theme import SERVICE
from dashboard.core.published.indicators import State
from tests.factories import OWN, compared, group, percentage

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


def strip(values, of=None, **changed):
    drawn = sensitivity_strip(compared(values, of, **changed))
    assert drawn is not None
    return drawn


def test_plotly_accepts_every_word_of_the_figure():
    figure = strip({OWN: 150, **FIVE}, lists=["BCDEF"]).figure

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_every_variant_is_drawn_once_the_whole_lists_strong():
    chart = strip({OWN: 150, **FIVE})
    left_out, whole = chart.figure.data

    assert (len(left_out.x), len(whole.x)) == (10, 2)
    assert whole.marker.color == SERVICE
    assert list(whole.x) == [25, 25]
    assert min(left_out.x) == pytest.approx(20)


def test_nought_is_in_the_middle_and_says_what_it_means():
    chart = strip({OWN: 150, **FIVE})
    low, high = chart.figure.layout.xaxis.range

    assert low == -high
    assert chart.figure.layout.shapes[0].x0 == 0
    assert chart.figure.layout.annotations[0].text == "same as similar areas"


def test_the_title_is_the_message_and_the_range_is_in_the_text_alternative():
    chart = strip({OWN: 150, **FIVE})

    assert chart.title == "Above in all 12 ways to compare"
    assert "from +20% to +30%" in chart.alt


def test_what_all_lists_are_called_is_said_once_and_each_row_by_its_date():
    c = compared({OWN: 150, **FIVE})
    lists = [replace(group(), title=f"DfE neighbours, {day}") for day in ("May", "April")]
    held = [replace(c.among, group=each) for each in lists]

    chart = sensitivity_strip(replace(c, among=held[0], others=(held[1],)))

    assert chart is not None
    rows = [note.text for note in chart.figure.layout.annotations[1:]]
    assert [text.split(":")[0] for text in rows] == ["April", "April", "May", "May"]
    assert {note.bgcolor for note in chart.figure.layout.annotations[1:]} == {"white"}
    assert "All lists are DfE neighbours, told apart by their date." in chart.subtitle
    assert chart.table["Compared with"].tolist()[0] == "DfE neighbours, May: mean"


def test_lists_of_different_names_keep_them():
    rows = [note.text for note in strip({OWN: 150, **FIVE}).figure.layout.annotations[1:]]

    assert all(text.startswith("A list: ") for text in rows)
    assert "All lists" not in strip({OWN: 150, **FIVE}).subtitle


def test_the_table_says_which_area_was_left_out_at_either_end():
    table = strip({OWN: 150, **FIVE}).table

    assert table.iloc[0].to_dict() == {
        "Compared with": "A list: mean",
        "Gap with all areas": "+25%",
        "Lowest with one left out": "+20% (without Area B)",
        "Highest with one left out": "+30% (without Area F)",
    }


def test_percentages_are_apart_in_points_as_printed():
    chart = strip({OWN: 29.85, **dict.fromkeys("BCDEF", 31.24)}, percentage())

    assert chart.table["Gap with all areas"].tolist() == ["-1.3 points"] * 2
    assert "the gap in percentage points" in chart.subtitle
    assert chart.figure.layout.xaxis.ticktext[-1] == "+2"


def test_a_benchmark_of_nought_has_no_gap_and_says_so():
    chart = strip({OWN: 3, "B": 0, "C": 0, "D": 0, "E": 9, "F": 9})

    assert chart.table["Gap with all areas"].tolist()[1] == "none, because the benchmark is zero"
    assert len(chart.figure.data[1].x) == 1


def test_a_gap_beyond_every_round_end_still_fits():
    chart = strip({OWN: 900_00, **FIVE})

    assert chart.figure.layout.xaxis.range[1] > max(chart.figure.data[0].x)


def test_too_few_areas_leave_nothing_to_try():
    few: dict[str, float | State] = {"B": 100, **dict.fromkeys("CDEF", State.NOT_PUBLISHED)}

    assert sensitivity_strip(compared({OWN: 150, **few})) is None
    assert sensitivity_strip(compared({OWN: State.NOT_PUBLISHED, **FIVE})) is None
