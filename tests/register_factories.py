"""People, actions, evidence and readings, so that a test of the register shows what it is about."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.core.people import Actor, Person, Role, Signature
from dashboard.core.periods import PublicationDate
from dashboard.core.register.actions import Action, Evidence, EvidenceKind, Update
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.core.register.success_measures import (
    MeasureKind,
    Progress,
    Reading,
    SuccessMeasure,
)
from dashboard.core.rooms import EVERYWHERE
from dashboard.definitions.records import Record
from dashboard.store import records
from dashboard.store.engine import Store
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import Entry, RegisterFilter, register
from tests.stored import records_in

SERVICE = "hertfordshire"
THIRD = "hertfordshire-2018-3"
PUBLISHED = dt.date(2018, 9, 20)
NOW = dt.datetime(2019, 6, 3, 14, 30, tzinfo=dt.UTC)
TODAY = NOW.date()

PEOPLE = {
    person.id: person
    for person in (
        Person("olu", "Olu Owner", (Role.MEMBER,), body="Police"),
        Person("ann", "Ann Chair", (Role.CHAIR,), body="Council"),
        Person("ben", "Ben Officer", (Role.OFFICER,), body="Council"),
        Person("mia", "Mia Member", (Role.MEMBER,), body="Health"),
        Person("guy", "Guy Gone", (Role.OFFICER,), active=False),
        Person("sue", "Sue Elsewhere", (Role.OFFICER,), service="essex"),
    )
}


def actor(person_id: str = "ben", *roles: Role) -> Actor:
    """Return somebody who acts, with the roles they are registered with unless others are given."""
    person = PEOPLE[person_id]
    return Actor(person.name, roles or person.roles, "not verified (local use)", person.id)


def signature(person_id: str = "ben", at: dt.datetime | dt.date = NOW, *roles: Role) -> Signature:
    """Return somebody's signature; a day means noon (UTC) on it."""
    if not isinstance(at, dt.datetime):
        at = dt.datetime.combine(at, dt.time(12), tzinfo=dt.UTC)
    return Signature(actor(person_id, *roles), at)


def measure(**changed: Any) -> SuccessMeasure:
    """Return a measure like the seed's third: at least 80%, for two periods in a row."""
    usual: dict[str, Any] = {
        "kind": MeasureKind.KEY_QUESTION,
        "name": "Key question 3.3.3",
        "target": 80,
        "subject": "3.3.3",
        "periods_needed": 2,
        "baseline": 69,
    }
    return SuccessMeasure(**usual | changed)


def recommendation(number: int = 3, **changed: Any) -> Recommendation:
    usual: dict[str, Any] = {
        "id": f"{SERVICE}-2018-{number}",
        "service": SERVICE,
        "published": PublicationDate(PUBLISHED.isoformat()),
        "number": number,
        "wording": "Do it.",
        "addressee": "The service",
        "source": "A report",
        "where": "page 7",
    }
    return Recommendation(**usual | changed)


def follow_up(**changed: Any) -> FollowUp:
    """Return what a board settled with everything that can be asked for: owner, date, measure."""
    usual: dict[str, Any] = {
        "id": THIRD,
        "service": SERVICE,
        "response": Response.ACCEPTED,
        "owner": "olu",
        "body": "Police",
        "due": dt.date(2019, 12, 31),
        "original_due": dt.date(2019, 12, 31),
        "measure": measure(),
        "status": Status.IN_PROGRESS,
    }
    return FollowUp(**usual | changed)


def action(number: int = 1, **changed: Any) -> Action:
    usual: dict[str, Any] = {
        "id": f"action-{number}",
        "service": SERVICE,
        "recommendation": THIRD,
        "title": f"Step {number}",
        "owner": "olu",
        "body": "Police",
        "start": dt.date(2018, 11, 1),
        "due": dt.date(2019, 3, 31),
        "original_due": dt.date(2019, 3, 31),
    }
    return Action(**usual | changed)


def done_action(number: int = 1, **changed: Any) -> Action:
    done = {"done_on": dt.date(2019, 3, 20), "done_by": "Olu Owner"}
    return action(number, **done | changed)


def update(number: int = 1, day: dt.date = TODAY, **changed: Any) -> Update:
    usual: dict[str, Any] = {
        "id": f"update-{number}",
        "service": SERVICE,
        "recommendation": THIRD,
        "text": "Victims are now asked.",
        "by": "Olu Owner",
        "at": dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC),
    }
    return Update(**usual | changed)


def evidence(number: int = 1, **changed: Any) -> Evidence:
    usual: dict[str, Any] = {
        "id": f"evidence-{number}",
        "service": SERVICE,
        "recommendation": THIRD,
        "title": "Audit of twenty cases",
        "kind": EvidenceKind.AUDIT,
        "dated": dt.date(2019, 3, 31),
        "added_by": "Olu Owner",
        "added_by_id": "olu",
        "link": "https://example.org/audit",
    }
    return Evidence(**usual | changed)


def readings(*values: float | None, start: dt.date = dt.date(2018, 12, 31)) -> tuple[Reading, ...]:
    """Return readings for quarters one after the other, each labelled with its place."""
    days = [start + dt.timedelta(days=91 * place) for place in range(len(values))]
    return tuple(
        Reading(day, f"quarter {place}", value, "a case audit")
        for place, (day, value) in enumerate(zip(days, values, strict=True), start=1)
    )


def progress(*values: float | None, of: SuccessMeasure | None = None) -> Progress:
    """Return a measure with readings for quarters since the recommendation was published."""
    return Progress(of or measure(), readings(*values), PUBLISHED)


def standing(
    held: FollowUp | None = None,
    actions: Sequence[Action] = (),
    updates: Sequence[Update] = (),
    evidence: Sequence[Evidence] = (),
    progress: Progress | None = None,
    as_of: dt.date = TODAY,
    of: Recommendation | None = None,
) -> Standing:
    return Standing(
        of or recommendation(),
        held or follow_up(),
        tuple(actions),
        tuple(updates),
        tuple(evidence),
        progress,
        as_of,
    )


def store_all(store: Store, *items: Record, at: dt.datetime = NOW) -> None:
    """Store some records as Ben does it, past every rule of the use cases."""
    with store.database.writing() as connection:
        for item in items:
            Writing(connection, signature("ben", at)).add(item)


def store_people(store: Store) -> None:
    """Store everybody of `PEOPLE`."""
    store_all(store, *PEOPLE.values(), at=NOW - dt.timedelta(days=300))


def held(store: Store, holdings: Holdings, as_of: dt.date = TODAY) -> Holdings:
    """Return holdings whose records are the store's as they stand, as at a day."""
    return replace(holdings.with_records(records_in(store)), as_of=as_of)


def store_roles(store: Store, person_id: str, *roles: Role, **changed: Any) -> None:
    """Store other roles of somebody who is stored, as an administrator would."""
    with store.database.writing() as connection:
        found = records.held(connection, EVERYWHERE, Person, person_id)
        assert found
        person = replace(found[0], roles=roles or found[0].roles, **changed)
        Writing(connection, signature("ben")).change(person, found[1])


def entry_of(holdings: Holdings, recommendation_id: str) -> Entry:
    """Return one recommendation as the register shows it."""
    found = register(holdings, RegisterFilter()).entries
    return next(entry for entry in found if entry.recommendation.id == recommendation_id)
