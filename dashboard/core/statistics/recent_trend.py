"""Whether the last five yearly figures of an area rise or fall beyond chance."""

from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from dashboard.core.statistics.cells import (
    Fault,
    Floats,
    Given,
    Invalid,
    numbers,
    without_impossible,
)
from dashboard.errors import StatisticsError

POINTS = 5
# Chi-squared with one degree of freedom that chance passes twice in a thousand.
SIGNIFICANT_CHI2 = 9.54953570608324
# The width of a 95% interval in standard errors, as the public-health tools round it.
WIDTH_IN_ERRORS = 3.92
ROUNDING = 1e-12

TrendKind: TypeAlias = Literal["rate", "proportion"]


class TrendMarker(StrEnum):
    INCREASING = "Increasing"
    DECREASING = "Decreasing"
    NO_CHANGE = "No change"
    CANNOT_BE_CALCULATED = "Cannot be calculated"


class RecentTrend(NamedTuple):
    """A trend's marker, its test and its slope a year.

    `significant` says that chi2 passed the threshold; a marker of a direction needs more, see
    `recent_trend`. `slope` is in the values' unit for a rate, in log odds for a proportion.
    `chi2` and `slope` are NaN where no test was possible.
    """

    marker: TrendMarker
    chi2: float
    significant: bool
    slope: float


class _Fit(NamedTuple):
    chi2: float
    slope: float
    slopes_without_one: Floats


_NOT_TRIED = _Fit(0.0, 0.0, np.array([np.nan]))
_NO_FIT = _Fit(np.nan, np.nan, np.array([np.nan]))


def recent_trend(
    values: Given,
    lower: Given,
    upper: Given,
    counts: Given,
    denominators: Given,
    kind: TrendKind = "rate",
    *,
    invalid: Invalid = "raise",
) -> RecentTrend:
    """Return whether the five most recent yearly figures rise or fall; give them oldest first.

    A rate is tested by a line through values weighted by their 95% intervals, a proportion by the
    Cochran-Armitage test on counts and denominators. There is a direction only if the test is
    significant and every line that leaves one year out points the same way. A year without a
    figure (NaN) is passed over and an older one moves up; fewer than five cannot be calculated,
    nor can a rate with a count that fills its denominator. A rate whose intervals are all missing
    is "No change" with chi2 NaN, as Fingertips has it. Sources: OHID, trend markers; Fingertips.

    Raises:
        StatisticsError: for an unknown kind, unequal lengths, an impossible year.
    """
    if kind not in ("rate", "proportion"):
        raise StatisticsError(f'A trend of kind "{kind}" is unknown: use "rate" or "proportion".')
    years = _recent_years((values, lower, upper, counts, denominators), kind, invalid)
    fit = _proportion_fit(years) if kind == "proportion" else _rate_fit(years)
    significant = bool(fit.chi2 > SIGNIFICANT_CHI2)
    full = kind == "rate" and bool((years[:, 3] == years[:, 4]).any())
    if len(years) < POINTS or full:
        marker = TrendMarker.CANNOT_BE_CALCULATED
        # For rates the public-health tool then gives nought, as if it had not been tried.
        tried = fit if kind == "proportion" else _NOT_TRIED
        return RecentTrend(marker, tried.chi2, False, tried.slope)
    return RecentTrend(_marker(fit, significant), fit.chi2, significant, fit.slope)


def _marker(fit: _Fit, significant: bool) -> TrendMarker:
    if significant and (fit.slopes_without_one > 0).all():
        return TrendMarker.INCREASING
    if significant and (fit.slopes_without_one < 0).all():
        return TrendMarker.DECREASING
    return TrendMarker.NO_CHANGE


def _recent_years(columns: tuple[Given, ...], kind: TrendKind, invalid: Invalid) -> Floats:
    names = ("values", "lower limits", "upper limits", "counts", "denominators")
    arrays = [numbers(name, cells) for name, cells in zip(names, columns, strict=True)]
    try:
        value, low, high, count, total = np.broadcast_arrays(*arrays)
    except ValueError as error:
        raise StatisticsError("A trend needs all its columns of one length.") from error
    if value.ndim != 1:
        raise StatisticsError("A trend needs one series of yearly figures, oldest first.")
    faults = [
        Fault(np.isinf(low) | np.isinf(high), "a limit is not finite"),
        Fault(low > high, "the lower limit {lower:g} is above the upper limit {upper:g}"),
        Fault(count < 0, "the count {count:g} is below zero"),
        Fault(total <= 0, "the denominator {total:g} is not above zero"),
    ]
    if kind == "proportion":
        faults.append(
            Fault(count > total, "the count {count:g} is above its denominator {total:g}")
        )
    named = {"lower": low, "upper": high, "count": count, "total": total}
    basis = count + total if kind == "proportion" else value
    known = ~np.isnan(without_impossible(basis, faults, named, invalid))
    return np.column_stack([value, low, high, count, total])[known][-POINTS:]


def _rate_fit(years: Floats) -> _Fit:
    with_interval = years[~np.isnan(years[:, 1:3]).any(axis=1)]
    value, low, high = with_interval[:, 0], with_interval[:, 1], with_interval[:, 2]
    if len(value) < 2 or (low == high).any():
        return _NO_FIT
    weight = ((high - low) / WIDTH_IN_ERRORS) ** -2
    slope = _slope(value, weight)
    chi2 = slope**2 * _spread(weight)
    return _Fit(chi2, slope, _without_one(value, weight))


def _proportion_fit(years: Floats) -> _Fit:
    count, total = years[:, 3], years[:, 4]
    year = _years(count)
    everyone, events = total.sum(), count.sum()
    if len(count) < 2 or events in (0, everyone):
        return _NO_FIT
    distance = everyone * (year * count).sum() - events * (year * total).sum()
    spread = everyone * (year**2 * total).sum() - (year * total).sum() ** 2
    chi2 = everyone * distance**2 / (events * (everyone - events) * spread)
    # Odds of none or of all have no logarithm: half a case on either side gives them one.
    half = 0.5 if ((count == 0) | (count == total)).any() else 0.0
    log_odds = np.log((count + half) / (total - count + half))
    even = np.ones(len(count))
    return _Fit(float(chi2), _slope(log_odds, even), _without_one(log_odds, even))


def _years(cells: Floats) -> Floats:
    return np.arange(1.0, len(cells) + 1)


def _slope(value: Floats, weight: Floats, year: Floats | None = None) -> float:
    year = _years(value) if year is None else year
    distance = year - np.average(year, weights=weight)
    pulls = weight * distance * value
    # What rounding leaves of a level line is no direction.
    if abs(pulls.sum()) <= ROUNDING * np.abs(pulls).sum():
        return 0.0
    return float(pulls.sum() / (weight * distance**2).sum())


def _spread(weight: Floats) -> float:
    year = _years(weight)
    return float((weight * (year - np.average(year, weights=weight)) ** 2).sum())


def _without_one(value: Floats, weight: Floats) -> Floats:
    if len(value) < 3:
        return np.array([np.nan])
    year, rows = _years(value), range(len(value))
    kept = [np.delete(np.arange(len(value)), row) for row in rows]
    return np.array([_slope(value[k], weight[k], year[k]) for k in kept])
