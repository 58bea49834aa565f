"""A figure beside the area's own past: what it did, and whether five years show a direction."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import GroupFigures, Member
from dashboard.core.published.figure_intervals import figure_intervals, why_no_interval
from dashboard.core.published.past_change import (
    ChildrenBehind,
    PastChange,
    YearFigure,
    comparable_years,
    past_change,
)
from dashboard.core.statistics.recent_trend import RecentTrend, TrendMarker, recent_trend
from dashboard.core.verdicts import Verdict, by_polarity

YEARS = 5
_DIRECTIONS = (TrendMarker.INCREASING, TrendMarker.DECREASING)


class Course(Enum):
    """How a figure went over the five years that are tested.

    All but the first three are without a direction beyond chance. Of these, the last has no
    material change from the first year to the last; the others have one, and differ in why it is
    not enough.
    """

    STEADY = "a direction beyond chance, and every year on that side of the one before"
    MOSTLY = "a direction beyond chance, and the last year on that side of the first"
    OVERALL = "a direction beyond chance, but the last year not on that side of the first"
    ONE_YEAR_DECIDES = "beyond chance, but with one year left out the direction is another"
    TOO_FEW_CHILDREN = "every year on the same side of the one before, but within chance"
    UP_AND_DOWN = "moved, but not every year the same way"
    NO_DIRECTION = "no material change, and no direction"


@dataclass(frozen=True)
class Past:
    """The years that follow one another up to a period, as far back as they compare, oldest first.

    They end where a figure is absent or the definition changed. `trend` is None where fewer than
    five years can be compared, or no interval can be given for one of them.
    """

    among: GroupFigures
    series: tuple[Member, ...]

    @property
    def years(self) -> tuple[Member, ...]:
        """The years that are tested: the last five at most."""
        return self.series[-YEARS:]

    @property
    def first(self) -> Member | None:
        """The oldest year that is tested; None where there is no earlier year."""
        return self.years[0] if len(self.years) > 1 else None

    @property
    def is_too_short(self) -> bool:
        """Whether fewer than five years that follow one another can be compared."""
        return len(self.years) < YEARS

    @cached_property
    def change(self) -> PastChange | None:
        """What the figure did over all the years; None where no earlier year can be compared."""
        return self._change(self.series)

    @property
    def behind(self) -> ChildrenBehind | None:
        """The children behind that change; None of a rate."""
        if not self.series:
            return None
        return children_behind(self.among, self.series[-1].area.code, self.change)

    @cached_property
    def recent_change(self) -> PastChange | None:
        """The same over the years that are tested."""
        return self._change(self.years)

    @cached_property
    def trend(self) -> RecentTrend | None:
        """The peers' test over five years: chi-squared at 99.8%, and no one year decides."""
        if self.is_too_short:
            return None
        found = figure_intervals(self.among.indicator, self.years)
        known = [interval for interval in found if interval is not None]
        if len(known) < YEARS:
            return None
        return recent_trend(
            np.array([year.value for year in self.years]),
            np.array([interval.lower for interval in known]),
            np.array([interval.upper for interval in known]),
        )

    @property
    def course(self) -> Course | None:
        """How the figure went over five years; None where they are not tested."""
        trend, change = self.trend, self.recent_change
        if trend is None or change is None:
            return None
        agrees = trend.slope * change.units > 0
        if trend.marker in _DIRECTIONS:
            steady = Course.STEADY if change.goes_one_way else Course.MOSTLY
            return steady if agrees else Course.OVERALL
        if not change.is_material(self.among.indicator.material_gap_percent):
            return Course.NO_DIRECTION
        if trend.significant and agrees:
            return Course.ONE_YEAR_DECIDES
        return Course.TOO_FEW_CHILDREN if change.goes_one_way else Course.UP_AND_DOWN

    @property
    def verdict(self) -> Verdict:
        """Worse, better, higher or lower where five years show it beyond chance, else unclear."""
        if self.trend is None:
            return Verdict.NONE
        if self.trend.marker not in _DIRECTIONS:
            return Verdict.UNCLEAR
        higher = self.trend.marker is TrendMarker.INCREASING
        return by_polarity(self.among.indicator.polarity, higher=higher)

    @property
    def why_no_verdict(self) -> str:
        """Why five years give no verdict, in words; empty where they do, or are too few."""
        if self.trend is not None or self.is_too_short:
            return ""
        return why_no_interval(self.among.indicator, self.years[-1])

    def _change(self, members: tuple[Member, ...]) -> PastChange | None:
        figures = (YearFigure(m.observed.period, m.value) for m in members if m.value is not None)
        return past_change(self.among.indicator, tuple(figures))


def children_behind(
    among: GroupFigures, code: str, change: PastChange | None
) -> ChildrenBehind | None:
    """Return the children behind an area's change; None of a rate, or without a change."""
    if change is None or not change.unit.is_percentage:
        return None
    first, last = change.first.period, change.last.period
    return ChildrenBehind(
        among.member(code, first).count,
        among.member(code, last).count,
        among.cohorts.of(code, last, change.last.value),
    )


def past(among: GroupFigures, code: str, period: Period) -> Past:
    """Return an area's own last years up to a period, as far back as they can be compared."""
    found = comparable_years(among.indicator, lambda year: among.member(code, year).value, period)
    return Past(among, tuple(among.member(code, year.period) for year in found))
