"""One bar for each name, in the order given, some of them strong: what two charts share."""

from collections.abc import Collection, Mapping
from typing import Any

from dashboard.charts.hover import hover_words
from dashboard.charts.theme import INK, OTHERS, SERVICE, Figure, figure

# Pixels: a bar, the column of names, and a character of the words beside the longest bar.
_ROW_HEIGHT = 32
_LABEL_WIDTH = 156
_CHARACTER_WIDTH = 8


def named_bars(
    values: Mapping[str, float],
    words: Mapping[str, str],
    strong: Collection[str],
    told: Mapping[str, str],
    full: float | None = None,
) -> Figure:
    """Return horizontal bars from zero, each with its words beside it.

    `told` is what a bar says where the pointer rests.
    `full` is the value that a bar across the whole width would have, else the largest given.
    """
    names = list(values)
    words_width = 16 + _CHARACTER_WIDTH * max(len(words[name]) for name in names)
    return figure(
        [_bars(values, words, strong, told)],
        height=24 + _ROW_HEIGHT * len(names),
        margin={"l": _LABEL_WIDTH, "r": words_width, "t": 8, "b": 8},
        xaxis={"range": [0, full or max(values.values())], "visible": False},
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names[::-1],
            "tickfont": {"color": INK, "size": 13},
            "ticksuffix": " ",
            "automargin": False,
            "showgrid": False,
        },
    )


def _bars(
    values: Mapping[str, float],
    words: Mapping[str, str],
    strong: Collection[str],
    told: Mapping[str, str],
) -> dict[str, Any]:
    names = list(values)
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values.values()),
        "y": names,
        "text": [f"<b>{words[name]}</b>" if name in strong else words[name] for name in names],
        "textposition": "outside",
        "textfont": {"color": INK, "size": 13},
        "cliponaxis": False,
        "marker": {"color": [SERVICE if name in strong else OTHERS for name in names]},
        "hovertext": [hover_words(name, "", told[name]) for name in names],
        "width": 0.72,
    }
