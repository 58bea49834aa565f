"""The page of similar areas as somebody would write it in Dash: the same figures, less of them.

It shows the ranked chart, its table and the trend, from the same use cases and the same pictures.
The dashboard's own page shows more: verdicts, a sensitivity strip, a control chart, its sources.
Run it with a port: `python -m benchmarks.apps.similar_areas 8502`.
"""

import datetime as dt
import sys
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import waitress
from dash import Dash, Input, Output, dcc, html

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.theme import Chart
from dashboard.charts.trend import trend_chart
from dashboard.usecases.holdings import open_holdings
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    choices_for,
    comparable_indicators,
    compare_service,
)

SERVICE = "hertfordshire"
_CALM: Any = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False}

held = open_holdings(dt.datetime.now(tz=dt.UTC).date())
indicators = comparable_indicators(held, held.catalogue.service(SERVICE))
app = Dash(__name__, title="Similar areas")
app.layout = html.Main(
    [
        html.H1("How Hertfordshire compares"),
        dcc.Dropdown(indicators, next(iter(indicators)), id="indicator", clearable=False),
        dcc.Dropdown(id="period", clearable=False),
        html.Div(id="page"),
    ]
)


@app.callback(Output("period", "options"), Output("period", "value"), Input("indicator", "value"))
def periods(indicator: str) -> tuple[dict[str, str], str]:
    """Return the periods of an indicator, newest first, and the newest."""
    can = choices_for(held, SERVICE, indicator)
    return {p.id: p.label for p in reversed(can.periods)}, can.newest[can.areas[0].code].id


@app.callback(Output("page", "children"), Input("indicator", "value"), Input("period", "value"))
def shown(indicator: str, period: str | None) -> list[Any]:
    """Return the page's charts and table; an indicator's newest period where there is no other."""
    ids = [each.id for each in choices_for(held, SERVICE, indicator).periods]
    asked = ComparisonChoice(SERVICE, indicator, period if period in ids else None)
    reading = compare_service(held, asked)
    ranked, over_time = ranked_chart(reading.comparison, None), trend_chart(reading.trend)
    return [*_drawn(ranked), table(ranked.table), *(_drawn(over_time) if over_time else ())]


def _drawn(chart: Chart) -> list[Any]:
    # As on the dashboard's page: points answer the pointer, and nothing zooms or moves.
    figure = go.Figure(**chart.figure.described, _validate=False)
    figure.update_traces(hoverinfo="text").update_layout(dragmode=False)
    return [html.H2(chart.title), dcc.Graph(figure=figure, config=_CALM)]


def table(frame: pd.DataFrame) -> Any:
    """Return a frame as a real table."""
    heads = html.Tr([html.Th(name) for name in frame.columns])
    rows = [html.Tr([html.Td(str(cell)) for cell in row]) for row in frame.itertuples(index=False)]
    return html.Table([html.Thead(heads), html.Tbody(rows)])


if __name__ == "__main__":
    waitress.serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=4)
