"""A small line shows where a figure came from, and stops where nothing can be joined."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.drawing import Box, Dot, Line
from dashboard.charts.sparkline import HEIGHT, WIDTH, Spark, sparkline, trend_sparkline
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.trends import trend
from tests.factories import area, figures, group, with_break, year


def marks(kind, **spark):
    drawing = sparkline(Spark(**spark), "")
    assert drawing is not None
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def test_the_newest_figure_is_a_dot_where_the_line_ends():
    (line,), (dot,) = marks(Line, values=[3, 5, 4]), marks(Dot, values=[3, 5, 4])

    assert (dot.x, dot.y) == line.points[-1]


def test_a_higher_figure_lies_higher():
    (line,) = marks(Line, values=[3, 5])

    assert line.points[0][1] > line.points[1][1]


def test_a_line_stops_at_a_missing_figure_and_at_a_new_definition():
    assert len(marks(Line, values=[1, 2, None, 4, 5])) == 2
    assert len(marks(Line, values=[1, 2, 4, 5], breaks=frozenset({2}))) == 2


def test_the_usual_range_is_shaded_to_its_ends():
    (box,) = marks(Box, values=[3, 9], usual=(4, 6))

    assert (box.x, box.width) == (0, WIDTH)
    assert 0 < box.y < box.y + box.height < HEIGHT


def test_one_figure_is_no_line():
    assert sparkline(Spark([3]), "") is None
    assert sparkline(Spark([None, 3, None]), "") is None


@given(st.lists(st.floats(-1e6, 1e6) | st.none(), min_size=2, max_size=40))
def test_no_mark_leaves_the_picture(values):
    drawing = sparkline(Spark(values), "")
    lines = [mark for mark in (drawing.marks if drawing else ()) if isinstance(mark, Line)]

    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for line in lines for x, y in line.points)


def trend_of(*values, of=None):
    periods = tuple(year(2015 + place) for place in range(len(values)))
    own = {period.id: value for period, value in zip(periods, values, strict=True)}
    held = figures({"A": own} | dict.fromkeys("BCDEF", own), of)
    among = GroupFigures(held, group(), {code: area(code) for code in "ABCDEF"})
    return trend_sparkline(trend(among, area(), periods))


def test_a_published_trend_is_told_by_its_years():
    drawing = trend_of(313, 152, 111)

    assert drawing is not None
    assert drawing.alt == "2015 313, 2016 152, 2017 111"


def test_a_published_trend_stops_where_its_definition_changed():
    drawing = trend_of(313, 152, 111, 105, of=with_break("2017"))

    assert drawing is not None
    own = [mark for mark in drawing.marks if isinstance(mark, Line) and not mark.dash]
    assert len(own) == 2
