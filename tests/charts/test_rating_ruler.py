"""The ruler of points has the framework's bands, and its mark lies where the total is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.drawing import Box, Shape, Words, svg
from dashboard.charts.rating_ruler import rating_ruler
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.ratings import derive
from tests.inspection_factories import framework, inspection, results_totalling, scale


def drawn(total, **changes):
    return rating_ruler(derive(inspection(*results_totalling(total)), framework(**changes)))


def marks(drawing, kind):
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def texts(drawing):
    return [mark.text for mark in marks(drawing, Words)]


@pytest.mark.parametrize(
    ("edges", "ranges"),
    [
        ([0, 7, 19, 31], ["0-6", "7-18", "19-30", "31-36"]),
        ([0, 10, 20, 30], ["0-9", "10-19", "20-29", "30-36"]),
    ],
)
def test_the_bands_are_those_of_the_framework(edges, ranges):
    drawing = drawn(31, overall_scales=(scale(edges, 36),))

    assert [text for text in texts(drawing) if "-" in text] == ranges
    assert {"Inadequate", "Requires", "improvement", "Good", "Outstanding"} <= set(texts(drawing))


@given(st.integers(0, 36))
def test_the_mark_lies_in_the_band_of_the_total_and_carries_its_number(total):
    derived = derive(inspection(*results_totalling(total)), framework())
    drawing, overall = rating_ruler(derived), derived.overall
    assert drawing is not None
    assert overall is not None
    (mark,) = marks(drawing, Shape)
    box = marks(drawing, Box)[overall.points]

    tip = mark.points[-1][0]
    assert box.x < tip < box.x + box.width
    assert str(total) in texts(drawing)
    assert drawing.alt.endswith(f"The mark is at {total}.")


def test_a_point_is_as_wide_in_one_band_as_in_another():
    widths = [box.width for box in marks(drawn(31), Box)]

    assert [round(width / widths[0] * 7) for width in widths] == [7, 12, 12, 6]


def test_the_rating_of_the_total_alone_is_bold_below_the_ruler():
    bold = [mark.text for mark in marks(drawn(10), Words) if mark.bold]

    assert bold == ["Requires", "improvement", "10"]


@given(st.integers(0, 36))
def test_nothing_lies_outside_the_picture(total):
    drawing = drawn(total)

    for box in marks(drawing, Box):
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
    for word in marks(drawing, Words):
        # Seven pixels a letter is more than any of them needs.
        half = len(word.text) * 7 / 2 if word.anchor == "middle" else 0
        assert word.x - half >= 0
        assert word.x + half <= drawing.width
        assert word.y < drawing.height


def test_it_is_written_as_svg_with_its_words_as_its_name():
    assert 'aria-label="Ruler of points: Inadequate 0 to 6' in svg(drawn(31))


@pytest.mark.parametrize(
    "held",
    [
        inspection(overall=Rating.GOOD),
        inspection(score=1, max_score=24),
        inspection(overall=None),
    ],
)
def test_without_a_total_or_bands_for_it_there_is_no_ruler(held):
    assert rating_ruler(derive(held, framework())) is None
