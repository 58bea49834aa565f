"""Three years taken together, for an area with too few children to tell in one year."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import (
    CENTRES,
    GroupFigures,
    Member,
    Method,
    enough_for_a_verdict,
)
from dashboard.core.published.figure_intervals import FigureInterval, count_and_total, interval_of
from dashboard.core.published.indicators import Indicator
from dashboard.core.statistics.formulas import pooled_rate
from dashboard.core.verdicts import Verdict, by_polarity

YEARS_POOLED = 3


@dataclass(frozen=True)
class PooledYears:
    """The figure of three years together beside the same of similar areas, in the unit.

    `children` is the sum of the counts, published or estimated. `benchmark` is None where too few
    areas of the group have a figure of each year.
    """

    among: GroupFigures
    years: tuple[Member, ...]
    value: float
    children: int
    interval: FigureInterval
    benchmark: float | None

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(year.observed.period for year in self.years)

    @property
    def gap_percent(self) -> float | None:
        """How far it lies above (or, negative, below) the benchmark, in per cent of it."""
        if not self.benchmark:
            return None
        return (self.value - self.benchmark) / self.benchmark * 100

    @cached_property
    def verdict(self) -> Verdict:
        """Worse, better, higher or lower where the interval excludes the benchmark; else unclear.

        None without a benchmark.
        """
        if self.benchmark is None:
            return Verdict.NONE
        if not self.interval.excludes(self.benchmark):
            return Verdict.UNCLEAR
        higher = self.value > self.benchmark
        return by_polarity(self.among.indicator.polarity, higher=higher)


def pooled_years(among: GroupFigures, code: str, period: Period) -> PooledYears | None:
    """Return the last three periods of an area up to one, taken together.

    The rate is the sum of the counts over the sum of the populations. The benchmark is the mean
    (or median) of the same for the group's areas; one that lacks a year is left out. None where a
    year of the area is absent or has no number of children, or the definition changed.
    """
    periods = tuple(period.years_before(back) for back in reversed(range(YEARS_POOLED)))
    if among.indicator.break_between(periods[0], period):
        return None
    years = tuple(among.member(code, each) for each in periods)
    pool = _pool(among.indicator, years)
    if pool is None:
        return None
    count, total = pool
    return PooledYears(
        among=among,
        years=years,
        value=count / total * among.indicator.unit.multiplier,
        children=round(count),
        interval=_interval(among.indicator, count, total, _is_estimated(years)),
        benchmark=_benchmark(among, years),
    )


def _interval(
    indicator: Indicator, count: float, total: float, approximate: bool
) -> FigureInterval:
    """Return the interval of three years together.

    Where a child may be counted in each of them, it is as wide as that of one such year: how many
    were counted again is not known, and it may have been all.
    """
    years = YEARS_POOLED if indicator.counts_again_each_year else 1
    return interval_of(indicator, count / years, total / years, approximate)


def _is_estimated(years: Sequence[Member]) -> bool:
    return any(year.count is None for year in years)


def _pool(indicator: Indicator, years: Sequence[Member]) -> tuple[float, float] | None:
    """Return the sum of the counts and that of what they are out of, if each year has both."""
    bases = [count_and_total(indicator, year) for year in years]
    known = [base for base in bases if base is not None]
    if len(known) < len(bases):
        return None
    return sum(count for count, _ in known), sum(total for _, total in known)


def _benchmark(among: GroupFigures, years: Sequence[Member]) -> float | None:
    by_year = [among.members(year.observed.period, beside=year) for year in years]
    by_area = zip(*by_year, strict=True)
    pools = [pool for area in by_area if (pool := _pool(among.indicator, area)) is not None]
    if not enough_for_a_verdict(len(pools), len(among.group.area_codes)):
        return None
    per = among.indicator.unit.multiplier
    if among.method is Method.POOLED:
        counts, totals = zip(*pools, strict=True)
        return pooled_rate(counts, totals, per)
    return CENTRES[among.method]([count / total * per for count, total in pools])
