"""A series of an area's own figures with its control limits and what is unusual in it."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.theme import (
    ACCENT,
    BEHIND_WORDS,
    GRID,
    INK,
    NATIONAL,
    OTHERS,
    SERVICE,
    Chart,
    figure,
    label,
)
from dashboard.core.published.control_series import ControlSeries
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capitalised
from dashboard.core.statistics.control_chart import ControlChart, PointType

MOST_TICKS = 5
# Name, colour, shape and size of each kind of point.
POINT_KINDS = {
    PointType.COMMON_CAUSE: ("Nothing unusual", OTHERS, "circle", 8),
    PointType.IMPROVEMENT: ("Unusual: better", SERVICE, "square", 12),
    PointType.CONCERN: ("Unusual: worse", NATIONAL, "triangle-up", 14),
    PointType.NEUTRAL_HIGH: ("Unusual: high", ACCENT, "diamond", 13),
    PointType.NEUTRAL_LOW: ("Unusual: low", ACCENT, "diamond-open", 13),
}


@remembered(64)
def control_figure(series: ControlSeries) -> Chart | None:
    """Return a series with its mean, its limits and its unusual points; None where it is short."""
    found = series.chart
    if found is None:
        return None
    kinds = [kind for kind in POINT_KINDS if (found.point_type == kind).any()]
    drawn = figure(
        [_line(found), *_levels(found), *(_points(series, found, kind) for kind in kinds)],
        height=380,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=_periods(found),
        yaxis={"rangemode": "tozero", "gridcolor": GRID, "tickformat": ","},
        annotations=_labels(found, series),
    )
    return Chart(
        figure=drawn,
        title=f"{series.trend.area.name}: {found.words}",
        subtitle=_subtitle(series),
        alt=_alt(series, found),
        table=_table(series, found),
    )


def _line(found: ControlChart) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(found.labels),
        "y": _cells(found.values),
        "line": {"color": OTHERS, "width": 2},
        "connectgaps": False,
        "showlegend": False,
    }


def _levels(found: ControlChart) -> list[dict[str, Any]]:
    levels = ((found.mean, "solid"), (_lower(found), "dash"), (found.upl, "dash"))
    points = len(found.labels)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(found.labels),
            "y": [_cell(level)] * points,
            "line": {"color": INK, "width": 1.2, "dash": dash},
            "showlegend": False,
        }
        for level, dash in levels
    ]


def _lower(found: ControlChart) -> float:
    # No rate and no percentage can be below nought.
    return float(np.maximum(found.lpl, 0))


def _points(series: ControlSeries, found: ControlChart, kind: PointType) -> dict[str, Any]:
    name, colour, symbol, size = POINT_KINDS[kind]
    here = (found.point_type == kind) & ~np.isnan(found.values)
    shown = [(text, _cell(value)) for text, value in zip(found.labels, found.values, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [text for (text, _), drawn in zip(shown, here, strict=True) if drawn],
        "y": _cells(found.values[here]),
        "marker": {"color": colour, "symbol": symbol, "size": size, "opacity": 1},
        "hovertext": [
            _hover(series, found, text, value, name)
            for (text, value), drawn in zip(shown, here, strict=True)
            if drawn and value is not None
        ],
    }


def _hover(series: ControlSeries, found: ControlChart, period: str, value: float, name: str) -> str:
    unit = series.trend.indicator.unit
    usual = f"{name.lower()}; usual {unit.words(_lower(found))} to {unit.words(found.upl)}"
    return hover_words(series.trend.area.name, period, unit.in_full(value), usual)


def _cells(values: Any) -> list[float | None]:
    return [_cell(value) for value in values]


def _cell(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _periods(found: ControlChart) -> dict[str, Any]:
    step = max(1, -(-len(found.labels) // MOST_TICKS))
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(found.labels),
        "tickvals": list(found.labels)[::-1][::step][::-1],
        "tickangle": 0,
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
    }


def _labels(found: ControlChart, series: ControlSeries) -> list[dict[str, Any]]:
    words = series.trend.indicator.unit.words
    named = (("Mean", found.mean), ("Upper limit", found.upl), ("Lower limit", _lower(found)))
    # At the left end, where the newest points are not.
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom"}
    place |= {"bgcolor": BEHIND_WORDS}
    return [
        label(f"{name} {words(level)}", INK, y=level, **place)
        for name, level in named
        if not np.isnan(level)
    ]


def _subtitle(series: ControlSeries) -> str:
    i = series.trend.indicator
    return (
        f"{i.name}, {i.unit.long}, {_span(series)}. {capitalised(i.polarity.value)}. "
        "Between the dashed limits the figure moves as it usually does. A point beyond them, or a "
        "run on one side, is unusual."
    )


def _span(series: ControlSeries) -> str:
    return f"{series.points[0].period.id} to {series.points[-1].period.id}"


def _alt(series: ControlSeries, found: ControlChart) -> str:
    words = series.trend.indicator.unit.words_or_absent
    points = ", ".join(
        f"{text} {words(value)}"
        for text, value in zip(found.labels, _cells(found.values), strict=True)
    )
    mean, lower, upper = (_cell(x) for x in (found.mean, _lower(found), found.upl))
    return (
        f"Control chart of {series.trend.area.name}: mean {words(mean)}, limits {words(lower)} to "
        f"{words(upper)}; {found.words}. {points}."
    )


def _table(series: ControlSeries, found: ControlChart) -> pd.DataFrame:
    words = series.trend.indicator.unit.words_or_absent
    levels = {"Mean": found.mean, "Lower limit": _lower(found), "Upper limit": found.upl}
    return pd.DataFrame(
        {
            "Period": list(found.labels),
            series.trend.area.name: [words(value) for value in _cells(found.values)],
            **{name: words(_cell(level)) for name, level in levels.items()},
            "Finding": [
                "No figure" if np.isnan(value) else POINT_KINDS[kind][0]
                for value, kind in zip(found.values, found.point_type, strict=True)
            ],
        }
    )
