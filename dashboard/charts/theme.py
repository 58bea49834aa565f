"""How every chart looks, and what a chart always brings with it: words and a table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from plotly.io.json import to_json_plotly

from dashboard.core.sentences import Tone

# The Government Analysis Function's palette for categorical charts.
SERVICE = "#12436D"
GROUP = "#28A197"
# The group's colour dark enough for text.
GROUP_TEXT = "#17655F"
NATIONAL = "#801650"
ACCENT = "#F46A25"
INK = "#3D3D3D"
# Other areas: 3:1 against white, so that a dot is seen; never used for text.
OTHERS = "#8C9396"
BAND = "#DCE3EA"
# Behind words that stand on lines: the lines shine through.
BEHIND_WORDS = "rgba(255,255,255,0.8)"
# The colour that only supports the word of a tone.
_WORSE_TEXT, _CARE_TEXT = NATIONAL, "#8A3A00"
TONE_COLOURS = dict.fromkeys(Tone, INK) | {
    Tone.WARNING: _WORSE_TEXT,
    Tone.WORSE: _WORSE_TEXT,
    Tone.MISSED: _WORSE_TEXT,
    Tone.INADEQUATE: _WORSE_TEXT,
    Tone.BETTER: SERVICE,
    Tone.MET: SERVICE,
    Tone.MISSING: _CARE_TEXT,
    Tone.IMPROVE: _CARE_TEXT,
}


@dataclass(frozen=True)
class Figure:
    """A figure of Plotly's as it writes it down (JSON), so that one is quickly told from another.

    Charts are kept for everybody by the hundred, and as Plotly's own objects they take five times
    as much memory.
    """

    written: str

    @classmethod
    def of(cls, traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> "Figure":
        """Return a figure of traces and a layout, in Plotly's words for both."""
        return cls(to_json_plotly({"data": traces, "layout": layout}))

    @property
    def described(self) -> dict[str, Any]:
        """Its `data` and `layout`, in Plotly's words."""
        described: dict[str, Any] = json.loads(self.written)
        return described


@dataclass(frozen=True)
class Chart:
    """A described figure with its message, its text alternative and the same values as a table.

    `title` is the message in about ten words; `subtitle` names measure, unit, period and place;
    `alt` is written from the plotted values; `table` has the headings a reader sees.
    """

    figure: Figure
    title: str
    subtitle: str
    alt: str
    table: pd.DataFrame


_HOVER = {
    "bgcolor": "white",
    "bordercolor": INK,
    "align": "left",
    "font": {"color": INK, "size": 14},
}
_AXIS = {"automargin": True, "fixedrange": True, "tickfont": {"color": INK}, "zeroline": False}
_FONT = {"size": 14, "color": INK, "family": "Source Sans, Arial, sans-serif"}
GRID = "#E3E7EA"


def figure(
    traces: Sequence[Mapping[str, Any]],
    *,
    height: int,
    xaxis: Mapping[str, Any],
    yaxis: Mapping[str, Any],
    **layout: Any,
) -> Figure:
    """Return a figure in the house style: dark labels, no legend, room for words.

    `hovertext` is what the points of a trace say where the pointer rests on them.
    """
    house = {
        "height": height,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": _HOVER,
        "margin": {"l": 8, "r": 16, "t": 16, "b": 8},
        "font": _FONT,
        "plot_bgcolor": "white",
        "xaxis": _AXIS | dict(xaxis),
        "yaxis": _AXIS | dict(yaxis),
    }
    return Figure.of([_answering(trace) for trace in traces], house | layout)


def _answering(trace: Mapping[str, Any]) -> dict[str, Any]:
    """Return a trace that answers the pointer in its words, or not at all without any."""
    return {**trace, "hoverinfo": "text" if "hovertext" in trace else "skip"}


def vertical_line(x: float, colour: str, width: int, dash: str) -> dict[str, Any]:
    """Return a line across the whole height, behind the data."""
    line = {"color": colour, "width": width, "dash": dash}
    ends = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "layer": "below", "line": line, **ends}


def label(text: str, colour: str, **place: Any) -> dict[str, Any]:
    """Return words on the chart, without an arrow."""
    return {"text": text, "showarrow": False, "font": {"color": colour, "size": 13}, **place}
