"""A service's own figures over quarters or months, with what is usual for them and the target."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.control import MOST_TICKS, POINT_KINDS
from dashboard.charts.hover import hover_words
from dashboard.charts.theme import ACCENT, GRID, INK, OTHERS, SERVICE, Chart, figure, label
from dashboard.core.own.targets import LocalTarget
from dashboard.core.performance.series import WAITING, LocalPoint, LocalSeries, short_words
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capitalised
from dashboard.core.statistics.control_chart import ControlChart, PointType
from dashboard.narrative.performance.series import (
    baseline_words,
    figure_words,
    in_unit,
    short_headline,
    unusual_words,
)

NO_FIGURE = "#EBEEF0"
# The sign in a grey band, by why there is no figure; any other reason is a percentage of few.
_SIGNS = {"withheld": "w", "not recorded": "n", "not applicable": "a", WAITING: "?"}
_OF_FEW = "f"
# From so many points on, marks are smaller by so much, or they would hide the line.
_MOST_LARGE, _SMALLER = 24, 3


@remembered(64)
def local_chart(series: LocalSeries, of_whom: str, target: LocalTarget | None) -> Chart | None:
    """Return a series with its limits, from 12 figures on, and its target; None without a figure.

    A provisional figure is hollow; a period without one is a grey band with a sign for the reason.
    """
    points = shown_points(series)
    if not points:
        return None
    levels = (*_levels(series, points), *_target_line(series, points, target))
    traces = [_line(series, points), *_marks(series, points), *levels]
    drawn = figure(
        traces,
        height=420,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=periods_axis([point.period for point in points]),
        yaxis={"rangemode": "tozero", "gridcolor": GRID, "tickformat": ","},
        shapes=[*bands(points), *_baseline_end(series)],
        annotations=[*_signs(points), *_baseline_words(series)],
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
    rows = []
    for point in reversed(shown_points(series)):
        row = {
            "Period": short_words(point.period),
            "Figure": figure_words(series.indicator, point).text,
            "State": _state(point),
            "Finding": _finding(series, point),
        }
        if series.limits is not None:
            row["Usual"] = _usual_words(series, series.limits)
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


def _baseline_end(series: LocalSeries) -> list[dict[str, Any]]:
    """Return a line after the last figure that the limits come from, where they are the first."""
    if series.baseline_points is None:
        return []
    after = series.baseline_points - 0.5
    line = {"color": INK, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "yref": "paper", "x0": after, "x1": after, "y0": 0, "y1": 1, "line": line}
    ]


def _baseline_words(series: LocalSeries) -> list[dict[str, Any]]:
    if series.baseline_points is None:
        return []
    place = {"yref": "paper", "y": 0, "yanchor": "bottom", "xanchor": "right"}
    return [label("limits from these", INK, x=series.baseline_points - 0.5, **place)]


def signs_words(points: Sequence[LocalPoint]) -> str:
    """Return what the marks in the grey bands mean, in a sentence; empty where there are none."""
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
    is_judged = series.limits is not None
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
    # Named in the key: words on the lines would hide the first or the newest figure.
    words = series.indicator.unit.words
    for name, level, dash in _limits(series):
        yield _level(points, f"{name} {words(level)}", level, {"color": INK, "dash": dash})


def _level(
    points: Sequence[LocalPoint], name: str, level: float, line: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [point.period.id for point in points],
        "y": [level] * len(points),
        "line": {"width": 1.5, **line},
    }


def _limits(series: LocalSeries) -> list[tuple[str, float, str]]:
    found = series.limits
    if found is None:
        return []
    # No number and no share can be below zero, and no share above a hundred.
    highest = 100.0 if series.indicator.unit.is_percentage else np.inf
    levels = (
        ("Mean", found.mean, "solid"),
        ("Lower limit", max(found.lpl, 0.0), "dot"),
        ("Upper limit", min(found.upl, highest), "dash"),
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
                smaller = _SMALLER if len(points) > _MOST_LARGE else 0
                yield _mark(series, kind, here, is_provisional, smaller)


def _mark(
    series: LocalSeries,
    kind: PointType,
    points: Sequence[LocalPoint],
    is_provisional: bool,
    smaller: int,
) -> dict[str, Any]:
    name, colour, symbol, size = POINT_KINDS[kind]
    if series.limits is None:
        name, colour = "Figure", SERVICE
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{name}, provisional" if is_provisional else name,
        "x": [point.period.id for point in points],
        "y": [point.value for point in points],
        "hovertext": [_hover(series, point, name) for point in points],
        "marker": {
            "color": "white" if is_provisional else colour,
            "symbol": symbol,
            "size": size + 1 - smaller,
            "opacity": 1,
            "line": {"color": colour, "width": 2},
        },
    }


def _hover(series: LocalSeries, point: LocalPoint, name: str) -> str:
    notes = ["provisional"] if point.is_provisional else []
    if series.limits is not None:
        notes = [name.lower(), f"usual {_usual_words(series, series.limits)}", *notes]
    value = figure_words(series.indicator, point).text
    return hover_words(short_words(point.period), "", value, "; ".join(notes))


def _usual_words(series: LocalSeries, found: ControlChart) -> str:
    words = series.indicator.unit.words
    return f"{words(max(found.lpl, 0))} to {words(found.upl)}"


def _kinds(series: LocalSeries) -> dict[Period, PointType]:
    if series.limits is None:
        return {}
    return dict(zip((p.period for p in series.drawn), series.limits.point_type, strict=True))


def _target_line(
    series: LocalSeries, points: Sequence[LocalPoint], target: LocalTarget | None
) -> list[dict[str, Any]]:
    if target is None:
        return []
    name = f"Target {in_unit(series.indicator, target.value)}"
    return [_level(points, name, target.value, {"color": ACCENT, "dash": "dashdot", "width": 2})]


def _signs(points: Sequence[LocalPoint]) -> list[dict[str, Any]]:
    top = {"yref": "paper", "y": 1, "yanchor": "top"}
    return [
        label(_SIGNS.get(point.why_absent, _OF_FEW), INK, x=place, **top)
        for place, point in enumerate(points)
        if point.value is None
    ]


def _subtitle(series: LocalSeries, points: Sequence[LocalPoint]) -> str:
    i = series.indicator
    span = f"{short_words(points[0].period)} to {short_words(points[-1].period)}"
    parts = [f"{i.name}, {i.unit.long}, {span}.", f"{capitalised(i.polarity.value)}."]
    if series.limits is not None:
        parts.append("Between the limits the figure moves as it usually does.")
        parts.append(baseline_words(series).text)
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
        f"{short_words(p.period)}: {p.why_absent if p.value is None else words(p.value)}"
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
