"""A service's area among similar areas: benchmark, gap, rank and what may be said of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from dashboard.core.areas import Area, PopulationOfYear, Service
from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import Benchmark, GroupFigures, Member
from dashboard.core.published.figure_intervals import (
    FigureInterval,
    count_and_total,
    figure_intervals,
    why_no_interval,
)
from dashboard.core.published.indicators import Indicator, Observation
from dashboard.core.published.list_answers import (
    ListAnswer,
    ListCount,
    list_answer,
    side_of,
)
from dashboard.core.published.neighbour_spread import NeighbourSpread, neighbour_spread
from dashboard.core.published.past import Past, past
from dashboard.core.published.pooled_years import PooledYears, pooled_years
from dashboard.core.published.same_matter import OtherFigure
from dashboard.core.published.sensitivity import Sensitivity, Trial, sensitivity
from dashboard.core.published.targets import Target
from dashboard.core.published.withheld import BenchmarkBounds, benchmark_bounds
from dashboard.core.statistics.formulas import quintile
from dashboard.core.verdicts import Polarity, Verdict, by_polarity

# Among fewer, a place or two decides in which fifth a figure is.
FEWEST_PLACES_FOR_A_FIFTH = 50


# The figures of a list, and its areas with those of the period.
_ListFigures: TypeAlias = tuple[GroupFigures, tuple[Member, ...]]


@dataclass(frozen=True)
class PlaceInEngland:
    """Which fifth of all places a figure is in (1 is the highest), and how many there are."""

    fifth: int
    places: int


@dataclass(frozen=True)
class Comparison:
    """One area's figure of one period beside its comparator group, its past and England.

    It holds the question; each answer is worked out when it is first asked for. `others` are the
    further lists of similar areas that the gap is tried against; `target` is what the board set.
    `supplied` are lists that somebody added: they are shown, and decide nothing. Nor does what is
    published `later` than the day in view; it is counted among every trial only.
    """

    among: GroupFigures
    service: Service
    own: Member
    others: tuple[GroupFigures, ...] = ()
    target: Target | None = None
    supplied: tuple[GroupFigures, ...] = ()
    later: tuple[GroupFigures, ...] = ()

    @property
    def area(self) -> Area:
        return self.own.area

    @property
    def place(self) -> Area:
        """What the figure is of: the area, or the whole service whose rate is printed for it."""
        return self.own.place

    @property
    def indicator(self) -> Indicator:
        return self.among.indicator

    @property
    def observed(self) -> Observation:
        return self.own.observed

    @property
    def value(self) -> float | None:
        return self.own.value

    @property
    def period(self) -> Period:
        return self.own.observed.period

    @property
    def population(self) -> PopulationOfYear | None:
        """The children aged 10 to 17 that the figure is a rate of; None if of anything else."""
        return self.own.population if self.indicator.unit.per else None

    @property
    def denominator(self) -> int | None:
        """How many the figure is out of, as printed or held; None where that is not known."""
        printed = self.own.counted or self.observed
        if self.indicator.unit.is_percentage:
            return printed.population
        return self.population.children_10_17 if self.population else None

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The areas of the group, in its order, with their figures of the period."""
        return self.among.members(self.period, beside=self.own)

    @cached_property
    def benchmark(self) -> Benchmark:
        return self.among.benchmark(self.members)

    @cached_property
    def national(self) -> Member | None:
        """England's figure of the period, None where the figure's own table has none."""
        return self.among.national(self.period)

    @cached_property
    def national_elsewhere(self) -> OtherFigure | None:
        """England's figure in another table of the same matter, where its own table has none.

        It has another denominator, so it is context: no gap to it and nothing it hides is said.
        """
        return None if self.national else self.among.same_matter.of_england(self.period)

    @cached_property
    def past(self) -> Past:
        """The area's own last five years."""
        return past(self.among, self.area.code, self.period)

    @cached_property
    def pooled(self) -> PooledYears | None:
        """The last three years together; None where one has no number of children.

        Their benchmark is None where a year of a similar area is withheld as small: those that are
        shown in all three years do not stand for it.
        """
        return self._pooled_among(self.among)

    @cached_property
    def pooled_by_list(self) -> tuple[PooledYears, ...]:
        """The same beside each list that decides, where three years can be put together."""
        found = [self.pooled, *(self._pooled_among(among) for among in self.others)]
        return tuple(each for each in found if each is not None)

    def _pooled_among(self, among: GroupFigures) -> PooledYears | None:
        found = pooled_years(among, self.area.code, self.period)
        if found is None or self.indicator.withheld_counts is None:
            return found
        members = [member for each in found.periods for member in among.members(each)]
        withheld = any(member.withheld is not None for member in members)
        return replace(found, benchmark=None) if withheld else found

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

    @cached_property
    def place_in_england(self) -> PlaceInEngland | None:
        """Which fifth of all areas of England the figure is in; None among fewer than 50.

        None too where small numbers are withheld, because those areas would be in the lowest.
        """
        if self.indicator.withheld_counts is not None:
            return None
        everywhere = self.among.everywhere(self.period, first=self.area.code)
        if self.area.code not in everywhere or len(everywhere) < FEWEST_PLACES_FOR_A_FIFTH:
            return None
        fifth = quintile(list(everywhere.values()))[list(everywhere).index(self.area.code)]
        return PlaceInEngland(int(fifth), len(everywhere)) if fifth == fifth else None

    @property
    def children(self) -> int | None:
        """Children behind the figure: the published count, else the rate times the population.

        The count may stand in another table of the same matter.
        """
        return self._children_in(self.value) if self.own.count is None else self.own.count

    @property
    def children_are_estimated(self) -> bool:
        return self.own.count is None

    @property
    def count_is_from_another_table(self) -> bool:
        return self.own.counted is not None and self.observed.count is None

    @property
    def gap_children(self) -> int | None:
        """Children a year by which the figure lies above (or, negative, below) the benchmark."""
        return self._children_in(self.gap_units)

    @cached_property
    def intervals(self) -> dict[str, FigureInterval]:
        """The interval of each area that has one, the area's own among them, by area code."""
        everyone = (self.own, *self.members)
        found = figure_intervals(self.indicator, everyone)
        pairs = zip(everyone, found, strict=True)
        return {member.area.code: interval for member, interval in pairs if interval}

    @cached_property
    def interval(self) -> FigureInterval | None:
        """How far chance alone may move the area's own figure, None where nothing supports it."""
        return figure_intervals(self.indicator, (self.own,))[0]

    @property
    def why_no_interval(self) -> str:
        return why_no_interval(self.indicator, self.own)

    @cached_property
    def benchmark_bounds(self) -> BenchmarkBounds | None:
        """Between which values the benchmark lies, where the source withholds small numbers."""
        if self.benchmark.value is None:
            return None
        return benchmark_bounds(self.indicator, self.among.method, self.members)

    @property
    def clear_of_chance(self) -> bool | None:
        """Whether the interval excludes the benchmark, whatever is withheld; None without one."""
        if self.interval is None or self.benchmark.value is None:
            return None
        if self.benchmark_bounds is not None:
            return self.benchmark_bounds.excluded_by(self.interval, self.benchmark.value)
        return self.interval.excludes(self.benchmark.value)

    @property
    def is_left_open(self) -> bool:
        """Whether what is withheld could undo what the areas shown say: the side, or the chance."""
        bounds, benchmark = self.benchmark_bounds, self.benchmark.value
        if bounds is None or benchmark is None or self.side is None:
            return False
        if any(self._side_of(end) != self.side for end in bounds.ends):
            return True
        within = self.interval is not None and self.interval.excludes(benchmark)
        return within and not self.clear_of_chance

    @cached_property
    def spread(self) -> NeighbourSpread | None:
        """Between which figures the group's areas usually lie; None where too few have one.

        None too where small numbers are withheld: the areas shown do not stand for those.
        """
        if not self.benchmark.carries_a_verdict or self.benchmark.value is None:
            return None
        if self.benchmark_bounds is not None:
            return None
        return neighbour_spread(self.among, self.own, self.members, self.benchmark.value)

    @property
    def unusual_among_neighbours(self) -> bool | None:
        """Whether the figure lies beyond that range: a second answer beside more than chance."""
        if self.spread is None or self.value is None or self.is_service_rate:
            return None
        return not self.spread.holds(self.value)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """The gap over the lists held, mean and median, each also with one area left out."""
        return self._tried(self._deciding)

    @cached_property
    def every_trial(self) -> Sensitivity:
        """The same over every published list held, also those of after the day in view."""
        return self._tried([*self._deciding, *self._with_members(self.later)])

    @cached_property
    def supplied_trials(self) -> Sensitivity:
        """The same over the lists that somebody added, which decide nothing."""
        return self._tried(self._added)

    @cached_property
    def answers(self) -> tuple[ListAnswer, ...]:
        """What the group, and each further list that decides, says by the chosen method."""
        return self._answers(self._deciding)

    @cached_property
    def supplied_answers(self) -> tuple[ListAnswer, ...]:
        """The same of the lists that somebody added, which decide nothing."""
        return self._answers(self._added)

    @cached_property
    def lists(self) -> ListCount:
        """The published lists among these, beside the side of the gap; none beside a region."""
        published = (answer for answer in self.answers if answer.group.is_published_list)
        return ListCount(self.side, tuple(published))

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Every list and method that is shown, those that decide before those that do not."""
        return (*self.sensitivity.trials, *self.supplied_trials.trials)

    @cached_property
    def year_before(self) -> "Comparison | None":
        """The same comparison a year earlier, by the same lists; None without a figure of it."""
        before = self.period.years_before(1)
        if self.indicator.break_between(before, self.period):
            return None
        own = self.among.member(self.area.code, before)
        if own.value is None:
            return None
        return Comparison(self.among, self.service, own, self.others)

    @property
    def is_service_rate(self) -> bool:
        """Whether the source prints the rate of the whole service for each of its areas.

        Then it says nothing of one of them alone.
        """
        return self.own.whole_service is not None

    @property
    def areas_with_this_rate(self) -> int:
        """For how many local authorities of its service the source prints this rate."""
        return self.among.areas_with_the_rate_of(self.place, self.period)

    @property
    def side(self) -> int | None:
        """Whether the figure lies above its group (1), below it (-1) or level with it (0).

        None with too few areas, or for a service's rate printed for one of its areas; level below
        two per cent, and below what printed figures can show.
        """
        if self.gap_percent is None or self.benchmark.value is None or self.is_service_rate:
            return None
        return self._side_of(self.benchmark.value) if self.benchmark.carries_a_verdict else None

    def _side_of(self, benchmark: float) -> int:
        return side_of(self.value or 0, benchmark, self.indicator.unit.smallest)

    @cached_property
    def direction(self) -> Verdict:
        """Where the figure lies whichever way one compares, chance left aside.

        None and level as its side is; mixed where a published list puts it on the other side, or
        where another method or one area of a list does.
        """
        side = self.side
        if side is None:
            return Verdict.NONE
        if side == 0:
            return Verdict.LEVEL
        if self.lists.differing or not self.sensitivity.confirms(side):
            return Verdict.MIXED
        return by_polarity(self.indicator.polarity, higher=side > 0)

    @property
    def can_be_judged(self) -> bool:
        """Whether the figure can be worse than its group: it has a side, and one is better."""
        return self.side is not None and self.indicator.polarity is not Polarity.NONE

    @property
    def is_material(self) -> bool:
        """Whether the gap is adverse and wide enough to matter, whatever chance may have made."""
        if not self.can_be_judged or not self.side:
            return False
        adverse = self.indicator.polarity.adverse(self.gap_percent or 0)
        return adverse >= self.indicator.material_gap_percent

    @cached_property
    def verdict(self) -> Verdict:
        """What the figures carry against the group: the direction, where it is more than chance.

        The interval must exclude the benchmark. Where there is no interval, the year before must
        have had the same direction; else the verdict is unclear. A percentage of few children
        without an interval stays unclear, because two years of it often agree by chance. Chance
        moves no sum of money. What small numbers that are withheld could undo is unclear.
        """
        if self.direction in (Verdict.NONE, Verdict.MIXED):
            return self.direction
        if self.is_left_open:
            return Verdict.UNCLEAR
        if self.direction is Verdict.LEVEL:
            return Verdict.LEVEL
        return self.direction if self._is_more_than_chance else Verdict.UNCLEAR

    @property
    def _is_more_than_chance(self) -> bool:
        if self.indicator.unit.is_money:
            return True
        if self.clear_of_chance is not None:
            return self.clear_of_chance
        if self.indicator.cohort_estimate is not None:
            return False
        return self.year_before is not None and self.year_before.direction is self.direction

    def _tried(self, lists: Sequence[_ListFigures]) -> Sensitivity:
        if self.value is None or self.is_service_rate:
            return Sensitivity(())
        groups = [(each.benchmark(members), members) for each, members in lists]
        return sensitivity(self.value, groups, self.indicator.unit.smallest)

    def _answers(self, lists: Sequence[_ListFigures]) -> tuple[ListAnswer, ...]:
        if self.value is None or self.is_service_rate:
            return ()
        found = [list_answer(each, members, self.value) for each, members in lists]
        return tuple(answer for answer in found if answer is not None)

    @cached_property
    def _deciding(self) -> list[_ListFigures]:
        return [(self.among, self.members), *self._with_members(self.others)]

    @cached_property
    def _added(self) -> list[_ListFigures]:
        return self._with_members(self.supplied)

    def _with_members(self, lists: Sequence[GroupFigures]) -> list[_ListFigures]:
        return [(each, each.members(self.period, beside=self.own)) for each in lists]

    @property
    def target_verdict(self) -> Verdict:
        """Met at the target or on its better side, else missed; none without a target or figure."""
        if self.target is None or self.value is None:
            return Verdict.NONE
        beyond = self.indicator.polarity.adverse(self.value - self.target.value)
        return Verdict.MET if beyond <= 0 else Verdict.MISSED

    @property
    def hidden_by_national(self) -> bool:
        """Worse than the group, yet no worse than England: a national average alone hides it."""
        national = self.national_gap_percent
        if self.verdict is not Verdict.WORSE or national is None:
            return False
        return self.indicator.polarity.adverse(national) <= 0

    def _children_in(self, amount: float | None) -> int | None:
        per = self.indicator.unit.per
        if amount is None or per is None or self._denominator is None:
            return None
        return round(amount * self._denominator / per)

    @property
    def _denominator(self) -> float | None:
        """How many children the rate is of: what a published count implies, else the population."""
        base = count_and_total(self.indicator, self.own)
        if base is not None:
            return base[1]
        return self.population.children_10_17 if self.population else None


def gap_percent(value: float | None, benchmark: float | None) -> float | None:
    """Return how far a value lies above (or, negative, below) a benchmark, in per cent of it.

    >>> gap_percent(287, 299)
    -4.013377926421405
    """
    if value is None or benchmark is None or benchmark == 0:
        return None
    return (value - benchmark) / benchmark * 100


def compare(
    among: GroupFigures,
    service: Service,
    area: Area,
    period: Period,
    others: Sequence[GroupFigures] = (),
    target: Target | None = None,
    supplied: Sequence[GroupFigures] = (),
    later: Sequence[GroupFigures] = (),
) -> Comparison:
    """Return an area's figure of a period beside a comparator group, and a target if one is set.

    `others` are the further lists of similar areas by which the gap's direction is tried,
    `supplied` lists that somebody added, which are shown only, and `later` those published after
    the day in view.
    """
    own = among.member(area.code, period)
    return Comparison(among, service, own, tuple(others), target, tuple(supplied), tuple(later))
