"""The area teams of a service side by side, each in a small picture, all on one scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.local_series import bands, periods_axis
from dashboard.charts.theme import GRID, OTHERS, SERVICE, Figure, figure, label
from dashboard.core.performance.series import LocalPoint, LocalSeries, short_words
from dashboard.core.periods import Period
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capitalised
from dashboard.narrative.performance.series import figure_words, in_unit

MOST_PANELS = 8
_HEADROOM = 1.1


@dataclass(frozen=True)
class Panel:
    """One area team's picture with its text alternative."""

    name: str
    figure: Figure
    alt: str


@dataclass(frozen=True)
class SmallMultiples:
    """Pictures on one scale with one message; `table` has every team, drawn or not."""

    panels: tuple[Panel, ...]
    title: str
    subtitle: str
    table: pd.DataFrame


@remembered(64)
def small_multiples(teams: Mapping[str, LocalSeries], whole: LocalSeries) -> SmallMultiples | None:
    """Return the area teams side by side, None where fewer than two have a figure.

    Beside a share stands the whole service's in grey; beside a number the other area teams', for
    the whole service's would press them all flat. Beyond eight they are in the table only.
    """
    with_figure = {name: series for name, series in teams.items() if series.latest is not None}
    if len(with_figure) < 2:
        return None
    drawn = dict(list(with_figure.items())[:MOST_PANELS])
    grey = [*drawn.values()] if whole.indicator.is_count else [whole]
    top = _top([*drawn.values(), *grey])
    return SmallMultiples(
        panels=tuple(_panel(name, each, grey, top) for name, each in drawn.items()),
        title=_title(with_figure),
        subtitle=_subtitle(whole, with_figure, drawn),
        table=_table(with_figure, whole),
    )


def _panel(name: str, series: LocalSeries, grey: Sequence[LocalSeries], top: float) -> Panel:
    others = [each for each in grey if each is not series]
    drawn = figure(
        [*(_grey_line(each) for each in others), _line(name, series), _provisional(name, series)],
        height=190,
        xaxis=periods_axis([point.period for point in series.points]),
        yaxis={"range": [0, top], "gridcolor": GRID, "tickformat": ",", "nticks": 4},
        shapes=bands(series.points),
        annotations=[_heading(name, series)],
        margin={"l": 8, "r": 16, "t": 30, "b": 8},
    )
    return Panel(name, drawn, _alt(name, series))


def _line(name: str, series: LocalSeries) -> dict[str, Any]:
    return _grey_line(series) | {
        "hovertext": [_hover(name, series, point) for point in series.points],
        "mode": "lines+markers",
        "line": {"color": SERVICE, "width": 2.5},
        "marker": {"color": SERVICE, "size": 6},
    }


def _grey_line(series: LocalSeries) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point.period.id for point in series.points],
        "y": [point.value for point in series.points],
        "line": {"color": OTHERS, "width": 1.2},
        "connectgaps": False,
    }


def _hover(name: str, series: LocalSeries, point: LocalPoint) -> str:
    if point.value is None:
        return ""
    return hover_words(name, short_words(point.period), _cell(series, point))


def _provisional(name: str, series: LocalSeries) -> dict[str, Any]:
    points = [point for point in series.known if point.is_provisional]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.period.id for point in points],
        "y": [point.value for point in points],
        "marker": {"color": "white", "size": 8, "line": {"color": SERVICE, "width": 2}},
        "hovertext": [_hover(name, series, point) for point in points],
    }


def _heading(name: str, series: LocalSeries) -> dict[str, Any]:
    text = f"<b>{name}</b>: {_newest(series)}"
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1}
    return label(text, SERVICE, yanchor="bottom", yshift=6, **place)


def _newest(series: LocalSeries) -> str:
    latest = series.latest
    if latest is None or latest.value is None:
        return "no figure"
    return f"{in_unit(series.indicator, latest.value)}, {short_words(latest.period)}"


def _top(shown: Sequence[LocalSeries]) -> float:
    values = [point.value for series in shown for point in series.known]
    return max((value for value in values if value is not None), default=0) * _HEADROOM or 1.0


def _title(teams: Mapping[str, LocalSeries]) -> str:
    by_period: dict[Period, dict[str, float]] = {}
    for name, series in teams.items():
        for point in series.known:
            by_period.setdefault(point.period, {})[name] = point.value or 0
    comparable = [period for period, values in by_period.items() if len(values) > 1]
    if not comparable:
        return "Area teams: no quarter or month in which two of them have a figure"
    newest = max(comparable)
    return f"Area teams in {short_words(newest)}: {_spread(teams, by_period[newest])}"


def _spread(teams: Mapping[str, LocalSeries], values: Mapping[str, float]) -> str:
    indicator = next(iter(teams.values())).indicator
    high, low = max(values, key=lambda name: values[name]), min(values, key=lambda n: values[n])
    most = in_unit(indicator, values[high])
    if values[high] == values[low]:
        return f"{most} in each with a figure"
    return f"from {indicator.unit.words(values[low])} in {low} to {most} in {high}"


def _subtitle(
    whole: LocalSeries, teams: Mapping[str, LocalSeries], drawn: Mapping[str, LocalSeries]
) -> str:
    i = whole.indicator
    grey = "the other area teams, for scale" if i.is_count else "the whole service"
    parts = [
        f"{i.name}, {i.unit.long}. {capitalised(i.polarity.value)}.",
        f"All on one scale; grey lines are {grey}.",
    ]
    points = [point for each in drawn.values() for point in each.points]
    if any(point.is_provisional and point.value is not None for point in points):
        parts.append("Hollow points are provisional.")
    if any(point.value is None for point in points):
        parts.append("Grey bands have no figure; the table says why.")
    if len(drawn) < len(teams):
        parts.append(f"The first {len(drawn)} of {len(teams)} are drawn; the table has all.")
    return " ".join(parts)


def _alt(name: str, series: LocalSeries) -> str:
    words = series.indicator.unit.words
    values = "; ".join(
        f"{short_words(p.period)}: {p.why_absent if p.value is None else words(p.value)}"
        for p in series.points
    )
    return f"{series.indicator.name}, {name}. {values}."


def _table(teams: Mapping[str, LocalSeries], whole: LocalSeries) -> pd.DataFrame:
    columns = {**teams, "Whole service": whole}
    periods = [short_words(point.period) for point in reversed(whole.points)]
    return pd.DataFrame(
        {"Period": periods}
        | {name: [_cell(each, p) for p in reversed(each.points)] for name, each in columns.items()}
    )


def _cell(series: LocalSeries, point: LocalPoint) -> str:
    provisional = " (provisional)" if point.is_provisional and point.value is not None else ""
    return f"{figure_words(series.indicator, point)}{provisional}"
