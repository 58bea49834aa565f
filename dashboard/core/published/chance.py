"""How often chance alone would raise a warning, or put a figure among those to watch.

Each answer supposes that an area's true rate is that of its similar areas. That further lists must
agree is left out, so each is a little too high. docs/methods.md gives how near the answers come to
a simulation of all England.
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


@dataclass(frozen=True)
class ByChance:
    """Of how many figures chance could raise something, and how many it would, on average."""

    figures: int
    expected: float


def chance_of_warning(comparison: Comparison) -> float:
    """Return the probability, from 0 to 1, that chance alone raises a warning of a figure.

    The area's count and the benchmark both vary by chance; the warning needs an interval beyond
    the benchmark and a material gap. Nought where no warning can be raised, as for a figure without
    an interval.
    """
    c, base = comparison, count_and_total(comparison.indicator, comparison.own)
    if base is None or not _is_judged_beside_similar(c):
        return 0.0
    counts, probabilities = _counts_by_chance(c.indicator, c.benchmark.value or 0, base[1])
    lower, upper = bounds(c.indicator, counts, np.full(counts.shape, base[1]))
    material = _benchmark_beside(c.indicator, counts / base[1], c.indicator.material_gap_percent)
    if c.indicator.polarity is Polarity.HIGHER:
        return _probability(c, probabilities, np.maximum(upper, material))
    return _probability(c, probabilities, np.minimum(lower, material))


def expected_warnings(comparisons: Iterable[Comparison]) -> ByChance:
    """Return of how many figures chance alone could raise a warning, and how many it would."""
    found = [chance for each in comparisons if (chance := chance_of_warning(each))]
    return ByChance(len(found), sum(found))


def chance_of_gap(comparison: Comparison, least_percent: float) -> float | None:
    """Return the probability that chance alone shows a gap of at least so many per cent, adverse.

    By the number of children behind the figure, known or estimated; None where there is neither,
    or the figure cannot be worse than similar areas.
    """
    c = comparison
    if not _is_judged_beside_similar(c):
        return None
    (total,) = totals_of(c.indicator, (c.own,), c.among.cohorts)
    if math.isnan(total):
        return None
    counts, probabilities = _counts_by_chance(c.indicator, c.benchmark.value or 0, float(total))
    needed = _benchmark_beside(c.indicator, counts / total, least_percent)
    return _probability(c, probabilities, needed)


def chance_of_material_gap(comparison: Comparison) -> float | None:
    """Return the same for a gap that is material by the indicator's definition."""
    return chance_of_gap(comparison, comparison.indicator.material_gap_percent)


def _is_judged_beside_similar(c: Comparison) -> bool:
    return c.can_be_judged and c.benchmark.group.similar and bool(c.benchmark.value)


def _counts_by_chance(indicator: Indicator, level: float, total: float) -> tuple[Floats, Floats]:
    """Return the counts that chance can give an area whose true figure is a level, and how often.

    Poisson's for a rate, the binomial for a percentage of `total` children.
    """
    share = level / indicator.unit.multiplier
    expected = share * total
    spread = _FAR * math.sqrt(expected) + _FAR
    most = math.floor(total) if indicator.unit.is_percentage else expected + spread
    counts = np.arange(max(0, math.floor(expected - spread)), min(most, expected + spread) + 1)
    if indicator.unit.is_percentage:
        return counts, _binomial(counts, math.floor(total), share)
    return counts, _poisson(counts, expected)


def _poisson(counts: Floats, expected: float) -> Floats:
    logs = special.xlogy(counts, expected) - expected - special.gammaln(counts + 1)
    return np.asarray(np.exp(logs))


def _binomial(counts: Floats, total: int, share: float) -> Floats:
    others = total - counts
    ways = special.gammaln([total + 1]) - special.gammaln(counts + 1) - special.gammaln(others + 1)
    logs = ways + special.xlogy(counts, share) + special.xlog1py(others, -share)
    return np.asarray(np.exp(logs))


def _benchmark_beside(indicator: Indicator, shares: Floats, percent: float) -> Floats:
    """Return the benchmark beside which each share of one is just so many per cent worse."""
    values = shares * indicator.unit.multiplier
    if indicator.polarity is Polarity.HIGHER:
        return values / (1 - percent / 100) if percent < 100 else np.full(values.shape, np.inf)
    return values / (1 + percent / 100)


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
    totals = totals_of(c.indicator, present, c.among.cohorts)
    variances = chance_variances(c.indicator, c.benchmark.value or 0, totals)
    return math.sqrt(float(variances.mean()) / len(present))
