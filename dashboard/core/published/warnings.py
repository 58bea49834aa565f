"""Early warnings, since when they have been there, and what is only to be watched."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dashboard.core.periods import Period
from dashboard.core.published.chance import chance_of_watch
from dashboard.core.published.comparison import Comparison
from dashboard.core.verdicts import Verdict


@dataclass(frozen=True)
class EarlyWarning:
    """A material adverse gap, known by a name that stays the same from period to period.

    `since` is the first of the periods in a row that show it; `before` is the comparison of
    the year before that, None where none can be made, so that it may be older.
    """

    comparison: Comparison
    since: Period
    before: Comparison | None

    @property
    def begins_a_definition(self) -> bool:
        """Whether the indicator's definition changed just before it began to stand."""
        indicator, earlier = self.comparison.indicator, self.since.years_before(1)
        return indicator.break_between(earlier, self.since) is not None

    @property
    def id(self) -> str:
        """The service, the indicator and, for one area of several, its code; never the period."""
        c = self.comparison
        several = len(c.service.area_codes) > 1
        return ":".join([c.service.id, c.indicator.id, *([c.area.code] if several else [])])

    @property
    def children(self) -> int | None:
        """How many children a year the gap is, more or fewer; None where it is not known."""
        gap = self.comparison.gap_children
        return None if gap is None else abs(gap)


class Doubt(StrEnum):
    """Why a material gap on the worse side is to watch and no early warning."""

    TWO_YEARS = "two labelled years, and no interval"
    ONE_YEAR = "one year, and no interval"
    TOO_FEW = "too few children to tell in one year"
    MIXED = "it depends on the choice of areas"
    NOT_SIMILAR = "no list of similar areas"


@dataclass(frozen=True)
class ToWatch:
    """A material gap on the worse side that is no early warning, and why it is none."""

    comparison: Comparison
    doubt: Doubt

    @property
    def confirmed_by_three_years(self) -> bool:
        """Whether one year has too few children to tell, and three together are worse."""
        pooled = self.comparison.pooled if self.doubt is Doubt.TOO_FEW else None
        return pooled is not None and pooled.verdict is Verdict.WORSE

    @cached_property
    def by_chance(self) -> float | None:
        """The probability that chance alone shows this; None where it cannot be said."""
        return chance_of_watch(self.comparison) if self.doubt is Doubt.TWO_YEARS else None


def raises_warning(comparison: Comparison) -> bool:
    """Return whether a gap is one: adverse, material, beyond chance, and in every variant.

    Beyond chance is what an interval shows. Without one a gap is only to be watched, however many
    years show it: docs/methods.md says how many chance alone would raise. Beside a region, or
    areas of one's own choice, there is no warning: nobody has said that they are similar.
    """
    beyond = comparison.is_material and comparison.clear_of_chance is True
    similar = comparison.benchmark.group.similar
    return similar and beyond and comparison.direction is Verdict.WORSE


def early_warnings(comparisons: Iterable[Comparison]) -> tuple[EarlyWarning, ...]:
    """Return the warnings that some comparisons raise, those that touch most children first.

    After them come those whose number of children is not known, the widest gap first.
    """
    raised = [_warning(comparison) for comparison in comparisons if raises_warning(comparison)]
    return tuple(sorted(raised, key=_touches, reverse=True))


def _touches(warning: EarlyWarning) -> tuple[int, float]:
    return warning.children or 0, abs(warning.comparison.gap_percent or 0)


def _warning(comparison: Comparison) -> EarlyWarning:
    """Return a warning with the first of the years in a row that show it."""
    first, earlier = comparison, comparison.year_before
    while earlier is not None and raises_warning(earlier):
        first, earlier = earlier, earlier.year_before
    return EarlyWarning(comparison, first.period, earlier)


def to_watch(comparisons: Iterable[Comparison]) -> tuple[ToWatch, ...]:
    """Return the material gaps on the worse side that raise no warning, each with the reason.

    A board that reads "no warning" must not take it for "nothing there". Those that three years
    confirm come first, then the widest.
    """
    watched = [
        ToWatch(each, _doubt(each))
        for each in comparisons
        if each.is_material and not raises_warning(each)
    ]
    return tuple(sorted(watched, key=_first_to_watch, reverse=True))


def _first_to_watch(watched: ToWatch) -> tuple[bool, float]:
    return watched.confirmed_by_three_years, abs(watched.comparison.gap_percent or 0)


def _doubt(comparison: Comparison) -> Doubt:
    if not comparison.benchmark.group.similar:
        return Doubt.NOT_SIMILAR
    if comparison.direction is not Verdict.WORSE:
        return Doubt.MIXED
    if comparison.clear_of_chance is False:
        return Doubt.TOO_FEW
    before = comparison.year_before
    again = before is not None and before.is_material and before.direction is Verdict.WORSE
    return Doubt.TWO_YEARS if again else Doubt.ONE_YEAR
