"""A chart on a page: Plotly where it answers the pointer, a picture of the same everywhere else."""

from html import escape
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard.charts.drawing import address
from dashboard.charts.picture import on_page
from dashboard.charts.theme import Figure
from dashboard.store.cache import Cache
from dashboard.ui import own_html

# Pixels: nearly as wide as paper, and as a phone of 390. Both shrink where there is less room.
WIDE, NARROW = 760, 358
# Of all sessions: nobody finds a picture in it who does not have the figure.
_DRAWN = Cache()
# Session key: which charts of a page came before, in this run.
_SHOWN = "charts_shown"
# Nothing zooms or drags, so that a finger scrolls the page and no view is lost.
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def begin() -> None:
    """Start a page's run, on which no chart has been shown yet."""
    st.session_state[_SHOWN] = 0


def show(figure: Figure, alt: str, key: str) -> None:
    """Show a figure; `alt` is what those who hear the page hear, `key` tells it apart.

    The first chart of a page answers the pointer at once. Those below stand as pictures until
    somebody asks them, because each that answers costs the browser as much as the rest of a page.
    Paper has the picture of every one.
    """
    is_first = not st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, 0) + 1
    asked = st.session_state.get(_asked_key(key), is_first)
    if asked:
        own_html.show(picture_html(figure, "", key, on_paper=True))
        st.plotly_chart(_Written(figure), key=key, alt=alt, theme=None, config=_CONFIG)
    else:
        own_html.show(picture_html(figure, alt, key))


def offer_answers(key: str) -> None:
    """Offer to let a chart that stands as a picture answer the pointer; nothing for the first."""
    if st.session_state.get(_SHOWN, 0) > 1:
        st.toggle("Values where I point", key=_asked_key(key))


def picture_html(
    figure: Figure, alt: str, key: str, wide: float = WIDE, *, on_paper: bool = False
) -> str:
    """Return the picture of a figure as HTML, one for wide screens and one for phones.

    `on_paper` is for one that stands for a Plotly chart in print only.
    """
    kind = "yj-chart yj-on-paper" if on_paper else "yj-chart"
    name = f'role="img" aria-label="{escape(alt, quote=True)}"' if alt else 'aria-hidden="true"'
    # Another figure may well be the same picture, and drawing takes long.
    drawn = (figure, wide, on_paper)
    pictures = _DRAWN.answer("pictures", drawn, lambda: _pictures(figure, wide, on_paper=on_paper))
    return f'<div class="{kind}" {name} data-chart="{escape(key, quote=True)}">{pictures}</div>'


class _Written(BaseFigure):  # type: ignore[misc]
    """A figure that is written down, as Streamlit takes it.

    Plotly's own would be made at every run only to be written down again.
    """

    def __init__(self, figure: Figure) -> None:
        self._described = figure.described

    def to_dict(self) -> dict[str, Any]:
        return self._described


def _asked_key(key: str) -> str:
    return f"{key}_asked"


def _pictures(figure: Figure, wide: float, *, on_paper: bool) -> str:
    narrow = "" if on_paper else _picture(figure, NARROW, "narrow")
    return _picture(figure, wide, "wide") + narrow


def _picture(figure: Figure, width: float, kind: str) -> str:
    drawing = on_page(figure, width)
    size = f'width="{width:.0f}" height="{drawing.height:.0f}"'
    return f'<div class="yj-plot yj-plot-{kind}"><img src="{address(drawing)}" alt="" {size}></div>'
