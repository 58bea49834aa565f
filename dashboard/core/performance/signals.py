"""Which of a service's own measures deserve the board's attention: decided here, and only here."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dashboard.core.own.figures import LocalState
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.targets import Aim, LocalTarget
from dashboard.core.performance.series import LocalSeries
from dashboard.core.periods import Period
from dashboard.core.verdicts import Verdict, by_polarity


class Basis(StrEnum):
    """What a measure's newest figure was judged by."""

    LIMITS = "its usual range"
    A_YEAR_BEFORE = "a year before"


class NotJudged(StrEnum):
    """Why nothing can be said of a measure's newest figure."""

    WAITING = "waiting for a decision"
    WITHHELD = "hidden by small numbers"
    NO_FIGURE = "without a figure"
    NO_NEWEST = "without the newest figure"
    OLD = "with old figures only"
    HARDLY_MOVES = "with too little variation"
    TOO_SHORT = "with too little history"


# Two quarters and the weeks it takes to count them: an older figure is no news of today.
OLD_AFTER_DAYS = 274


@dataclass(frozen=True, eq=False)
class Signal:
    """What the newest figure of one own measure says to the board.

    `target` is the one in force, None without one. `as_of` is the day by which a figure may be too
    old; None leaves its age aside.
    """

    series: LocalSeries
    target: LocalTarget | None = None
    as_of: dt.date | None = None

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
            # An old figure's change says nothing of today.
            return None if self.series.since_latest else Basis.A_YEAR_BEFORE
        return None

    @cached_property
    def verdict(self) -> Verdict:
        """Worse, better, higher or lower where it is unusual; level where it is not; else none.

        Only of a current figure is it said that it is level or better: what came since may be
        worse. What was worse stays so until a newer figure says otherwise.
        """
        found = self._found
        is_calm = found in (Verdict.LEVEL, Verdict.BETTER)
        return Verdict.NONE if is_calm and self.not_current is not None else found

    @property
    def _found(self) -> Verdict:
        if self.basis is Basis.LIMITS:
            return self.series.verdict
        change = self.series.change
        if self.basis is None or change is None:
            return Verdict.NONE
        return by_polarity(self.indicator.polarity, higher=change.direction > 0)

    @cached_property
    def not_current(self) -> NotJudged | None:
        """Why the newest figure shown is not of today; None where it is."""
        latest, since = self.series.latest, self.series.since_latest
        if latest is None or since:
            return self._why_absent
        is_old = self.as_of is not None and (self.as_of - latest.period.end).days > OLD_AFTER_DAYS
        return NotJudged.OLD if is_old else None

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
        if self.verdict is not Verdict.NONE:
            return None
        if self.series.latest is None or self.basis is not None:
            return self.not_current
        return NotJudged.TOO_SHORT if self.series.chart is None else NotJudged.HARDLY_MOVES

    @property
    def _why_absent(self) -> NotJudged:
        """Why there is no figure since the newest one, or none at all."""
        absent = self.series.since_latest
        if any(point.waits for point in absent):
            return NotJudged.WAITING
        if any(point.observed.state is LocalState.WITHHELD for point in absent):
            return NotJudged.WITHHELD
        return NotJudged.NO_FIGURE if self.series.latest is None else NotJudged.NO_NEWEST


def most_telling(signals: Sequence[Signal]) -> Signal:
    """Return of one measure by quarter and by month what is worse, else what reaches further.

    Quarters come first where both reach as far: a calm quarter must not hide worse months.
    """
    adverse = [each for each in signals if each.is_adverse]
    return max(adverse or signals, key=_reach)


def _reach(signal: Signal) -> dt.date:
    points = signal.series.points
    return points[-1].period.end if points else dt.date.min


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
    def newest(self) -> Period | None:
        """The newest period of which a figure was judged; None where none was."""
        judged = [each.series.latest for each in self.every if each.not_judged is None]
        return max((point.period for point in judged if point is not None), default=None)

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
