"""A chart's description as marks: axes, shapes, data, words on it, and its key.

The description is what `theme.figure` was given: plain words for traces, axes, shapes and
annotations. This reads those that the charts of the house use and refuses every other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.drawing import Box, Line, Mark, Words
from dashboard.charts.lettering import Row, rows_of, width_of
from dashboard.charts.scales import Axis, Scale, Tick, axis_of
from dashboard.charts.theme import BEHIND_WORDS, INK
from dashboard.charts.traces import (
    Spot,
    colour_of,
    dash_of,
    line_mark,
    marker_mark,
    refuse_unknown,
    trace_marks,
    trace_spots,
)

Described = Mapping[str, Any]

_KNOWN = {
    *("height", "showlegend", "margin", "font", "shapes", "plot_bgcolor", "xaxis", "yaxis"),
    *("legend", "annotations"),
}
_KNOWN_OF_SHAPES = {
    *("type", "layer", "line", "fillcolor", "x0", "x1", "y0", "y1", "xref", "yref"),
}
_KNOWN_OF_WORDS = {
    *("text", "showarrow", "font", "align", "bgcolor", "x", "y", "xref", "yref"),
    *("xanchor", "yanchor", "xshift", "yshift"),
}
_USUAL_GRID = "#EEEEEE"
# Pixels: a tick's words, their distance from the axis, a row of words, a key's sign.
_TICK_SIZE, _TICK_GAP, _ROW, _KEY_SIGN = 13, 7, 17, 34
_KEY_GAP, _TITLE_ROOM = 18, 24


@dataclass(frozen=True)
class _Plot:
    """The plane of the data within a picture, and what lies on it."""

    described: Described
    traces: Sequence[Described]
    width: float
    x: Scale
    y: Scale

    @property
    def left(self) -> float:
        return self.x.ends[0]

    @property
    def right(self) -> float:
        return self.x.ends[1]

    @property
    def top(self) -> float:
        return self.y.ends[0]

    @property
    def bottom(self) -> float:
        return self.y.ends[1]


@dataclass(frozen=True)
class Plotted:
    """A figure as marks from 0, 0, how high it is in pixels, and where it answers the pointer."""

    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...]
    height: float


def plotted(figure: Described, width: float) -> Plotted:
    """Return a figure as marks within so many pixels.

    `figure` has `data` and `layout`, as `theme.figure` makes them.

    Raises:
        ValueError: if the figure says something that no picture can show.
    """
    layout, traces = figure["layout"], figure["data"]
    refuse_unknown(layout, _KNOWN, "chart")
    x_axis, y_axis = (axis_of(layout[f"{way}axis"], _values(traces, way)) for way in "xy")
    key = _key_rows(traces, width) if layout["showlegend"] else []
    room = _room(layout, x_axis, y_axis, len(key))
    # What the key takes is added, so that the data keep the height they were given.
    height = layout["height"] + _ROW * max(0, len(key) - 1)
    plot = _Plot(
        layout,
        traces,
        width,
        x_axis.between(room["l"], width - room["r"]),
        y_axis.between(height - room["b"], room["t"]),
    )
    spots = trace_spots(traces, plot.x, plot.y)
    return Plotted((*_marks(plot), *_key_marks(key)), tuple(spots), height)


def _values(traces: Sequence[Described], way: str) -> list[Any]:
    return [value for trace in traces for value in trace[way]]


def _room(layout: Described, x: Axis, y: Axis, key_rows: int) -> dict[str, float]:
    """Return the room around the data, which words on the axes and the key may widen."""
    room = dict(layout["margin"])
    if _is_labelled(layout["yaxis"]):
        room["l"] = max(room["l"], _widest(y.ticks) + _TICK_GAP)
    if _is_labelled(layout["xaxis"]):
        title = _TITLE_ROOM if "title" in layout["xaxis"] else 0
        room["b"] = max(room["b"], _TICK_GAP + _ROW * _most_rows(x.ticks) + title)
        # The last words of an axis are half beyond its end.
        room["r"] = max(room["r"], _widest(x.ticks[-1:]) / 2)
    room["t"] += _ROW * key_rows
    return room


def _is_labelled(axis: Described) -> bool:
    return bool(axis.get("visible", True) and axis.get("showticklabels", True))


def _widest(ticks: Sequence[Tick]) -> float:
    rows = [row for _, text in ticks for row in rows_of(text)]
    return max((row.width(_TICK_SIZE) for row in rows), default=0.0)


def _most_rows(ticks: Sequence[Tick]) -> int:
    return max((len(rows_of(text)) for _, text in ticks), default=0)


def _marks(plot: _Plot) -> Iterator[Mark]:
    shapes = plot.described.get("shapes") or ()
    # Grey bands lie below the lines of the grid, which would vanish under them.
    yield from (_shape(plot, each) for each in shapes if each.get("layer") == "below")
    yield from _grid(plot)
    yield from trace_marks(plot.traces, plot.x, plot.y)
    yield from (_shape(plot, each) for each in shapes if each.get("layer") != "below")
    yield from _axis_words(plot)
    for each in plot.described.get("annotations") or ():
        yield from _annotation(plot, each)


def _grid(plot: _Plot) -> Iterator[Line]:
    x_axis, y_axis = plot.described["xaxis"], plot.described["yaxis"]
    ways = (("x", x_axis, plot.x), ("y", y_axis, plot.y))
    for way, axis, scale in ways:
        is_drawn = axis.get("visible", True) and axis.get("showgrid", True)
        for number, _ in scale.axis.ticks if is_drawn else ():
            at = scale.at_number(number)
            colour = axis.get("gridcolor", _USUAL_GRID)
            yield Line(_across(plot, at) if way == "x" else _along(plot, at), colour, 1)
    if x_axis.get("showline"):
        yield Line(_along(plot, plot.bottom), x_axis["linecolor"], 1)


def _across(plot: _Plot, x: float) -> list[tuple[float, float]]:
    return [(x, plot.top), (x, plot.bottom)]


def _along(plot: _Plot, y: float) -> list[tuple[float, float]]:
    return [(plot.left, y), (plot.right, y)]


def _axis_words(plot: _Plot) -> Iterator[Words]:
    x_axis, y_axis = plot.described["xaxis"], plot.described["yaxis"]
    below = plot.bottom + _TICK_GAP + _TICK_SIZE
    for number, text in plot.x.axis.ticks if _is_labelled(x_axis) else ():
        yield from _rows(rows_of(text), plot.x.at_number(number), below, "middle")
    for number, text in plot.y.axis.ticks if _is_labelled(y_axis) else ():
        rows = rows_of(text)
        first = plot.y.at_number(number) + 5 - _ROW * (len(rows) - 1) / 2
        yield from _rows(rows, plot.left - _TICK_GAP, first, "end")
    if "title" in x_axis:
        under = below + _ROW * _most_rows(plot.x.axis.ticks) + 4
        middle = (plot.left + plot.right) / 2
        yield from _rows(rows_of(x_axis["title"]["text"]), middle, under, "middle")


def _rows(
    rows: Sequence[Row],
    x: float,
    first: float,
    anchor: str,
    colour: str = INK,
    size: float = _TICK_SIZE,
) -> Iterator[Words]:
    for number, row in enumerate(rows):
        words = (row.text, colour, size, anchor, row.is_bold, row.followed_by)
        yield Words(x, first + _ROW * number, *words)


def _place(plot: _Plot, described: Described, way: str, key: str) -> float:
    """Return the pixel of a place, which is a value of the axis or a share of the plot."""
    value = described[key]
    if described.get(f"{way}ref") != "paper":
        return (plot.x if way == "x" else plot.y).at(value)
    share = float(value)
    if way == "x":
        return plot.left + share * (plot.right - plot.left)
    return plot.bottom - share * (plot.bottom - plot.top)


def _shape(plot: _Plot, shape: Described) -> Mark:
    refuse_unknown(shape, _KNOWN_OF_SHAPES, "shape")
    x0, x1 = (_place(plot, shape, "x", key) for key in ("x0", "x1"))
    y0, y1 = (_place(plot, shape, "y", key) for key in ("y0", "y1"))
    if shape["type"] == "line":
        return line_mark(shape["line"], [(x0, y0), (x1, y1)])
    return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), shape["fillcolor"])


def _annotation(plot: _Plot, words: Described) -> Iterator[Mark]:
    refuse_unknown(words, _KNOWN_OF_WORDS, "label")
    rows, font = rows_of(words["text"]), words["font"]
    width, height = max(row.width(font["size"]) for row in rows), _ROW * len(rows)
    x = _place(plot, words, "x", "x") + words.get("xshift", 0)
    y = _place(plot, words, "y", "y") - words.get("yshift", 0)
    anchor = {"left": "start", "right": "end"}.get(words.get("xanchor", ""), "middle")
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    # Words that would run off the edge stand as far inside as they need.
    inside = max(0.0, min(left, plot.width - width)) - left
    left, x = left + inside, x + inside
    top = y - {"bottom": height, "top": 0.0}.get(words.get("yanchor", ""), height / 2)
    if "bgcolor" in words:
        opacity = 0.8 if words["bgcolor"] == BEHIND_WORDS else 1
        colour = colour_of(words["bgcolor"])
        yield Box(left - 2, top, width + 4, height, colour, opacity=opacity)
    yield from _rows(rows, x, top + font["size"], anchor, font["color"], font["size"])


def _key_rows(traces: Sequence[Described], width: float) -> list[list[tuple[Described, float]]]:
    """Return the traces that the key names, with the pixels each begins at, in rows that fit."""
    rows: list[list[tuple[Described, float]]] = []
    used = width
    for trace in traces:
        if trace.get("name") and trace.get("showlegend", True):
            needed = _KEY_SIGN + width_of(trace["name"], _TICK_SIZE) + _KEY_GAP
            if used + needed > width:
                rows.append([])
                used = 0.0
            rows[-1].append((trace, used))
            used += needed
    return rows


def _key_marks(rows: Sequence[Sequence[tuple[Described, float]]]) -> Iterator[Mark]:
    # From the left edge, not from where the data begin: there is most room for names.
    for number, row in enumerate(rows):
        middle = _ROW * number + _ROW / 2
        for trace, start in row:
            yield from _key_sign(trace, start, middle)
            yield Words(start + _KEY_SIGN, middle + 5, trace["name"], INK, _TICK_SIZE)


def _key_sign(trace: Described, start: float, middle: float) -> Iterator[Mark]:
    parts = trace["mode"].split("+")
    if "lines" in parts:
        ends = [(start, middle), (start + _KEY_SIGN - 6, middle)]
        line = trace["line"]
        yield Line(ends, line["color"], line["width"], dash_of(line))
    if "markers" in parts:
        yield marker_mark(trace["marker"], 0, start + _KEY_SIGN / 2 - 3, middle)
