"""A comparator group's figures of one period, and the one value they are turned into."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.core.areas import (
    ENGLAND,
    WALES,
    Area,
    ComparatorGroup,
    PopulationOfYear,
    nearest_population,
)
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Figures, Indicator, Observation
from dashboard.core.statistics.formulas import pooled_rate

# Fewer values than these say more about who published than about similar areas.
FEWEST_AREAS_FOR_A_VERDICT = 5
LEAST_SHARE_FOR_A_VERDICT = 0.5


class Method(StrEnum):
    """How a group's values become one benchmark; the mean is what DfE's own tools show.

    Pooled is the sum of the counts over the sum of the populations: large areas weigh more.
    """

    MEAN = "mean"
    MEDIAN = "median"
    POOLED = "pooled"

    @property
    def words(self) -> str:
        """What its value is called: "the mean of", "the pooled rate of"."""
        return "pooled rate" if self is Method.POOLED else self.value


@dataclass(frozen=True)
class Member:
    """One area with what was observed there in a period, and the population behind it if known.

    `value` is None where the figure is absent, or of an area that no longer existed.
    """

    area: Area
    observed: Observation
    value: float | None
    population: PopulationOfYear | None = None

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
    """One value for a whole group; `areas_with_data` of `areas_in_group` entered it.

    `by_method` holds the value by every method that the figures carry.
    """

    group: ComparatorGroup
    method: Method
    by_method: Mapping[Method, float]
    areas_with_data: int
    areas_in_group: int

    @property
    def value(self) -> float | None:
        return self.by_method.get(self.method)

    @property
    def carries_a_verdict(self) -> bool:
        """Whether enough of the group has a figure: five areas at least, and half of them."""
        return enough_for_a_verdict(self.areas_with_data, self.areas_in_group)


def enough_for_a_verdict(areas_with_data: int, areas_in_group: int) -> bool:
    """Return whether enough of a group has a figure: five areas at least, and half of them."""
    enough = areas_with_data >= FEWEST_AREAS_FOR_A_VERDICT
    return enough and areas_with_data >= LEAST_SHARE_FOR_A_VERDICT * areas_in_group


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one indicator in one comparator group, and how they become a benchmark.

    `areas` are all areas by code; `populations` are children aged 10 to 17 by area code and year;
    `cohorts` are estimated numbers of children behind a percentage, by area code.
    A value that is withheld, part-year or of an area that did not exist on the period's last day
    never enters a benchmark.
    """

    figures: Figures
    group: ComparatorGroup
    areas: Mapping[str, Area]
    method: Method = Method.MEAN
    populations: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    cohorts: Mapping[str, int] = field(default_factory=dict)

    @property
    def indicator(self) -> Indicator:
        return self.figures.indicator

    def members(self, period: Period) -> tuple[Member, ...]:
        """Return every area of the group, in the group's order, with its figure of a period."""
        return tuple(self.member(code, period) for code in self.group.area_codes)

    def member(self, code: str, period: Period) -> Member:
        """Return one area, of the group or not, with its figure of a period."""
        area, observed = self.areas[code], self.figures.at(code, period)
        counts = observed.state.usable and area.existed_in(period)
        value = observed.value if counts else None
        return Member(area, observed, value, self._population(observed))

    def benchmark(self, members: Sequence[Member]) -> Benchmark:
        """Return the plain mean (as DfE computes it), the median or the pooled rate of members."""
        values = [member.value for member in members if member.value is not None]
        by_method = {method: centre(values) for method, centre in CENTRES.items() if values}
        pooled = _pooled(self.indicator, members)
        if pooled is not None:
            by_method[Method.POOLED] = pooled
        return Benchmark(self.group, self.method, by_method, len(values), len(members))

    def national(self, period: Period) -> Member | None:
        """Return England's figure of a period, or None where none is published."""
        if ENGLAND not in self.areas:
            return None
        member = self.member(ENGLAND, period)
        return member if member.value is not None else None

    def everywhere(self, period: Period) -> dict[str, float]:
        """Return the values of all places that the indicator is published for, by their codes.

        Wales is left out: the other figures that England's areas are ranked by do not cover it.
        """
        kind = self.indicator.published_for
        return {
            code: value
            for code, value in self.figures.values_of(period).items()
            if (area := self.areas.get(code)) is not None
            and area.area_type is kind
            and area.region != WALES
            and area.existed_in(period)
        }

    def _population(self, observed: Observation) -> PopulationOfYear | None:
        if observed.population is not None:
            return PopulationOfYear(observed.population, observed.period.end_year)
        held = self.populations.get(observed.area_code, {})
        return nearest_population(held, observed.period.end_year)


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
