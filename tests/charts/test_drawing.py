"""A neutral drawing becomes SVG that any reader can open, with its words."""

from urllib.parse import unquote
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.drawing import Box, Dot, Drawing, Line, Shape, Words, address, svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*marks, alt="Up from 3 to 5"):
    return ET.fromstring(svg(Drawing(100, 20, marks, alt)))


def test_a_drawing_says_in_words_what_it_shows():
    assert drawn().get("aria-label") == "Up from 3 to 5"
    assert drawn().get("role") == "img"


def test_a_drawing_beside_its_own_words_is_not_heard_twice():
    assert drawn(alt="").get("role") is None


def test_later_marks_lie_above_earlier_ones():
    marks = (
        Box(0, 0, 100, 20, "#FFFFFF", edge="#000000", rounded=2),
        Line([(0, 0), (100, 20)], dash="2 2"),
        Shape([(0, 0), (5, 5), (0, 5)], "#12436D"),
        Dot(3, 4, 2, "#12436D"),
        Words(50, 10, "31 of 36", bold=True, anchor="middle"),
    )
    names = [element.tag.removeprefix(SVG) for element in drawn(*marks)]
    assert names == ["rect", "polyline", "polygon", "circle", "text"]


def test_a_hollow_dot_keeps_its_edge():
    (dot,) = drawn(Dot(3, 4, 2, "#12436D", hollow=True))
    assert (dot.get("fill"), dot.get("stroke")) == ("#FFFFFF", "#12436D")


def test_coordinates_are_written_to_a_tenth_of_a_pixel():
    (line,) = drawn(Line([(1 / 3, 2), (99.96, 20)]))
    assert line.get("points") == "0.3,2 100,20"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"])))
def test_any_words_come_through_the_address_as_they_are(text):
    drawing = Drawing(100, 20, (Words(0, 10, text),), alt=text)
    written = address(drawing)
    root = ET.fromstring(unquote(written.removeprefix("data:image/svg+xml,")))
    assert (root[0].text or "") == text
    assert not {'"', "<", "#", "'"} & set(written)
