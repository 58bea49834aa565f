"""What each published list says of a gap by the chosen method, and how many lists agree."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.core.areas import Area, ComparatorGroup
from dashboard.core.published.benchmarks import Benchmark, GroupFigures, Member
from dashboard.core.published.sensitivity import Variant, variant

# Published rates are rounded, and so is what can be said of them: less than this is level.
LEAST_GAP_PERCENT = 2


@dataclass(frozen=True)
class ListAnswer:
    """One list, or another group, beside a figure: the gap with all areas, and with one left out.

    `side` is 1 above the benchmark, -1 below it, 0 where the two are level.
    """

    among: GroupFigures
    members: tuple[Member, ...]
    value: float
    whole: Variant
    side: int

    @property
    def group(self) -> ComparatorGroup:
        return self.among.group

    @property
    def gap_percent(self) -> float:
        return self.whole.gap_percent

    @property
    def areas_with_data(self) -> int:
        return len(self._present)

    @cached_property
    def without_one(self) -> tuple[Variant, ...]:
        """The gap by the same method with each area left out in turn, the lowest gap first."""
        found = [self._without(member.area) for member in self._present]
        return tuple(sorted(filter(None, found), key=lambda each: each.gap_percent))

    @property
    def lowest(self) -> Variant | None:
        """The lowest gap with one area left out."""
        return self.without_one[0] if self.without_one else None

    @property
    def highest(self) -> Variant | None:
        """The highest gap with one area left out."""
        return self.without_one[-1] if self.without_one else None

    @cached_property
    def _present(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.value is not None)

    def _without(self, left_out: Area) -> Variant | None:
        rest = [member for member in self._present if member.area != left_out]
        benchmark = self.among.benchmark(rest)
        return _variant(self.value, benchmark, self.among.indicator.unit.smallest, left_out)


@dataclass(frozen=True)
class ListCount:
    """The published lists beside the side on which the chosen group puts a figure.

    `side` is None where that group carries no verdict. A list with too few figures for a verdict
    has no answer and is not counted. A list by which the figure is level neither differs nor
    agrees, unless the gap itself is level.
    """

    side: int | None
    answers: tuple[ListAnswer, ...]

    @property
    def agreeing(self) -> tuple[ListAnswer, ...]:
        """The lists that put the figure on the same side."""
        return tuple(answer for answer in self.answers if answer.side == self.side)

    @property
    def differing(self) -> tuple[ListAnswer, ...]:
        """The lists that put the figure on the other side."""
        return tuple(each for each in self.answers if self.side and each.side == -self.side)

    @property
    def level(self) -> tuple[ListAnswer, ...]:
        """The lists by which the figure is level."""
        return tuple(answer for answer in self.answers if answer.side == 0)

    @property
    def lowest(self) -> ListAnswer | None:
        """The list that gives the lowest gap."""
        return min(self.answers, key=lambda answer: answer.gap_percent, default=None)

    @property
    def highest(self) -> ListAnswer | None:
        """The list that gives the highest gap."""
        return max(self.answers, key=lambda answer: answer.gap_percent, default=None)


def list_answer(
    among: GroupFigures, members: tuple[Member, ...], value: float
) -> ListAnswer | None:
    """Return what one group says of a value; None where it carries no verdict.

    That is with too few figures, without the counts that a pooled rate needs, or beside a
    benchmark of zero.
    """
    benchmark, smallest = among.benchmark(members), among.indicator.unit.smallest
    whole = _variant(value, benchmark, smallest) if benchmark.carries_a_verdict else None
    if whole is None:
        return None
    side = side_of(value, whole.benchmark, smallest)
    return ListAnswer(among, members, value, whole, side)


def side_of(value: float, benchmark: float, smallest: float) -> int:
    """Return 1 above a benchmark, -1 below, 0 where a value is level with it.

    Level is a gap below two per cent, or below the smallest difference that printed figures show.
    """
    gap = value - benchmark
    if abs(gap) < smallest or (benchmark and abs(gap / benchmark * 100) < LEAST_GAP_PERCENT):
        return 0
    return 1 if gap > 0 else -1


def _variant(
    value: float, benchmark: Benchmark, smallest: float, left_out: Area | None = None
) -> Variant | None:
    centre, group, method = benchmark.value, benchmark.group, benchmark.method
    return variant(value, group, method, left_out, centre, smallest) if centre else None
