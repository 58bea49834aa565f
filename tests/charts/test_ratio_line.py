"""A ratio line shows how many times as often a group is counted, around the line of "as often"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.drawing import Dot, Line, Shape
from dashboard.charts.ratio_line import WIDTH, ratio_line
from dashboard.charts.theme import ACCENT, SERVICE
from dashboard.core.performance.group_comparisons import GroupComparison
from dashboard.core.verdicts import Polarity
from tests.disproportionality_factories import found
from tests.local_factories import plain_count

MIDDLE = WIDTH / 2


def comparison(black=(3, 4, 3, 4), white=(15, 15, 15, 16), living=None, polarity=Polarity.LOWER):
    living = living or {"black": 9_500, "white": 87_000}
    result = found(
        {"black": black, "white": white}, living, indicator=plain_count(polarity=polarity)
    )
    black_ones = next(each for each in result.compared if each.own.group.id.endswith("black"))
    return GroupComparison(result, black_ones)


def drawn(**given):
    drawing = ratio_line(comparison(**given))
    assert drawing is not None
    return drawing


def dot(drawing):
    (only,) = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    return only


def test_more_often_lies_to_the_right_of_the_dashed_line_and_less_often_to_the_left():
    dashed = next(mark for mark in drawn().marks if isinstance(mark, Line) and mark.dash)

    assert {x for x, _ in dashed.points} == {MIDDLE}
    assert dot(drawn()).x > MIDDLE
    assert dot(drawn(living={"black": 95_000, "white": 87_000})).x < MIDDLE


def test_twice_as_often_lies_as_far_out_as_half_as_often():
    same = {"black": 10_000, "white": 10_000}
    twice = dot(drawn(black=(10, 10, 10, 10), white=(5, 5, 5, 5), living=same))
    half = dot(drawn(black=(5, 5, 5, 5), white=(10, 10, 10, 10), living=same))

    assert twice.x - MIDDLE == pytest.approx(MIDDLE - half.x)


def test_a_filled_dot_differs_by_more_than_chance_and_the_worse_side_has_its_own_colour():
    assert not dot(drawn()).hollow
    assert dot(drawn()).colour == ACCENT
    assert dot(drawn(polarity=Polarity.NONE)).colour == SERVICE
    assert dot(drawn(black=(2, 1, 2, 1))).hollow


def test_a_range_beyond_the_scale_ends_in_an_arrow():
    far = drawn(black=(3, 3, 3, 3), white=(2, 1, 1, 1), living={"black": 100, "white": 90_000})

    assert [mark for mark in far.marks if isinstance(mark, Shape)]
    assert not [mark for mark in drawn().marks if isinstance(mark, Shape)]


def test_without_a_ratio_nothing_is_drawn():
    assert ratio_line(comparison(black=(1, 1, 1, 1))) is None


@given(st.integers(5, 400), st.integers(20, 400), st.integers(1_000, 90_000))
def test_every_mark_stays_inside_the_picture(black, white, living):
    drawing = drawn(
        black=(black, 0, 0, 0), white=(white, 0, 0, 0), living={"black": living, "white": 50_000}
    )
    lines = [x for mark in drawing.marks if isinstance(mark, Line | Shape) for x, _ in mark.points]

    assert all(0 <= x <= WIDTH for x in (*lines, dot(drawing).x))
