"""A screen's chart as a picture of the pack: with its words, its text alternative, its values."""

from dataclasses import replace

import plotly.graph_objects as go

from dashboard.charts.native import native_of
from dashboard.charts.picture import on_page
from dashboard.charts.theme import Chart
from dashboard.reports.packs.document import Picture, Table, fact, table_of

# Pixels: half a page, so that two stand side by side, and a whole one.
HALF, WHOLE = 340, 700
# How high a chart is beside its height on the screen, and at most, in pixels.
_SHARE_OF_HEIGHT, _HIGHEST = 0.8, 900


def picture_of(chart: Chart, width: float) -> Picture:
    """Return a chart as a picture so many pixels wide, lower than it is on the screen.

    Its title, measure, text alternative and table are those of the screen.

    Raises:
        ValueError: if its figure says something that no picture can show.
    """
    drawing = replace(on_page(_lower(chart.figure), width), alt=chart.alt)
    return Picture(
        title=fact(chart.title),
        subtitle=fact(chart.subtitle),
        drawing=drawing,
        table=values_of(chart),
        native=native_of(chart),
    )


def values_of(chart: Chart) -> Table:
    """Return the values of a chart as a table under its message, without columns left empty."""
    is_used = (chart.table != "").any()
    return table_of(chart.table.loc[:, is_used], fact(chart.title))


def _lower(figure: go.Figure) -> go.Figure:
    """Return a figure as high as paper has room for; nobody has to touch its rows there."""
    described = figure.to_plotly_json()
    layout = described["layout"]
    height = min(layout["height"] * _SHARE_OF_HEIGHT, _HIGHEST)
    return go.Figure(data=described["data"], layout=layout | {"height": height}, _validate=False)
