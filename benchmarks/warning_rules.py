"""Whether the warning rule was worth hearing: what it picked, and how that stood a year later."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.warnings import raises_warning
from dashboard.core.statistics.formulas import Interval, wilson_interval
from dashboard.core.verdicts import Polarity

FIFTHS = 5


class Rule(StrEnum):
    """Ways to pick figures for a board's attention, and everything, to measure them against."""

    EVERY_FIGURE = "every figure"
    WORSE_THAN_ENGLAND = "worse than England"
    WORST_FIFTH = "in the worst fifth of all areas"
    WIDEST_GAPS = "as many of the widest gaps"
    EARLY_WARNING = "early warning"


@dataclass(frozen=True)
class Record:
    """How a rule fared: of the figures it picked in one year, how many were what a year later.

    `adverse` lay on the worse side of similar areas, `material` by the indicator's threshold.
    """

    rule: Rule
    picked: int
    adverse: int
    material: int

    @property
    def adverse_share(self) -> float | None:
        return self.adverse / self.picked if self.picked else None

    @property
    def material_share(self) -> float | None:
        return self.material / self.picked if self.picked else None

    @property
    def adverse_interval(self) -> Interval | None:
        """The share's 95% interval; figures of one area in several years are not independent."""
        return wilson_interval(self.adverse, self.picked) if self.picked else None


def replay(pairs: Iterable[tuple[Comparison, Comparison]]) -> tuple[Record, ...]:
    """Return how every rule fared over pairs of one year and the next of the same area.

    The widest gaps are as many as there are early warnings, so that the two can be compared.

    Only pairs in which both years can be compared with similar areas are counted.
    """
    counted = [(now, _adverse_gap(after)) for now, after in pairs if _can_count(now, after)]
    picked = {rule: [pair for pair in counted if picks(pair[0])] for rule, picks in _RULES.items()}
    by_gap = sorted(counted, key=lambda pair: _adverse_gap(pair[0]), reverse=True)
    picked[Rule.WIDEST_GAPS] = by_gap[: len(picked[Rule.EARLY_WARNING])]
    return tuple(_record(rule, picked[rule]) for rule in Rule)


def _record(rule: Rule, picked: list[tuple[Comparison, float]]) -> Record:
    material = sum(gap >= now.indicator.material_gap_percent for now, gap in picked)
    return Record(rule, len(picked), sum(gap > 0 for _, gap in picked), material)


def _can_count(now: Comparison, after: Comparison) -> bool:
    judged = now.indicator.polarity is not Polarity.NONE and now.benchmark.group.similar
    return judged and all(
        each.gap_percent is not None and each.benchmark.carries_a_verdict for each in (now, after)
    )


def _adverse_gap(comparison: Comparison) -> float:
    """Return the gap in per cent, positive where it is on the worse side."""
    return comparison.indicator.polarity.adverse(comparison.gap_percent or 0)


def _worse_than_england(comparison: Comparison) -> bool:
    gap = comparison.national_gap_percent
    return gap is not None and comparison.indicator.polarity.adverse(gap) > 0


def _in_worst_fifth(comparison: Comparison) -> bool:
    worst = 1 if comparison.indicator.polarity is Polarity.LOWER else FIFTHS
    return comparison.standing is not None and comparison.standing.fifth == worst


_RULES: Mapping[Rule, Callable[[Comparison], bool]] = {
    Rule.EVERY_FIGURE: lambda comparison: True,
    Rule.WORSE_THAN_ENGLAND: _worse_than_england,
    Rule.WORST_FIFTH: _in_worst_fifth,
    Rule.EARLY_WARNING: raises_warning,
}
