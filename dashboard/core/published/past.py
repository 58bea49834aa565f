"""A figure beside the area's own past: the last five years, and whether they show a direction."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import GroupFigures, Member
from dashboard.core.published.figure_intervals import figure_intervals, why_no_interval
from dashboard.core.statistics.recent_trend import RecentTrend, TrendMarker, recent_trend
from dashboard.core.verdicts import Verdict, by_polarity

YEARS = 5
_DIRECTIONS = (TrendMarker.INCREASING, TrendMarker.DECREASING)


@dataclass(frozen=True)
class Past:
    """The years that follow one another up to a period, five at most, oldest first.

    They end where a figure is absent or the definition changed. `trend` is None where fewer than
    five years can be compared, or no interval can be given for one of them.
    """

    among: GroupFigures
    years: tuple[Member, ...]

    @property
    def first(self) -> Member | None:
        """The oldest year that the newest can be compared with; None where there is none."""
        return self.years[0] if len(self.years) > 1 else None

    @cached_property
    def trend(self) -> RecentTrend | None:
        """The peers' test over five years: chi-squared at 99.8%, and no one year decides."""
        if len(self.years) < YEARS:
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
        """Why the past carries no verdict, in words; empty where it does."""
        if self.trend is not None:
            return ""
        if len(self.years) < YEARS:
            return "fewer than five years that follow one another can be compared"
        return why_no_interval(self.among.indicator, self.years[-1])


def past(among: GroupFigures, code: str, period: Period) -> Past:
    """Return an area's own last years up to a period, as far back as they can be compared."""
    years: list[Member] = []
    for back in range(YEARS):
        earlier = period.years_before(back)
        if among.indicator.break_between(earlier, period):
            break
        member = among.member(code, earlier)
        if member.value is None:
            break
        years.insert(0, member)
    return Past(among, tuple(years))
