"""A service's own figures over quarters or months, with what is usual for them and the target."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.control import MOST_TICKS, POINT_KINDS
from dashboard.charts.theme import ACCENT, GRID, INK, OTHERS, SERVICE, Chart, figure, label
from dashboard.core.control_chart import PointType
from dashboard.core.local_series import LocalPoint, LocalSeries
from dashboard.core.local_targets import LocalTarget
from dashboard.core.narrative.local_series import (
    figure_words,
    in_unit,
    short_headline,
    short_when,
    unusual_words,
)
from dashboard.core.narrative.sentences import capitalised
from dashboard.core.periods import Period, PeriodKind

NO_FIGURE = "#EBEEF0"
# The sign in a grey band, by why there is no figure; any other reason is a percentage of few.
_SIGNS = {"withheld": "w", "not recorded": "n", "not applicable": "a"}
_OF_FEW = "f"
_BEHIND_WORDS = "rgba(255,255,255,0.8)"


def local_chart(series: LocalSeries, of_whom: str, target: LocalTarget | None) -> Chart | None:
    """Return a series with its limits, from 12 figures on, and its target; None without a figure.

    A provisional figure is hollow; a period without one is a grey band with a sign for the reason.
    """
    points = shown_points(series)
    if not points:
        return None
    traces = [_line(series, points), *_levels(series, points), *_marks(series, points)]
    drawn = figure(
        traces,
        height=360,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=periods_axis([point.period for point in points]),
        yaxis={"rangemode": "tozero", "gridcolor": GRID, "tickformat": ","},
        shapes=[*bands(points), *_target_line(target)],
        annotations=[*_signs(points), *_labels(series, target)],
    )
    return Chart(
        figure=drawn,
        title=f"{of_whom}: {short_headline(series)}",
        subtitle=_subtitle(series, points),
        alt=_alt(series, of_whom, points, target),
        table=local_table(series),
    )


def shown_points(series: LocalSeries) -> tuple[LocalPoint, ...]:
    """Return the points from the first figure on, those without a figure at the end included."""
    if series.latest is None:
        return ()
    return series.points[series.points.index(series.known[0]) :]


def local_table(series: LocalSeries) -> pd.DataFrame:
    """Return the figures of a series for readers, newest first, absence in words."""
    words = series.indicator.unit.words
    rows = []
    for point in reversed(shown_points(series)):
        row = {
            "Period": short_when(point.period),
            "Figure": figure_words(series.indicator, point).text,
            "State": _state(point),
            "Finding": _finding(series, point),
        }
        if series.chart is not None:
            found = series.chart
            row["Usual"] = f"{words(max(found.lpl[0], 0))} to {words(found.upl[0])}"
        rows.append(row | {"Note": point.observed.note if point.value is not None else ""})
    table = pd.DataFrame(rows, columns=None if rows else ["Period", "Figure", "State"])
    if rows and not any(table["Note"]):
        table = table.drop(columns="Note")
    return table


def periods_axis(periods: Sequence[Period]) -> dict[str, Any]:
    """Return an axis of quarters or months with as many labels as a phone can show upright."""
    step = max(1, -(-len(periods) // MOST_TICKS))
    ticked = list(periods)[::-1][::step][::-1]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [period.id for period in periods],
        "tickvals": [period.id for period in ticked],
        "ticktext": [_tick(period) for period in ticked],
        "tickangle": 0,
        "range": [-0.6, len(periods) - 0.4],
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
    }


def bands(points: Sequence[LocalPoint]) -> list[dict[str, Any]]:
    """Return a grey band for each period without a figure."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "yref": "paper",
            "x0": place - 0.5,
            "x1": place + 0.5,
            "y0": 0,
            "y1": 1,
            "fillcolor": NO_FIGURE,
            "line": {"width": 0},
        }
        for place, point in enumerate(points)
        if point.value is None
    ]


def signs_words(points: Sequence[LocalPoint]) -> str:
    """Return what the signs in the grey bands mean, in a sentence; empty where there are none."""
    reasons = dict.fromkeys(point.why_absent for point in points if point.value is None)
    if not reasons:
        return ""
    meant = ", ".join(f"{_SIGNS.get(reason, _OF_FEW)} {reason}" for reason in reasons)
    return f"Grey bands have no figure: {meant}."


def _tick(period: Period) -> str:
    if period.kind is PeriodKind.MONTH:
        return f"{period.end:%b}<br>{period.end_year}"
    year, _, quarter = period.id.partition(" ")
    return f"{quarter}<br>{year}"


def _line(series: LocalSeries, points: Sequence[LocalPoint]) -> dict[str, Any]:
    is_judged = series.chart is not None
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point.period.id for point in points],
        "y": [point.value for point in points],
        "line": {"color": OTHERS if is_judged else SERVICE, "width": 2},
        "connectgaps": False,
        "showlegend": False,
    }


def _levels(series: LocalSeries, points: Sequence[LocalPoint]) -> Iterator[dict[str, Any]]:
    for _, level, dash in _limits(series):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [point.period.id for point in points],
            "y": [level] * len(points),
            "line": {"color": INK, "width": 1.2, "dash": dash},
            "showlegend": False,
        }


def _limits(series: LocalSeries) -> list[tuple[str, float, str]]:
    found = series.chart
    if found is None:
        return []
    # No number and no share can be below nought, and no share above a hundred.
    highest = 100.0 if series.indicator.unit.is_percentage else np.inf
    levels = (
        ("Mean", float(found.mean[0]), "solid"),
        ("Lower limit", max(float(found.lpl[0]), 0.0), "dash"),
        ("Upper limit", min(float(found.upl[0]), highest), "dash"),
    )
    return [level for level in levels if not np.isnan(level[1])]


def _marks(series: LocalSeries, points: Sequence[LocalPoint]) -> Iterator[dict[str, Any]]:
    kinds = _kinds(series)
    for kind in POINT_KINDS:
        for is_provisional in (False, True):
            here = [
                point
                for point in points
                if point.value is not None
                and kinds.get(point.period, PointType.COMMON_CAUSE) == kind
                and point.is_provisional == is_provisional
            ]
            if here:
                yield _mark(series, kind, here, is_provisional)


def _mark(
    series: LocalSeries, kind: PointType, points: Sequence[LocalPoint], is_provisional: bool
) -> dict[str, Any]:
    name, colour, symbol, size = POINT_KINDS[kind]
    if series.chart is None:
        name, colour = "Figure", SERVICE
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{name}, provisional" if is_provisional else name,
        "x": [point.period.id for point in points],
        "y": [point.value for point in points],
        "marker": {
            "color": "white" if is_provisional else colour,
            "symbol": symbol,
            "size": size + 1,
            "opacity": 1,
            "line": {"color": colour, "width": 2},
        },
    }


def _kinds(series: LocalSeries) -> dict[Period, PointType]:
    if series.chart is None:
        return {}
    return dict(zip((p.period for p in series.drawn), series.chart.point_type, strict=True))


def _target_line(target: LocalTarget | None) -> list[dict[str, Any]]:
    if target is None:
        return []
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": target.value, "y1": target.value}
    line = {"color": ACCENT, "width": 2, "dash": "dashdot"}
    return [{"type": "line", "layer": "below", "line": line, **ends}]


def _signs(points: Sequence[LocalPoint]) -> list[dict[str, Any]]:
    top = {"yref": "paper", "y": 1, "yanchor": "top"}
    return [
        label(_SIGNS.get(point.why_absent, _OF_FEW), INK, x=place, **top)
        for place, point in enumerate(points)
        if point.value is None
    ]


def _labels(series: LocalSeries, target: LocalTarget | None) -> list[dict[str, Any]]:
    words = series.indicator.unit.words
    # At the left end, where the newest points are not.
    left = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom"}
    found = [
        label(f"{name} {words(level)}", INK, y=level, bgcolor=_BEHIND_WORDS, **left)
        for name, level, _ in _limits(series)
    ]
    if target is not None:
        text = f"Target {in_unit(series.indicator, target.value)}"
        right = {"xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom"}
        found.append(label(text, "#8A3A00", y=target.value, bgcolor=_BEHIND_WORDS, **right))
    return found


def _subtitle(series: LocalSeries, points: Sequence[LocalPoint]) -> str:
    i = series.indicator
    span = f"{short_when(points[0].period)} to {short_when(points[-1].period)}"
    parts = [f"{i.name}, {i.unit.long}, {span}.", f"{capitalised(i.polarity.value)}."]
    if series.chart is not None:
        parts.append("Between the dashed limits the figure moves as it usually does.")
    if any(point.is_provisional and point.value is not None for point in points):
        parts.append("Hollow points are provisional.")
    return " ".join(filter(None, [*parts, signs_words(points)]))


def _alt(
    series: LocalSeries,
    of_whom: str,
    points: Sequence[LocalPoint],
    target: LocalTarget | None,
) -> str:
    words = series.indicator.unit.words
    values = "; ".join(
        f"{short_when(p.period)}: {p.why_absent if p.value is None else words(p.value)}"
        f"{' (provisional)' if p.value is not None and p.is_provisional else ''}"
        for p in points
    )
    levels = ", ".join(f"{name.lower()} {words(level)}" for name, level, _ in _limits(series))
    aim = f" Target {in_unit(series.indicator, target.value)}." if target else ""
    limits = f" {capitalised(levels)}." if levels else ""
    return f"{series.indicator.name}, {of_whom}: {unusual_words(series)}. {values}.{limits}{aim}"


def _state(point: LocalPoint) -> str:
    return point.observed.state.value if point.value is not None else point.why_absent


def _finding(series: LocalSeries, point: LocalPoint) -> str:
    if point.value is None:
        return "no figure"
    kind = _kinds(series).get(point.period)
    return "too few figures to say" if kind is None else POINT_KINDS[kind][0].lower()
