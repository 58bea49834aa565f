"""What is open of a service and who owes it: recommendations, their actions, readings, checks."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.people import Actor, Deed, Person
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.gates import is_for_others_to_confirm
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import Entry


class OwedKind(StrEnum):
    """What somebody owes; a decision is the check of what is said to be done."""

    RECOMMENDATION = "Recommendation"
    ACTION = "Action for recommendation"
    READING = "Reading for recommendation"
    DECISION = "Check of recommendation"


@dataclass(frozen=True)
class Owed:
    """Something open of a recommendation; `what` is the title of an action, "" for the others.

    `owner` is the id of the person who owes it and `owner_name` their name, or "".
    """

    recommendation: Recommendation
    kind: OwedKind
    partner: str
    owner: str
    owner_name: str
    due: dt.date | None
    late: bool
    what: str = ""


def owed_of(holdings: Holdings, entries: Iterable[Entry]) -> tuple[Owed, ...]:
    """Return all that is open of some recommendations but the checks, the earliest due first.

    What names no partner is owed by the partner that its owner comes from.
    """
    people = holdings.records.of(Person)
    found = (each for entry in entries for each in _owed(entry.standing, people))
    return in_order(found)


def checks_owed_by(person: Person, entries: Iterable[Entry]) -> tuple[Owed, ...]:
    """Return the recommendations that wait for a person to check that they are done.

    It is for whoever may confirm, and owns nothing of it and never said that it is done.
    """
    actor = Actor(person.name, person.roles, "", person.id)
    if not (person.active and actor.may(Deed.CONFIRM)):
        return ()
    waiting = (
        entry.standing
        for entry in entries
        if entry.standing.is_open
        and entry.standing.follow_up.status is Status.DONE
        and not is_for_others_to_confirm(entry.standing, actor)
    )
    return in_order(_check(standing, person) for standing in waiting)


def in_order(owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """Return what is owed, the earliest due first, and last what has no date."""
    return tuple(sorted(owed, key=lambda each: each.due or dt.date.max))


def _owed(standing: Standing, people: Mapping[str, Person]) -> Iterator[Owed]:
    if not standing.is_open:
        return
    settled, one, today = standing.follow_up, standing.recommendation, standing.as_of
    names = _names(people, settled.owner, settled.body)
    yield Owed(one, OwedKind.RECOMMENDATION, *names, settled.due, _is_past(settled.due, today))
    if standing.awaits_reading:
        due = standing.reading_due
        yield Owed(one, OwedKind.READING, *names, due, _is_past(due, today))
    for action in standing.open_actions:
        names = _names(people, action.owner, action.body)
        late = action.is_late(today)
        yield Owed(one, OwedKind.ACTION, *names, action.due, late, action.title)


def _check(standing: Standing, person: Person) -> Owed:
    due = standing.follow_up.due
    late = _is_past(due, standing.as_of)
    names = person.body, person.id, person.name
    return Owed(standing.recommendation, OwedKind.DECISION, *names, due, late)


def _is_past(due: dt.date | None, today: dt.date) -> bool:
    return due is not None and due < today


def _names(people: Mapping[str, Person], owner: str, body: str) -> tuple[str, str, str]:
    """Return the partner, the owner's id and the owner's name; "" for each that there is none."""
    person = people.get(owner)
    if person is None:
        return body, "", ""
    return body or person.body, person.id, person.name
