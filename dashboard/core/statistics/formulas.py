"""Intervals, funnel limits, benchmarks and quintiles as public health in England computes them.

Every function takes plain numbers or arrays, which are broadcast, and answers in their shape. A
missing cell (NaN, None) is missing in the answer and never stops the others. An impossible one
raises a StatisticsError that names the first such cell.
A confidence is 0.5 to 1, or 90 to 100 meaning per cent. docs/methods.md gives rules and sources.
"""

from typing import NamedTuple

import numpy as np
from scipy import special

from dashboard.core.statistics.cells import (
    BrokenRule,
    Floats,
    Given,
    Result,
    numbers,
    plain,
    refuse_impossible,
    require_one_shape,
)

# From this count on, Byar's approximation is used in place of the exact Poisson limits.
FEWEST_FOR_BYAR = 10
FEWEST_FOR_QUINTILES = 5


class Interval(NamedTuple):
    """A lower and an upper limit: plain numbers, or arrays of the inputs' shape."""

    lower: Result
    upper: Result


def wilson_interval(
    count: Given,
    total: Given,
    confidence: Given = 0.95,
) -> Interval:
    """Return the Wilson score interval of count / total, as proportions between 0 and 1.

    Complete confidence (1) gives 0 to 1. Source: APHO Technical Briefing 3.

    Raises:
        StatisticsError: for a negative count, a count above its total, a total of zero or less.
    """
    x, n, level = numbers("counts", count), numbers("totals", total), _level(confidence)
    named = {"count": x, "total": n, "confidence": level}
    require_one_shape(named)
    faults = (
        BrokenRule(x < 0, "the count {count:g} is below zero"),
        BrokenRule((n <= 0) | (n == np.inf), "the total {total:g} is not a number above zero"),
        BrokenRule(x > n, "the count {count:g} is above its total {total:g}"),
        _confidence_fault(level),
    )
    refuse_impossible(faults, named)
    z = _normal_score(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        interval = _wilson(x, n, z)
    return _plain_interval(_all_or_nothing(interval, x + n, z) if np.isinf(z).any() else interval)


def _wilson(x: Floats, n: Floats, z: Floats) -> Interval:
    share, squared = x / n, z * z
    # The lower limit as a quotient: subtracting the root would lose digits near zero.
    reach = 2 * x + squared + z * np.sqrt(squared + 4 * x * (1 - share))
    lower, upper = 2 * x * share / reach, reach / (2 * (n + squared))
    return Interval(lower, np.minimum(upper, 1.0))


def _all_or_nothing(interval: Interval, known: Floats, z: Floats) -> Interval:
    lower = np.where(np.isinf(z), 0.0 * known, interval.lower)
    return Interval(lower, np.where(np.isinf(z), 0.0 * known + 1, interval.upper))


def rate_interval(
    count: Given,
    population: Given,
    per: Given = 100_000,
    confidence: Given = 0.95,
) -> Interval:
    """Return the interval of a rate of events: exact Poisson below 10 events, Byar's from 10.

    The limits are per `per` of the population; a count may exceed its population. Complete
    confidence (1) has no limits and gives NaN. Source: APHO Technical Briefing 3.

    Raises:
        StatisticsError: for a negative count, a population of zero or less.
    """
    x, n = numbers("counts", count), numbers("populations", population)
    level, unit = _level(confidence), numbers("multipliers", per)
    named = {"count": x, "population": n, "per": unit, "confidence": level}
    require_one_shape(named)
    faults = (
        _count_fault(x),
        BrokenRule((n <= 0) | (n == np.inf), "the population {population:g} is not above zero"),
        BrokenRule((unit <= 0) | (unit == np.inf), "the multiplier {per:g} is not above zero"),
        _confidence_fault(level),
    )
    refuse_impossible(faults, named)
    x, tail = (np.array(part) for part in np.broadcast_arrays(x, _tail(level)))
    events = _event_limits(x, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = unit / n
        return _plain_interval(Interval(events.lower * scale, events.upper * scale))


def _event_limits(x: Floats, tail: Floats) -> Interval:
    lower, upper = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    few, many = x < FEWEST_FOR_BYAR, x >= FEWEST_FOR_BYAR
    lower[few], upper[few] = _exact(x[few], tail[few])
    lower[many], upper[many] = _byar(x[many], -special.ndtri(tail[many]))
    return Interval(lower, upper)


def _exact(x: Floats, tail: Floats) -> Interval:
    # No event has no lower limit but zero; the quantile is not defined there.
    lower = np.where(x > 0, special.gammaincinv(np.where(x > 0, x, 1.0), tail), 0.0 * tail)
    return Interval(lower, special.gammainccinv(x + 1, tail))


def _byar(x: Floats, z: Floats) -> Interval:
    after = x + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    return Interval(lower, after * (1 - 1 / (9 * after) + z / (3 * np.sqrt(after))) ** 3)


def pooled_rate(counts: Given, populations: Given, per: float = 100_000) -> float:
    """Return the sum of counts over the sum of populations, of the members that have both.

    NaN where no member has a count and a population.

    Raises:
        StatisticsError: for a negative count, a population of zero or less.
    """
    x, n = numbers("counts", counts), numbers("populations", populations)
    named = {"count": x, "population": n}
    require_one_shape(named)
    x, n = np.broadcast_arrays(x, n)
    faults = (
        _count_fault(x),
        BrokenRule((n <= 0) | (n == np.inf), "the population {population:g} is not above zero"),
    )
    refuse_impossible(faults, named)
    used = ~np.isnan(x + n)
    return float(x[used].sum() / n[used].sum() * per) if used.any() else np.nan


def proportion_funnel_limits(
    average: Given,
    total: Given,
    confidence: Given = 0.95,
) -> Interval:
    """Return where an area of this size would be by chance, if its proportion were the average.

    The limits are proportions and not clipped: on a small total they pass 0 or 1. Use 0.95 and
    0.998 for the customary pair of lines. Source: Spiegelhalter 2005.

    Raises:
        StatisticsError: for an average outside 0 to 1, a total of zero or less.
    """
    p, n, level = numbers("averages", average), numbers("totals", total), _level(confidence)
    named = {"average": p, "total": n, "confidence": level}
    require_one_shape(named)
    faults = (
        BrokenRule((p < 0) | (p > 1), "the average {average:g} is no proportion between 0 and 1"),
        BrokenRule((n <= 0) | (n == np.inf), "the total {total:g} is not a number above zero"),
        _confidence_fault(level),
    )
    refuse_impossible(faults, named)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = -special.ndtri(_tail(level)) * np.sqrt(p * (1 - p) / n)
    return _plain_interval(Interval(p - reach, p + reach))


def rate_funnel_limits(events: Given, confidence: Given = 0.95) -> Interval:
    """Return the rates, as ratios to the average, at which this many events touch the limits.

    With E the average's expected events at such a population, ratio = events / E; the limit is
    drawn at the population that expects E. No events touch no upper limit: NaN there.
    Source: Spiegelhalter 2005, with Poisson quantiles solved for the expected events.

    Raises:
        StatisticsError: for a negative number of events.
    """
    x, level = numbers("events", events), _level(confidence)
    named = {"count": x, "confidence": level}
    require_one_shape(named)
    refuse_impossible((_count_fault(x), _confidence_fault(level)), named)
    x, tail = (np.array(part) for part in np.broadcast_arrays(x, _tail(level)))
    expected = _exact(x, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        # More expected events than seen: the area is low; so the upper expectation is below.
        return _plain_interval(Interval(x / expected.upper, x / expected.lower))


def quintile(values: Given, highest_first: bool = True) -> Result:
    """Return the fifth, 1 to 5, that each value falls in; 1 holds the highest if `highest_first`.

    Equal values share the better-placed fifth. NaN where a value is missing, and everywhere when
    fewer than five are known. Source: OHID's public-health quantiles.
    """
    cells = numbers("values", values)
    known = ~np.isnan(cells)
    size = int(np.count_nonzero(known))
    fifths = np.full(cells.shape, np.nan)
    if size >= FEWEST_FOR_QUINTILES:
        ranked = -cells[known] if highest_first else cells[known]
        before = np.searchsorted(np.sort(ranked), ranked, side="left")
        # 6 less the share of the group from this rank on, in fifths rounded up; whole numbers only.
        fifths[known] = 6 - -(-5 * (size - before) // size)
    return plain(fifths)


def _count_fault(count: Floats) -> BrokenRule:
    return BrokenRule((count < 0) | (count == np.inf), "the count {count:g} is not zero or more")


def _level(confidence: Given) -> Floats:
    level = numbers("confidences", confidence)
    return np.where(level >= 90, level / 100, level)


def _confidence_fault(level: Floats) -> BrokenRule:
    outside = (level < 0.5) | (level > 1)
    return BrokenRule(
        outside, "the confidence {confidence:g} is neither 0.5 to 1 nor 90 to 100 per cent"
    )


def _tail(level: Floats) -> Floats:
    possible = (level >= 0.5) & (level < 1)
    return np.where(possible, (1 - level) / 2, np.nan)


def _normal_score(level: Floats) -> Floats:
    possible = (level >= 0.5) & (level <= 1)
    return np.asarray(-special.ndtri(np.where(possible, (1 - level) / 2, np.nan)))


def _plain_interval(interval: Interval) -> Interval:
    return Interval(plain(np.asarray(interval.lower)), plain(np.asarray(interval.upper)))
