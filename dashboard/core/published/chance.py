"""How often chance alone would raise a warning, or put a figure among those to watch.

Each answer supposes that an area's true rate is that of its similar areas. docs/methods.md gives
how near the answers come to a simulation of all England.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import special

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.figure_intervals import (
    bounds,
    chance_variances,
    count_and_total,
    totals_of,
)
from dashboard.core.published.indicators import Indicator
from dashboard.core.statistics.cells import Floats
from dashboard.core.verdicts import Polarity

# Beyond as many standard deviations chance practically never goes.
_FAR = 8


def chance_of_warning(comparison: Comparison) -> float:
    """Return the probability, from 0 to 1, that chance alone raises a warning of a figure.

    The area's count and the benchmark both vary by chance; the warning needs an interval beyond
    the benchmark and a material gap. That further lists must agree is left out, so that it is a
    little too high. Nought where no warning can be raised, as for a figure without an interval.
    """
    c = comparison
    base = count_and_total(c.indicator, c.own)
    if base is None or not c.can_be_judged or not c.benchmark.group.similar:
        return 0.0
    counts, probabilities = _counts_by_chance(c.indicator, c.benchmark.value or 0, base[1])
    values = counts / base[1] * c.indicator.unit.multiplier
    lower, upper = bounds(c.indicator, counts, np.full(counts.shape, base[1]))
    if c.indicator.polarity is Polarity.HIGHER:
        needed = np.maximum(upper, _material_benchmark(c.indicator, values))
    else:
        needed = np.minimum(lower, _material_benchmark(c.indicator, values))
    return _probability(c, probabilities, needed)


def chance_of_watch(comparison: Comparison) -> float | None:
    """Return the probability that chance alone shows a material gap two labelled years running.

    For a percentage of a cohort whose size is not published, by the size estimated for each area;
    None where none is estimated. Both years are taken as independent.
    """
    before = comparison.year_before
    if (
        comparison.interval is not None
        or before is None
        or not (comparison.can_be_judged and before.can_be_judged)
    ):
        return None
    chances = [_chance_of_material_gap(each) for each in (comparison, before)]
    known = [chance for chance in chances if chance is not None]
    return math.prod(known) if len(known) == len(chances) else None


@dataclass(frozen=True)
class ByChance:
    """Of how many figures chance could raise something, and how many it would, on average."""

    figures: int
    expected: float


def warnings_by_chance(comparisons: Iterable[Comparison]) -> ByChance:
    """Return how many early warnings chance alone would raise among some figures."""
    return _by_chance(chance for c in comparisons if (chance := chance_of_warning(c)))


def watched_by_chance(comparisons: Iterable[Comparison]) -> ByChance:
    """Return how many figures without an interval chance alone would put among those to watch."""
    return _by_chance(chance for c in comparisons if (chance := chance_of_watch(c)))


def _by_chance(chances: Iterable[float]) -> ByChance:
    held = list(chances)
    return ByChance(len(held), sum(held))


def _chance_of_material_gap(c: Comparison) -> float | None:
    total = c.among.cohorts.get(c.area.code)
    if total is None or not c.can_be_judged or not c.benchmark.group.similar:
        return None
    counts, probabilities = _counts_by_chance(c.indicator, c.benchmark.value or 0, total)
    values = counts / total * c.indicator.unit.multiplier
    return _probability(c, probabilities, _material_benchmark(c.indicator, values))


def _counts_by_chance(indicator: Indicator, level: float, total: float) -> tuple[Floats, Floats]:
    """Return the counts that chance can give an area whose true figure is a level, and how often.

    Poisson's for a rate, the binomial for a percentage of `total` children.
    """
    share = level / indicator.unit.multiplier
    expected = share * total
    spread = _FAR * math.sqrt(expected) + _FAR
    most = total if indicator.unit.is_percentage else expected + spread
    counts = np.arange(max(0, math.floor(expected - spread)), min(most, expected + spread) + 1)
    if indicator.unit.is_percentage:
        return counts, _binomial(counts, total, share)
    return counts, _poisson(counts, expected)


def _poisson(counts: Floats, expected: float) -> Floats:
    logs = special.xlogy(counts, expected) - expected - special.gammaln(counts + 1)
    return np.asarray(np.exp(logs))


def _binomial(counts: Floats, total: float, share: float) -> Floats:
    others = total - counts
    ways = special.gammaln([total + 1]) - special.gammaln(counts + 1) - special.gammaln(others + 1)
    logs = ways + special.xlogy(counts, share) + special.xlog1py(others, -share)
    return np.asarray(np.exp(logs))


def _material_benchmark(indicator: Indicator, values: Floats) -> Floats:
    """Return the benchmark beside which each value is just materially worse."""
    material = indicator.material_gap_percent / 100
    if indicator.polarity is Polarity.HIGHER:
        return values / (1 - material)
    return values / (1 + material)


def _probability(c: Comparison, probabilities: Floats, needed: Floats) -> float:
    """Return how often the benchmark, which varies too, lies beyond what each count needs."""
    level, spread = c.benchmark.value or 0, _spread_of_benchmark(c)
    apart = needed - level
    if c.indicator.polarity is Polarity.HIGHER:
        apart = -apart
    beyond = special.ndtr(apart / spread) if spread else (apart > 0).astype(float)
    return float((probabilities * beyond).sum())


def _spread_of_benchmark(c: Comparison) -> float:
    """Return the standard deviation that chance gives the mean of the group's figures."""
    present = [member for member in c.members if member.value is not None]
    totals = totals_of(c.indicator, present)
    estimated = np.array([c.among.cohorts.get(m.area.code, np.nan) for m in present])
    variances = chance_variances(c.indicator, c.benchmark.value or 0, _either(totals, estimated))
    return math.sqrt(float(variances.mean()) / len(present))


def _either(totals: Floats, estimated: Floats) -> Floats:
    if not np.isnan(totals).all() or np.isnan(estimated).all():
        return totals
    return np.where(np.isnan(estimated), np.nanmedian(estimated), estimated)
