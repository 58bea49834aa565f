"""Where one recommendation stands on a day: status, late or not, stuck or not, what it lacks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.register.actions import Action, Evidence, Update
from dashboard.core.register.follow_ups import CLOSED_STATUSES, FollowUp, Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.success_measures import MeasureKind, Progress, Reading

# About a quarter: a board that meets four times a year has then met without hearing of it.
STUCK_AFTER_DAYS = 92


@dataclass(frozen=True)
class Standing:
    """One recommendation with all that is recorded about it, as at a day.

    `updates` are oldest first; `progress` is None where there is no measure. `adopted_as` is the
    own action that the board made of one for others, or None. What follows from
    them is worked out once: a long register asks for the same answers many times.
    """

    recommendation: Recommendation
    follow_up: FollowUp
    actions: tuple[Action, ...]
    updates: tuple[Update, ...]
    evidence: tuple[Evidence, ...]
    progress: Progress | None
    as_of: dt.date
    adopted_as: Recommendation | None = None

    @cached_property
    def status(self) -> Status:
        """The recorded status, unless it is for others or the readings since say otherwise.

        A confirmed recommendation whose measure later missed its target is re-opened, whether or
        not anybody wrote that down; an open one whose actions are all done while its measure is
        not met has not shown its effect.
        """
        if self.for_others:
            return Status.FOR_OTHERS
        recorded = self.follow_up.status
        if recorded is Status.CONFIRMED and self.effect_lost is not None:
            return Status.REOPENED
        if recorded in (Status.IN_PROGRESS, Status.DONE) and self._is_effect_missing:
            return Status.EFFECT_NOT_SHOWN
        return recorded

    @cached_property
    def _is_effect_missing(self) -> bool:
        return self.progress is not None and self.actions_done and not self.progress.is_met

    @cached_property
    def effect_lost(self) -> Reading | None:
        """The first reading after a confirmation that misses the target; None while it holds."""
        closing = self.follow_up.last_closing
        if closing is None or closing.status is not Status.CONFIRMED or self.progress is None:
            return None
        return self.progress.lost_after(closing.measured_to or closing.on)

    @property
    def for_others(self) -> bool:
        """Whether somebody else is to act on it; the board then only watches."""
        return self.recommendation.for_others

    @cached_property
    def is_open(self) -> bool:
        """Whether the board still has something to do about it."""
        return not self.for_others and self.status not in CLOSED_STATUSES

    @cached_property
    def counted_actions(self) -> tuple[Action, ...]:
        """The actions that were not dropped."""
        return tuple(action for action in self.actions if action.counts)

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The ids of the people who own it or one of its actions; "" where nobody does."""
        return (self.follow_up.owner, *(action.owner for action in self.counted_actions))

    @cached_property
    def open_actions(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.is_open)

    @cached_property
    def late_actions(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.is_late(self.as_of))

    @cached_property
    def actions_done(self) -> bool:
        """Whether there is an action and none that counts is open."""
        return bool(self.counted_actions) and not self.open_actions

    @cached_property
    def evidence_held(self) -> tuple[Evidence, ...]:
        return tuple(each for each in self.evidence if each.counts)

    @cached_property
    def late(self) -> bool | None:
        """Whether it, or one of its actions, is open after its due date; None without any date."""
        dates = [self.follow_up.due, *(action.due for action in self.open_actions)]
        if not any(dates):
            return None
        overdue = self.follow_up.due is not None and self.follow_up.due < self.as_of
        return self.is_open and (overdue or bool(self.late_actions))

    @cached_property
    def next_due(self) -> dt.date | None:
        """The earliest due date among it and its open actions."""
        dates = [self.follow_up.due, *(action.due for action in self.open_actions)]
        return min((day for day in dates if day is not None), default=None)

    @cached_property
    def awaits_reading(self) -> bool:
        """Whether somebody is to enter the next reading of its measure.

        Only a case audit's readings are entered by hand, while it is open and its measure not met.
        """
        if self.progress is None or not self.is_open:
            return False
        return self.progress.measure.kind is MeasureKind.AUDIT and not self.progress.is_met

    @cached_property
    def reading_due(self) -> dt.date | None:
        """The day by which the reading that it awaits is due: a quarter after the last period read.

        None where it awaits none, and before the first, whose day nobody has agreed.
        """
        read = self.progress.counted if self.progress and self.awaits_reading else ()
        return read[-1].on + dt.timedelta(days=STUCK_AFTER_DAYS) if read else None

    @cached_property
    def age_days(self) -> int:
        return self.recommendation.age_days(self.as_of)

    @cached_property
    def moved_on(self) -> dt.date | None:
        """The last day on which somebody reported on it or did an action; None if never."""
        days = [update.at.date() for update in self.updates]
        days += [action.done_on for action in self.actions if action.done_on]
        return max(days, default=None)

    @cached_property
    def days_still(self) -> int:
        """The days since it last moved, or since its publication if it never did."""
        since = self.moved_on
        return self.age_days if since is None else (self.as_of - since).days

    @cached_property
    def stuck(self) -> bool:
        """Whether it is open and nothing was heard of it for a quarter."""
        return self.is_open and self.days_still > STUCK_AFTER_DAYS

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What it needs before anyone can be held to it, and does not have yet.

        Nobody here is held to one for others, which lacks nothing.
        """
        if self.for_others:
            return ()
        held = self.follow_up
        lacks = {
            "owner": not (held.owner or held.body),
            "date": held.due is None,
            "measure": held.measure is None,
        }
        return tuple(name for name, is_lacking in lacks.items() if is_lacking)


def most_urgent_first(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the re-opened, the late, the stuck, the other open, those for others, the closed.

    Within each, the earliest due date comes first, then the oldest.
    """
    return tuple(sorted(standings, key=_urgency))


def _urgency(standing: Standing) -> tuple[int, dt.date, int]:
    groups = (
        standing.status is Status.REOPENED,
        standing.late is True,
        standing.stuck,
        standing.is_open,
        standing.for_others,
    )
    group = groups.index(True) if any(groups) else len(groups)
    return group, standing.next_due or dt.date.max, -standing.age_days


def own_and_others(
    standings: Iterable[Standing],
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return those that the board is to act on, and those for others, each in the order given."""
    held = tuple(standings)
    own = tuple(each for each in held if not each.for_others)
    return own, tuple(each for each in held if each.for_others)
