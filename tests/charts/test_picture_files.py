"""A picture is a file that any program opens, in the house's font on any machine."""

import struct
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.drawing import Box, Drawing, Mark, Words
from dashboard.charts.picture import picture_of
from dashboard.charts.picture_files import png_bytes, svg_bytes
from tests.charts.every_chart import EVERY_CHART


def size_of(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def written(text, **how):
    marks: list[Mark] = [Box(0, 0, 200, 30, "#FFFFFF"), Words(5, 20, text, **how)]
    return png_bytes(Drawing(200, 30, marks, ""))


@pytest.mark.parametrize("name", ["comparison", "timeline"])
def test_a_png_is_twice_as_fine_as_the_drawing(name):
    drawing = picture_of(EVERY_CHART[name]())

    assert size_of(png_bytes(drawing)) == (1440, pytest.approx(2 * drawing.height, abs=2))


def test_an_svg_keeps_its_words_and_says_what_it_shows():
    chart = EVERY_CHART["comparison"]()
    root = ET.fromstring(svg_bytes(picture_of(chart)))

    assert root.get("aria-label") == chart.alt
    assert any(element.text == chart.title for element in root.iter())


def test_words_come_out_without_any_font_of_the_machine():
    assert written("Plain words") != written("")
    assert written("Plain words", bold=True) != written("Plain words")


@pytest.mark.parametrize("sign", "▲✔≥é£")
def test_the_signs_of_the_house_are_in_the_font(sign):
    # What a font lacks comes out as one and the same empty box.
    assert written(sign) != written("\U000f0000")
