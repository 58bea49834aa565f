"""The part of an area's own trend that a control chart can be drawn of."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.core.published.trends import Trend, TrendPoint
from dashboard.core.remembered import remembered
from dashboard.core.statistics.control_chart import (
    FEWEST_BASELINE_POINTS,
    ControlChart,
    control_chart,
)

FEWEST_POINTS = FEWEST_BASELINE_POINTS


@dataclass(frozen=True)
class ControlSeries:
    """An area's figures since the definition last changed, without the absent ones at its ends.

    A figure that is absent in between is a point without a value; a period in which nothing was
    published for anybody ends the series, because its neighbours do not follow one another.
    """

    trend: Trend
    points: tuple[TrendPoint, ...]

    @property
    def known(self) -> int:
        """How many of the points have a figure."""
        return sum(point.value is not None for point in self.points)

    @cached_property
    def chart(self) -> ControlChart | None:
        """The limits of the series and what is unusual in it; None with fewer than 12 figures."""
        if self.known < FEWEST_POINTS:
            return None
        values = [np.nan if point.value is None else point.value for point in self.points]
        labels = [point.period.id for point in self.points]
        return control_chart(values, self.trend.indicator.polarity, labels)


@remembered(64)
def control_series(trend: Trend) -> ControlSeries:
    """Return the newest part of a trend whose points follow one another under one definition."""
    points: list[TrendPoint] = []
    for point in reversed(trend.points):
        if points and not _continues(trend, point, points[0]):
            break
        if points or point.value is not None:
            points.insert(0, point)
    while points and points[0].value is None:
        points.pop(0)
    return ControlSeries(trend, tuple(points))


def _continues(trend: Trend, earlier: TrendPoint, later: TrendPoint) -> bool:
    follows = later.period.follows(earlier.period)
    return follows and not trend.indicator.break_between(earlier.period, later.period)
