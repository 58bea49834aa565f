"""A service's area over the years, within the band of its comparator group."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import BAND, GROUP, GROUP_TEXT, INK, NATIONAL, SERVICE, Chart, styled
from dashboard.core.comparison import Trend, TrendPoint
from dashboard.core.narrative.comparison import trend_message


def trend_chart(trend: Trend) -> Chart:
    """Return the service's trend within the band of its group; lines stop where figures do."""
    figure = go.Figure()
    points = trend.points
    _draw_band(figure, points)
    _draw_line(figure, trend, [p.national for p in points], NATIONAL, "dot", 2)
    _draw_line(figure, trend, [p.benchmark for p in points], GROUP, "dash", 3)
    _draw_line(figure, trend, [p.value for p in points], SERVICE, "solid", 4)
    _draw_breaks(figure, trend)
    _label_ends(figure, trend)
    styled(figure, 380)
    figure.update_layout(margin_r=12, margin_t=24)
    figure.update_yaxes(rangemode="tozero", gridcolor="#E3E7EA", tickformat=",")
    figure.update_xaxes(type="category", showgrid=False, showline=True, linecolor=INK)
    return Chart(
        figure=figure,
        title=trend_message(trend),
        subtitle=_subtitle(trend),
        alt=_alt(trend),
        table=_table(trend),
    )


def _draw_band(figure: go.Figure, points: tuple[TrendPoint, ...]) -> None:
    within = [p for p in points if p.lowest is not None]
    labels = [p.period.id for p in within]
    for values, filled in (
        ([p.lowest for p in within], None),
        ([p.highest for p in within], "tonexty"),
    ):
        figure.add_scatter(
            x=labels, y=values, mode="lines", line={"width": 0}, fill=filled, fillcolor=BAND
        )


def _draw_line(
    figure: go.Figure,
    trend: Trend,
    values: list[float | None],
    colour: str,
    dash: str,
    width: int,
) -> None:
    x: list[str] = []
    y: list[float | None] = []
    for index, (point, value) in enumerate(zip(trend.points, values, strict=True)):
        if index and _parted(trend, index):
            x.append(point.period.id)
            y.append(None)
        x.append(point.period.id)
        y.append(value)
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": width, "dash": dash},
        marker={"size": width * 2 + 1, "color": colour},
    )


def _parted(trend: Trend, index: int) -> bool:
    earlier, later = trend.points[index - 1].period, trend.points[index].period
    gap = not later.follows(earlier)
    return gap or trend.indicator.break_between(earlier, later) is not None


def _draw_breaks(figure: go.Figure, trend: Trend) -> None:
    labels = [point.period.id for point in trend.points]
    for change in trend.breaks:
        if change.period in labels:
            figure.add_vline(
                x=labels.index(change.period) - 0.5, line={"color": INK, "dash": "dot"}
            )


def _label_ends(figure: go.Figure, trend: Trend) -> None:
    last = trend.points[-1] if trend.points else None
    if last is None:
        return
    unit = trend.indicator.unit
    ends = [
        (last.value, trend.area.name, SERVICE),
        (last.benchmark, f"{trend.method.value.capitalize()} of {trend.group.noun}", GROUP_TEXT),
        (last.national, "England", NATIONAL),
    ]
    shown = [(value, name, colour) for value, name, colour in ends if value is not None]
    highest = max((p.highest or 0 for p in trend.points), default=1) or 1
    ordered = sorted(shown, reverse=True)
    for (value, name, colour), y in zip(
        ordered, _spread([e[0] for e in ordered], highest / 14), strict=True
    ):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            y=y,
            showarrow=False,
            align="left",
            text=f"{name} {unit.words(value)}",
            font={"color": colour, "size": 13},
        )


def _spread(values: list[float], least: float) -> list[float]:
    """Return falling values pushed apart, so that labels at those heights do not overlap."""
    placed: list[float] = []
    for value in values:
        placed.append(min(value, placed[-1] - least) if placed else value)
    return placed


def _subtitle(trend: Trend) -> str:
    i = trend.indicator
    band = f"The shaded band runs from the lowest to the highest of {trend.group.noun}."
    reasons = " ".join(
        f"The line stops before {b.period}: {b.reason.rstrip('.')}." for b in trend.breaks
    )
    polarity = f"{i.polarity.value.capitalize()}."
    return f"{i.name}, {i.unit.long}. {polarity} {band} {reasons}".strip()


def _alt(trend: Trend) -> str:
    years = "; ".join(
        f"{p.period.id}: {_words(trend, p.value)} against {_words(trend, p.benchmark)}"
        for p in trend.points
    )
    against = f"the {trend.method.value} of {trend.group.noun}"
    return f"Lines by year, {trend.area.name} against {against}: {years}."


def _words(trend: Trend, value: float | None) -> str:
    return "not published" if value is None else trend.indicator.unit.words(value)


def _table(trend: Trend) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Period": [p.period.id for p in trend.points],
            trend.area.name: [_words(trend, p.value) for p in trend.points],
            f"{trend.method.value.capitalize()} of {trend.group.noun}": [
                _words(trend, p.benchmark) for p in trend.points
            ],
            "Lowest": [_words(trend, p.lowest) for p in trend.points],
            "Highest": [_words(trend, p.highest) for p in trend.points],
            "Areas with a figure": [p.areas_with_data for p in trend.points],
            "England": [_words(trend, p.national) for p in trend.points],
        }
    )
