"""Early warnings: gaps that a board must not miss, and since when they have been there."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.periods import Period
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
