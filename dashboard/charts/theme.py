"""How every chart looks, and what a chart always brings with it: words and a table."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

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


@dataclass(frozen=True)
class Chart:
    """A figure with its message, its text alternative and the same values as a table.

    `title` is the message in about ten words; `subtitle` names measure, unit, period and place;
    `alt` is written from the plotted values; `table` has the headings a reader sees.
    """

    figure: go.Figure
    title: str
    subtitle: str
    alt: str
    table: pd.DataFrame


def styled(figure: go.Figure, height: int, **layout: Any) -> go.Figure:
    """Return the figure in the house style: dark labels, no legend, no drag, room for words."""
    figure.update_layout(
        height=height,
        template="plotly_white",
        showlegend=False,
        dragmode=False,
        hovermode=False,
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
        font={"size": 14, "color": INK, "family": "Source Sans, Arial, sans-serif"},
        **layout,
    )
    figure.update_xaxes(automargin=True, tickfont_color=INK, fixedrange=True, title_standoff=8)
    figure.update_yaxes(automargin=True, tickfont_color=INK, fixedrange=True)
    return figure
