"""What in a series of figures is unusual for that series: an XmR chart with four rules.

XmR: limits around the mean (X) from the moving ranges (mR), the steps between neighbours.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.core.statistics.cells import Floats, Given, numbers
from dashboard.core.statistics.special_causes import (
    RUN,
    UPWARD,
    Flags,
    Members,
    SpecialCause,
    members,
    runs,
    special_causes,
    two_of_three,
)
from dashboard.core.verdicts import Polarity
from dashboard.errors import StatisticsError

# Mean moving ranges to three standard deviations, and to the largest range chance leaves.
LIMIT_IN_RANGES = 2.66
LARGEST_RANGE = 3.267
FEWEST_BASELINE_POINTS = 12
# The public-health tool says "fewer than 12" and warns of 12 as well.
FEWEST_FOR_FIRM_LIMITS = 13


class Improvement(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


_BY_POLARITY = {
    Polarity.HIGHER: Improvement.INCREASE,
    Polarity.LOWER: Improvement.DECREASE,
    Polarity.NONE: Improvement.NEUTRAL,
}


class PointType(StrEnum):
    """What a point means, given which way is better."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Whether a process with these limits will meet its target: always, never, now and then."""

    MET = "consistent_pass"
    MISSED = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, eq=False)
class ControlChart:
    """A series with its limits and what is unusual in it; every array has one entry a point.

    `lpl` and `upl` are the lower and upper process limits, three sigma from the mean; NaN where
    the series gives none. Each rule's flags are before priority, `special_cause_type` after;
    `relative_to_mean` is -1, 0 or 1. A missing point is flagged by none and common cause.
    `short_group_warning` marks parts of twelve or fewer known points, whose limits are on trial.
    `variation` is the last point's type; `assurance` is None without a target or a direction.
    """

    labels: tuple[str, ...]
    values: Floats
    rebase_group: NDArray[np.int_]
    mean: Floats
    lpl: Floats
    upl: Floats
    lower_two_sigma: Floats
    upper_two_sigma: Floats
    relative_to_mean: Floats
    outside_limits: Flags
    close_to_limits: Flags
    trend7: Flags
    two_of_three: Flags
    shift7: Flags
    special_cause_type: Members
    point_type: Members
    short_group_warning: Flags
    variation: PointType
    assurance: Assurance | None

    @property
    def has_limits(self) -> bool:
        """Whether the last part varies enough for limits; without, no rule means anything in it."""
        return bool(self.upl[-1] > self.lpl[-1])

    @property
    def words(self) -> str:
        """What is unusual in the last point, as a few words; each numeral is counted here."""
        if np.isnan(self.values[-1]):
            return f"no figure for {self.labels[-1]}"
        if not self.has_limits:
            return "too little variation for limits"
        return f"{_LAST_POINT[self.special_cause_type[-1]].format(**self._facts())}{self._trial}"

    @property
    def _trial(self) -> str:
        part = self.rebase_group == self.rebase_group[-1]
        known = np.count_nonzero(part & ~np.isnan(self.values))
        return f" (trial limits from {known} points)" if self.short_group_warning[-1] else ""

    def _facts(self) -> dict[str, object]:
        side = self._run(self.relative_to_mean, more=0)
        trend = self._run(np.sign(np.diff(self.values)), more=1)
        of_late = self.close_to_limits[-3:]
        return {
            "last": self.labels[-1],
            "close": np.count_nonzero(of_late),
            "looked_at": len(of_late),
            "on_side": side,
            "side_since": self.labels[-side],
            "in_trend": trend,
            "trend_since": self.labels[-trend],
        }

    def _run(self, signs: Floats, more: int) -> int:
        """Return how many points at the end of the last part share a sign; steps take one more."""
        size = int(np.count_nonzero(self.rebase_group == self.rebase_group[-1])) - more
        signs = signs[len(signs) - size :]
        changes = np.flatnonzero(signs != signs[-1]) if size else np.array([], dtype=int)
        return size - (int(changes[-1]) + 1 if len(changes) else 0) + more


_LAST_POINT = {
    SpecialCause.COMMON: "nothing unusual in {last}",
    SpecialCause.ABOVE_LIMIT: "above the upper limit in {last}",
    SpecialCause.BELOW_LIMIT: "below the lower limit in {last}",
    SpecialCause.RISING: "{in_trend} in a row rising since {trend_since}",
    SpecialCause.FALLING: "{in_trend} in a row falling since {trend_since}",
    SpecialCause.TWO_ABOVE: "{close} of the last {looked_at} close to the upper limit",
    SpecialCause.TWO_BELOW: "{close} of the last {looked_at} close to the lower limit",
    SpecialCause.SHIFT_ABOVE: "{on_side} in a row above the average since {side_since}",
    SpecialCause.SHIFT_BELOW: "{on_side} in a row below the average since {side_since}",
}


def control_chart(
    values: Given,
    improvement: str | Improvement | Polarity = Improvement.NEUTRAL,
    target: float | None = None,
    baseline_points: float | None = None,
    rebase_at: Given = None,
    screen_outliers: bool = True,
    *,
    labels: Sequence[str] | None = None,
) -> ControlChart:
    """Return the XmR chart of a series, oldest point first.

    Limits are the mean -/+ 2.66 mean moving ranges; with `screen_outliers` ranges of 3.267 times
    their mean and more are left out once. `rebase_at` are the points (from 0) at which new limits
    begin; `baseline_points`, at least 12, takes limits from the first points of each part only.
    Unusual are a point outside the limits, 7 in a row rising or falling, 2 of 3 on one side
    beyond two sigma but inside the limits, 7 in a row on one side. A missing point (NaN) enters
    no mean and no range and breaks every run. Source: Provost & Murray 2011.

    Raises:
        StatisticsError: for no points at all, an infinite one, or an option that cannot be.
    """
    series = _series(values)
    starts = _starts(rebase_at, len(series))
    baseline = _baseline(baseline_points)
    better, names = _improvement(improvement), _labels(labels, len(series))
    parts = [
        _part(part, number, baseline, screen_outliers)
        for number, part in enumerate(np.split(series, starts))
    ]
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    types = _point_types(joined["special_cause_type"], better)
    limits = joined["lpl"][-1], joined["upl"][-1]
    return ControlChart(
        labels=names,
        values=series,
        point_type=types,
        variation=types[-1],
        assurance=_assurance(_target(target), limits, better),
        **joined,
    )


def _baseline(points: float | None) -> int | None:
    """Return how many points the limits are taken from; None (or NaN) is all of them."""
    if points is None or points != points:
        return None
    if points < FEWEST_BASELINE_POINTS or points != int(points):
        raise StatisticsError(
            f"A baseline of {points:g} points cannot be: give a whole number of at least "
            f"{FEWEST_BASELINE_POINTS}."
        )
    return int(points)


def _part(part: Floats, number: int, baseline: int | None, screen: bool) -> dict[str, NDArray[Any]]:
    mean, reach = _mean_and_reach(part[:baseline], screen)
    side = np.sign(part - mean)
    lpl, upl = mean - reach, mean + reach
    low, high = mean - 2 / 3 * reach, mean + 2 / 3 * reach
    outside = (part < lpl) | (part > upl)
    close = ~outside & ((part < low) | (part > high))
    trends = runs(np.sign(np.diff(part)), RUN - 1, len(part))
    shifts = runs(side, RUN, len(part))
    two = two_of_three(close, side)
    known = np.count_nonzero(~np.isnan(part))
    level = {"mean": mean, "lpl": lpl, "upl": upl, "lower_two_sigma": low, "upper_two_sigma": high}
    return {
        **{name: np.full(len(part), height) for name, height in level.items()},
        "rebase_group": np.full(len(part), number),
        "relative_to_mean": side,
        "outside_limits": outside,
        "close_to_limits": close,
        "trend7": trends != 0,
        "two_of_three": two,
        "shift7": shifts != 0,
        "special_cause_type": special_causes(side, outside, trends, two, shifts),
        "short_group_warning": np.full(len(part), known < FEWEST_FOR_FIRM_LIMITS),
    }


def _mean_and_reach(base: Floats, screen: bool) -> tuple[float, float]:
    ranges = np.abs(np.diff(base))
    ranges = ranges[~np.isnan(ranges)]
    average = _mean(ranges)
    if screen:
        average = _mean(ranges[ranges < LARGEST_RANGE * average])
    return _mean(base[~np.isnan(base)]), LIMIT_IN_RANGES * average


def _mean(cells: Floats) -> float:
    # Exactly rounded, so that equal figures are their own mean and lie on neither side of it.
    return math.fsum(cells) / len(cells) if len(cells) else math.nan


def _point_types(causes: Members, better: Improvement) -> Members:
    up, down = {
        Improvement.INCREASE: (PointType.IMPROVEMENT, PointType.CONCERN),
        Improvement.DECREASE: (PointType.CONCERN, PointType.IMPROVEMENT),
        Improvement.NEUTRAL: (PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW),
    }[better]
    types = members(PointType.COMMON_CAUSE, len(causes))
    for point, cause in enumerate(causes):
        if cause is not SpecialCause.COMMON:
            types[point] = up if cause in UPWARD else down
    return types


def _assurance(target: float, limits: tuple[float, float], better: Improvement) -> Assurance | None:
    lpl, upl = limits
    if better is Improvement.NEUTRAL or math.isnan(target) or math.isnan(lpl):
        return None
    if lpl <= target <= upl:
        return Assurance.INCONSISTENT
    met = target < lpl if better is Improvement.INCREASE else target > upl
    return Assurance.MET if met else Assurance.MISSED


# What is asked for


def _series(values: Given) -> Floats:
    series = numbers("values", values)
    if series.ndim != 1 or not len(series):
        raise StatisticsError("A control chart needs one series with at least one point.")
    if np.isinf(series).any():
        point = int(np.argmax(np.isinf(series)))
        raise StatisticsError(f"Point {point} (counted from 0) is infinite: correct or remove it.")
    return series


def _starts(rebase_at: Given, points: int) -> list[int]:
    wanted = numbers("points of new limits", () if rebase_at is None else rebase_at)
    starts = sorted({int(start) for start in wanted.flat if not np.isnan(start)})
    for start in starts:
        if not 0 < start < points:
            wrong = f"New limits cannot begin at point {start} (counted from 0)"
            raise StatisticsError(f"{wrong}: choose one from 1 to {points - 1}.")
    return starts


def _improvement(wanted: str | Improvement | Polarity) -> Improvement:
    if isinstance(wanted, Polarity):
        return _BY_POLARITY[wanted]
    try:
        return Improvement(wanted)
    except ValueError as error:
        choices = ", ".join(Improvement)
        message = f'The improvement "{wanted}" is unknown: choose one of {choices}.'
        raise StatisticsError(message) from error


def _labels(labels: Sequence[str] | None, points: int) -> tuple[str, ...]:
    names = tuple(labels or (f"point {point + 1}" for point in range(points)))
    if len(names) != points:
        raise StatisticsError(f"{points} points have {len(names)} labels: give one for each.")
    return names


def _target(target: float | None) -> float:
    wanted = numbers("targets", target)
    if wanted.ndim or np.isinf(wanted):
        raise StatisticsError("A control chart needs one target that is a number, or none.")
    return float(wanted)
