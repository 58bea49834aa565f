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
    `is_on_trial` says that twelve or fewer points are known. `variation` is the last point's type.
    """

    labels: tuple[str, ...]
    values: Floats
    polarity: Polarity
    mean: float
    lpl: float
    upl: float
    relative_to_mean: Floats
    outside_limits: Flags
    close_to_limits: Flags
    trend7: Flags
    two_of_three: Flags
    shift7: Flags
    special_cause_type: Members
    point_type: Members

    @property
    def variation(self) -> PointType:
        found: PointType = self.point_type[-1]
        return found

    @property
    def known(self) -> int:
        """How many points have a figure."""
        return int(np.count_nonzero(~np.isnan(self.values)))

    @property
    def is_on_trial(self) -> bool:
        return self.known < FEWEST_FOR_FIRM_LIMITS

    @property
    def has_limits(self) -> bool:
        """Whether the series varies enough for limits; without, no rule means anything in it."""
        return self.upl > self.lpl

    def assurance(self, target: float) -> Assurance | None:
        """Return whether a process with these limits meets a target.

        None without limits, or where neither way is better.
        """
        if self.polarity is Polarity.NONE or math.isnan(self.lpl):
            return None
        if self.lpl <= target <= self.upl:
            return Assurance.INCONSISTENT
        met = target < self.lpl if self.polarity is Polarity.HIGHER else target > self.upl
        return Assurance.MET if met else Assurance.MISSED

    @property
    def words(self) -> str:
        """What is unusual in the last point, as a few words; each numeral is counted here."""
        if np.isnan(self.values[-1]):
            return f"no figure for {self.labels[-1]}"
        if not self.has_limits:
            return "too little variation for limits"
        trial = f" (trial limits from {self.known} points)" if self.is_on_trial else ""
        return f"{_LAST_POINT[self.special_cause_type[-1]].format(**self._facts())}{trial}"

    def _facts(self) -> dict[str, object]:
        side = _at_the_end(self.relative_to_mean)
        trend = _at_the_end(np.sign(np.diff(self.values))) + 1
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


def _at_the_end(signs: Floats) -> int:
    """Return how many of the last signs are alike."""
    changes = np.flatnonzero(signs != signs[-1]) if len(signs) else np.array([], dtype=int)
    return len(signs) - (int(changes[-1]) + 1 if len(changes) else 0)


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
    polarity: Polarity,
    labels: Sequence[str],
    baseline_points: int | None = None,
) -> ControlChart:
    """Return the XmR chart of a series, oldest point first, with a label for each point.

    Limits are the mean -/+ 2.66 mean moving ranges; ranges of 3.267 times their mean and more
    are left out once. `baseline_points`, at least 12, takes the limits from the first points only.
    Unusual are a point outside the limits, 7 in a row rising or falling, 2 of 3 on one side
    beyond two sigma but inside the limits, 7 in a row on one side. A missing point (NaN) enters
    no mean and no range and breaks every run. Source: Provost & Murray 2011.

    Raises:
        StatisticsError: for no points at all, an infinite one, too short a baseline, or labels
            that do not fit the points.
    """
    series = _series(values)
    _require_baseline(baseline_points)
    _require_labels(labels, len(series))
    mean, reach = _mean_and_reach(series[:baseline_points])
    marks = _marks(series, mean, reach)
    types = _point_types(marks["special_cause_type"], polarity)
    return ControlChart(
        labels=tuple(labels),
        values=series,
        polarity=polarity,
        mean=mean,
        lpl=mean - reach,
        upl=mean + reach,
        point_type=types,
        **marks,
    )


def _marks(series: Floats, mean: float, reach: float) -> dict[str, NDArray[Any]]:
    side = np.sign(series - mean)
    outside = (series < mean - reach) | (series > mean + reach)
    close = ~outside & ((series < mean - 2 / 3 * reach) | (series > mean + 2 / 3 * reach))
    trends = runs(np.sign(np.diff(series)), RUN - 1, len(series))
    shifts = runs(side, RUN, len(series))
    two = two_of_three(close, side)
    return {
        "relative_to_mean": side,
        "outside_limits": outside,
        "close_to_limits": close,
        "trend7": trends != 0,
        "two_of_three": two,
        "shift7": shifts != 0,
        "special_cause_type": special_causes(side, outside, trends, two, shifts),
    }


def _mean_and_reach(base: Floats) -> tuple[float, float]:
    ranges = np.abs(np.diff(base))
    ranges = ranges[~np.isnan(ranges)]
    average = _mean(ranges[ranges < LARGEST_RANGE * _mean(ranges)])
    return _mean(base[~np.isnan(base)]), LIMIT_IN_RANGES * average


def _mean(cells: Floats) -> float:
    # Exactly rounded, so that equal figures are their own mean and lie on neither side of it.
    return math.fsum(cells) / len(cells) if len(cells) else math.nan


def _point_types(causes: Members, polarity: Polarity) -> Members:
    up, down = {
        Polarity.HIGHER: (PointType.IMPROVEMENT, PointType.CONCERN),
        Polarity.LOWER: (PointType.CONCERN, PointType.IMPROVEMENT),
        Polarity.NONE: (PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW),
    }[polarity]
    types = members(PointType.COMMON_CAUSE, len(causes))
    for point, cause in enumerate(causes):
        if cause is not SpecialCause.COMMON:
            types[point] = up if cause in UPWARD else down
    return types


def _series(values: Given) -> Floats:
    series = numbers("values", values)
    if series.ndim != 1 or not len(series):
        raise StatisticsError("A control chart needs one series with at least one point.")
    if np.isinf(series).any():
        point = int(np.argmax(np.isinf(series)))
        raise StatisticsError(f"Point {point} (counted from 0) is infinite: correct or remove it.")
    return series


def _require_baseline(points: int | None) -> None:
    if points is not None and points < FEWEST_BASELINE_POINTS:
        raise StatisticsError(
            f"A baseline of {points} points cannot be: give at least {FEWEST_BASELINE_POINTS}."
        )


def _require_labels(labels: Sequence[str], points: int) -> None:
    if len(labels) != points:
        raise StatisticsError(f"{points} points have {len(labels)} labels: give one for each.")
