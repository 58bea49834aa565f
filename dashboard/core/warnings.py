"""Early warnings: gaps that a board must not miss, and since when they have been there."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.comparison import Comparison, compare
from dashboard.core.periods import Period
from dashboard.core.verdicts import Verdict


@dataclass(frozen=True)
class EarlyWarning:
    """A material adverse gap, known by a name that stays the same from period to period.

    `since` is the first of the periods in a row in which it stood; `since_first` says that no
    earlier figure can be compared, so that it may be older.
    """

    comparison: Comparison
    since: Period
    since_first: bool

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
    must have stood the year before too. docs/methods.md gives how well this has served.
    """
    if not _stands(comparison):
        return False
    if comparison.interval is not None:
        return True
    before = _year_before(comparison)
    return before is not None and _stands(before)


def _stands(comparison: Comparison) -> bool:
    """Return whether one year's gap is adverse and material whichever way one compares.

    "Worse" already says that each way to compare agrees on the direction and that the interval,
    where there is one, excludes the benchmark. Beside a region, or areas of one's own choice,
    there is no warning: nobody has said that they are similar.
    """
    gap = comparison.gap_percent
    if gap is None or not comparison.benchmark.group.similar:
        return False
    material = abs(gap) >= comparison.indicator.material_gap_percent
    return material and comparison.verdict is Verdict.WORSE


def early_warnings(comparisons: Iterable[Comparison]) -> tuple[EarlyWarning, ...]:
    """Return the warnings that some comparisons raise, those that touch most children first.

    After them come those whose number of children is not known, the widest gap first.
    """
    raised = [_warning(comparison) for comparison in comparisons if raises_warning(comparison)]
    return tuple(sorted(raised, key=_touches, reverse=True))


def _touches(warning: EarlyWarning) -> tuple[int, float]:
    return warning.children or 0, abs(warning.comparison.gap_percent or 0)


def _warning(comparison: Comparison) -> EarlyWarning:
    """Return a warning with the first of the years in a row in which it stood."""
    first, earlier = comparison, _year_before(comparison)
    while earlier is not None and _stands(earlier):
        first, earlier = earlier, _year_before(earlier)
    return EarlyWarning(comparison, first.period, earlier is None)


def _year_before(comparison: Comparison) -> Comparison | None:
    """Return the same comparison a year earlier, by the same lists; None without a figure of it."""
    c, before = comparison, comparison.period.years_before(1)
    if c.indicator.break_between(before, c.period):
        return None
    earlier = compare(c.among, c.service, c.area, before, c.others)
    return earlier if earlier.value is not None else None
