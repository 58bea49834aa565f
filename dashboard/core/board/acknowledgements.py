"""Which early warnings a board acknowledged, which it overlooked at a meeting, and for how long."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.board.meetings import Acknowledgement, Meeting
from dashboard.core.people import Actor, Deed, Person
from dashboard.core.published.warnings import EarlyWarning


@dataclass(frozen=True)
class Attention:
    """What a board made of an early warning by a day.

    `acknowledgements` are those that count for it, and `stood_at` the held meetings at which it
    stood since it began; both oldest first.
    """

    warning: EarlyWarning
    acknowledgements: tuple[Acknowledgement, ...]
    stood_at: tuple[Meeting, ...]
    as_of: dt.date

    @property
    def is_acknowledged(self) -> bool:
        return bool(self.acknowledgements)

    @property
    def is_overlooked(self) -> bool:
        """Whether it stood at a held meeting and nobody has acknowledged it to this day."""
        return bool(self.stood_at) and not self.is_acknowledged

    @property
    def known_from(self) -> dt.date:
        """The day from which the figure that began it was surely published."""
        return self.warning.comparison.indicator.published_by(self.warning.since)

    @property
    def days_unacknowledged(self) -> int | None:
        """The days since it could first be known; None once somebody acknowledged it."""
        if self.is_acknowledged:
            return None
        return max(0, (self.as_of - self.known_from).days)

    def is_acknowledged_by(self, person_id: str) -> bool:
        """Return whether a person acknowledged it since it began, whatever the period."""
        return any(each.person == person_id for each in self.acknowledgements)

    def silent(self, people: Iterable[Person]) -> tuple[Person, ...]:
        """Return the active people who may acknowledge it and have not, by name."""
        found = [
            person
            for person in people
            if is_asked(person, self.warning.comparison.service.id)
            and not self.is_acknowledged_by(person.id)
        ]
        return tuple(sorted(found, key=lambda person: person.name))


def is_asked(person: Person, service: str) -> bool:
    """Return whether it is for somebody to acknowledge the warnings of a service."""
    may = Actor(person.name, person.roles, "", person.id).may(Deed.ACKNOWLEDGE)
    return may and person.active and person.service in ("", service)


def attention(
    warning: EarlyWarning,
    acknowledgements: Iterable[Acknowledgement],
    meetings: Iterable[Meeting],
    as_of: dt.date,
) -> Attention:
    """Return what a board made of a standing warning.

    An acknowledgement counts when it is of the same warning and of a period not before the first
    one of the present run: one made before the warning went away says nothing of its return.
    """
    counted = [
        each
        for each in acknowledgements
        if each.warning == warning.id and _is_of_this_run(each.period, warning)
    ]
    stood = [
        meeting
        for meeting in meetings
        if meeting.held and meeting.on <= as_of and _stood_at(meeting, warning)
    ]
    return Attention(
        warning,
        tuple(sorted(counted, key=lambda each: each.at)),
        tuple(sorted(stood, key=lambda meeting: meeting.on)),
        as_of,
    )


def _stood_at(meeting: Meeting, warning: EarlyWarning) -> bool:
    return any(
        shown.id == warning.id and _is_of_this_run(shown.period, warning)
        for shown in meeting.warnings
    )


def _is_of_this_run(period_id: str, warning: EarlyWarning) -> bool:
    # The ids of an indicator's periods begin with the year, so they sort as the periods do.
    return period_id >= warning.since.id
