"""How far a service's own figure moved within a year, and whether chance alone could move it."""

import math
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.own.figures import LocalObservation
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.figure_intervals import CONFIDENCE
from dashboard.core.statistics.formulas import rate_interval, wilson_interval

# A change of fewer children shows no direction: it may be one family's move.
FEWEST_FOR_DIRECTION = 5


@dataclass(frozen=True)
class LocalChange:
    """A figure beside that of a year before; both have a value."""

    indicator: LocalIndicator
    now: LocalObservation
    before: LocalObservation

    @property
    def size(self) -> float:
        """By how much the figure is higher now (or, negative, lower), in the indicator's unit."""
        return (self.now.value or 0) - (self.before.value or 0)

    @property
    def in_count(self) -> int | None:
        """By how many the number behind the figure changed; None where it is not given."""
        if self.now.count is None or self.before.count is None:
            return None
        return self.now.count - self.before.count

    @property
    def apart(self) -> float | None:
        """How many children the change is of; None where the numbers behind it are not given.

        Of a share it is how many of those it is of now would have to differ for it to be the former
        one: the number counted also moves with the number it is out of.
        """
        if self.indicator.is_count or self.in_count is None:
            return self.in_count
        count, of = self.now.count, self.now.denominator
        count_before, of_before = self.before.count, self.before.denominator
        if count is None or not of or count_before is None or not of_before:
            return None
        return (count * of_before - count_before * of) / of_before

    @property
    def is_level(self) -> bool:
        """Whether both figures are printed alike."""
        words = self.indicator.unit.words
        return words(self.now.value or 0) == words(self.before.value or 0)

    @property
    def direction(self) -> int:
        """1 or -1 where the figure went up or down by enough children to say so, else 0."""
        if self.is_level or self.apart is None or abs(self.apart) < FEWEST_FOR_DIRECTION:
            return 0
        return (self.size > 0) - (self.size < 0)

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """The change at 95% confidence, None where nothing supports an interval.

        From the intervals of both figures (Wilson's for shares, exact or Byar's for numbers of
        children), combined as Newcombe and Donner & Zou do. One child can account for several
        sentences or offences, so numbers of those have none.
        """
        ends = [self._bounds(each) for each in (self.now, self.before)]
        now, before = self.now.value, self.before.value
        if now is None or before is None or ends[0] is None or ends[1] is None:
            return None
        (low, high), (low_before, high_before) = ends[0], ends[1]
        down = math.hypot(now - low, high_before - before)
        up = math.hypot(high - now, before - low_before)
        return self.size - down, self.size + up

    @property
    def beyond_chance(self) -> bool | None:
        """Whether the interval leaves no change out; None where there is no interval."""
        if self.interval is None:
            return None
        return self.interval[0] > 0 or self.interval[1] < 0

    def _bounds(self, each: LocalObservation) -> tuple[float, float] | None:
        if each.count is None:
            return None
        if self.indicator.unit.is_percentage and each.denominator:
            low, high = wilson_interval(each.count, each.denominator, CONFIDENCE)
            return low * 100, high * 100
        if self.indicator.is_count and self.indicator.counts_children:
            low, high = rate_interval(each.count, 1, 1, CONFIDENCE)
            return low, high
        return None
