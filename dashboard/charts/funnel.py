"""The areas of England by their number of children, within the limits that chance sets."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.theme import (
    BEHIND_WORDS,
    GRID,
    GROUP,
    INK,
    NATIONAL,
    OTHERS,
    SERVICE,
    Chart,
    figure,
    label,
)
from dashboard.core.published.funnel import INNER, OUTER, Funnel, FunnelLimit, FunnelPoint, Place
from dashboard.core.sentences import capitalised
from dashboard.narrative.published.funnel import beyond_drawn, funnel_message, spread_words

MOST_LARGE_DOTS = 40
DASHES = {INNER: "dash", OUTER: "solid"}


def funnel_chart(funnel: Funnel) -> Chart:
    """Return every area by size, the service strong, those it is compared with apart."""
    group = [point for point in funnel.others if point.in_group]
    rest = [point for point in funnel.others if not point.in_group]
    traces = [
        *(line for limit in funnel.limits for line in _lines(limit, DASHES[limit.confidence])),
        *(_lines(funnel.chance_limits[0], "dot") if funnel.is_widened else ()),
        _dots(funnel, rest, "Other areas", OTHERS, 6, "circle"),
        _dots(funnel, group, capitalised(funnel.group.noun), GROUP, _size(group), "square"),
        _dots(funnel, [funnel.own], funnel.own.area.name, SERVICE, 16, "diamond"),
    ]
    drawn = figure(
        [trace for trace in traces if trace["x"]],
        height=420,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=_sizes(funnel),
        yaxis=_values(funnel),
        shapes=[_average_line(funnel)],
        annotations=_labels(funnel),
    )
    return Chart(
        figure=drawn,
        title=funnel_message(funnel).text,
        subtitle=_subtitle(funnel),
        alt=_alt(funnel),
        table=_table(funnel),
    )


def _size(group: Sequence[FunnelPoint]) -> int:
    # A group of all England would cover itself.
    return 10 if len(group) <= MOST_LARGE_DOTS else 6


def _lines(limit: FunnelLimit, dash: str) -> Iterator[dict[str, Any]]:
    for values in (limit.lower, limit.upper):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": list(limit.sizes),
            "y": list(values),
            "line": {"color": INK, "width": 1.2, "dash": dash},
            "showlegend": False,
        }


def _dots(
    funnel: Funnel, points: Sequence[FunnelPoint], name: str, colour: str, size: int, symbol: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [point.size for point in points],
        "y": [point.value for point in points],
        "marker": {"color": colour, "size": size, "symbol": symbol, "opacity": 1},
        "hovertext": [_hover(funnel, point) for point in points],
    }


def _hover(funnel: Funnel, point: FunnelPoint) -> str:
    value = funnel.indicator.unit.in_full(point.value)
    return hover_words(point.area.name, funnel.period.id, value, _place_words(point))


def _sizes(funnel: Funnel) -> dict[str, Any]:
    return {
        "range": [0, 1.03 * max(point.size for point in funnel.points)],
        "title": {"text": f"{_size_words(funnel)} in each area", "font": {"size": 13}},
        "tickformat": ",",
        "nticks": 5,
        "showgrid": False,
        "showline": True,
        "linecolor": INK,
    }


def _values(funnel: Funnel) -> dict[str, Any]:
    # The outer limits of the smallest sizes would dwarf the areas themselves.
    highest = max(point.value for point in funnel.points)
    return {"range": [0, 1.12 * highest], "gridcolor": GRID, "tickformat": ","}


def _size_words(funnel: Funnel) -> str:
    of_percentage = capitalised(funnel.indicator.denominator)
    return of_percentage if funnel.indicator.unit.is_percentage else "Children aged 10 to 17"


def _average_line(funnel: Funnel) -> dict[str, Any]:
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": funnel.average, "y1": funnel.average}
    return {"type": "line", "layer": "below", "line": {"color": NATIONAL, "width": 2}, **ends}


def _labels(funnel: Funnel) -> list[dict[str, Any]]:
    own, words, clear = funnel.own, funnel.indicator.unit.words, BEHIND_WORDS
    average = {"xref": "paper", "x": 1, "xanchor": "right", "y": funnel.average, "bgcolor": clear}
    # Away from the average's line, and towards the middle, so that no name runs off the edge.
    far = own.size > max(point.size for point in funnel.points) / 2
    side = {"xanchor": "right", "xshift": 20} if far else {"xanchor": "left", "xshift": -12}
    away = 18 if own.value > funnel.average else -18
    place = {"x": own.size, "y": own.value, "yshift": away, "bgcolor": clear, **side}
    return [
        label(
            f"Average of areas drawn {words(funnel.average)}", NATIONAL, yanchor="bottom", **average
        ),
        label(f"<b>{own.area.name} {words(own.value)}</b>", SERVICE, **place),
    ]


def _subtitle(funnel: Funnel) -> str:
    i = funnel.indicator
    parts = [
        f"{i.name}, {i.unit.long}, {funnel.period.label}: {len(funnel.points)} areas of England "
        f"around their average{_not_the_groups(funnel)}.",
        beyond_drawn(funnel).text,
        "Of areas that belong together, 95% would be inside the dashed lines and 99.8% inside the "
        "solid ones.",
        _about_dots(funnel),
        spread_words(funnel).text,
    ]
    if funnel.approximate:
        parts.append("The limits are approximate, because numbers of children are estimated.")
    return " ".join(part for part in parts if part)


def _about_dots(funnel: Funnel) -> str:
    return "Dotted lines: 95% by chance alone." if funnel.is_widened else ""


def _not_the_groups(funnel: Funnel) -> str:
    return ", which is not that of similar areas" if funnel.group.similar else ""


def _alt(funnel: Funnel) -> str:
    unit, own = funnel.indicator.unit, funnel.own
    return (
        f"Funnel plot of {len(funnel.points)} areas around an average of "
        f"{unit.in_full(funnel.average)}. {own.area.name}: {unit.words(own.value)} with "
        f"{own.size:,.0f} in all, {_place_words(own)}. {spread_words(funnel).text}"
    )


def _place_words(point: FunnelPoint) -> str:
    if point.outer is not Place.WITHIN:
        return f"{point.outer.value} the outer limits"
    if point.inner is not Place.WITHIN:
        return f"{point.inner.value} the inner limits"
    return "within the limits"


def _table(funnel: Funnel) -> pd.DataFrame:
    ordered = sorted(funnel.points, key=lambda point: (-point.value, point.area.name))
    unit = funnel.indicator.unit
    return pd.DataFrame(
        {
            "Area": [point.area.name for point in ordered],
            "Compared with it": ["yes" if point.in_group else "no" for point in ordered],
            _size_words(funnel): [f"{point.size:,.0f}" for point in ordered],
            f"{funnel.period.id}, {unit.short}": [unit.words(point.value) for point in ordered],
            "Beside the limits": [capitalised(_place_words(point)) for point in ordered],
        }
    )
