"""Figures that leap further than their series ever does, such as those with a slipped decimal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.plausibility.suspects import HELD, Doubt, Gauge, doubt
from dashboard.core.sentences import Clause, fill

Matrix: TypeAlias = NDArray[np.float64]

# A figure is compared with the periods nearest to it: so many before, so many after.
BEFORE, AFTER, FEWEST_NEAR = 3, 2, 2
# From so many other periods on, a series has something that is usual for it.
FEWEST_OWN = 3
# From so many series on, what all did in a period counts as usual there.
FEWEST_SERIES = 10
# How many deviations off a figure may lie, and how many if another decimal point would fit.
FAR, FAR_BUT_FOR_THE_POINT, FITS = 5.5, 4.0, 2.0
# No change below this factor is a leap, however even the series.
SMALLEST_FACTOR = 2.0
# How far a figure and what was expected lie apart at least, in what chance alone does to counts
# and shares once they are transformed so that it does the same to all (Anscombe).
BEYOND_CHANCE = 4.0
# Of fewer, every share is likely.
SMALLEST_DENOMINATOR = 10
# Weight, in periods, of what is usual for all series against what is usual for the one.
_WEIGHT_OF_ALL = 5
_SMALLEST_DEVIATION = 0.1
# What is taken for usual where no series has enough history: about twice what is shipped has.
_USUAL_DEVIATION = 0.4
# What is added before logarithms are taken, so that zero has one: a share of the usual figure.
_OFFSET = 0.02
_MAD = 1.4826


@dataclass(frozen=True)
class _Fit:
    """What is expected of series x periods, as logarithms, and how far figures usually lie off."""

    expected: Matrix
    deviation: Matrix
    offset: float

    def off(self, values: Matrix) -> Matrix:
        return np.asarray(np.log1p(values / self.offset) - self.expected)

    def score(self, values: Matrix) -> Matrix:
        return np.asarray(np.abs(self.off(values)) / self.deviation)


def doubtful_jumps(
    figures: pd.DataFrame, stretches: Mapping[str, int], gauge: Gauge
) -> Iterator[Doubt]:
    """Yield the figures of a file that leap, among all usable figures of one indicator.

    `figures` holds the file's and those held beside them, of periods of one kind. `stretches` has
    these periods, oldest first, with the stretch that each belongs to: a change of definition
    begins a new one. Places, periods and groups are categories.
    """
    if figures["value"].min() < 0 or len(stretches) <= FEWEST_NEAR:
        return
    at = _series(figures), _columns(figures, stretches)
    values = _matrix(at, figures["value"])
    order = np.array(list(stretches.values()))
    counts = values if gauge.is_amount else _matrix(at, figures["count"])
    fit = _fitted(values, counts, order, gauge)
    points = _fitting_point(fit, values, gauge.unit.smallest)
    leaps = _leaps(fit, values, points)
    low, high = _extremes(_sound(values, gauge), order)
    leaps &= _beyond_chance(fit, values, _matrix(at, figures["denominator"]), order, gauge)
    doubted = leaps[at] & (figures["position"] != HELD).to_numpy()
    if not doubted.any():
        return
    at = at[0][doubted], at[1][doubted]
    expected = (np.expm1(fit.expected) * fit.offset)[at]
    found = figures[doubted].assign(expected=expected, low=low[at], high=high[at], point=points[at])
    yield doubt(found, lambda row: _words(row, gauge))


def _series(figures: pd.DataFrame) -> NDArray[np.integer]:
    """Return the number of each figure's series, of one place and group."""
    place, group = (figures[name].cat for name in ("place", "group"))
    return pd.factorize(place.codes.astype(np.int64) * len(group.categories) + group.codes)[0]


def _columns(figures: pd.DataFrame, periods: Iterable[str]) -> NDArray[np.integer]:
    """Return the number of each figure's period."""
    of_category = pd.Index(periods).get_indexer(figures["period"].cat.categories)
    return np.asarray(of_category[figures["period"].cat.codes])


def _matrix(at: tuple[NDArray[np.integer], NDArray[np.integer]], cells: pd.Series) -> Matrix:
    matrix = np.full((at[0].max() + 1, at[1].max() + 1), np.nan)
    matrix[at] = cells.to_numpy(dtype=np.float64)
    return matrix


def _fitted(values: Matrix, counts: Matrix, order: NDArray[np.int64], gauge: Gauge) -> _Fit:
    """Return what the nearest periods lead to expect, moved along with all other series."""
    offset = max(_OFFSET * float(np.nanmedian(values)), gauge.unit.smallest)
    logs, sound = np.log1p(values / offset), np.log1p(_sound(values, gauge) / offset)
    near = np.full_like(logs, np.nan)
    for column in range(logs.shape[1]):
        near[:, column] = _median(sound[:, _near(column, order)], FEWEST_NEAR)
    off = logs - near
    usual = _median(off.T, FEWEST_SERIES)
    off = off - np.nan_to_num(usual)
    by_chance = 1 / np.sqrt(_median(counts) + 1)
    usually = np.where(np.isnan(near), np.nan, _USUAL_DEVIATION)
    deviation = _deviation(off)
    deviation = np.fmax(np.where(np.isnan(deviation), usually, deviation), by_chance[:, None])
    return _Fit(near + np.nan_to_num(usual), np.fmax(deviation, _SMALLEST_DEVIATION), offset)


def _sound(values: Matrix, gauge: Gauge) -> Matrix:
    """Return values without those that are impossible and so throw no doubt on their neighbours."""
    return np.where((values >= gauge.lowest) & (values <= gauge.highest), values, np.nan)


def _deviation(off: Matrix) -> Matrix:
    """Return what is usual for each series by its other periods, and for all in the period."""
    everywhere = _MAD * _median(np.abs(off).reshape(1, -1), FEWEST_SERIES)[0]
    of_all = _MAD * _median(np.abs(off).T, FEWEST_SERIES)
    of_all = np.where(np.isnan(of_all), everywhere, of_all)
    found = np.full_like(off, np.nan)
    for column in range(off.shape[1]):
        others = np.abs(np.delete(off, column, axis=1))
        own, known = _MAD * _median(others, FEWEST_OWN), np.isfinite(others).sum(axis=1)
        known = np.where(np.isnan(own), 0, known)
        weight = np.where(np.isnan(of_all[column]), 0, _WEIGHT_OF_ALL)
        total = known * np.nan_to_num(own) ** 2 + weight * np.nan_to_num(of_all[column]) ** 2
        with np.errstate(invalid="ignore"):
            found[:, column] = np.sqrt(total / (known + weight))
    return found


def _near(column: int, order: NDArray[np.int64]) -> list[int]:
    around = range(max(0, column - BEFORE), min(len(order), column + AFTER + 1))
    return [each for each in around if each != column and order[each] == order[column]]


def _median(cells: Matrix, fewest: int = 1) -> Matrix:
    """Return the median of each row's known cells, missing where there are too few of them."""
    if not cells.shape[1]:
        return np.full(len(cells), np.nan)
    ordered, known = np.sort(cells, axis=1), np.isfinite(cells).sum(axis=1)
    last, rows = np.maximum(known - 1, 0), np.arange(len(cells))
    middle = (ordered[rows, last // 2] + ordered[rows, last - last // 2]) / 2
    return np.where(known >= fewest, middle, np.nan)


def _extremes(values: Matrix, order: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Return the lowest and the highest value of the nearest periods."""
    low, high = np.full_like(values, np.nan), np.full_like(values, np.nan)
    for column in range(values.shape[1]):
        near = values[:, _near(column, order)]
        if near.shape[1]:
            low[:, column] = np.fmin.reduce(near, axis=1)
            high[:, column] = np.fmax.reduce(near, axis=1)
    return low, high


def _leaps(fit: _Fit, values: Matrix, points: Matrix) -> NDArray[np.bool_]:
    size, score = np.abs(fit.off(values)), fit.score(values)
    far = np.where(np.isnan(points), FAR, FAR_BUT_FOR_THE_POINT)
    return np.asarray((score > far) & (size > np.log(SMALLEST_FACTOR)))


def _beyond_chance(
    fit: _Fit, values: Matrix, denominators: Matrix, order: NDArray[np.int64], gauge: Gauge
) -> NDArray[np.bool_]:
    """Return where chance does not explain how far figures lie from what was to be expected."""
    expected = np.maximum(np.expm1(fit.expected) * fit.offset, 0)
    if gauge.is_amount:
        apart = 2 * np.abs(np.sqrt(values + 3 / 8) - np.sqrt(expected + 3 / 8))
        return np.asarray(apart > BEYOND_CHANCE)
    few = denominators < SMALLEST_DENOMINATOR
    if not gauge.is_of_others:
        return np.asarray(~few)
    near = _near_denominators(np.where(np.isnan(values), np.nan, denominators), order)
    ends = (
        _angle(share / gauge.unit.multiplier, of)
        for share, of in ((values, denominators), (expected, near))
    )
    apart = 2 * np.abs(np.subtract(*ends))
    # Where a denominator is not known, nothing can be said against the figure's leap.
    by_chance = apart <= BEYOND_CHANCE * np.sqrt(1 / denominators.clip(1) + 1 / near)
    return np.asarray(~few & ~by_chance)


def _angle(share: Matrix, of: Matrix) -> Matrix:
    """Return shares as angles, which chance spreads alike; a share of few is never quite 0 or 1."""
    return np.asarray(np.arcsin(np.sqrt((share.clip(0, 1) * of + 3 / 8) / (of + 3 / 4))))


def _near_denominators(denominators: Matrix, order: NDArray[np.int64]) -> Matrix:
    """Return of how many the nearest periods are together, missing where that is not known."""
    found = np.full_like(denominators, np.nan)
    for column in range(denominators.shape[1]):
        near = denominators[:, _near(column, order)]
        found[:, column] = np.nansum(near, axis=1)
    return np.where(found > 0, found, np.nan)


def _fitting_point(fit: _Fit, values: Matrix, smallest: float) -> Matrix:
    """Return the value with its decimal point moved by one place where that fits, else NaN."""
    found = np.full_like(values, np.nan)
    for factor in (10.0, 0.1):
        moved = values * factor
        found = np.where((moved >= smallest) & (fit.score(moved) < FITS), moved, found)
    return found


def _words(row: pd.Series, gauge: Gauge) -> Clause:
    leap = fill(
        "{value} is far {way} what was to be expected, {expected}; the periods nearest to it lie "
        "between {low} and {high}",
        value=gauge.words(row["value"]),
        way="above" if row["value"] > row["expected"] else "below",
        expected=_about(row["expected"], gauge),
        low=gauge.number(row["low"]),
        high=gauge.number(row["high"]),
    )
    if np.isnan(row["point"]):
        return fill("{leap}: check the figure, and what was counted.", leap=leap)
    point = gauge.words(row["point"])
    return fill("{leap}. {point} would fit: check the decimal point.", leap=leap, point=point)


def _about(expected: float, gauge: Gauge) -> str:
    return f"about {gauge.number(round(max(expected, 0), gauge.unit.decimals))}"
