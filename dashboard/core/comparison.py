"""A service's area among similar areas: benchmark, gap, rank and what may be said of them."""

import itertools
import math
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.areas import ENGLAND, Area, ComparatorGroup, PopulationOfYear, Service
from dashboard.core.indicators import Break, Figures, Indicator, Observation, Polarity
from dashboard.core.periods import Period

# Fewer values than these say more about who published than about similar areas.
FEWEST_AREAS_FOR_A_VERDICT = 5
LEAST_SHARE_FOR_A_VERDICT = 0.5
# Published rates are rounded, and so is what can be said of them: less than this is level.
LEAST_GAP_PERCENT = 2
Z_95 = 1.96


class Method(StrEnum):
    """How a group's values become one benchmark; the mean is what DfE's own tools show."""

    MEAN = "mean"
    MEDIAN = "median"


_CENTRE: Mapping[Method, Callable[[list[float]], float]] = {
    Method.MEAN: statistics.fmean,
    Method.MEDIAN: statistics.median,
}


class Verdict(StrEnum):
    WORSE = "worse"
    BETTER = "better"
    HIGHER = "higher"
    LOWER = "lower"
    LEVEL = "level"
    MIXED = "mixed"
    NONE = "no verdict"


@dataclass(frozen=True)
class Member:
    """One area of the group with what was observed there."""

    area: Area
    observed: Observation
    value: float | None

    @property
    def why_absent(self) -> str:
        """Why there is no value, in words; empty where there is one."""
        if self.value is not None:
            return ""
        if not self.area.existed_in(self.observed.period):
            return self.area.note or "did not exist in this period"
        return self.observed.note or self.observed.state.value


@dataclass(frozen=True)
class Benchmark:
    """One value for a whole group; `areas_with_data` of `areas_in_group` entered it."""

    group: ComparatorGroup
    method: Method
    value: float | None
    areas_with_data: int
    areas_in_group: int

    @property
    def carries_a_verdict(self) -> bool:
        """Whether enough of the group has a figure: five areas at least, and half of them."""
        enough = self.areas_with_data >= FEWEST_AREAS_FOR_A_VERDICT
        return enough and self.areas_with_data >= LEAST_SHARE_FOR_A_VERDICT * self.areas_in_group


@dataclass(frozen=True)
class Comparison:
    """One area's figure of one period beside its comparator group and England.

    `year_before` is the value of the year before, None unless that period is the very next one,
    published, and of the same definition. `population` is the 10-17 population that turns rates
    into children; None where the figure is not a rate of that population, or where it is published
    for a larger place only.
    """

    service: Service
    area: Area
    indicator: Indicator
    observed: Observation
    value: float | None
    year_before: float | None
    members: tuple[Member, ...]
    benchmark: Benchmark
    national: Member | None
    population: PopulationOfYear | None

    @property
    def period(self) -> Period:
        return self.observed.period

    @property
    def gap_units(self) -> float | None:
        if self.value is None or self.benchmark.value is None:
            return None
        return self.value - self.benchmark.value

    @property
    def gap_percent(self) -> float | None:
        return gap_percent(self.value, self.benchmark.value)

    @property
    def national_gap_percent(self) -> float | None:
        return gap_percent(self.value, self.national.value if self.national else None)

    @property
    def higher_than(self) -> int | None:
        """How many areas of the group this one's figure is strictly higher than."""
        if self.value is None:
            return None
        return sum(m.value < self.value for m in self.members if m.value is not None)

    @property
    def children(self) -> int | None:
        """Children behind the figure: the published count, else the rate times the population."""
        if self.observed.count is not None:
            return self.observed.count
        return self._children_in(self.value)

    @property
    def children_are_estimated(self) -> bool:
        return self.observed.count is None

    @property
    def within_chance(self) -> bool | None:
        """Whether chance alone could make a gap of this size; None where no number is known.

        Counts of rare events vary by about their square root from year to year; beyond 1.96 times
        that in both directions lies one year in twenty. The group's own variation is left out.
        """
        if self.gap_children is None or self.children is None:
            return None
        return abs(self.gap_children) <= Z_95 * math.sqrt(self.children)

    @property
    def gap_children(self) -> int | None:
        """Children a year by which the figure lies above (or, negative, below) the benchmark."""
        return self._children_in(self.gap_units)

    @property
    def verdict(self) -> Verdict:
        """What the figures carry: none with too few areas, no "better" without a polarity."""
        gap = self.gap_percent
        if gap is None or not self.benchmark.carries_a_verdict:
            return Verdict.NONE
        if abs(gap) < LEAST_GAP_PERCENT:
            return Verdict.LEVEL
        if self._mean_and_rank_disagree:
            return Verdict.MIXED
        return _VERDICTS[self.indicator.polarity][gap > 0]

    @property
    def _mean_and_rank_disagree(self) -> bool:
        """Above the benchmark yet not above half of the group, or the other way round.

        Then a few areas decide the benchmark, and neither side is a finding.
        """
        above = (self.gap_units or 0) > 0
        half = self.benchmark.areas_with_data / 2
        rank = self.higher_than or 0
        return rank < half if above else rank > half

    @property
    def hidden_by_national(self) -> bool:
        """Worse than the group, yet no worse than England: a national average alone hides it."""
        national = self.national_gap_percent
        if self.verdict is not Verdict.WORSE or national is None:
            return False
        lower_is_better = self.indicator.polarity is Polarity.LOWER
        return national <= 0 if lower_is_better else national >= 0

    def _children_in(self, amount: float | None) -> int | None:
        per = self.indicator.unit.per
        if amount is None or per is None or self.population is None:
            return None
        return round(amount * self.population.children_10_17 / per)


_VERDICTS = {
    Polarity.LOWER: (Verdict.BETTER, Verdict.WORSE),
    Polarity.HIGHER: (Verdict.WORSE, Verdict.BETTER),
    Polarity.NONE: (Verdict.LOWER, Verdict.HIGHER),
}


def gap_percent(value: float | None, benchmark: float | None) -> float | None:
    """Return how far a value lies above (or, negative, below) a benchmark, in per cent of it.

    >>> gap_percent(287, 299)
    -4.013377926421405
    """
    if value is None or benchmark is None or benchmark == 0:
        return None
    return (value - benchmark) / benchmark * 100


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one indicator in one comparator group, and how they become a benchmark.

    `areas` are all areas by code. A value that is withheld, part-year or of an area that did not
    exist on the period's last day never enters a benchmark.
    """

    figures: Figures
    group: ComparatorGroup
    areas: Mapping[str, Area]
    method: Method = Method.MEAN

    def members(self, period: Period) -> tuple[Member, ...]:
        """Return every area of the group, in the group's order, with its figure of a period."""
        return tuple(self._member(code, period) for code in self.group.area_codes)

    def benchmark(self, members: tuple[Member, ...]) -> Benchmark:
        """Return the plain mean (as DfE computes it) or the median of the members' values."""
        values = _present(members)
        centre = _CENTRE[self.method](values) if values else None
        return Benchmark(self.group, self.method, centre, len(values), len(members))

    def national(self, period: Period) -> Member | None:
        """Return England's figure of a period, or None where none is published."""
        if ENGLAND not in self.areas:
            return None
        member = self._member(ENGLAND, period)
        return member if member.value is not None else None

    def _member(self, code: str, period: Period) -> Member:
        area, observed = self.areas[code], self.figures.at(code, period)
        counts = observed.state.usable and area.existed_in(period)
        return Member(area, observed, observed.value if counts else None)


def compare(among: GroupFigures, service: Service, area: Area, period: Period) -> Comparison:
    """Return an area's figure of a period beside a comparator group's mean or median."""
    observed = among.figures.at(area.code, period)
    members = among.members(period)
    return Comparison(
        service=service,
        area=area,
        indicator=among.figures.indicator,
        observed=observed,
        value=_own_value(observed, area, period),
        year_before=_year_before(among.figures, area, period),
        members=members,
        benchmark=among.benchmark(members),
        national=among.national(period),
        population=_population(service, observed),
    )


def _own_value(observed: Observation, area: Area, period: Period) -> float | None:
    # What a source prints for an area that no longer existed on the last day is no year of it.
    counts = observed.state.usable and area.existed_in(period)
    return observed.value if counts else None


def _year_before(figures: Figures, area: Area, period: Period) -> float | None:
    before = period.years_before(1)
    if figures.indicator.break_between(before, period):
        return None
    return _own_value(figures.at(area.code, before), area, before)


def _present(members: tuple[Member, ...]) -> list[float]:
    return [member.value for member in members if member.value is not None]


def _population(service: Service, observed: Observation) -> PopulationOfYear | None:
    if observed.population is not None:
        return PopulationOfYear(observed.population, observed.period.end_year)
    # The service's population is the area's only where the service is that one area.
    return service.population_near(observed.period.end_year) if _is_one_area(service) else None


def _is_one_area(service: Service) -> bool:
    return len(service.area_codes) == 1


@dataclass(frozen=True)
class TrendPoint:
    """One period of a trend; `lowest` and `highest` are of the group, all in the unit.

    `benchmark` is None where too few of the group have a figure to carry a verdict.
    """

    period: Period
    value: float | None
    benchmark: float | None
    lowest: float | None
    highest: float | None
    areas_with_data: int
    national: float | None


@dataclass(frozen=True)
class Trend:
    """One area and one constant comparator group over the periods published, oldest first.

    `breaks` are the periods before which a line must stop, with the reason.
    """

    indicator: Indicator
    area: Area
    group: ComparatorGroup
    method: Method
    points: tuple[TrendPoint, ...]
    breaks: tuple[Break, ...]


def trend(among: GroupFigures, area: Area, periods: tuple[Period, ...]) -> Trend:
    """Return an area's figures over some periods beside one group held constant throughout."""
    indicator = among.figures.indicator
    pairs = itertools.pairwise(periods)
    found = (indicator.break_between(earlier, later) for earlier, later in pairs)
    return Trend(
        indicator=indicator,
        area=area,
        group=among.group,
        method=among.method,
        points=tuple(_trend_point(among, area, period) for period in periods),
        breaks=tuple(change for change in found if change is not None),
    )


def _trend_point(among: GroupFigures, area: Area, period: Period) -> TrendPoint:
    members = among.members(period)
    values = _present(members)
    benchmark = among.benchmark(members)
    national = among.national(period)
    return TrendPoint(
        period=period,
        value=_own_value(among.figures.at(area.code, period), area, period),
        benchmark=benchmark.value if benchmark.carries_a_verdict else None,
        lowest=min(values, default=None),
        highest=max(values, default=None),
        areas_with_data=len(values),
        national=national.value if national else None,
    )
