"""The marks of a chart's data: lines, areas between lines, points, bars, and words beside them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.charts.clipping import clipped
from dashboard.charts.drawing import Box, Dot, Line, Mark, Shape, Words
from dashboard.charts.lettering import rows_of
from dashboard.charts.scales import Scale
from dashboard.charts.theme import BEHIND_WORDS, INK

Trace = Mapping[str, Any]
Point = tuple[float, float]

_KNOWN = {
    *("type", "mode", "x", "y", "line", "marker", "text", "textposition", "textfont", "name"),
    *("fill", "fillcolor", "connectgaps", "cliponaxis", "showlegend", "orientation", "width"),
    "hovertext",
}
_KNOWN_OF_MARKERS = {"color", "size", "symbol", "opacity", "line"}
_DASHES = {"solid": "", "dash": "7 5", "dot": "2 3", "dashdot": "7 3 2 3"}
# Where words stand beside their point: pixels to the right and below, and which end is there.
_BESIDE = {
    "middle right": (6, 5, "start"),
    "outside": (6, 5, "start"),
    "top center": (0, -9, "middle"),
    "top right": (6, -7, "start"),
    "top left": (-6, -7, "end"),
}
_USUAL_SIZE, _USUAL_WIDTH = 6, 2
# Pixels around a point in which a pointer or a finger finds it.
_REACH = 24


@dataclass(frozen=True)
class Spot:
    """A part of a picture that answers the pointer in words; x and y are its middle."""

    x: float
    y: float
    width: float
    height: float
    words: str


def trace_marks(traces: Sequence[Trace], x: Scale, y: Scale) -> Iterator[Mark]:
    """Yield the marks of all traces, the later ones above the earlier.

    Raises:
        ValueError: if a trace says something that no picture can show.
    """
    before: list[Point] = []
    for trace in traces:
        refuse_unknown(trace, _KNOWN, "trace")
        if trace.get("type") == "bar":
            yield from _bars(trace, x, y)
            continue
        runs = _runs(trace, x, y)
        points = [point for run in runs for point in run]
        yield from _filled(trace, points, before)
        yield from _drawn(trace, runs, x, y)
        before = points


def trace_spots(traces: Sequence[Trace], x: Scale, y: Scale) -> Iterator[Spot]:
    """Yield where all traces answer the pointer, the later ones above the earlier."""
    for trace in traces:
        for words, (a, b) in zip(trace.get("hovertext", ()), _pairs(trace), strict=False):
            if a is not None and b is not None:
                yield _spot(trace, x, y, a, b, words)


def _spot(trace: Trace, x: Scale, y: Scale, a: Any, b: Any, words: str) -> Spot:
    if trace["type"] == "scatter":
        return Spot(x.at(a), y.at(b), _REACH, _REACH, words)
    # A bar answers on all of its row, however short it is.
    return Spot(sum(x.ends) / 2, y.at(b), x.ends[1] - x.ends[0], y.unit, words)


def refuse_unknown(described: Mapping[str, Any], known: set[str], what: str) -> None:
    """Refuse a description with a word that no picture can show, rather than leave it out.

    Raises:
        ValueError: naming the words.
    """
    unknown = {key for key, value in described.items() if value is not None} - known
    if unknown:
        raise ValueError(f"A picture cannot show these words of a {what}: {sorted(unknown)}")


def dash_of(line: Mapping[str, Any]) -> str:
    """Return the dashes of a described line as a drawing has them."""
    return _DASHES[line.get("dash") or "solid"]


def colour_of(name: str) -> str:
    """Return a colour as every reader of pictures knows it."""
    return "#FFFFFF" if name in ("white", BEHIND_WORDS) else name


def _runs(trace: Trace, x: Scale, y: Scale) -> list[list[Point]]:
    """Return the points of a trace, parted where a value is absent."""
    pairs = zip(trace["x"], trace["y"], strict=True)
    parted = groupby(pairs, key=lambda pair: None not in pair)
    return [[(x.at(a), y.at(b)) for a, b in run] for is_known, run in parted if is_known]


def _filled(trace: Trace, points: Sequence[Point], before: Sequence[Point]) -> Iterator[Mark]:
    if trace.get("fill") == "tonexty" and points:
        yield Shape([*points, *reversed(before)], trace["fillcolor"])


def _drawn(trace: Trace, runs: Sequence[Sequence[Point]], x: Scale, y: Scale) -> Iterator[Mark]:
    parts = trace["mode"].split("+")
    line = trace.get("line", {})
    if "lines" in parts and line.get("width", _USUAL_WIDTH):
        for part in (part for run in runs for part in clipped(run, x.ends, y.ends)):
            yield line_mark(line, part)
    if "markers" in parts:
        yield from _markers(trace, x, y)
    if "text" in parts:
        yield from _texts(trace, [(x.at(a), _at(y, b)) for a, b in _pairs(trace)])


def _pairs(trace: Trace) -> Iterator[tuple[Any, Any]]:
    return zip(trace["x"], trace["y"], strict=True)


def _at(scale: Scale, value: Any) -> float:
    # Words of an absent value are empty, wherever they would stand.
    return scale.start if value is None else scale.at(value)


def line_mark(line: Mapping[str, Any], points: Sequence[Point]) -> Line:
    """Return a described line through points."""
    width = line.get("width", _USUAL_WIDTH)
    return Line(points, colour_of(line["color"]), width, dash_of(line))


def _markers(trace: Trace, x: Scale, y: Scale) -> Iterator[Mark]:
    for place, (a, b) in enumerate(_pairs(trace)):
        if a is not None and b is not None:
            yield marker_mark(trace["marker"], place, x.at(a), y.at(b))


def marker_mark(marker: Mapping[str, Any], place: int, x: float, y: float) -> Mark:
    """Return one of a trace's points, by its place among them."""
    refuse_unknown(marker, _KNOWN_OF_MARKERS, "marker")
    edge = marker.get("line", {})
    colour = colour_of(_one_of(marker.get("color", INK), place))
    line = colour_of(_one_of(edge.get("color", colour), place))
    radius = _one_of(marker.get("size", _USUAL_SIZE), place) / 2
    return _SYMBOLS[_one_of(marker.get("symbol", "circle"), place)](x, y, radius, colour, line)


def _one_of(value: Any, place: int) -> Any:
    return value if isinstance(value, str | int | float) else value[place]


def _circle(x: float, y: float, radius: float, colour: str, edge: str) -> Mark:
    return Dot(x, y, radius, edge, hollow=colour != edge)


def _corners(*corners: Point) -> Callable[[float, float, float, str, str], Mark]:
    """Return how to draw a shape, by its corners around a point in parts of the radius."""

    def shape(x: float, y: float, radius: float, colour: str, edge: str) -> Mark:
        return Shape([(x + a * radius, y + b * radius) for a, b in corners], colour, edge)

    return shape


def _stroke(x: float, y: float, radius: float, _: str, edge: str) -> Mark:
    return Line([(x, y - radius), (x, y + radius)], edge, 2)


_DIAMOND = _corners((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
_SYMBOLS: Mapping[str, Callable[[float, float, float, str, str], Mark]] = {
    "circle": _circle,
    "square": _corners((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle-up": _corners((0, -1), (1.15, 1), (-1.15, 1)),
    "diamond": _DIAMOND,
    "diamond-open": lambda x, y, radius, colour, _: _DIAMOND(x, y, radius, "#FFFFFF", colour),
    "line-ns": _stroke,
}


def _bars(trace: Trace, x: Scale, y: Scale) -> Iterator[Mark]:
    height = trace["width"] * y.unit
    for place, (value, name) in enumerate(_pairs(trace)):
        colour = _one_of(trace["marker"]["color"], place)
        yield Box(x.at(0), y.at(name) - height / 2, x.at(value) - x.at(0), height, colour)
    yield from _texts(trace, [(x.at(value), y.at(name)) for value, name in _pairs(trace)])


def _texts(trace: Trace, points: Sequence[Point]) -> Iterator[Words]:
    right, below, anchor = _BESIDE[trace["textposition"]]
    font = trace["textfont"]
    for text, (x, y) in zip(trace["text"], points, strict=True):
        for row in rows_of(text) if text else ():
            words = (row.text, font["color"], font["size"], anchor, row.is_bold, row.followed_by)
            yield Words(x + right, y + below, *words)
