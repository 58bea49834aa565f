"""A comparator group's figures of one period, and the one value they are turned into."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from dashboard.core.areas import (
    ENGLAND,
    WALES,
    Area,
    ComparatorGroup,
    PopulationOfYear,
    nearest_population,
)
from dashboard.core.periods import Period
from dashboard.core.published.cohorts import Cohorts
from dashboard.core.published.indicators import Figures, Indicator, Observation, State
from dashboard.core.published.same_matter import SameMatter
from dashboard.core.published.service_rates import ServiceAreas, value_in
from dashboard.core.sentences import NOT_HELD
from dashboard.core.statistics.formulas import pooled_rate

# Fewer values than these say more about who published than about similar areas.
FEWEST_AREAS_FOR_A_VERDICT = 5
LEAST_SHARE_FOR_A_VERDICT = 0.5
# Where the others are withheld as small, and so known within bounds. One area alone is no group.
FEWEST_AREAS_SHOWN = 2


class Method(StrEnum):
    """How a group's values become one benchmark; the mean is what DfE's own tools show.

    Pooled is the sum of the counts over the sum of the populations: large areas weigh more.
    """

    MEAN = "mean"
    MEDIAN = "median"
    POOLED = "pooled"

    @property
    def words(self) -> str:
        """What its value is called: "the average of", "the pooled rate of"."""
        return _METHOD_WORDS[self]


_METHOD_WORDS = {
    Method.MEAN: "average",
    Method.MEDIAN: "median",
    Method.POOLED: "pooled rate",
}


@dataclass(frozen=True)
class Member:
    """One area with what was observed there in a period, and the population behind it if known.

    `value` is None where the figure is absent, of an area that no longer existed, or a service's
    rate that another area of the group carries already (`repeats`). `whole_service` is the service
    whose rate the source prints for the area. `counted` has the published number behind the figure,
    from its own table or from another of the same matter. `withheld` is what says that the figure
    is withheld because the number is small, where the source withholds nothing else.
    """

    area: Area
    observed: Observation
    value: float | None
    population: PopulationOfYear | None = None
    whole_service: Area | None = None
    counted: Observation | None = None
    repeats: Area | None = None
    withheld: Observation | None = None

    @property
    def place(self) -> Area:
        """What the figure is of: the area, or the whole service whose rate is printed for it."""
        return self.whole_service or self.area

    @property
    def count(self) -> int | None:
        """The published number behind the figure, None where no table has one."""
        return self.counted.count if self.counted else None

    @property
    def why_absent(self) -> str:
        """Why there is no value, in words; empty where there is one."""
        if self.value is not None:
            return ""
        if self.repeats is not None:
            return f"The rate of all of {self.place.name}, which counts once."
        if not self.area.existed_in(self.observed.period):
            return self.area.note or "did not exist in this period"
        held = self.observed.state.value if self.observed.is_held else NOT_HELD
        return self.observed.note or held


@dataclass(frozen=True)
class Benchmark:
    """One value for a whole group; `areas_with_data` of `areas_in_group` entered it.

    `by_method` holds the value by every method that the figures carry. `withheld` areas have a
    small number that the source does not print; they enter its bounds and not its value.
    """

    group: ComparatorGroup
    method: Method
    by_method: Mapping[Method, float]
    areas_with_data: int
    areas_in_group: int
    withheld: int = 0

    @property
    def value(self) -> float | None:
        return self.by_method.get(self.method)

    @property
    def carries_a_verdict(self) -> bool:
        """Whether enough of the group is known: five areas at least, and half of them.

        An area whose number is withheld as small is known within bounds, so it thins no group.
        """
        known = self.areas_with_data + self.withheld
        shown = self.areas_with_data >= FEWEST_AREAS_SHOWN
        return shown and enough_for_a_verdict(known, self.areas_in_group)


def enough_for_a_verdict(areas_with_data: int, areas_in_group: int) -> bool:
    """Return whether enough of a group has a figure: five areas at least, and half of them."""
    enough = areas_with_data >= FEWEST_AREAS_FOR_A_VERDICT
    return enough and areas_with_data >= LEAST_SHARE_FOR_A_VERDICT * areas_in_group


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one indicator in one comparator group, and how they become a benchmark.

    `areas` are all areas by code; `populations` are children aged 10 to 17 by area code and year;
    `cohorts` are estimated numbers of children behind a percentage; `same_matter` are
    the other tables that count the same. A value that is withheld, part-year or of an area that did
    not exist on the period's last day never enters a benchmark, and a service's rate that the
    source prints for several of its areas enters it once.
    """

    figures: Figures
    group: ComparatorGroup
    areas: Mapping[str, Area]
    method: Method = Method.MEAN
    populations: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    cohorts: Cohorts = field(default_factory=Cohorts)
    same_matter: SameMatter = field(default_factory=SameMatter)

    @property
    def indicator(self) -> Indicator:
        return self.figures.indicator

    def members(self, period: Period, beside: Member | None = None) -> tuple[Member, ...]:
        """Return every area of the group, in the group's order, with its figure of a period.

        A service's rate counts for the first of its areas only, and for none where it is that of
        `beside`, the area compared: no service is compared with itself.
        """
        own = beside.whole_service if beside else None
        carried = {own.code: beside.area} if beside and own else {}
        found = []
        for code in self.group.area_codes:
            member = self.member(code, period)
            if member.whole_service is not None:
                first = carried.setdefault(member.whole_service.code, member.area)
                if first != member.area:
                    member = replace(member, value=None, repeats=first)
            found.append(member)
        return tuple(found)

    def member(self, code: str, period: Period) -> Member:
        """Return one area, of the group or not, with its figure of a period."""
        area, observed = self.areas[code], self.figures.at(code, period)
        service = self._whole_service(area, period)
        place = service or area
        return Member(
            area=area,
            observed=observed,
            value=value_in(self.figures, area, period),
            population=self._population(observed, place),
            whole_service=service,
            counted=self._counted(observed, place),
            withheld=self._withheld(observed, area),
        )

    def areas_with_the_rate_of(self, service: Area, period: Period) -> int:
        """Return for how many local authorities of a service the source prints a figure."""
        return len(self._services.printed_in(self.figures, service, period))

    def benchmark(self, members: Sequence[Member]) -> Benchmark:
        """Return the plain mean (as DfE computes it), the median or the pooled rate of members."""
        values = [member.value for member in members if member.value is not None]
        by_method = {method: centre(values) for method, centre in CENTRES.items() if values}
        pooled = _pooled(self.indicator, members)
        if pooled is not None:
            by_method[Method.POOLED] = pooled
        withheld = sum(member.withheld is not None for member in members)
        return Benchmark(self.group, self.method, by_method, len(values), len(members), withheld)

    def national(self, period: Period) -> Member | None:
        """Return England's figure of a period, or None where none is published."""
        if ENGLAND not in self.areas:
            return None
        member = self.member(ENGLAND, period)
        return member if member.value is not None else None

    def everywhere(self, period: Period, first: str = "") -> dict[str, float]:
        """Return the values of all places that the indicator is published for, by their codes.

        Wales is left out: the other figures that England's areas are ranked by do not cover it. A
        service's rate that is printed for several areas stands once: for the code `first` if it is
        one of them, else for one of the group, else for any.
        """
        found: dict[str, float] = {}
        seen: set[str] = set()
        for code in self._in_order(self.figures.values_of(period), first):
            area = self.areas[code]
            service = self._whole_service(area, period)
            if area.existed_in(period) and (service is None or service.code not in seen):
                found[code] = self.figures.values_of(period)[code]
                seen |= {service.code} if service else set()
        return found

    def _in_order(self, codes: Iterable[str], first: str) -> list[str]:
        """Return the codes of places in England of the indicator's kind, those to keep first."""
        kind, group = self.indicator.published_for, set(self.group.area_codes)
        places = [
            code
            for code in codes
            if (area := self.areas.get(code)) is not None
            and area.area_type is kind
            and area.region != WALES
        ]
        return sorted(places, key=lambda code: (code != first, code not in group))

    @cached_property
    def _services(self) -> ServiceAreas:
        return ServiceAreas(self.areas)

    def _whole_service(self, area: Area, period: Period) -> Area | None:
        return self._services.whole_service(self.figures, area, period)

    def _population(self, observed: Observation, place: Area) -> PopulationOfYear | None:
        if observed.population is not None:
            return PopulationOfYear(observed.population, observed.period.first_year)
        year = self.indicator.population_year(observed.period)
        return nearest_population(self.populations.get(place.code, {}), year)

    def _withheld(self, observed: Observation, area: Area) -> Observation | None:
        """Return what says that a small number is withheld: the figure itself or another table."""
        no_rule = self.indicator.withheld_counts is None
        if no_rule or observed.state.usable or not area.existed_in(observed.period):
            return None
        if observed.state is State.SUPPRESSED:
            return observed
        return self.same_matter.withheld(area.code, observed.period)

    def _counted(self, observed: Observation, place: Area) -> Observation | None:
        """Return the figure with the published number: its own, or that of another table."""
        if observed.count is not None:
            return observed
        if not (self.same_matter.tables and observed.state.usable):
            return None
        codes = self._services.codes_of(place, observed.period)
        return self.same_matter.counted(codes, observed.period)


CENTRES: Mapping[Method, Callable[[list[float]], float]] = {
    Method.MEAN: statistics.fmean,
    Method.MEDIAN: statistics.median,
}


def _pooled(indicator: Indicator, members: Sequence[Member]) -> float | None:
    """Return the rate of all members together, only where each with a figure has a count."""
    present = [member.observed for member in members if member.value is not None]
    counts = [o.count for o in present if o.count is not None]
    populations = [o.population for o in present if o.population is not None]
    if not present or not len(present) == len(counts) == len(populations):
        return None
    return pooled_rate(counts, populations, indicator.unit.multiplier)
