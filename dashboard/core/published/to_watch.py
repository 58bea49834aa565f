"""What is only to be watched: material gaps on the worse side that raise no early warning."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dashboard.core.published.chance import (
    ByChance,
    chance_of_gap,
    chance_of_material_gap,
    chance_of_warning,
)
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import LEAST_GAP_PERCENT
from dashboard.core.published.warnings import raises_warning
from dashboard.core.verdicts import Verdict

# A chance of less than this is called seldom: the share beyond a 95% interval on one side.
SELDOM = 0.025


class Doubt(StrEnum):
    """Why a material gap on the worse side is to watch and no early warning."""

    TOO_FEW = "too few children to tell in one year"
    TWO_YEARS = "two labelled years, and no interval"
    ONE_YEAR = "one year, and no interval"
    MIXED = "it depends on the choice of areas"
    NOT_SIMILAR = "no list of similar areas"
    OLD = "no newer figure"


@dataclass(frozen=True)
class ToWatch:
    """A material gap on the worse side that is no early warning, and why it is none."""

    comparison: Comparison
    doubt: Doubt

    @property
    def confirmed_by_three_years(self) -> bool:
        """Whether one year has too few children to tell, and three together are clearly worse.

        Beyond chance and material beside the list in view, and worse by every list that decides and
        whose areas can be put together so.
        """
        pooled = self.comparison.pooled if self.doubt is Doubt.TOO_FEW else None
        if pooled is None or pooled.verdict is not Verdict.WORSE:
            return False
        indicator = self.comparison.indicator
        pools = self.comparison.pooled_by_list
        gaps = [each.gap_percent for each in pools if each.gap_percent is not None]
        material = abs(pooled.gap_percent or 0) >= indicator.material_gap_percent
        return material and all(
            indicator.polarity.adverse(gap) >= LEAST_GAP_PERCENT for gap in gaps
        )

    @cached_property
    def by_chance(self) -> float | None:
        """How often chance alone puts such a figure here, for this reason; None if not known."""
        return _by_chance(self.comparison).get(self.doubt)

    @cached_property
    def as_wide_by_chance(self) -> float | None:
        """How often chance alone shows a gap as wide in each year that shows one.

        And none in the year before, where that shows none. None where nothing is known of the
        number of children, or an interval judges the gap.
        """
        if self.comparison.interval is not None:
            return None
        return _as_wide(self.comparison, self.doubt)

    @property
    def is_strong(self) -> bool:
        """Whether three years confirm it, or chance alone seldom shows gaps as wide."""
        chance = self.as_wide_by_chance
        return self.confirmed_by_three_years or (chance is not None and chance < SELDOM)


def to_watch(newest: Iterable[Comparison], older: Iterable[Comparison] = ()) -> tuple[ToWatch, ...]:
    """Return the material gaps on the worse side that raise no warning, each with the reason.

    A board that reads "no warning" must not take it for "nothing there". `older` are figures of
    areas that have none of the newest period. What three years confirm comes first, then what
    chance seldom shows, then the widest; the older ones last.
    """
    watched = [
        ToWatch(each, _doubt(each))
        for each in newest
        if each.is_material and not raises_warning(each)
    ]
    old = [ToWatch(each, Doubt.OLD) for each in older if each.is_material]
    return tuple(sorted([*watched, *old], key=_first_to_watch, reverse=True))


def expected_to_watch(comparisons: Iterable[Comparison]) -> dict[Doubt, ByChance]:
    """Return, for each reason, how many figures chance alone would put among those to watch."""
    chances: dict[Doubt, list[float]] = {}
    for comparison in comparisons:
        for doubt, chance in _by_chance(comparison).items():
            chances.setdefault(doubt, []).append(chance)
    return {doubt: ByChance(len(found), sum(found)) for doubt, found in chances.items()}


def _first_to_watch(watched: ToWatch) -> tuple[bool, bool, bool, float]:
    gap = abs(watched.comparison.gap_percent or 0)
    is_new, confirmed = watched.doubt is not Doubt.OLD, watched.confirmed_by_three_years
    return is_new, confirmed, watched.is_strong, gap


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


def _by_chance(c: Comparison) -> dict[Doubt, float]:
    """Return how often chance alone gives a figure each doubt that comes from its chance."""
    now = chance_of_material_gap(c)
    if now is None:
        return {}
    if c.interval is not None:
        return {Doubt.TOO_FEW: max(0.0, now - chance_of_warning(c))}
    before = chance_of_material_gap(c.year_before) if c.year_before else None
    twice = now * (before or 0)
    return {Doubt.TWO_YEARS: twice, Doubt.ONE_YEAR: now - twice}


def _as_wide(c: Comparison, doubt: Doubt) -> float | None:
    now, before = _chance_of_own_gap(c), c.year_before
    if now is None or doubt not in (Doubt.ONE_YEAR, Doubt.TWO_YEARS, Doubt.OLD):
        return None
    if doubt is Doubt.OLD or before is None:
        return now
    if doubt is Doubt.TWO_YEARS:
        return now * (_chance_of_own_gap(before) or 1)
    return now * (1 - (chance_of_material_gap(before) or 0))


def _chance_of_own_gap(c: Comparison) -> float | None:
    return chance_of_gap(c, abs(c.gap_percent or 0))
