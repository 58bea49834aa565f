"""What the chart of a success measure shows, in lines, words and table."""

import datetime as dt

import plotly.graph_objects as go
import pytest

from dashboard.charts.measure import measure_chart
from dashboard.core.register.success_measures import Better
from tests.charts.plotlys import plotly_of
from tests.register_factories import TODAY, measure, progress


def chart(*values, **changed):
    drawn = measure_chart(progress(*values, of=measure(**changed)), TODAY)
    assert drawn is not None
    return drawn


def notes(drawn):
    return {note.text: note for note in plotly_of(drawn.figure).layout.annotations}


def test_every_reading_is_a_dot_and_an_absent_one_is_a_gap():
    line = plotly_of(chart(70, None, 75).figure).data[0]

    assert tuple(line.y) == (70, None, 75)
    assert line.connectgaps is False


def test_baseline_and_target_are_lines_with_words_that_do_not_meet():
    drawn = chart(70)
    levels = [
        (s.y0, s.line.dash) for s in plotly_of(drawn.figure).layout.shapes if s.xref == "paper"
    ]

    assert levels == [(80, "dash"), (69, "dot")]
    assert notes(drawn)["Target: at least 80%"].yanchor == "bottom"
    assert notes(drawn)["Baseline: 69%"].yanchor == "top"


def test_a_baseline_read_from_words_is_about_so_much():
    drawn = chart(70, baseline=67, baseline_as_printed="two-thirds")

    assert "Baseline: about 67%" in notes(drawn)
    assert "Baseline: about 67%" in drawn.alt


def test_where_lower_is_wanted_the_baseline_above_has_its_words_above():
    drawn = chart(300, better=Better.LOWER, target=250, baseline=287, unit="per 100,000")

    assert notes(drawn)["Baseline: 287 per 100,000"].yanchor == "bottom"
    assert notes(drawn)["Target: at most 250 per 100,000"].yanchor == "top"


def test_a_baseline_at_the_target_has_its_words_below_the_line():
    assert notes(chart(70, baseline=80))["Baseline: 80%"].yanchor == "top"


def test_the_axis_begins_at_zero_and_runs_to_the_day_of_the_view():
    layout = plotly_of(chart(70, 75).figure).layout

    assert layout.yaxis.range[0] == 0
    assert layout.yaxis.range[1] > 80
    assert dt.datetime.fromisoformat(layout.xaxis.range[1]).date() > TODAY


def test_the_words_give_every_value_and_the_title_is_the_newest():
    drawn = chart(70, None, 75)

    assert drawn.title == "75% in July 2019, target at least 80%"
    for part in ("quarter 1: 70%", "quarter 2: no value", "quarter 3: 75%", "at least 80%"):
        assert part in drawn.alt
    assert list(drawn.table["Value"]) == ["70%", "no value", "75%"]
    assert list(drawn.table["Against the target"])[1] == "no value"


def test_without_a_reading_there_is_no_chart():
    assert measure_chart(progress(), TODAY) is None
    assert measure_chart(progress(None), TODAY) is None


@pytest.mark.parametrize("values", [(69,), (70, None, 75), (0, 0), tuple(range(60, 90))])
def test_plotly_accepts_it(values):
    go.Figure(chart(*values).figure.described)


def test_the_words_of_one_reading_stand_on_the_side_with_room():
    assert plotly_of(chart(70).figure).data[0].textposition in ("top left", "top right")
    newest = progress(70)
    at_its_end = measure_chart(newest, newest.readings[-1].on)
    assert at_its_end is not None
    assert plotly_of(at_its_end.figure).data[0].textposition == "top left"
