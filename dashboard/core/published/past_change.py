"""What became of a figure from the first year it can be compared with: the years and the change."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator, Unit

# The first figure must be this many of the last digit that is printed: a percentage of less says
# more of the rounding than of the children, and of nought there is none.
LEAST_FOR_A_PERCENTAGE = 10


@dataclass(frozen=True)
class YearFigure:
    """The figure of one year, in the indicator's unit."""

    period: Period
    value: float


@dataclass(frozen=True)
class PastChange:
    """The years that follow one another under one definition, two at least, oldest first.

    Each change is that of the figures as they are printed, so that a reader can check it.
    """

    unit: Unit
    figures: tuple[YearFigure, ...]

    @property
    def first(self) -> YearFigure:
        return self.figures[0]

    @property
    def middle(self) -> YearFigure | None:
        """The year half-way, the later of two; None where there are two years only."""
        return self.figures[len(self.figures) // 2] if len(self.figures) > 2 else None

    @property
    def last(self) -> YearFigure:
        return self.figures[-1]

    @property
    def years(self) -> int:
        """How many years lie between the first and the last."""
        return len(self.figures) - 1

    @property
    def first_printed(self) -> float:
        return self._printed(self.first)

    @property
    def last_printed(self) -> float:
        return self._printed(self.last)

    @property
    def units(self) -> float:
        """The change from the first year to the last in the unit, negative for a fall."""
        change = self.last_printed - self.first_printed
        return round(change, self.unit.decimals)

    @property
    def percent(self) -> float | None:
        """The change in per cent of the first figure; None where that is too small for one."""
        if abs(self.first_printed) < LEAST_FOR_A_PERCENTAGE * self.unit.smallest:
            return None
        return self.units / abs(self.first_printed) * 100

    def is_material(self, percent: float) -> bool:
        """Return whether the change is so many per cent of the first figure, or more."""
        return self.units != 0 and abs(self.units) * 100 >= percent * abs(self.first_printed)

    @property
    def goes_one_way(self) -> bool:
        """Whether every year is on the same side of the year before."""
        values = [self._printed(figure) for figure in self.figures]
        steps = [later - earlier for earlier, later in itertools.pairwise(values)]
        return all(step > 0 for step in steps) or all(step < 0 for step in steps)

    def _printed(self, figure: YearFigure) -> float:
        return round(figure.value, self.unit.decimals)


@dataclass(frozen=True)
class ChildrenBehind:
    """The children behind a change in points of a percentage, which says little of a few children.

    `first` and `last` are the published numbers counted in those years. `cohort` is the estimated
    number that the last year's percentage is out of. Each is None where it is not known.
    """

    first: int | None
    last: int | None
    cohort: int | None


def comparable_years(
    indicator: Indicator, value_in: Callable[[Period], float | None], newest: Period
) -> tuple[YearFigure, ...]:
    """Return the years that can be compared with a period, itself the last, oldest first.

    They end where a year has no figure that counts, or where the definition changed. There are none
    where the period itself has no figure.
    """
    return tuple(reversed(list(_backwards(indicator, value_in, newest))))


def past_change(indicator: Indicator, figures: tuple[YearFigure, ...]) -> PastChange | None:
    """Return the change over years that can be compared, None where there are fewer than two."""
    return PastChange(indicator.unit, figures) if len(figures) > 1 else None


def _backwards(
    indicator: Indicator, value_in: Callable[[Period], float | None], newest: Period
) -> Iterator[YearFigure]:
    for back in itertools.count():
        period = newest.years_before(back)
        value = value_in(period)
        if value is None or indicator.break_between(period, newest):
            return
        yield YearFigure(period, value)
