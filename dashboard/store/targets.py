"""Targets in the database: added, withdrawn by a mark, never changed."""

import dataclasses
import datetime as dt

from sqlalchemy import Connection, insert, select

from dashboard.core.targets import HeldTarget, Target
from dashboard.store.changes import mark, next_change, utc, utc_or_none
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


def add_target(connection: Connection, target: Target, added_by: str) -> int:
    """Store a target and return its id; earlier ones stay, each in force until the next."""
    row = dataclasses.asdict(target) | {
        "added_at": dt.datetime.now(tz=dt.UTC),
        "added_by": added_by,
        "last_change": next_change(connection, targets),
    }
    stored = connection.execute(insert(targets).values(row).returning(targets.c.id))
    number: int = stored.scalar_one()
    return number


def withdraw_target(connection: Connection, number: int) -> None:
    """Mark a target as withdrawn now."""
    mark(connection, targets, number, dt.datetime.now(tz=dt.UTC))


def restore_target(connection: Connection, number: int) -> None:
    """Put a withdrawn target back in use."""
    mark(connection, targets, number, None)
