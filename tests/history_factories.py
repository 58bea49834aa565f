"""Signatures, small records and entries of a history, for tests of what people record."""

import datetime as dt
from typing import Any

from dashboard.core.history import START, Change, HistoryEntry, chained
from dashboard.core.people import Actor, Role, Signature
from dashboard.core.register.actions import Action, Evidence, EvidenceKind, Update
from dashboard.store.engine import Store
from dashboard.store.writing import Writing

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
SIGNED = {"at": "2026-11-21T12:00:00.000000+00:00", "who": "Ann", "person": "p1", "identity": "no"}


def signature(name: str = "Ann", at: dt.datetime = NOON) -> Signature:
    return Signature(Actor(name, (Role.OFFICER,), "identity not verified", name.lower()), at)


def action(**changed: Any) -> Action:
    usual: dict[str, Any] = {
        "id": "a1",
        "service": "hertfordshire",
        "recommendation": "hertfordshire-2018-3",
        "title": "Train staff",
        "due": dt.date(2027, 1, 31),
    }
    return Action(**(usual | changed))


def update(**changed: Any) -> Update:
    usual: dict[str, Any] = {
        "id": "u1",
        "service": "hertfordshire",
        "recommendation": "hertfordshire-2018-3",
        "text": "Half the staff are trained.",
        "by": "Ann",
        "at": NOON,
    }
    return Update(**(usual | changed))


def evidence(**changed: Any) -> Evidence:
    usual: dict[str, Any] = {
        "id": "e1",
        "service": "hertfordshire",
        "recommendation": "hertfordshire-2018-3",
        "title": "Audit of 20 cases",
        "kind": EvidenceKind.AUDIT,
        "dated": dt.date(2026, 11, 1),
        "added_by": "Ann",
    }
    return Evidence(**(usual | changed))


def change(number: int = 1, **changed: Any) -> Change:
    usual: dict[str, Any] = {
        "kind": "action",
        "item": f"a{number}",
        "service": "hertfordshire",
        "label": "Train staff",
        "field": "due",
        "before": '"2027-01-31"',
        "after": '"2027-03-31"',
        "why": "Illness",
    }
    return Change(**(usual | changed))


def chain(length: int, signed: dict[str, str] = SIGNED) -> list[HistoryEntry]:
    """A whole chain of entries, one for each of as many items."""
    return chained([change(number) for number in range(length)], signed, 0, START)


def added(store: Store, *given: Any, who: Signature | None = None) -> None:
    """Store new records, in one transaction."""
    with store.database.writing() as connection:
        for record in given:
            Writing(connection, who or signature()).add(record)


def changed(store: Store, record: Any, version: int = 1, who: Signature | None = None) -> bool:
    """Store a record over a version of it."""
    with store.database.writing() as connection:
        return Writing(connection, who or signature()).change(record, version, "Illness")
