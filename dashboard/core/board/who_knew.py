"""Who knew what on a day: each warning of the day, who had acknowledged it, and who had not."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import Acknowledgement, Decision, Meeting, SubjectKind
from dashboard.core.people import Person


@dataclass(frozen=True)
class Knowledge:
    """What was known of one warning by a day.

    `knowers` are its acknowledgements, each with the person as registered then (None for nobody),
    `silent` those who might have acknowledged it and had not, `decisions` those made on it, each
    with its meeting (None for one between meetings).
    """

    attention: Attention
    knowers: tuple[tuple[Acknowledgement, Person | None], ...]
    silent: tuple[Person, ...]
    decisions: tuple[tuple[Decision, Meeting | None], ...]


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
        silent=attention.silent(people.values()),
        decisions=tuple(sorted(made, key=lambda pair: pair[0].at)),
    )
