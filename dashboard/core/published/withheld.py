"""Between which values a benchmark lies, where a source withholds small numbers of its areas."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.core.published.benchmarks import CENTRES, Member, Method
from dashboard.core.published.figure_intervals import FigureInterval
from dashboard.core.published.indicators import Indicator, WithheldCounts
from dashboard.core.statistics.formulas import pooled_rate


@dataclass(frozen=True)
class BenchmarkBounds:
    """The benchmark with every withheld number at its fewest, and at its most, in the unit.

    `withheld` areas of the group have a number within `counts` that the source does not print.
    What is withheld is small by rule, so the areas that are shown do not stand for it.
    """

    lower: float
    upper: float
    withheld: int
    counts: WithheldCounts

    @property
    def ends(self) -> tuple[float, float]:
        return self.lower, self.upper

    def excluded_by(self, interval: FigureInterval, benchmark: float) -> bool:
        """Return whether an interval lies beyond both bounds, on its side of the benchmark."""
        can_be = (benchmark, *self.ends)
        return max(can_be) < interval.lower or min(can_be) > interval.upper


def benchmark_bounds(
    indicator: Indicator, method: Method, members: Sequence[Member]
) -> BenchmarkBounds | None:
    """Return the bounds of a group's mean, median or pooled rate; None where none is withheld.

    What a withheld number is out of, where that is not known, is taken as the median of those
    known in the group. Where none is known the benchmark can be all that is plausible.
    """
    withheld = [member for member in members if member.withheld is not None]
    counts = indicator.withheld_counts
    if counts is None or not withheld:
        return None
    known = [total for m in members if (total := _total(indicator, m)) is not None]
    if not known:
        lower, upper = indicator.plausible_minimum, indicator.plausible_maximum
        return BenchmarkBounds(lower, upper, len(withheld), counts)
    totals = [_total(indicator, m) or statistics.median(known) for m in withheld]
    lower, upper = (
        _centre(indicator, method, members, [(_possible(indicator, count, t), t) for t in totals])
        for count in (counts.fewest, counts.most)
    )
    return BenchmarkBounds(lower, upper, len(withheld), counts)


def _total(indicator: Indicator, member: Member) -> int | None:
    """Return what a member's number is out of, as a source prints it or as is held."""
    printed = member.withheld or member.counted or member.observed
    if printed.population is not None:
        return printed.population
    if indicator.unit.per is None or member.population is None:
        return None
    return member.population.children_10_17


def _possible(indicator: Indicator, count: float, total: float) -> float:
    """Return a count that is no more than what it is a percentage of."""
    return min(count, total) if indicator.unit.is_percentage else count


def _centre(
    indicator: Indicator,
    method: Method,
    members: Sequence[Member],
    withheld: Sequence[tuple[float, float]],
) -> float:
    """Return the benchmark of the figures shown with some counts out of totals added."""
    per = indicator.unit.multiplier
    if method is Method.POOLED:
        shown = [
            (m.observed.count or 0, m.observed.population or 0)
            for m in members
            if m.value is not None
        ]
        counts, totals = zip(*shown, *withheld, strict=True)
        return pooled_rate(counts, totals, per)
    values = [member.value for member in members if member.value is not None]
    return CENTRES[method](values + [count / total * per for count, total in withheld])
