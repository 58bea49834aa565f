"""Every chart becomes one picture with its words, and what a picture cannot show is refused."""

import ast
import datetime as dt
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dashboard.charts
from dashboard.charts.clipping import clipped
from dashboard.charts.drawing import Box, Line, Words, svg
from dashboard.charts.lettering import Row, rows_of, width_of, wrapped
from dashboard.charts.picture import WIDTH, Captions, framed, on_page, picture_of
from dashboard.charts.scales import axis_of
from dashboard.charts.theme import Chart, figure, label, vertical_line
from tests.charts.every_chart import EVERY_CHART, SEVERAL

LINE = {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "line": {"color": "#000000"}}
AXIS = {"range": [0, 1]}


def drawn(trace=LINE, width=400, **layout):
    made = figure([trace], **{"height": 200, "xaxis": AXIS, "yaxis": AXIS, **layout})
    return on_page(made, width)


def text_of(drawing):
    root = ET.fromstring(svg(drawing))
    return " ".join("".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text"))


def test_no_chart_of_the_house_is_left_out_here():
    folder = Path(dashboard.charts.__file__).parent
    drawing = {
        path.stem
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and re.search(
            r"\b(Chart|SmallMultiples)\b", ast.unparse(node.returns or ast.Constant(None))
        )
        and not node.name.startswith("_")
    }

    assert drawing == {*EVERY_CHART, *SEVERAL}


@pytest.mark.parametrize("name", EVERY_CHART)
def test_a_saved_chart_carries_its_title_its_measure_its_source_and_its_words(name):
    chart = EVERY_CHART[name]()
    drawing = picture_of(chart, "Source: a table (a publisher, 1 May 2026).", "Invented example.")

    shown = text_of(drawing)
    assert chart.title in shown
    assert chart.subtitle in shown
    assert "Source: a table (a publisher, 1 May 2026)." in shown
    assert "Invented example." in shown
    assert drawing.alt == chart.alt
    assert drawing.width == WIDTH


@pytest.mark.parametrize("width", [358, 760])
@pytest.mark.parametrize("name", EVERY_CHART)
def test_on_a_page_every_mark_stays_within_its_picture(name, width):
    drawing = on_page(EVERY_CHART[name]().figure, width)

    for mark in drawing.marks:
        if isinstance(mark, Line):
            assert all(-1 <= y <= drawing.height + 1 for _, y in mark.points)
        elif isinstance(mark, Words):
            start = {"start": 0, "middle": 0.5, "end": 1}[mark.anchor]
            room = Row(mark.text, mark.bold, mark.followed_by).width(mark.size)
            assert mark.x - start * room >= -3, mark
            assert mark.x + (1 - start) * room <= width + 3, mark


def test_area_teams_stand_in_one_picture_two_beside_each_other():
    teams = SEVERAL["small_multiples"]()
    drawing = framed(Captions("Title", "Sub"), [p.figure for p in teams.panels], "alt", columns=2)

    heads = [m for m in drawing.marks if isinstance(m, Words) and m.text in ("North", "South")]
    assert len({mark.y for mark in heads}) == 1
    assert len({mark.x for mark in heads}) == 2


@pytest.mark.parametrize(
    "unknown",
    [
        {"trace": LINE | {"stackgroup": "one"}},
        {"trace": LINE | {"mode": "markers", "marker": {"gradient": {}}}},
        {"barmode": "stack"},
        {"xaxis": AXIS | {"rangeslider": {}}},
        {"yaxis": AXIS | {"type": "multicategory"}},
        {"shapes": [vertical_line(0.5, "#000000", 1, "dot") | {"path": "M0,0"}]},
        {"annotations": [label("words", "#000000", x=0, y=0, textangle=90)]},
        {"annotations": [label("<i>words</i>", "#000000", x=0, y=0)]},
    ],
)
def test_what_a_picture_cannot_show_is_refused_and_never_left_out(unknown):
    with pytest.raises(ValueError, match="picture"):
        drawn(**unknown)


def test_a_line_stops_where_a_value_is_absent():
    gap = LINE | {"x": [0, 0.2, 0.4, 0.6, 0.8], "y": [0, 1, None, 1, 0]}
    lines = [m for m in drawn(gap).marks if isinstance(m, Line) and m.colour == "#000000"]

    assert [len(line.points) for line in lines] == [2, 2]


def test_a_line_that_goes_on_beyond_the_plot_is_cut_at_its_edge():
    beyond = LINE | {"y": [0, 9]}
    (line,) = (m for m in drawn(beyond).marks if isinstance(m, Line) and m.colour == "#000000")

    assert min(y for _, y in line.points) == 16


@given(st.lists(st.tuples(st.floats(-99, 99), st.floats(-99, 99)), max_size=8))
def test_no_part_of_a_cut_line_lies_outside(points):
    for part in clipped(points, (0, 10), (-5, 5)):
        assert all(-1e-9 <= x <= 10 + 1e-9 and -5 - 1e-9 <= y <= 5 + 1e-9 for x, y in part)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.integers(2, 9))
def test_round_ticks_are_few_and_lie_on_their_axis(low, width, wanted):
    axis = axis_of({"range": [low, low + width], "nticks": wanted}, ())

    assert len(axis.ticks) <= wanted + 1
    assert all(low - width / 1e6 <= at <= low + width * (1 + 1e-6) for at, _ in axis.ticks)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), st.integers(90, 5000))
def test_a_month_stands_once_on_an_axis_of_days(first, days):
    ends = [first.isoformat(), (first + dt.timedelta(days=days)).isoformat()]
    described = {"type": "date", "range": ends, "nticks": 5, "tickformat": "%b %Y"}
    texts = [text for _, text in axis_of(described, ()).ticks]

    assert len(texts) == len(set(texts)) <= 6


@given(st.text("abcdefg  ", max_size=80), st.floats(60, 400))
def test_words_are_broken_within_their_width_and_none_is_lost(text, width):
    lines = wrapped(text, 14, width)

    assert " ".join(lines) == " ".join(text.split())
    assert all(width_of(line, 14) <= width or " " not in line for line in lines)


def test_a_row_may_change_its_weight_once():
    assert rows_of("<b>North</b>: 12<br>so &amp; so") == (
        Row("North", True, ": 12"),
        Row("so & so"),
    )
    with pytest.raises(ValueError, match="picture"):
        rows_of("a <b>b</b> c")


def test_bold_words_may_run_over_two_rows_as_a_long_name_does():
    assert rows_of("<b>North East Lincolnshire<br>76.0</b>") == (
        Row("North East Lincolnshire", True),
        Row("76.0", True),
    )


def test_words_are_never_marked_up_by_what_somebody_typed():
    chart = EVERY_CHART["control"]()
    typed = Chart(chart.figure, "<script>alert(1)</script>", "a & b", chart.alt, chart.table)

    assert "<script>" not in svg(picture_of(typed))
    assert "<script>alert(1)</script>" in text_of(picture_of(typed))


def test_a_picture_is_white_all_over_so_that_it_can_be_put_anywhere():
    drawing = picture_of(EVERY_CHART["control"]())

    assert drawing.marks[0] == Box(0, 0, drawing.width, drawing.height, "#FFFFFF")
