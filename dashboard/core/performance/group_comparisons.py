"""All comparisons of groups of children in one place, sorted by what can be said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.performance.disproportionality import ComparedGroup, Disproportionality
from dashboard.core.verdicts import Polarity


@dataclass(frozen=True, eq=False)
class GroupComparison:
    """One group beside its reference, with the measure and dimension that it is compared in."""

    found: Disproportionality
    group: ComparedGroup

    @property
    def is_adverse(self) -> bool:
        """Whether the group is clearly on the worse side; never where no side is better."""
        return self.group in self.found.adverse

    @property
    def is_better(self) -> bool:
        """Whether the group is clearly on the better side; never where no side is better."""
        return self.group.differs and not self.is_adverse and not self.has_no_better_side

    @property
    def has_no_better_side(self) -> bool:
        """Whether the measure itself has no better side, so that a difference is only that."""
        return self.found.indicator.polarity is Polarity.NONE

    @property
    def ratio(self) -> float:
        """How many times as often the group is counted; 0 where that cannot be said."""
        return self.group.index.ratio if self.group.index else 0.0


@dataclass(frozen=True, eq=False)
class GroupComparisons:
    """Every comparison that was tried, each in exactly one of the groups below."""

    every: tuple[GroupComparison, ...]

    @cached_property
    def clear(self) -> tuple[GroupComparison, ...]:
        """Those that differ by more than chance: adverse ones first, then the highest."""
        found = [each for each in self._made if each.group.differs]
        return tuple(sorted(found, key=lambda each: (not each.is_adverse, -each.ratio)))

    @cached_property
    def not_clear(self) -> tuple[GroupComparison, ...]:
        """Those whose difference chance alone could make, the highest first."""
        found = [each for each in self._made if not each.group.differs]
        return tuple(sorted(found, key=lambda each: -each.ratio))

    @cached_property
    def hidden(self) -> tuple[GroupComparison, ...]:
        """Those that small numbers hide."""
        return tuple(each for each in self.every if each.found.hides(each.group))

    @cached_property
    def not_possible(self) -> tuple[GroupComparison, ...]:
        """Those that lack something else, such as enough children."""
        shown = (*self._made, *self.hidden)
        return tuple(each for each in self.every if each not in shown)

    @property
    def adverse(self) -> tuple[GroupComparison, ...]:
        return tuple(each for each in self.clear if each.is_adverse)

    @property
    def made(self) -> int:
        """How many comparisons could be made."""
        return len(self._made)

    @property
    def _made(self) -> tuple[GroupComparison, ...]:
        return tuple(each for each in self.every if each.group.index is not None)


def group_comparisons(found: Iterable[Disproportionality]) -> GroupComparisons:
    """Return the comparisons of several measures and dimensions as one collection."""
    return GroupComparisons(
        tuple(GroupComparison(each, group) for each in found for group in each.compared)
    )
