"""One area and one constant comparator group over the years."""

import itertools
from dataclasses import dataclass, replace

from dashboard.core.areas import Area, AreaType, ComparatorGroup
from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import GroupFigures, Member, Method
from dashboard.core.published.indicators import Break, Indicator
from dashboard.core.published.past import children_behind
from dashboard.core.published.past_change import (
    ChildrenBehind,
    PastChange,
    comparable_years,
    past_change,
)
from dashboard.core.published.withheld import BenchmarkBounds, benchmark_bounds


@dataclass(frozen=True)
class TrendPoint:
    """One period of a trend; `lowest` and `highest` are of the group, all in the unit.

    `benchmark` is None where too few of the group have a figure to carry a verdict. `why_absent`
    says why the area itself has no value; `gone` are members that did not exist in the period.
    """

    period: Period
    value: float | None
    benchmark: float | None
    lowest: float | None
    highest: float | None
    areas_with_data: int
    national: float | None
    why_absent: str = ""
    gone: tuple[Area, ...] = ()
    bounds: BenchmarkBounds | None = None

    @property
    def is_left_open(self) -> bool:
        """Whether small numbers that are withheld could put the value on the other side."""
        if self.value is None or self.benchmark is None or self.bounds is None:
            return False
        can_be = (self.benchmark, *self.bounds.ends)
        return min(can_be) <= self.value <= max(can_be)


@dataclass(frozen=True)
class Trend:
    """One area and one constant comparator group over the periods published, oldest first.

    `area` is the whole service where the newest figure is a rate of the whole service. `breaks` are
    the periods before which a line must stop, with the reason. `behind` are the children behind its
    change, None of a rate.
    """

    indicator: Indicator
    area: Area
    group: ComparatorGroup
    method: Method
    points: tuple[TrendPoint, ...]
    breaks: tuple[Break, ...]
    behind: ChildrenBehind | None = None

    @property
    def is_of_whole_service(self) -> bool:
        """Whether the newest figure is the rate of a whole service, printed for this area of it."""
        whole = self.area.area_type is AreaType.SERVICE
        return whole and self.indicator.published_for is not AreaType.SERVICE

    @property
    def gone(self) -> tuple[Area, ...]:
        """The members of the group that did not exist in every period shown."""
        return tuple(dict.fromkeys(area for point in self.points for area in point.gone))

    @property
    def change(self) -> PastChange | None:
        """What the area's figure did up to its newest year; None where no earlier one compares."""
        values = {point.period: point.value for point in self.points if point.value is not None}
        if not values:
            return None
        years = comparable_years(self.indicator, values.get, max(values))
        return past_change(self.indicator, years)

    @property
    def runs(self) -> tuple[tuple[TrendPoint, ...], ...]:
        """The points in runs of periods that follow one another under one definition."""
        runs: list[list[TrendPoint]] = []
        for point in self.points:
            if not runs or self._parted(runs[-1][-1].period, point.period):
                runs.append([])
            runs[-1].append(point)
        return tuple(tuple(run) for run in runs)

    @property
    def has_a_line(self) -> bool:
        """Whether the area has a figure in two years of a run that follow one another."""
        pairs = (pair for run in self.runs for pair in itertools.pairwise(run))
        return any(a.value is not None and b.value is not None for a, b in pairs)

    def _parted(self, earlier: Period, later: Period) -> bool:
        broken = self.indicator.break_between(earlier, later) is not None
        return broken or not later.follows(earlier)


def trend(among: GroupFigures, area: Area, periods: tuple[Period, ...]) -> Trend:
    """Return an area's figures over some periods beside one group held constant throughout."""
    indicator = among.indicator
    pairs = itertools.pairwise(periods)
    found = (indicator.break_between(earlier, later) for earlier, later in pairs)
    bare = Trend(
        indicator=indicator,
        area=_newest_place(among, area, periods),
        group=among.group,
        method=among.method,
        points=tuple(_point(among, area, period) for period in periods),
        breaks=tuple(change for change in found if change is not None),
    )
    return replace(bare, behind=children_behind(among, area.code, bare.change))


def _newest_place(among: GroupFigures, area: Area, periods: tuple[Period, ...]) -> Area:
    members = (among.member(area.code, period) for period in reversed(periods))
    return next((member.place for member in members if member.value is not None), area)


def _point(among: GroupFigures, area: Area, period: Period) -> TrendPoint:
    own = among.member(area.code, period)
    members = among.members(period, beside=own)
    benchmark, national = among.benchmark(members), among.national(period)
    values = [member.value for member in members if member.value is not None]
    return TrendPoint(
        period=period,
        value=own.value,
        benchmark=benchmark.value if benchmark.carries_a_verdict else None,
        lowest=min(values, default=None),
        highest=max(values, default=None),
        areas_with_data=len(values),
        national=national.value if national else None,
        why_absent=own.why_absent,
        gone=_gone(members, period),
        bounds=benchmark_bounds(among.indicator, among.method, members),
    )


def _gone(members: tuple[Member, ...], period: Period) -> tuple[Area, ...]:
    return tuple(member.area for member in members if not member.area.existed_in(period))
