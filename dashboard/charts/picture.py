"""A chart as one picture that can leave the page: its message, the plot, and where it is from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.drawing import Box, Dot, Drawing, Line, Mark, Shape, Words
from dashboard.charts.lettering import wrapped
from dashboard.charts.plot import plotted
from dashboard.charts.theme import INK, NATIONAL, Chart, Figure

# As wide as a page of a report, so that words of 13 pixels are about 9 points there.
WIDTH, _EDGE, _BETWEEN = 720, 20, 16
_TITLE, _WORDS, _FOOT = 20, 14, 12
_MUTED = "#4A5257"
_LEADING, _GAP = 1.35, 4


@dataclass(frozen=True)
class Captions:
    """What is written around a picture: message and measure above it, its source at the foot.

    `warning` says that what is shown is invented.
    """

    title: str
    subtitle: str
    foot: str = ""
    warning: str = ""


def picture_of(chart: Chart, foot: str = "", warning: str = "") -> Drawing:
    """Return a chart with its words, on white, as wide as a report's page; `foot` is its source.

    Raises:
        ValueError: if its figure says something that no picture can show.
    """
    return framed(Captions(chart.title, chart.subtitle, foot, warning), [chart.figure], chart.alt)


def framed(captions: Captions, figures: Sequence[Figure], alt: str, columns: int = 1) -> Drawing:
    """Return figures in rows of so many, with words above and below.

    Raises:
        ValueError: if a figure says something that no picture can show.
    """
    width = (WIDTH - 2 * _EDGE - (columns - 1) * _BETWEEN) / columns
    marks: list[Mark] = list(_headed(captions))
    below = _foot_of(marks)
    for start in range(0, len(figures), columns):
        row = [plotted(each.described, width) for each in figures[start : start + columns]]
        for place, drawn in enumerate(row):
            right = _EDGE + place * (width + _BETWEEN)
            marks += [_moved(mark, right, below) for mark in drawn.marks]
        below += max(drawn.height for drawn in row) + _BETWEEN
    marks += _lines(captions.foot, below, _FOOT, _MUTED)
    height = max(below, _foot_of(marks)) + 4
    return Drawing(WIDTH, height, [Box(0, 0, WIDTH, height, "#FFFFFF"), *marks], alt)


def on_page(figure: Figure, width: float) -> Drawing:
    """Return a figure for a page, which writes its words around it.

    The drawing has no words of its own for those who hear the page: the page gives them.

    Raises:
        ValueError: if the figure says something that no picture can show.
    """
    found = plotted(figure.described, width)
    return Drawing(width, found.height, found.marks, alt="")


def _headed(captions: Captions) -> Iterator[Words]:
    """Yield the words above a plot: title, measure, and the warning where there is one."""
    below: float = _EDGE
    for text, size, colour, bold in (
        (captions.title, _TITLE, INK, True),
        (captions.subtitle, _WORDS, _MUTED, False),
        (captions.warning, _WORDS, NATIONAL, True),
    ):
        lines = _lines(text, below, size, colour, bold=bold)
        yield from lines
        below += size * _LEADING * len(lines) + (_GAP if lines else 0)


def _lines(text: str, top: float, size: float, colour: str, *, bold: bool = False) -> list[Words]:
    broken = wrapped(text, size * (1.07 if bold else 1), WIDTH - 2 * _EDGE)
    return [
        Words(_EDGE, top + size + number * size * _LEADING, line, colour, size, bold=bold)
        for number, line in enumerate(broken)
    ]


def _foot_of(marks: Sequence[Mark]) -> float:
    return max(mark.y for mark in marks if isinstance(mark, Words)) + _BETWEEN


def _moved(mark: Mark, right: float, down: float) -> Mark:
    """Return a mark so many pixels further right and further down."""
    if isinstance(mark, Line | Shape):
        return replace(mark, points=[(x + right, y + down) for x, y in mark.points])
    return _placed(mark, mark.x + right, mark.y + down)


def _placed(mark: Box | Dot | Words, x: float, y: float) -> Mark:
    return replace(mark, x=x, y=y)
