"""How far chance alone may move a published figure: its interval, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.core.published.benchmarks import Member
from dashboard.core.published.cohorts import Cohorts
from dashboard.core.published.indicators import Indicator
from dashboard.core.statistics.cells import Floats
from dashboard.core.statistics.formulas import rate_interval, wilson_interval

CONFIDENCE = 0.95


@dataclass(frozen=True)
class FigureInterval:
    """The bounds of a figure in the indicator's unit, at 95% confidence.

    `approximate` where no count is published and it was estimated from the rate and a population.
    """

    lower: float
    upper: float
    approximate: bool

    def excludes(self, benchmark: float) -> bool:
        """Return whether a benchmark lies outside; one that touches a bound does not."""
        return benchmark < self.lower or benchmark > self.upper


def figure_intervals(
    indicator: Indicator, members: Sequence[Member]
) -> tuple[FigureInterval | None, ...]:
    """Return the interval of each area's figure, None where nothing supports one.

    Rates of the 10-17 population are counts of children among children: exact Poisson bounds below
    ten children and Byar's from ten. Percentages whose denominator is known have Wilson's.
    """
    bases = [count_and_total(indicator, member) for member in members]
    counts = np.array([base[0] if base else np.nan for base in bases])
    totals = np.array([base[1] if base else np.nan for base in bases])
    lower, upper = bounds(indicator, counts, totals)
    return tuple(
        FigureInterval(float(low), float(high), member.count is None) if base else None
        for base, member, low, high in zip(bases, members, lower, upper, strict=True)
    )


def interval_of(
    indicator: Indicator, count: float, total: float, approximate: bool
) -> FigureInterval:
    """Return the interval of a count out of a total, by the rules of `figure_intervals`."""
    lower, upper = bounds(indicator, np.array([count]), np.array([total]))
    return FigureInterval(float(lower[0]), float(upper[0]), approximate)


def bounds(indicator: Indicator, counts: Floats, totals: Floats) -> tuple[Floats, Floats]:
    """Return the lower and upper bounds of counts out of totals, in the unit; NaN stays NaN."""
    per = indicator.unit.multiplier
    if indicator.unit.is_percentage:
        lower, upper = wilson_interval(counts, totals, CONFIDENCE)
    else:
        lower, upper = rate_interval(counts, totals, 1, CONFIDENCE)
    return np.asarray(lower) * per, np.asarray(upper) * per


def why_no_interval(indicator: Indicator, member: Member) -> str:
    """Return in words why a figure has no interval; empty where it has one or is absent."""
    if member.value is None or count_and_total(indicator, member):
        return ""
    if indicator.unit.is_money:
        return "It is a sum of money, so chance has no part in it."
    if not indicator.counts_children:
        return (
            f"One child can account for several {indicator.counted}, so the likely range is not "
            "known."
        )
    if indicator.unit.is_percentage:
        return (
            "The number of children behind this percentage is not published, so its likely range "
            "is not known."
        )
    if indicator.unit.per is None:
        return "It is not a rate of the children aged 10 to 17, so its likely range is not known."
    return (
        "The number of children aged 10 to 17 in this area is not known here, so neither is the "
        "likely range."
    )


def count_and_total(indicator: Indicator, member: Member) -> tuple[float, float] | None:
    """Return the count behind a figure and what it is out of, published or estimated, or None.

    A published number is taken from whatever table has it. Of a rate it is out of what the number
    and the rate imply, unless the rate's own table prints that too.
    """
    value, unit, counted = member.value, indicator.unit, member.counted
    if value is None or not indicator.counts_children:
        return None
    same_base = unit.is_percentage or counted is member.observed
    if same_base and counted and counted.count is not None and counted.population:
        return counted.count, counted.population
    if unit.is_percentage and member.observed.population:
        # A cohort of which only the size is given: the percentage says how many of it.
        return value / 100 * member.observed.population, member.observed.population
    if unit.is_percentage and member.count and value > 0:
        # Only the number is given: the percentage says of how many it is.
        return member.count, max(member.count, member.count * 100 / value)
    if unit.per is None:
        return None
    if member.count and value > 0:
        return member.count, member.count * unit.per / value
    if member.population is None:
        return None
    population = member.population.children_10_17
    return value * population / unit.per, population


def totals_of(indicator: Indicator, members: Sequence[Member], cohorts: Cohorts) -> Floats:
    """Return what each figure is out of: known, else estimated, else the median of the others.

    NaN throughout where none is known or estimated.
    """
    totals = np.array([_total(indicator, member, cohorts) for member in members], dtype=np.float64)
    known = totals[~np.isnan(totals)]
    return np.where(np.isnan(totals), np.median(known), totals) if len(known) else totals


def _total(indicator: Indicator, member: Member, cohorts: Cohorts) -> float:
    base = count_and_total(indicator, member)
    if base is not None:
        return base[1]
    return cohorts.of(member.area.code, member.observed.period, member.value) or np.nan


def chance_variances(indicator: Indicator, level: float, totals: Floats) -> Floats:
    """Return the variance that chance gives a figure at a level, in the square of the unit.

    Counts of a rate vary as Poisson's, those of a percentage as binomial ones. Nought where the
    total is not known (NaN).
    """
    share = level / indicator.unit.multiplier
    of_one = share * (1 - share) if indicator.unit.is_percentage else share
    return np.nan_to_num(of_one / totals) * indicator.unit.multiplier**2
