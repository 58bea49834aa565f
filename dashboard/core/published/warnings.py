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
    """Return whether a gap is one: adverse, material, in every variant, and beyond chance.

    Where no interval says how far chance could move the figure, one year is not enough: the gap
    must have been there the year before too. docs/methods.md gives how well this has served.
    """
    if not _stands(comparison):
        return False
    if comparison.interval is not None:
        return True
    before = comparison.year_before
    return before is not None and _stands(before)


def _stands(comparison: Comparison) -> bool:
    """Return whether one year's gap is adverse and material whichever way one compares.

    The direction already says that the ways to compare agree. Beside a region, or areas of one's
    own choice, there is no warning: nobody has said that they are similar.
    """
    similar = comparison.benchmark.group.similar
    return similar and _is_near(comparison) and comparison.clear_of_chance is not False


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
    while earlier is not None and _stands(earlier):
        first, earlier = earlier, earlier.year_before
    return EarlyWarning(comparison, first.period, earlier)


def nearly_raised(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Return the material gaps on the worse side that raise no warning, the widest first.

    A board that reads "no warning" must not take it for "nothing there".
    """
    near = [each for each in comparisons if _is_near(each) and not raises_warning(each)]
    return tuple(sorted(near, key=lambda each: abs(each.gap_percent or 0), reverse=True))


def _is_near(comparison: Comparison) -> bool:
    material = abs(comparison.gap_percent or 0) >= comparison.indicator.material_gap_percent
    return material and comparison.direction is Verdict.WORSE
