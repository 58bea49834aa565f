"""Whether groups of children are counted more often than their number living here explains.

Only protected figures come in, and nothing is filled in: a quarter that is withheld or not recorded
leaves its group without a rate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.disclosure.protection import Mode, ProtectedFigures
from dashboard.core.own.figures import LocalFigures, LocalObservation, LocalState
from dashboard.core.own.groups import Dimension, Group
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.performance.derived_figures import Total, total
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.statistics.rate_ratios import RateRatio, rate_ratio
from dashboard.core.verdicts import Polarity

# Stands for all other known groups as one, where a reference group could stand.
ALL_OTHERS = "others"
QUARTERS_SUMMED = 4
RATE_PER = 1_000
# Below this many in a group or its reference no index is given: one child more or less would say
# something else.
FEWEST_COUNTED = 5
# From this share on, children of whom the group is not known could turn what is said.
MUCH_NOT_KNOWN = 0.10
# Of groups that do not differ, about this share looks as if they did: 1 less the interval's level.
FALSE_ALARM = 0.05
# A number of children living here that was given longer before the first quarter is an old one.
QUARTERS_POPULATION_HOLDS = 4


class NoIndex(StrEnum):
    """Why a group has no relative rate index."""

    WITHHELD = "a quarter is withheld"
    NOT_RECORDED = "not recorded in each of the four quarters"
    NO_POPULATION = "we have no number of children living here"
    POPULATION_WITHHELD = "the number of children living here is withheld"
    MORE_THAN_LIVE_HERE = "more children were counted than are said to live here"
    FEW = f"fewer than {FEWEST_COUNTED} counted"
    REFERENCE = "the group to compare with has no rate"


_WITHHELD = (NoIndex.WITHHELD, NoIndex.POPULATION_WITHHELD)


@dataclass(frozen=True)
class GroupRate:
    """What was counted of a group's children in four quarters, and how many of them live here.

    `count` and `population` are None where they may not or cannot be known; `lack` says why there
    is no rate. `population_of` is the period that the population was given for.
    """

    group: Group
    count: int | None
    population: int | None
    population_of: Period | None
    lack: NoIndex | None

    @property
    def rate(self) -> float | None:
        """What was counted in the year for each 1,000 children living here; None where lacking."""
        if self.lack is not None or self.count is None or not self.population:
            return None
        return self.count / self.population * RATE_PER


@dataclass(frozen=True)
class ComparedGroup:
    """A group beside what it is compared with; `why_not` is None where there is an index."""

    own: GroupRate
    against: GroupRate
    index: RateRatio | None
    why_not: NoIndex | None

    @property
    def differs(self) -> bool:
        """Whether it clearly differs from the reference: the interval leaves 1 out."""
        return self.index is not None and self.index.differs

    @property
    def is_withheld(self) -> bool:
        """Whether something withheld keeps it from an index, on either side."""
        if self.why_not is NoIndex.REFERENCE:
            return self.against.lack in _WITHHELD
        return self.why_not in _WITHHELD


@dataclass(frozen=True)
class Disproportionality:
    """The groups of one dimension, each beside the reference, in the last four quarters.

    `reference` is None where each group is compared with all other known groups. `together` is all
    groups but the reference as one, only where that was asked for; differences within it offset one
    another.
    """

    protected: ProtectedFigures
    dimension: Dimension
    quarters: tuple[Period, ...]
    reference: Group | None
    rates: tuple[GroupRate, ...]
    compared: tuple[ComparedGroup, ...]
    together: ComparedGroup | None
    not_known: GroupRate | None

    @property
    def indicator(self) -> LocalIndicator:
        return self.protected.figures.indicator

    @property
    def counts_children(self) -> bool:
        """False where one child can be counted several times, which intervals leave out."""
        return self.indicator.counted == "children"

    @property
    def populations_of(self) -> tuple[Period, ...]:
        """The periods that the numbers of children living here were given for, oldest first."""
        return tuple(sorted({each.population_of for each in self.rates if each.population_of}))

    @property
    def has_old_population(self) -> bool:
        """Whether a number of children living here was given more than a year before."""
        earliest = self.quarters[0].before(QUARTERS_POPULATION_HOLDS)
        return any(period < earliest for period in self.populations_of)

    @property
    def with_index(self) -> tuple[ComparedGroup, ...]:
        """The groups that have an index, the highest first."""
        found = [(each.index.ratio, each) for each in self.compared if each.index is not None]
        return tuple(each for _, each in sorted(found, key=lambda pair: -pair[0]))

    @property
    def without_index(self) -> tuple[ComparedGroup, ...]:
        return tuple(each for each in self.compared if each.index is None)

    def hides(self, compared: ComparedGroup) -> bool:
        """Return whether small numbers hide a group here; what a sender withheld nobody sees."""
        return self.protected.mode is Mode.PUBLIC and compared.is_withheld

    @property
    def adverse(self) -> tuple[ComparedGroup, ...]:
        """The groups clearly on the worse side of what they are compared with, highest first.

        None where neither side of the indicator is better.
        """
        worse_is_higher = self.indicator.polarity is Polarity.LOWER
        if self.indicator.polarity is Polarity.NONE:
            return ()
        return tuple(
            each
            for each in self.with_index
            if each.index and (each.index.is_higher if worse_is_higher else each.index.is_lower)
        )

    @property
    def share_not_known(self) -> float | None:
        """The share of the counts that belong to no known group; None where a count is lacking."""
        if self.not_known is None:
            return None
        counts = [each.count for each in (*self.rates, self.not_known)]
        held = [count for count in counts if count is not None]
        every = sum(held)
        if len(held) < len(counts) or not every or self.not_known.count is None:
            return None
        return self.not_known.count / every


def can_be_compared(indicator: LocalIndicator) -> bool:
    """Return whether rates of groups can be made of an indicator.

    It counts what can be added up over four quarters, and is fit for decisions.
    """
    return (
        indicator.is_count
        and indicator.adds_up
        and indicator.fit_for_decisions
        and indicator.kind is not LocalKind.POPULATION
    )


def comparable_dimensions(
    indicator: LocalIndicator, dimensions: Iterable[Dimension]
) -> tuple[Dimension, ...]:
    """Return the dimensions an indicator is counted by in which rates of groups are compared."""
    return tuple(each for each in dimensions if each.reference and each.id in indicator.groups)


def disproportionality(
    protected: ProtectedFigures,
    populations: ProtectedFigures,
    dimension: Dimension,
    place: str,
    reference: str,
    *,
    together: bool = False,
) -> Disproportionality | None:
    """Return each group's rate beside the reference's, None where nothing was counted by group.

    `reference` is a group's id, or ALL_OTHERS to compare each with all other known groups as one.
    The quarters are the newest in which a group of the dimension was counted and the three before.
    """
    quarters = _quarters(protected.figures, dimension, place)
    if not quarters:
        return None

    def rate(group: Group) -> GroupRate:
        return _group_rate(group, protected, populations, place, quarters)

    rates = {group.id: rate(group) for group in dimension.known}
    not_known = [rate(group) for group in dimension.groups if group.id == dimension.not_known]
    return Disproportionality(
        protected=protected,
        dimension=dimension,
        quarters=quarters,
        reference=rates[reference].group if reference in rates else None,
        rates=tuple(rates.values()),
        compared=tuple(_each_compared(rates, dimension, reference)),
        together=_together(rates, dimension, reference) if together else None,
        not_known=not_known[0] if not_known else None,
    )


def _quarters(figures: LocalFigures, dimension: Dimension, place: str) -> tuple[Period, ...]:
    table, ids = figures.table, [group.id for group in dimension.groups]
    counted = table["state"].isin(
        [s.value for s in LocalState if s.usable or s is LocalState.WITHHELD]
    )
    here = table.loc[counted & (table["place"] == place) & table["group"].isin(ids), "period"]
    found = set(here)
    quarters = [p for p in figures.periods if p.kind is PeriodKind.QUARTER and p.id in found]
    if not quarters:
        return ()
    return tuple(max(quarters).before(steps) for steps in reversed(range(QUARTERS_SUMMED)))


def _group_rate(
    group: Group,
    counted: ProtectedFigures,
    populations: ProtectedFigures,
    place: str,
    quarters: Sequence[Period],
) -> GroupRate:
    summed = total(counted, counted.series(place, quarters, group.id))
    living = _newest(populations, place, group.id, quarters[-1])
    population = total(populations, [living]) if living else None
    return GroupRate(
        group=group,
        count=summed.count,
        population=population.count if population else None,
        population_of=living.period if living else None,
        lack=_lack(summed, population, counted.figures.indicator),
    )


def others_of(dimension: Dimension) -> Group:
    """Return all known groups of a dimension but one, as what a group is compared with."""
    known = f" whose {dimension.name.lower()} is known" if dimension.not_known else ""
    return Group(ALL_OTHERS, "All others", f"all other children{known}")


def _lack(counted: Total, living: Total | None, indicator: LocalIndicator) -> NoIndex | None:
    if counted.count is None:
        withheld = counted.state is LocalState.WITHHELD
        return NoIndex.WITHHELD if withheld else NoIndex.NOT_RECORDED
    if living is None or not living.count:
        withheld = living is not None and living.state is LocalState.WITHHELD
        return NoIndex.POPULATION_WITHHELD if withheld else NoIndex.NO_POPULATION
    # One child can have several sentences, but is one child.
    if indicator.counts_children and counted.count > living.count:
        return NoIndex.MORE_THAN_LIVE_HERE
    return None


def _newest(
    populations: ProtectedFigures, place: str, group: str, until: Period
) -> LocalObservation | None:
    """Return the last population given by a quarter: it holds until another one is given."""
    given = [p for p in populations.figures.periods if p.kind is PeriodKind.QUARTER and p <= until]
    observed = [populations.at(place, period, group) for period in given]
    known = [each for each in observed if each.state is not LocalState.NOT_RECORDED]
    return known[-1] if known else None


def _each_compared(
    rates: dict[str, GroupRate], dimension: Dimension, reference: str
) -> Iterable[ComparedGroup]:
    for name, own in rates.items():
        if reference not in rates:
            others = [rate for other, rate in rates.items() if other != name]
            yield _compared(own, _pooled(others, others_of(dimension)))
        elif name != reference:
            yield _compared(own, rates[reference])


def _together(
    rates: dict[str, GroupRate], dimension: Dimension, reference: str
) -> ComparedGroup | None:
    if not dimension.together or reference != dimension.reference:
        return None
    others = [rate for name, rate in rates.items() if name != reference]
    group = Group("together", dimension.together, dimension.together)
    return _compared(_pooled(others, group), rates[reference])


def _pooled(rates: Sequence[GroupRate], group: Group) -> GroupRate:
    """Return several groups as one; if one of them lacks something, so do all."""
    lack = next((each.lack for each in rates if each.lack is not None), None)
    if lack is not None:
        return GroupRate(group, None, None, None, lack)
    count = sum(each.count or 0 for each in rates)
    population = sum(each.population or 0 for each in rates)
    return GroupRate(group, count, population, rates[0].population_of, None)


def _compared(own: GroupRate, against: GroupRate) -> ComparedGroup:
    why_not = _why_not(own, against)
    return ComparedGroup(own, against, None if why_not else _index(own, against), why_not)


def _why_not(own: GroupRate, against: GroupRate) -> NoIndex | None:
    if own.lack is not None:
        return own.lack
    if own.count is not None and own.count < FEWEST_COUNTED:
        return NoIndex.FEW
    if against.lack is not None or (against.count or 0) < FEWEST_COUNTED:
        return NoIndex.REFERENCE
    return None


def _index(own: GroupRate, against: GroupRate) -> RateRatio | None:
    if own.count is None or against.count is None or not own.population or not against.population:
        return None
    return rate_ratio(own.count, own.population, against.count, against.population)
