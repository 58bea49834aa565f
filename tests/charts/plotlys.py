"""A chart's figure as Plotly's own, which refuses any word that it does not know."""

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.charts.theme import Figure


def plotly_of(figure: Figure) -> go.Figure:
    """Return Plotly's own figure of one that is written down, without a template of theirs."""
    pio.templates.default = None
    return go.Figure(**figure.described)
