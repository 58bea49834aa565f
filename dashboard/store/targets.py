"""Targets in the database: added, withdrawn by a mark, each change in the history."""

import dataclasses
from typing import Any

from sqlalchemy import Connection, insert, select

from dashboard.core.history import WHOLE, Change
from dashboard.core.people import Signature
from dashboard.core.published.targets import HeldTarget, Target
from dashboard.definitions.record_fields import as_json, plain
from dashboard.store import history
from dashboard.store.changes import IN_USE, mark, next_change, use_change, utc, utc_or_none
from dashboard.store.tables import targets

_FIELDS = tuple(field.name for field in dataclasses.fields(Target))


def held_targets(connection: Connection) -> dict[int, HeldTarget]:
    """Return every target ever set, withdrawn ones included, by its id, oldest first."""
    found = connection.execute(select(targets).order_by(targets.c.id))
    return {
        row.id: HeldTarget(
            id=row.id,
            target=Target(**{name: getattr(row, name) for name in _FIELDS}),
            added_at=utc(row.added_at),
            added_by=row.added_by,
            withdrawn_at=utc_or_none(row.withdrawn_at),
        )
        for row in found
    }


def contents(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return every target as the history has it: its fields as plain data, by its number."""
    return {
        str(number): plain(_content(held.target, in_use=held.in_use))
        for number, held in held_targets(connection).items()
    }


def add_target(connection: Connection, signature: Signature, target: Target) -> int:
    """Store a target and return its id; earlier ones stay, each in force until the next."""
    row = dataclasses.asdict(target) | {
        "added_at": signature.at,
        "added_by": signature.actor.name,
        "last_change": next_change(connection, targets),
    }
    stored = connection.execute(insert(targets).values(row).returning(targets.c.id))
    number: int = stored.scalar_one()
    content = as_json(_content(target, in_use=True))
    change = Change(*_item(number, target.service, target.indicator), WHOLE, None, content)
    history.append(connection, signature, [change])
    return number


def withdraw_target(connection: Connection, signature: Signature, number: int) -> None:
    """Mark a target as withdrawn."""
    mark(connection, targets, number, signature.at)
    _record_use(connection, signature, number, in_use=False)


def restore_target(connection: Connection, signature: Signature, number: int) -> None:
    """Put a withdrawn target back in use."""
    mark(connection, targets, number, None)
    _record_use(connection, signature, number, in_use=True)


def _record_use(connection: Connection, signature: Signature, number: int, *, in_use: bool) -> None:
    wanted = select(targets.c.service, targets.c.indicator).where(targets.c.id == number)
    row = connection.execute(wanted).one()
    item = _item(number, row.service, row.indicator)
    history.append(connection, signature, [use_change(item, in_use)])


def _content(target: Target, *, in_use: bool) -> dict[str, Any]:
    set_on = target.set_on.isoformat()
    return {**dataclasses.asdict(target), "set_on": set_on, IN_USE: in_use}


def _item(number: int, service: str, indicator: str) -> tuple[str, str, str, str]:
    return "target", str(number), service, f"target {number}, {indicator}"
