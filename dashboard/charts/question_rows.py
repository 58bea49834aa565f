"""Key questions as rows of a chart, beneath the standards that they belong to."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.theme import INK, label

# What the names of key questions take on the left, which a phone has to spare.
LABEL_WIDTH = 172


def question_axis(labelled: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Return the axis of all rows, top first, of which only the key questions are labelled."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names[::-1],
        "range": [-0.6, len(names) - 0.4],
        "tickvals": labelled,
        "ticktext": labelled,
        "tickfont": {"color": INK, "size": 13},
        "automargin": False,
        "showgrid": False,
    }


def standard_heading(title: str) -> dict[str, Any]:
    """Return the heading of a standard's rows.

    It begins above the labels, not above the dots, so that it fits a small screen.
    """
    place = {"xref": "paper", "x": 0, "xshift": -LABEL_WIDTH, "xanchor": "left"}
    return label(f"<b>{title}</b>", INK, y=title, bgcolor="white", **place)
