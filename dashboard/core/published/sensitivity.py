"""Whether a gap survives another choice of similar areas: other lists, methods, one area less."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.areas import Area, ComparatorGroup
from dashboard.core.published.benchmarks import CENTRES, Benchmark, Member, Method

METHODS_TRIED = (Method.MEAN, Method.MEDIAN)


@dataclass(frozen=True)
class Way:
    """One other way to compare: a list, a method, and the area that was left out, if one was.

    `side` is 1 above the benchmark, -1 below it, 0 where the gap vanishes in the printed figures.
    """

    group: ComparatorGroup
    method: Method
    left_out: Area | None
    benchmark: float
    side: int


@dataclass(frozen=True)
class Variant(Way):
    """A way to compare whose benchmark is not nought, so that the gap has a percentage."""

    gap_percent: float


@dataclass(frozen=True)
class Trial:
    """One list and one method: the gap with all of its areas, and with each one left out.

    `whole` is None where the benchmark of all is zero, so that no percentage of it exists.
    """

    group: ComparatorGroup
    method: Method
    whole: Variant | None
    without_one: tuple[Variant, ...]


@dataclass(frozen=True)
class Sensitivity:
    """The gap under every variant; empty where no list carries a verdict.

    `beside_nought` are the ways whose benchmark is nought. They have a side and no percentage.
    """

    variants: tuple[Variant, ...]
    beside_nought: tuple[Way, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way that was tried, with a percentage or without."""
        return (*self.variants, *self.beside_nought)

    @cached_property
    def lowest(self) -> Variant | None:
        return min(self.variants, key=lambda v: v.gap_percent, default=None)

    @cached_property
    def highest(self) -> Variant | None:
        return max(self.variants, key=lambda v: v.gap_percent, default=None)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """The variants by list and method, in the order in which they were tried."""
        found: dict[tuple[ComparatorGroup, Method], list[Variant]] = {}
        for variant in self.variants:
            found.setdefault((variant.group, variant.method), []).append(variant)
        return tuple(_trial(variants) for variants in found.values())

    @property
    def above(self) -> int:
        """How many ways put the area above the benchmark."""
        return sum(way.side > 0 for way in self.ways)

    @property
    def below(self) -> int:
        """How many ways put the area below the benchmark."""
        return sum(way.side < 0 for way in self.ways)

    @property
    def same_direction(self) -> bool:
        """Whether no two ways put the area on different sides, and one puts it on a side."""
        return bool(self.above) is not bool(self.below)

    def confirms(self, gap: float) -> bool:
        """Return whether the ways put the area on the side that a gap does."""
        return self.same_direction and bool(self.above) is (gap > 0)

    def methods_against(self, side: int) -> tuple[Method, ...]:
        """Return the methods by which all areas of some list put the area on the other side."""
        against = {whole.method for whole in self._whole_against(side)}
        return tuple(method for method in METHODS_TRIED if method in against)

    def one_area_turns(self, side: int) -> bool:
        """Return whether leaving out one area puts the area on the other side.

        A list and method that lie there with all of their areas are not turned by one of them.
        """
        there = {(whole.group, whole.method) for whole in self._whole_against(side)}
        return any(
            way.side == -side and (way.group, way.method) not in there
            for way in self.ways
            if way.left_out is not None
        )

    def _whole_against(self, side: int) -> list[Way]:
        """Return the ways with all areas of a list that put the area on the other side."""
        return [way for way in self.ways if way.left_out is None and way.side == -side]


def sensitivity(
    value: float, groups: Sequence[tuple[Benchmark, Sequence[Member]]], smallest: float
) -> Sensitivity:
    """Return the gap of a value in per cent of every benchmark that its groups could have given.

    `smallest` is the smallest difference that printed values show; half of it is no gap.

    For each group with enough figures: the mean and the median of all, and of all but one, for
    each member that has a figure.
    """
    tried = [
        way
        for benchmark, members in groups
        if benchmark.carries_a_verdict
        for way in _ways(value, benchmark.group, members, smallest)
    ]
    variants = tuple(way for way in tried if isinstance(way, Variant))
    return Sensitivity(variants, tuple(way for way in tried if not isinstance(way, Variant)))


def _trial(variants: Sequence[Variant]) -> Trial:
    whole = next((variant for variant in variants if variant.left_out is None), None)
    without_one = tuple(variant for variant in variants if variant.left_out is not None)
    return Trial(variants[0].group, variants[0].method, whole, without_one)


def _ways(
    value: float, group: ComparatorGroup, members: Sequence[Member], smallest: float
) -> list[Way]:
    present = [member for member in members if member.value is not None]
    values = [member.value for member in present if member.value is not None]
    left_out = [None, *(member.area for member in present)]
    return [
        _way(value, group, method, area, centre, smallest)
        for method in METHODS_TRIED
        for area, centre in zip(left_out, _centres(values, CENTRES[method]), strict=True)
    ]


def _way(
    value: float,
    group: ComparatorGroup,
    method: Method,
    left_out: Area | None,
    benchmark: float,
    smallest: float,
) -> Way:
    if benchmark:
        return variant(value, group, method, left_out, benchmark, smallest)
    return Way(group, method, left_out, benchmark, _side(value, smallest))


def variant(
    value: float,
    group: ComparatorGroup,
    method: Method,
    left_out: Area | None,
    benchmark: float,
    smallest: float,
) -> Variant:
    """Return one way to compare a value, whose benchmark must not be zero."""
    return Variant(
        group=group,
        method=method,
        left_out=left_out,
        benchmark=benchmark,
        gap_percent=(value - benchmark) / benchmark * 100,
        side=_side(value - benchmark, smallest),
    )


def _side(gap: float, smallest: float) -> int:
    if abs(gap) < smallest / 2:
        return 0
    return 1 if gap > 0 else -1


def _centres(values: list[float], centre: Callable[[list[float]], float]) -> list[float]:
    """Return the centre of all values, then of all but the first, all but the second, ..."""
    without_one = (values[:place] + values[place + 1 :] for place in range(len(values)))
    return [centre(values), *map(centre, without_one)]
