"""A spine shows where a service stands among its similar areas, worse on the left in every row."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.drawing import Box, Dot, Shape
from dashboard.charts.spine import WIDTH, spine
from dashboard.charts.theme import ACCENT
from dashboard.core.areas import ENGLAND
from dashboard.core.published.indicators import State
from dashboard.core.verdicts import Polarity
from tests.factories import OWN, compared, indicator

GROUP = {"B": 100.0, "C": 110.0, "D": 90.0, "E": 105.0, "F": 95.0}


def drawn(own, of=None, **others):
    drawing = spine(compared({OWN: own, **GROUP, **others}, of))
    assert drawing is not None
    return drawing


def own_dot(drawing):
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    return max(dots, key=lambda dot: dot.radius)


def place(drawing):
    return own_dot(drawing).x


def middle(drawing):
    worse, better = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert worse.x + worse.width == better.x
    return better.x


def test_the_worse_side_is_on_the_left_whichever_way_that_is():
    fewer_is_better = drawn(150.0)
    more_is_better = drawn(150.0, indicator(polarity=Polarity.HIGHER))

    assert place(fewer_is_better) < middle(fewer_is_better)
    assert place(more_is_better) > middle(more_is_better)


def test_without_a_better_side_nothing_is_shaded():
    drawing = drawn(150.0, indicator(polarity=Polarity.NONE))

    assert not [mark for mark in drawing.marks if isinstance(mark, Box)]


def test_england_is_marked_where_it_has_a_figure_and_told():
    assert not [mark for mark in drawn(150.0).marks if isinstance(mark, Shape)]
    with_england = drawn(150.0, **{ENGLAND: 130.0})

    assert [mark for mark in with_england.marks if isinstance(mark, Shape)]
    assert with_england.alt == "150; 5 similar areas from 90 to 110, average 100; England 130"


def test_only_a_figure_that_is_worse_has_the_colour_of_what_is_worse():
    assert own_dot(drawn(300.0)).colour == ACCENT
    assert own_dot(drawn(50.0)).colour != ACCENT


def test_no_figure_of_its_own_or_of_others_is_no_spine():
    assert spine(compared({OWN: State.NOT_PUBLISHED, **GROUP})) is None
    assert spine(compared({OWN: 150.0, "B": 100.0})) is None


@given(st.lists(st.floats(1, 900), min_size=3, max_size=12), st.sampled_from(Polarity))
def test_no_mark_leaves_the_picture(values, polarity):
    letters = "ABCDEFGHIJKL"[: len(values)]
    named = dict(zip(letters, values, strict=True))
    drawing = spine(compared(named, indicator(polarity=polarity)))

    dots = [mark for mark in (drawing.marks if drawing else ()) if isinstance(mark, Dot)]
    assert len(dots) == len(values)
    assert all(0 < dot.x < WIDTH for dot in dots)
