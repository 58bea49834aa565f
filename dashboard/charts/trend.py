"""A service's area over the years, within the band of its comparator group."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.theme import (
    BAND,
    GRID,
    GROUP,
    INK,
    NATIONAL,
    SERVICE,
    Chart,
    figure,
    vertical_line,
)
from dashboard.core.published.indicators import State
from dashboard.core.published.trends import Trend, TrendPoint
from dashboard.core.remembered import remembered
from dashboard.core.sentences import NOT_HELD, capitalised
from dashboard.narrative.published.past import past_sentence
from dashboard.narrative.published.trends import membership_words, trend_message

MOST_TICKS = 5
TOO_FEW = "too few figures"


@dataclass(frozen=True)
class _Series:
    name: str
    value: Callable[[TrendPoint], float | None]
    colour: str
    dash: str
    width: int


def _series(trend: Trend) -> tuple[_Series, ...]:
    """Return the lines that have values, the quietest first, so that the service is on top.

    Beside the rate of a whole service no line of the group stands: it would give a verdict.
    """
    name = f"{trend.method.words.capitalize()} of {trend.group.noun}"
    group = _Series(name, lambda point: point.benchmark, GROUP, "dash", 3)
    every = (
        _Series("England", lambda point: point.national, NATIONAL, "dot", 2),
        *(() if trend.is_of_whole_service else (group,)),
        _Series(trend.area.name, lambda point: point.value, SERVICE, "solid", 4),
    )
    return tuple(s for s in every if any(s.value(p) is not None for p in trend.points))


@remembered(64)
def trend_chart(trend: Trend) -> Chart | None:
    """Return the service's trend within the band of its group; lines stop where figures do.

    None where no two of its years can be joined: single dots show no trend.
    """
    if not trend.has_a_line:
        return None
    drawn = figure(
        [*_band(trend), *(_line(trend, series) for series in _series(trend))],
        height=380,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=_years(trend),
        yaxis={"rangemode": "tozero", "gridcolor": GRID, "tickformat": ","},
        shapes=_breaks(trend),
    )
    return Chart(
        figure=drawn,
        title=trend_message(trend).text,
        subtitle=_subtitle(trend),
        alt=_alt(trend),
        table=_table(trend),
    )


def _band(trend: Trend) -> Iterator[dict[str, Any]]:
    for run in trend.runs:
        within = [point for point in run if point.lowest is not None]
        edges = (([p.lowest for p in within], None), ([p.highest for p in within], "tonexty"))
        for values, filled in edges:
            yield {
                "type": "scatter",
                "x": [point.period.id for point in within],
                "y": values,
                "mode": "lines",
                "line": {"width": 0},
                "fill": filled,
                "fillcolor": BAND,
                "showlegend": False,
            }


def _line(trend: Trend, series: _Series) -> dict[str, Any]:
    held = [(p.period.id, v) for p in trend.points if (v := series.value(p)) is not None]
    period, value = held[-1]
    # The key gives the newest value, or says in which period the line ends.
    ends_early = period != trend.points[-1].period.id
    newest = f" (to {period})" if ends_early else f" {trend.indicator.unit.words(value)}"
    x: list[str] = []
    y: list[float | None] = []
    for run in trend.runs:
        x += [point.period.id for point in run] + [run[-1].period.id]
        y += [series.value(point) for point in run] + [None]
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "name": f"{series.name}{newest}",
        "hovertext": [_hover(trend, series, *pair) for pair in zip(x, y, strict=True)],
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": series.colour, "width": series.width, "dash": series.dash},
        "marker": {"size": series.width * 2 + 1, "color": series.colour},
    }


def _hover(trend: Trend, series: _Series, period: str, value: float | None) -> str:
    if value is None:
        return ""
    return hover_words(series.name, period, trend.indicator.unit.in_full(value))


def _breaks(trend: Trend) -> list[dict[str, Any]]:
    labels = [point.period.id for point in trend.points]
    return [
        vertical_line(labels.index(change.period) - 0.5, INK, 2, "dot")
        for change in trend.breaks
        if change.period in labels
    ]


def _years(trend: Trend) -> dict[str, Any]:
    # As many years as a phone can show upright, counted back from the newest.
    step = max(1, -(-len(trend.points) // MOST_TICKS))
    return {
        "type": "category",
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
        "tickvals": [point.period.id for point in trend.points][::-1][::step][::-1],
        "tickangle": 0,
    }


def _subtitle(trend: Trend) -> str:
    i = trend.indicator
    band = f"The shaded band runs from the lowest to the highest of {trend.group.noun}."
    reasons = " ".join(
        f"The line stops before {b.period}. {b.reason.rstrip('.')}." for b in trend.breaks
    )
    polarity = f"{capitalised(i.polarity.value)}."
    past = past_sentence(trend.change).text
    members = membership_words(trend).text
    return " ".join(
        filter(None, [f"{i.name}, {i.unit.long}.", past, polarity, band, reasons, members])
    )


def _alt(trend: Trend) -> str:
    years = "; ".join(
        f"{p.period.id}: {_own(trend, p)} against {_words(trend, p.benchmark, TOO_FEW)}"
        for p in trend.points
    )
    against = f"the {trend.method.words} of {trend.group.noun}"
    past = past_sentence(trend.change)
    return f"{past} Lines by year, {trend.area.name} against {against}: {years}."


def _own(trend: Trend, point: TrendPoint) -> str:
    is_held = point.why_absent != NOT_HELD
    return _words(trend, point.value, State.NOT_PUBLISHED.value if is_held else NOT_HELD)


def _words(trend: Trend, value: float | None, absent: str) -> str:
    return absent if value is None else trend.indicator.unit.words(value)


def _table(trend: Trend) -> pd.DataFrame:
    points = trend.points
    benchmark = f"{capitalised(trend.method.words)} of {trend.group.noun}"
    table = pd.DataFrame(
        {
            "Period": [p.period.id for p in points],
            trend.area.name: [_own(trend, p) for p in points],
            benchmark: [_words(trend, p.benchmark, TOO_FEW) for p in points],
            "Lowest": [_words(trend, p.lowest, "no figure") for p in points],
            "Highest": [_words(trend, p.highest, "no figure") for p in points],
            "Areas with a figure": [p.areas_with_data for p in points],
            "England": [_words(trend, p.national, NOT_HELD) for p in points],
        }
    )
    reasons = [capitalised(p.why_absent) for p in points]
    return table.assign(**{"Why there is no figure": reasons}) if any(reasons) else table
