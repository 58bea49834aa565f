"""How many times as often groups are counted as the reference, with intervals, on a ratio scale."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words, likely_words
from dashboard.charts.theme import GRID, INK, OTHERS, SERVICE, Chart, Figure, figure
from dashboard.core.performance.disproportionality import (
    RATE_PER,
    ComparedGroup,
    Disproportionality,
    GroupRate,
)
from dashboard.core.sentences import capitalised, listed
from dashboard.core.statistics.rate_ratios import RateRatio
from dashboard.narrative.performance.disproportionality import (
    measure_words,
    not_compared_words,
    reference_words,
    times_words,
)

# Pixels: a row, and the columns of the groups' names and of their values.
_ROW_HEIGHT, _LABEL_WIDTH, _VALUES_WIDTH = 44, 124, 48
_LONGEST_LABEL = 16
# Where the axis may be marked; those within its range are.
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)

Shown = Sequence[tuple[ComparedGroup, RateRatio]]


def disproportionality_chart(found: Disproportionality, place: str) -> Chart | None:
    """Return the index of each group with its interval, or None where no group has one.

    Filled, dark points clearly differ from 1. The scale is one of ratios: twice as often lies as
    far to the right of 1 as half as often to the left.
    """
    rows = [*found.with_index, *([found.together] if found.together else [])]
    shown = [(each, each.index) for each in rows if each.index is not None]
    if not shown:
        return None
    return Chart(
        figure=_figure(shown, found),
        title=_title(found),
        subtitle=_subtitle(found, place),
        alt=_alt(shown, found),
        table=disproportionality_table(found),
    )


def disproportionality_table(found: Disproportionality) -> pd.DataFrame:
    """Return every group: counts, children living here, rate, index, interval and test."""
    compared = {each.own.group.id: each for each in found.compared}
    not_known = [found.not_known] if found.not_known else []
    rows = [_row(rate, compared.get(rate.group.id), found) for rate in (*found.rates, *not_known)]
    if found.together is not None:
        rows.append(_row(found.together.own, found.together, found))
    return pd.DataFrame(rows)


def _probability(index: RateRatio) -> str:
    return f"{index.p:.3f}" if index.p >= 0.001 else "below 0.001"


def _row(
    rate: GroupRate, compared: ComparedGroup | None, found: Disproportionality
) -> dict[str, str]:
    index = compared.index if compared else None
    return {
        "Group": capitalised(rate.group.name),
        f"{capitalised(found.indicator.counted)} counted": _count(rate),
        "Children living here": _living(rate, found),
        f"Rate per {RATE_PER:,}": "none" if rate.rate is None else f"{rate.rate:.1f}",
        f"Times as often as {reference_words(found)}": _times(rate, index, found),
        "Likely range (95%)": _interval(index) if index else "none",
        "What can be said": _verdict(rate, compared, found),
        "p": _probability(index) if index else "none",
    }


def _times(rate: GroupRate, index: RateRatio | None, found: Disproportionality) -> str:
    if index is not None:
        return times_words(index.ratio)
    return "1" if found.reference == rate.group else "none"


def _count(rate: GroupRate) -> str:
    if rate.count is not None:
        return f"{rate.count:,}"
    return str(rate.lack) if rate.lack else "none"


def _living(rate: GroupRate, found: Disproportionality) -> str:
    if rate is found.not_known:
        return "not applicable"
    return f"{rate.population:,}" if rate.population else "not known"


def _interval(index: RateRatio) -> str:
    return f"{times_words(index.lower)} to {times_words(index.upper)}"


def _verdict(rate: GroupRate, compared: ComparedGroup | None, found: Disproportionality) -> str:
    if compared is None:
        is_reference = found.reference == rate.group
        return "the others are compared with it" if is_reference else "not compared"
    if compared.index is None:
        return not_compared_words(found, compared).text
    if compared.index.is_higher:
        return "clearly more often"
    return "clearly less often" if compared.index.is_lower else "no clear difference"


def _title(found: Disproportionality) -> str:
    above = [(e.own, e.index) for e in found.with_index if e.index and e.index.is_higher]
    higher = [own.group.words for own, _ in above]
    if len(above) == 1:
        own, index = above[0]
        times = f"{times_words(index.ratio)} times as often as"
        return f"{capitalised(own.group.words)} are counted {times} {reference_words(found)}"
    if higher:
        return f"{capitalised(listed(higher))} are counted more often than {reference_words(found)}"
    if any(each.differs for each in found.with_index):
        return f"No group is clearly counted more often than {reference_words(found)}"
    return f"No clear difference from {reference_words(found)}"


def _subtitle(found: Disproportionality, place: str) -> str:
    missing = [each.own.group.name for each in found.without_index]
    without = f" Not compared: {listed(missing)}." if missing else ""
    return (
        f"{measure_words(found)}, {place}: how many times as often as {reference_words(found)}, "
        "for the number aged 10 to 17 living here. 1 is as often. Lines are likely ranges (95%); "
        f"filled points are clear differences. Ratio scale.{without}"
    )


def _alt(shown: Shown, found: Disproportionality) -> str:
    points = [
        f"{capitalised(each.own.group.name)} {times_words(index.ratio)} ({_interval(index)})"
        for each, index in shown
    ]
    return f"Points with intervals on a ratio scale. {_title(found)}. {', '.join(points)}."


def _figure(shown: Shown, found: Disproportionality) -> Figure:
    low = min([0.5, *(index.lower for _, index in shown)]) / 1.15
    high = max([2.0, *(index.upper for _, index in shown)]) * 1.15
    inside = [tick for tick in _TICKS if low <= tick <= high]
    same = {
        "type": "scatter",
        "mode": "lines",
        "x": [1, 1],
        "y": [-0.6, len(shown) - 0.4],
        "line": {"color": INK, "width": 1.5, "dash": "dash"},
    }
    return figure(
        [same, *_reaches(shown), _points(shown, found), _values(shown, high)],
        height=56 + _ROW_HEIGHT * len(shown),
        margin={"l": _LABEL_WIDTH, "r": _VALUES_WIDTH, "t": 8, "b": 8},
        xaxis={
            "type": "log",
            "range": [math.log10(low), math.log10(high)],
            "tickvals": inside,
            "ticktext": [f"{tick:g}" for tick in inside],
            "gridcolor": GRID,
        },
        yaxis={
            "tickvals": list(range(len(shown))),
            "ticktext": [_name(each) for each, _ in shown],
            "range": [len(shown) - 0.4, -0.6],
            "showgrid": False,
            "automargin": False,
        },
    )


def _reaches(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [index.lower, index.upper],
            "y": [row, row],
            "line": {"color": _colour(index), "width": 3 if index.differs else 2},
        }
        for row, (_, index) in enumerate(shown)
    ]


def _points(shown: Shown, found: Disproportionality) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [index.ratio for _, index in shown],
        "y": list(range(len(shown))),
        "marker": {
            "size": 13,
            "color": [_colour(index) if index.differs else "white" for _, index in shown],
            "line": {"color": [_colour(index) for _, index in shown], "width": 2},
        },
        "hovertext": [_hover(each, index, found) for each, index in shown],
        "cliponaxis": False,
    }


def _hover(each: ComparedGroup, index: RateRatio, found: Disproportionality) -> str:
    value = f"{times_words(index.ratio)} times as often as {reference_words(found)}"
    likely = likely_words(times_words(index.lower), times_words(index.upper))
    when = measure_words(found).text
    return hover_words(capitalised(each.own.group.name), when, value, likely)


def _values(shown: Shown, edge: float) -> dict[str, Any]:
    # In a column of their own, clear of the points, from where the axis ends.
    return {
        "type": "scatter",
        "mode": "text",
        "x": [edge] * len(shown),
        "y": list(range(len(shown))),
        "text": [f"<b>{times_words(index.ratio)}</b>" for _, index in shown],
        "textposition": "middle right",
        "textfont": {"color": INK, "size": 13},
        "cliponaxis": False,
    }


def _colour(index: RateRatio) -> str:
    return SERVICE if index.differs else OTHERS


def _name(compared: ComparedGroup) -> str:
    return "<br>".join(textwrap.wrap(capitalised(compared.own.group.name), _LONGEST_LABEL))
