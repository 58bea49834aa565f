"""A chart on a page: a picture for wide screens and one for phones, that answer the pointer."""

from html import escape

import plotly.graph_objects as go

from dashboard.charts.drawing import address
from dashboard.charts.picture import on_page
from dashboard.charts.traces import Spot

# Pixels: nearly as wide as paper, and as a phone of 390. Both shrink where there is less room.
WIDE, NARROW = 760, 358


def chart_html(figure: go.Figure, alt: str, key: str, wide: float = WIDE) -> str:
    """Return a figure as HTML; `alt` is what those who hear the page hear, `key` tells it apart.

    A point answers the pointer and the finger. Nothing zooms, and the page scrolls over it.
    """
    name, key = escape(alt, quote=True), escape(key, quote=True)
    shown = _shown(figure, wide, "wide") + _shown(figure, NARROW, "narrow")
    return f'<div class="yj-chart" role="img" aria-label="{name}" data-chart="{key}">{shown}</div>'


def _shown(figure: go.Figure, width: float, kind: str) -> str:
    drawing, spots = on_page(figure, width)
    answers = "".join(_spot_html(spot, width, drawing.height) for spot in spots)
    return (
        f'<div class="yj-plot yj-plot-{kind}"><img src="{address(drawing)}" alt="" '
        f'width="{width:.0f}" height="{drawing.height:.0f}">{answers}</div>'
    )


def _spot_html(spot: Spot, width: float, height: float) -> str:
    # In parts of the picture, because it grows and shrinks with the page.
    x, y = 100 * spot.x / width, 100 * spot.y / height
    size = f"width:{100 * spot.width / width:.1f}%;height:{100 * spot.height / height:.1f}%"
    side = "yj-spot yj-spot-left" if x > 50 else "yj-spot"
    words = escape(spot.words, quote=True)
    return f'<i class="{side}" style="left:{x:.1f}%;top:{y:.1f}%;{size}" data-words="{words}"></i>'
