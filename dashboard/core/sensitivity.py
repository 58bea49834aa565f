"""Whether a gap survives another choice of similar areas: other lists, methods, one area less."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.areas import Area, ComparatorGroup
from dashboard.core.benchmarks import CENTRES, Benchmark, Member, Method

METHODS_TRIED = (Method.MEAN, Method.MEDIAN)


@dataclass(frozen=True)
class Variant:
    """One other way to compare: a list, a method, and the area that was left out, if one was."""

    group: ComparatorGroup
    method: Method
    left_out: Area | None
    benchmark: float
    gap_percent: float


@dataclass(frozen=True)
class Sensitivity:
    """The gap under every variant; empty where no list carries a verdict."""

    variants: tuple[Variant, ...]

    @cached_property
    def lowest(self) -> Variant | None:
        return min(self.variants, key=lambda v: v.gap_percent, default=None)

    @cached_property
    def highest(self) -> Variant | None:
        return max(self.variants, key=lambda v: v.gap_percent, default=None)

    @property
    def above(self) -> int:
        """How many variants put the area above the benchmark."""
        return sum(variant.gap_percent > 0 for variant in self.variants)

    @property
    def below(self) -> int:
        """How many variants put the area below the benchmark."""
        return sum(variant.gap_percent < 0 for variant in self.variants)

    @property
    def same_direction(self) -> bool:
        """Whether every variant puts the area on the same side; a gap of nought is no side."""
        return bool(self.variants) and len(self.variants) in (self.above, self.below)

    def confirms(self, gap: float) -> bool:
        """Return whether every variant puts the area on the side that a gap does."""
        return self.same_direction and bool(self.above) is (gap > 0)


def sensitivity(value: float, groups: Sequence[tuple[Benchmark, Sequence[Member]]]) -> Sensitivity:
    """Return the gap of a value in per cent of every benchmark that its groups could have given.

    For each group with enough figures: the mean and the median of all, and of all but one, for
    each member that has a figure.
    """
    tried = (
        _variants(value, benchmark.group, members)
        for benchmark, members in groups
        if benchmark.carries_a_verdict
    )
    return Sensitivity(tuple(variant for variants in tried for variant in variants))


def _variants(value: float, group: ComparatorGroup, members: Sequence[Member]) -> list[Variant]:
    present = [member for member in members if member.value is not None]
    values = [member.value for member in present if member.value is not None]
    left_out = [None, *(member.area for member in present)]
    return [
        Variant(group, method, area, centre, (value - centre) / centre * 100)
        for method in METHODS_TRIED
        for area, centre in zip(left_out, _centres(values, CENTRES[method]), strict=True)
        if centre
    ]


def _centres(values: list[float], centre: Callable[[list[float]], float]) -> list[float]:
    """Return the centre of all values, then of all but the first, all but the second, ..."""
    without_one = (values[:place] + values[place + 1 :] for place in range(len(values)))
    return [centre(values), *map(centre, without_one)]
