"""Where the areas of England lie beside the limits that chance sets an area of their size."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dashboard.core.areas import Area, ComparatorGroup
from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import GroupFigures, Member
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.figure_intervals import count_and_total
from dashboard.core.published.indicators import (
    Indicator,
)
from dashboard.core.statistics.cells import Floats
from dashboard.core.statistics.formulas import (
    pooled_rate,
    proportion_funnel_limits,
    rate_funnel_limits,
)
from dashboard.core.verdicts import Polarity, Verdict

FEWEST_AREAS = 20
# The customary pair: of a hundred alike areas five lie outside the inner, of a thousand two
# outside the outer limits.
INNER, OUTER = 0.95, 0.998
_STEPS = 80
# Stands in for no event at all, whose ratio to a limit would be zero by zero.
_HARDLY_ANY = 1e-6


class Place(StrEnum):
    """On which side of a pair of limits an area lies."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"


@dataclass(frozen=True)
class FunnelPoint:
    """One place: its figure in the indicator's unit, and how many (`size`) that is out of.

    `approximate` where no count is published and it was estimated from the rate; `in_group` for
    the areas that this one is compared with.
    """

    area: Area
    size: float
    value: float
    approximate: bool
    in_group: bool
    inner: Place
    outer: Place


@dataclass(frozen=True)
class FunnelLimit:
    """A pair of limits as lines: sizes of area, and how far chance reaches there."""

    confidence: float
    sizes: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]


@dataclass(frozen=True)
class Funnel:
    """The areas of England by size, the average of those drawn, and the limits around it.

    The average is not England's published figure, which is `national` where there is one:
    `left_out` areas have a figure and nothing to know their size by. `worse_than_group` is the
    verdict against the areas that this one is compared with.
    """

    indicator: Indicator
    period: Period
    average: float
    own: FunnelPoint
    others: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimit, ...]
    group: ComparatorGroup
    national: Member | None = None
    left_out: int = 0
    worse_than_group: bool = False

    @property
    def points(self) -> tuple[FunnelPoint, ...]:
        return (*self.others, self.own)

    @property
    def outside(self) -> int:
        """How many areas lie outside the outer limits."""
        return sum(point.outer is not Place.WITHIN for point in self.points)

    @property
    def approximate(self) -> bool:
        return any(point.approximate for point in self.points)

    @property
    def reassures_falsely(self) -> bool:
        """Whether the area is worse than its group and not on the worse side of any limit."""
        lower_is_better = self.indicator.polarity is Polarity.LOWER
        adverse = Place.ABOVE if lower_is_better else Place.BELOW
        return self.worse_than_group and self.own.inner is not adverse


def funnel(comparison: Comparison) -> Funnel | None:
    """Return an area among all of England with a count, by size, beside the limits of chance.

    The average is that of all of them together. None where the area has no count, published or
    estimated, is not in England, or has fewer than 19 others with one beside it; and for figures
    that are neither a percentage nor a rate of the children aged 10 to 17, or all nought.
    """
    among, period, unit = comparison.among, comparison.period, comparison.indicator.unit
    if not (unit.per or unit.is_percentage):
        return None
    bases = _bases(among, period, comparison.area.code)
    codes = [member.area.code for member, _ in bases]
    if len(bases) < FEWEST_AREAS or comparison.area.code not in codes:
        return None
    counts, totals = (np.array(cells) for cells in zip(*(base for _, base in bases), strict=True))
    # A share of one, not in the unit, until the points and lines are made.
    average = pooled_rate(counts, totals, 1)
    if not average:
        return None
    places = [_places(among.indicator, average, counts, totals, c) for c in (INNER, OUTER)]
    points = {
        member.area.code: _point(member, total, among.group, inner, outer)
        for (member, _), total, inner, outer in zip(bases, totals, *places, strict=True)
    }
    own = points.pop(comparison.area.code)
    return Funnel(
        indicator=among.indicator,
        period=period,
        average=average * unit.multiplier,
        own=own,
        others=tuple(points.values()),
        limits=_limits(among.indicator, average, float(max(totals))),
        group=among.group,
        national=comparison.national,
        left_out=len(among.everywhere(period, comparison.area.code)) - len(bases),
        worse_than_group=comparison.verdict is Verdict.WORSE,
    )


def _bases(
    among: GroupFigures, period: Period, own: str
) -> list[tuple[Member, tuple[float, float]]]:
    """Return the areas of England that have a count, each with it and what it is out of."""
    found = [among.member(code, period) for code in among.everywhere(period, own)]
    pairs = ((member, count_and_total(among.indicator, member)) for member in found)
    return [(member, base) for member, base in pairs if base is not None]


def _point(
    member: Member, total: float, group: ComparatorGroup, inner: Place, outer: Place
) -> FunnelPoint:
    return FunnelPoint(
        area=member.place,
        size=float(total),
        value=member.value or 0.0,
        approximate=member.count is None,
        in_group=member.area.code in group.area_codes,
        inner=inner,
        outer=outer,
    )


def _places(
    indicator: Indicator, average: float, counts: Floats, totals: Floats, confidence: float
) -> list[Place]:
    if indicator.unit.is_percentage:
        shares, limits = counts / totals, proportion_funnel_limits(average, totals, confidence)
    else:
        events = np.maximum(counts, _HARDLY_ANY)
        shares, limits = events / (average * totals), rate_funnel_limits(events, confidence)
    above, below = shares > np.asarray(limits.upper), shares < np.asarray(limits.lower)
    return [
        Place.ABOVE if high else Place.BELOW if low else Place.WITHIN
        for high, low in zip(above, below, strict=True)
    ]


def _limits(indicator: Indicator, average: float, largest: float) -> tuple[FunnelLimit, ...]:
    limits_at = _proportion_limits if indicator.unit.is_percentage else _rate_limits
    sizes, per = np.geomspace(largest / 200, largest, _STEPS), indicator.unit.multiplier
    lines = []
    for confidence in (INNER, OUTER):
        lower, upper = (limit * per for limit in limits_at(average, sizes, confidence))
        drawn = (tuple(cells.tolist()) for cells in (sizes, lower, upper))
        lines.append(FunnelLimit(confidence, *drawn))
    return tuple(lines)


def _rate_limits(average: float, sizes: Floats, confidence: float) -> tuple[Floats, Floats]:
    most = average * sizes[-1]
    # Far enough beyond the expected events that both lines reach the largest area.
    events = np.linspace(0, most + 6 * np.sqrt(most) + 6, 4 * _STEPS)
    limits = rate_funnel_limits(np.maximum(events, _HARDLY_ANY), confidence)
    lower, upper = (_at(average * sizes, events, np.asarray(ratios)) for ratios in limits)
    return lower * average, upper * average


def _at(expected: Floats, events: Floats, ratios: Floats) -> Floats:
    """Return a limit, known where events touch it, at other numbers of expected events."""
    known = np.isfinite(ratios)
    touched = np.maximum(events, _HARDLY_ANY)[known] / ratios[known]
    return np.interp(expected, touched, ratios[known])


def _proportion_limits(average: float, totals: Floats, confidence: float) -> tuple[Floats, Floats]:
    limits = proportion_funnel_limits(average, totals, confidence)
    lower, upper = (np.clip(np.asarray(limit), 0, 1) for limit in limits)
    return lower, upper
