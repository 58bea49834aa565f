"""Whether the last five yearly figures of an area rise or fall beyond chance."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from dashboard.core.statistics.cells import (
    BrokenRule,
    Floats,
    Given,
    numbers,
    refuse_impossible,
)
from dashboard.errors import StatisticsError

POINTS = 5
# Chi-squared with one degree of freedom that chance passes twice in a thousand.
SIGNIFICANT_CHI2 = 9.54953570608324
# The width of a 95% interval in standard errors, as the public-health tools round it.
WIDTH_IN_ERRORS = 3.92
ROUNDING = 1e-12


class TrendMarker(StrEnum):
    INCREASING = "Increasing"
    DECREASING = "Decreasing"
    NO_CHANGE = "No change"
    CANNOT_BE_CALCULATED = "Cannot be calculated"


class RecentTrend(NamedTuple):
    """A trend's marker, its test and its slope a year.

    `significant` says that chi2 passed the threshold; a marker of a direction needs more, see
    `recent_trend`. `slope` is in the values' unit. `chi2` and `slope` are NaN where no test was
    possible.
    """

    marker: TrendMarker
    chi2: float
    significant: bool
    slope: float


class _Fit(NamedTuple):
    chi2: float
    slope: float
    slopes_without_one: Floats


_NO_FIT = _Fit(np.nan, np.nan, np.array([np.nan]))


def recent_trend(values: Given, lower: Given, upper: Given) -> RecentTrend:
    """Return whether the five most recent yearly figures rise or fall; give them oldest first.

    They are tested by a line through the values, weighted by their 95% intervals. There is a
    direction only if the test is significant and every line that leaves one year out points the
    same way. A year without a figure (NaN) is passed over and an older one moves up; fewer than
    five cannot be calculated. Where all intervals are missing it is "No change" with chi2 NaN, as
    Fingertips has it. Sources: OHID, trend markers; Fingertips.

    Raises:
        StatisticsError: for unequal lengths, or limits that cannot be.
    """
    years = _recent_years(values, lower, upper)
    if len(years) < POINTS:
        # The public-health tool then gives nought, as if no test had been tried.
        return RecentTrend(TrendMarker.CANNOT_BE_CALCULATED, 0.0, False, 0.0)
    fit = _fit(years)
    significant = bool(fit.chi2 > SIGNIFICANT_CHI2)
    return RecentTrend(_marker(fit, significant), fit.chi2, significant, fit.slope)


def _marker(fit: _Fit, significant: bool) -> TrendMarker:
    if significant and (fit.slopes_without_one > 0).all():
        return TrendMarker.INCREASING
    if significant and (fit.slopes_without_one < 0).all():
        return TrendMarker.DECREASING
    return TrendMarker.NO_CHANGE


def _recent_years(*columns: Given) -> Floats:
    names = ("values", "lower limits", "upper limits")
    arrays = [numbers(name, cells) for name, cells in zip(names, columns, strict=True)]
    try:
        value, low, high = np.broadcast_arrays(*arrays)
    except ValueError as error:
        raise StatisticsError("A trend needs all its columns of one length.") from error
    if value.ndim != 1:
        raise StatisticsError("A trend needs one series of yearly figures, oldest first.")
    faults = [
        BrokenRule(np.isinf(low) | np.isinf(high), "a limit is not finite"),
        BrokenRule(low > high, "the lower limit {lower:g} is above the upper limit {upper:g}"),
    ]
    refuse_impossible(faults, {"lower": low, "upper": high})
    years: Floats = np.column_stack([value, low, high])[~np.isnan(value)]
    return years[-POINTS:]


def _fit(years: Floats) -> _Fit:
    with_interval = years[~np.isnan(years[:, 1:]).any(axis=1)]
    value, low, high = with_interval.T
    if len(value) < 2 or (low == high).any():
        return _NO_FIT
    weight = ((high - low) / WIDTH_IN_ERRORS) ** -2
    slope = _slope(value, weight)
    return _Fit(slope**2 * _spread(weight), slope, _without_one(value, weight))


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
