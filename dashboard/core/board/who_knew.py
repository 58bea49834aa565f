"""Who knew what on a day: each warning of the day, who had acknowledged it, and who had not."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.acknowledgements import Attention, is_asked
from dashboard.core.board.meetings import Acknowledgement, Decision, Meeting, SubjectKind
from dashboard.core.people import Person


@dataclass(frozen=True)
class Knowledge:
    """What was known of one warning by a day.

    `knowers` are its acknowledgements, each with the person as registered then (None for nobody),
    `members` those who may acknowledge it, by name, `decisions` those made on it, oldest first,
    each with its meeting (None for one between meetings).
    """

    attention: Attention
    knowers: tuple[tuple[Acknowledgement, Person | None], ...]
    members: tuple[Person, ...]
    decisions: tuple[tuple[Decision, Meeting | None], ...]

    @property
    def silent(self) -> tuple[Person, ...]:
        """The members who have not acknowledged it."""
        return self.attention.silent(self.members)

    @property
    def seen_by(self) -> tuple[Person, ...]:
        """The members who acknowledged it, or recorded a decision on it since it began."""
        silent = self.silent
        return tuple(one for one in self.members if one not in silent or self.decided_by(one))

    @property
    def others_who_saw(self) -> int:
        """How many acknowledged it who are no members now, such as people who left."""
        members = {one.id for one in self.members}
        return len({made.person for made, _ in self.knowers} - members)

    @property
    def is_seen(self) -> bool:
        return bool(self.seen_by or self.others_who_saw)

    @property
    def newest_decision(self) -> tuple[Decision, Meeting | None] | None:
        """The newest decision on it since it began; one from before says nothing of its return."""
        return self._since_it_began[-1] if self._since_it_began else None

    def decided_by(self, person: Person) -> dt.date | None:
        """Return the day of the newest decision since it began that a person recorded, or None.

        A decision carries the name of who recorded it, which two people never share.
        """
        days = [decided_on(*pair) for pair in self._since_it_began if pair[0].by == person.name]
        return days[-1] if days else None

    @property
    def _since_it_began(self) -> list[tuple[Decision, Meeting | None]]:
        began = self.attention.warning.since.end
        return [pair for pair in self.decisions if decided_on(*pair) > began]


@dataclass(frozen=True)
class WhoKnew:
    """What a board knew of each early warning of its service by a day; `scanned` counts figures."""

    service: Service
    on: dt.date
    scanned: int
    warnings: tuple[Knowledge, ...]


def knowledge(
    attention: Attention,
    people: Mapping[str, Person],
    meetings: Mapping[str, Meeting],
    decisions: Iterable[Decision],
) -> Knowledge:
    """Return what was known of a warning, from all that was recorded by the day."""
    warning = attention.warning
    service = warning.comparison.service.id
    made = [
        (each, meetings.get(each.meeting))
        for each in decisions
        if each.service == service
        and each.subject_kind is SubjectKind.WARNING
        and each.subject == warning.id
    ]
    return Knowledge(
        attention=attention,
        knowers=tuple((each, people.get(each.person)) for each in attention.acknowledgements),
        members=tuple(
            sorted(
                (one for one in people.values() if is_asked(one, service)),
                key=lambda one: one.name,
            )
        ),
        decisions=tuple(sorted(made, key=lambda pair: (decided_on(*pair), pair[0].at))),
    )


def decided_on(made: Decision, meeting: Meeting | None) -> dt.date:
    """Return the day of a decision: its meeting's, or that of its recording between meetings."""
    return meeting.on if meeting else made.at.date()
