"""Which of a service's own measures deserve the board's attention: decided here, and only here."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dashboard.core.own.figures import LocalState
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.targets import Aim, LocalTarget
from dashboard.core.performance.series import LocalSeries
from dashboard.core.verdicts import Verdict, by_polarity


class Basis(StrEnum):
    """What a measure's newest figure was judged by."""

    LIMITS = "its usual range"
    A_YEAR_BEFORE = "a year before"


class NotJudged(StrEnum):
    """Why nothing can be said of a measure's newest figure."""

    WAITING = "waiting for a decision"
    WITHHELD = "withheld"
    NO_FIGURE = "without a figure"
    HARDLY_MOVES = "with too little variation"
    TOO_SHORT = "with too little history"


@dataclass(frozen=True, eq=False)
class Signal:
    """What the newest figure of one own measure says to the board.

    `target` is the one in force, None without one.
    """

    series: LocalSeries
    target: LocalTarget | None = None

    @property
    def indicator(self) -> LocalIndicator:
        return self.series.indicator

    @cached_property
    def basis(self) -> Basis | None:
        """What it is judged by; None where nothing can be said.

        The limits of the series come first. Without limits, a change within a year is said where
        chance alone seldom makes it; a change that chance explains is no calm, so it is no basis.
        """
        if self.series.limits is not None:
            return Basis.LIMITS
        change = self.series.change
        if change is not None and change.direction and change.beyond_chance:
            return Basis.A_YEAR_BEFORE
        return None

    @cached_property
    def verdict(self) -> Verdict:
        """Worse, better, higher or lower where it is unusual; level where it is not; else none."""
        if self.basis is Basis.LIMITS:
            return self.series.verdict
        change = self.series.change
        if self.basis is None or change is None:
            return Verdict.NONE
        return by_polarity(self.indicator.polarity, higher=change.direction > 0)

    @property
    def aim(self) -> Aim | None:
        """How the newest figure stands against the target; None without one of the two."""
        if self.target is None or self.series.latest is None or self.series.latest.value is None:
            return None
        return self.target.aim(self.indicator, self.series.latest.value)

    @property
    def is_adverse(self) -> bool:
        return self.verdict is Verdict.WORSE

    @property
    def is_unusual(self) -> bool:
        return self.verdict not in (Verdict.NONE, Verdict.LEVEL)

    @property
    def misses_target(self) -> bool:
        """Whether the newest figure misses its target, by little or by much."""
        return self.aim in (Aim.NEARLY, Aim.MISSED)

    @property
    def has_no_newest(self) -> bool:
        """Whether other figures of the service reach further than its own newest one."""
        return self.series.latest is not None and bool(self.series.since_latest)

    @property
    def not_judged(self) -> NotJudged | None:
        """Why nothing can be said of it; None where something can."""
        if self.basis is not None:
            return None
        if self.series.latest is None:
            return self._why_no_figure
        return NotJudged.TOO_SHORT if self.series.chart is None else NotJudged.HARDLY_MOVES

    @property
    def _why_no_figure(self) -> NotJudged:
        if any(point.waits for point in self.series.points):
            return NotJudged.WAITING
        states = {point.observed.state for point in self.series.points}
        return NotJudged.WITHHELD if LocalState.WITHHELD in states else NotJudged.NO_FIGURE


@dataclass(frozen=True)
class Signals:
    """The signals of all a service's own measures, each in exactly one of the groups below.

    Key performance indicators are among them: they are not compared with other areas, but their
    own past is judged like any other.
    """

    every: tuple[Signal, ...]

    @cached_property
    def adverse(self) -> tuple[Signal, ...]:
        """The unusual ones on the worse side, those with a clearly missed target first."""
        found = [each for each in self.every if each.is_adverse]
        return tuple(sorted(found, key=lambda each: each.aim is not Aim.MISSED))

    @cached_property
    def neutral(self) -> tuple[Signal, ...]:
        """The unusual ones of which neither side is better."""
        return self._of(Verdict.HIGHER, Verdict.LOWER)

    @cached_property
    def better(self) -> tuple[Signal, ...]:
        return self._of(Verdict.BETTER)

    @cached_property
    def usual(self) -> tuple[Signal, ...]:
        return self._of(Verdict.LEVEL)

    @cached_property
    def not_judged(self) -> tuple[Signal, ...]:
        return self._of(Verdict.NONE)

    @property
    def judged(self) -> int:
        return len(self.every) - len(self.not_judged)

    @property
    def without_newest(self) -> tuple[Signal, ...]:
        """Those that were judged by a figure older than the service's newest."""
        return tuple(each for each in self.every if each.has_no_newest)

    @property
    def missed(self) -> tuple[Signal, ...]:
        """Those that miss their target, whatever else they say."""
        return tuple(each for each in self.every if each.misses_target)

    @property
    def worst_first(self) -> tuple[Signal, ...]:
        """All of them: adverse, missed targets, unusual, better, usual, not judged."""
        groups = (
            self.adverse,
            self.missed,
            self.neutral,
            self.better,
            self.usual,
            self.not_judged,
        )
        return tuple(dict.fromkeys(each for group in groups for each in group))

    def _of(self, *verdicts: Verdict) -> tuple[Signal, ...]:
        return tuple(each for each in self.every if each.verdict in verdicts)
