"""A screen's chart as a picture of the pack: with its words, its text alternative, its values."""

from dataclasses import replace

import plotly.graph_objects as go

from dashboard.charts.native import native_of
from dashboard.charts.picture import on_page
from dashboard.charts.theme import Chart
from dashboard.reports.packs.document import Picture, Table, fact, table_of

# Pixels: half a page, so that two stand side by side, and a whole one.
HALF, WHOLE = 340, 700


def picture_of(chart: Chart, width: float, height: float | None = None) -> Picture:
    """Return a chart as a picture so many pixels wide; `height` is its own where None.

    Its title, measure, text alternative and table are those of the screen.

    Raises:
        ValueError: if its figure says something that no picture can show.
    """
    drawing = replace(on_page(_as_high_as(chart.figure, height), width), alt=chart.alt)
    return Picture(
        title=fact(chart.title),
        subtitle=fact(chart.subtitle),
        drawing=drawing,
        table=values_of(chart),
        native=native_of(chart),
    )


def values_of(chart: Chart) -> Table:
    """Return the values of a chart as a table under its message."""
    return table_of(chart.table, fact(chart.title))


def _as_high_as(figure: go.Figure, height: float | None) -> go.Figure:
    if height is None:
        return figure
    described = figure.to_plotly_json()
    layout = described["layout"] | {"height": height}
    return go.Figure(data=described["data"], layout=layout, _validate=False)
