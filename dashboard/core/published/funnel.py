"""Where the areas of England lie beside limits for an area of their size.

The limits allow for chance, and for how much areas differ from one another besides.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import special

from dashboard.core.areas import Area, ComparatorGroup
from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import Member
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.figure_intervals import chance_variances, count_and_total
from dashboard.core.published.indicators import (
    Indicator,
)
from dashboard.core.statistics.between_areas import between_area_variance
from dashboard.core.statistics.cells import Floats
from dashboard.core.statistics.formulas import (
    pooled_rate,
    proportion_funnel_limits,
    rate_funnel_limits,
)
from dashboard.core.verdicts import Polarity, Verdict

Bools: TypeAlias = NDArray[np.bool_]

FEWEST_AREAS = 20
# The customary pair: of a hundred alike areas five lie outside the inner, of a thousand two
# outside the outer limits.
INNER, OUTER = 0.95, 0.998
_STEPS = 80
_LEAST_SPREAD = 0.01
_DRAWN_IN = 0.1
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

    `limits` are widened by the spread between areas, `chance_limits` are those of chance alone;
    where areas differ by no more than chance both are the same. The average is not England's
    published figure, which is `national` where there is one: `left_out` areas have a figure and
    nothing to know their size by. `beyond_chance` is how many areas lie outside the outer limits of
    chance. `worse_than_group` is the verdict against the areas that this one is compared with.
    """

    indicator: Indicator
    period: Period
    average: float
    own: FunnelPoint
    others: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimit, ...]
    chance_limits: tuple[FunnelLimit, ...]
    beyond_chance: int
    group: ComparatorGroup
    national: Member | None = None
    left_out: int = 0
    worse_than_group: bool = False

    @property
    def points(self) -> tuple[FunnelPoint, ...]:
        return (*self.others, self.own)

    @property
    def is_widened(self) -> bool:
        """Whether areas differ by more than chance, so that the limits had to be widened."""
        return self.limits != self.chance_limits

    @property
    def outside(self) -> int:
        """How many areas lie outside the outer limits, widened or not."""
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


@dataclass(frozen=True)
class _Areas:
    """The areas drawn, with the count of each and what it is out of, and their average share."""

    indicator: Indicator
    members: tuple[Member, ...]
    counts: Floats
    totals: Floats
    average: float

    @property
    def shares(self) -> Floats:
        return self.counts / self.totals

    @cached_property
    def spread(self) -> float:
        """The standard deviation between areas beyond chance, as a share of one.

        Before it is worked out, the tenth that lies furthest out on each side is drawn in, so that
        a few extreme areas do not widen the limits that are to show them (Spiegelhalter 2005).
        What is less than a hundredth of the average is none: rounding makes as much.
        """
        per = self.indicator.unit.multiplier
        variances = chance_variances(self.indicator, self.average * per, self.totals)
        by_chance = np.sqrt(variances) / per
        scores = (self.shares - self.average) / by_chance
        drawn_in = np.clip(scores, *np.quantile(scores, (_DRAWN_IN, 1 - _DRAWN_IN)))
        values = self.average + drawn_in * by_chance
        found = math.sqrt(between_area_variance(values, by_chance**2))
        return found if found > _LEAST_SPREAD * self.average else 0.0

    def limits(self, spread: float) -> tuple[FunnelLimit, ...]:
        return _limits(self.indicator, self.average, float(max(self.totals)), spread)

    def places_by_chance(self, confidence: float) -> list[Place]:
        return _chance_places(self.indicator, self.average, self.counts, self.totals, confidence)

    def places(self, limit: FunnelLimit) -> list[Place]:
        """Return on which side of a pair of lines each area lies."""
        if not self.spread:
            return self.places_by_chance(limit.confidence)
        values = self.shares * self.indicator.unit.multiplier
        lines = (limit.lower, limit.upper)
        lower, upper = (np.interp(self.totals, limit.sizes, line) for line in lines)
        return _sides(values > upper, values < lower)


def funnel(comparison: Comparison) -> Funnel | None:
    """Return an area among all of England with a count, by size, beside limits for its size.

    The average is that of all of them together. None where the area has no count, published or
    estimated, is not in England, or has fewer than 19 others with one beside it; and for figures
    that are neither a percentage nor a rate of the children aged 10 to 17, or all nought.
    """
    among, areas = comparison.among, _areas(comparison)
    if areas is None:
        return None
    limits = areas.limits(areas.spread)
    points = _points(areas, limits, among.group)
    own = points.pop(comparison.area.code)
    beyond = sum(place is not Place.WITHIN for place in areas.places_by_chance(OUTER))
    return Funnel(
        indicator=among.indicator,
        period=comparison.period,
        average=areas.average * among.indicator.unit.multiplier,
        own=own,
        others=tuple(points.values()),
        limits=limits,
        chance_limits=areas.limits(0.0),
        beyond_chance=beyond,
        group=among.group,
        national=comparison.national,
        left_out=len(_everywhere(comparison)) - len(areas.members),
        worse_than_group=comparison.verdict is Verdict.WORSE,
    )


def _areas(comparison: Comparison) -> _Areas | None:
    """Return the areas to draw, this one among them, or None where there is no funnel."""
    among, unit = comparison.among, comparison.indicator.unit
    bases = _bases(comparison) if unit.per or unit.is_percentage else []
    codes = [member.area.code for member, _ in bases]
    if len(bases) < FEWEST_AREAS or comparison.area.code not in codes:
        return None
    counts, totals = (np.array(cells) for cells in zip(*(base for _, base in bases), strict=True))
    average = pooled_rate(counts, totals, 1)
    members = tuple(member for member, _ in bases)
    return _Areas(among.indicator, members, counts, totals, average) if average else None


def _points(
    areas: _Areas, limits: tuple[FunnelLimit, ...], group: ComparatorGroup
) -> dict[str, FunnelPoint]:
    inner, outer = (areas.places(limit) for limit in limits)
    rows = zip(areas.members, areas.totals, inner, outer, strict=True)
    return {row[0].area.code: _point(*row, group=group) for row in rows}


def _bases(comparison: Comparison) -> list[tuple[Member, tuple[float, float]]]:
    """Return the areas of England that have a count, each with it and what it is out of."""
    among = comparison.among
    found = [among.member(code, comparison.period) for code in _everywhere(comparison)]
    pairs = ((member, count_and_total(among.indicator, member)) for member in found)
    return [(member, base) for member, base in pairs if base is not None]


def _everywhere(comparison: Comparison) -> dict[str, float]:
    return comparison.among.everywhere(comparison.period, comparison.area.code)


def _point(
    member: Member, total: float, inner: Place, outer: Place, group: ComparatorGroup
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


def _sides(above: Bools, below: Bools) -> list[Place]:
    return [
        Place.ABOVE if high else Place.BELOW if low else Place.WITHIN
        for high, low in zip(above, below, strict=True)
    ]


def _chance_places(
    indicator: Indicator, average: float, counts: Floats, totals: Floats, confidence: float
) -> list[Place]:
    if indicator.unit.is_percentage:
        shares, limits = counts / totals, proportion_funnel_limits(average, totals, confidence)
    else:
        events = np.maximum(counts, _HARDLY_ANY)
        shares, limits = events / (average * totals), rate_funnel_limits(events, confidence)
    return _sides(shares > np.asarray(limits.upper), shares < np.asarray(limits.lower))


def _limits(
    indicator: Indicator, average: float, largest: float, spread: float
) -> tuple[FunnelLimit, ...]:
    """Return the pairs of lines, each widened by the spread between areas.

    The distance of a widened line from the average is the root of the sum of two squares: its
    distance by chance, and the spread between areas times the confidence's normal score.
    """
    limits_at = _proportion_limits if indicator.unit.is_percentage else _rate_limits
    sizes, per = np.geomspace(largest / 200, largest, _STEPS), indicator.unit.multiplier
    lines = []
    for confidence in (INNER, OUTER):
        lower, upper = limits_at(average, sizes, confidence)
        further = spread * -special.ndtri((1 - confidence) / 2)
        low = np.maximum(0, average - np.hypot(average - lower, further))
        high = average + np.hypot(upper - average, further)
        drawn = (tuple(cells.tolist()) for cells in (sizes, low * per, high * per))
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
