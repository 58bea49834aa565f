"""One bar for each rating, best first, with one of them strong: what two charts have in common."""

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.theme import INK, OTHERS, SERVICE, figure
from dashboard.core.inspection.frameworks import Rating

# Pixels: a bar, the column of rating names, and the room for words beside the longest bar.
_ROW_HEIGHT = 32
_LABEL_WIDTH = 156
_WORDS_WIDTH = 124


def rating_bars(
    values: Mapping[Rating, float], words: Mapping[Rating, str], strong: Rating | None
) -> go.Figure:
    """Return horizontal bars from zero, each with its words beside it."""
    names = [rating.value for rating in values]
    texts = [f"<b>{words[r]}</b>" if r is strong else words[r] for r in values]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": list(values.values()),
        "y": names,
        "text": texts,
        "textposition": "outside",
        "textfont": {"color": INK, "size": 13},
        "cliponaxis": False,
        "marker": {"color": [SERVICE if rating is strong else OTHERS for rating in values]},
        "width": 0.72,
    }
    return figure(
        [bars],
        height=24 + _ROW_HEIGHT * len(names),
        margin={"l": _LABEL_WIDTH, "r": _WORDS_WIDTH, "t": 8, "b": 8},
        xaxis={"range": [0, max(values.values())], "visible": False},
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names[::-1],
            "tickfont": {"color": INK, "size": 13},
            "automargin": False,
            "showgrid": False,
        },
    )
