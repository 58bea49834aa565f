"""What is open and falls due by a day: whose it is, what it is, and how late."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.people import Person
from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.register.standings import Standing


class ReminderKind(StrEnum):
    RECOMMENDATION = "recommendation"
    ACTION = "action"


@dataclass(frozen=True)
class Reminder:
    """One recommendation or action that is due; `owner` is a name, "" for nobody.

    `id` is its own, and `version` rises whenever it changes. `recommendation` is the wording of
    what it belongs to and `label` names that by its source. `days_late` is 0 while it is not late.
    """

    kind: ReminderKind
    id: str
    version: int
    service: str
    label: str
    recommendation: str
    what: str
    owner: str
    body: str
    due: dt.date
    days_late: int


def falling_due(
    standings: Iterable[Standing],
    until: dt.date,
    people: Mapping[str, Person],
    version_of: Callable[[FollowUp | Action], int],
) -> tuple[Reminder, ...]:
    """Return what is open and due by a day, that day included, the latest first.

    The actions of a closed recommendation are not due any more.
    """
    found = (
        _reminder(standing, item, due, people, version_of(item))
        for standing in standings
        if standing.is_open
        for item in _dated(standing)
        if (due := item.due) is not None and due <= until
    )
    return tuple(sorted(found, key=lambda each: (each.due, each.label, each.kind, each.what)))


def _dated(standing: Standing) -> Iterator[FollowUp | Action]:
    yield standing.follow_up
    yield from standing.open_actions


def _reminder(
    standing: Standing,
    item: FollowUp | Action,
    due: dt.date,
    people: Mapping[str, Person],
    version: int,
) -> Reminder:
    one, is_action = standing.recommendation, isinstance(item, Action)
    owner = people.get(item.owner)
    return Reminder(
        kind=ReminderKind.ACTION if is_action else ReminderKind.RECOMMENDATION,
        id=item.id,
        version=version,
        service=one.service,
        label=one.label,
        recommendation=one.wording,
        what=item.title if isinstance(item, Action) else one.wording,
        owner=owner.name if owner else "",
        body=item.body,
        due=due,
        days_late=max(0, (standing.as_of - due).days),
    )
