"""How rows that people add are numbered, withdrawn and restored: by a mark, never by deleting."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, Table, case, func, select, update

from dashboard.core.editions import EditionStatus
from dashboard.core.history import Change
from dashboard.core.plausibility.quarantine import QuarantinedFigure
from dashboard.definitions.record_fields import as_json
from dashboard.definitions.records import NAMES
from dashboard.store.tables import comparator_lists, edition, history, records, targets

# The field of the history that says whether a list or a target is in use.
IN_USE = "in use"
_HELD_BACK = NAMES[QuarantinedFigure]


class Tokens(NamedTuple):
    """Short texts, each of which changes whenever what it stands for does."""

    editions: str
    lists: str
    targets: str
    records: str


def tokens(connection: Connection) -> Tokens:
    """Return what editions, lists, targets and records stand at, in one query."""
    # Whatever is out of use stays so: the newest edition and how many are in use tell the rest.
    in_use = func.sum(case((edition.c.status == EditionStatus.CURRENT, 1), else_=0))
    # A figure that is released from quarantine joins an edition, and another may leave it.
    decided = select(func.max(records.c.changed_in)).where(records.c.kind == _HELD_BACK)
    *editions, lists, aims, recorded = connection.execute(
        select(
            func.max(edition.c.id),
            in_use,
            func.sum(edition.c.observations),
            decided.scalar_subquery(),
            select(func.max(comparator_lists.c.last_change)).scalar_subquery(),
            select(func.max(targets.c.last_change)).scalar_subquery(),
            select(func.max(history.c.number)).scalar_subquery(),
        )
    ).one()
    state = "-".join(str(number or 0) for number in editions)
    return Tokens(state, str(lists or 0), str(aims or 0), str(recorded or 0))


def next_change(connection: Connection, table: Table) -> int:
    """Return the number of the change about to be made; there is one writer at a time."""
    last: int | None = connection.scalar(select(func.max(table.c.last_change)))
    return (last or 0) + 1


def mark(
    connection: Connection, table: Table, number: int, withdrawn_at: dt.datetime | None
) -> None:
    """Mark a row as withdrawn at a moment, or with None as in use again."""
    values = {"withdrawn_at": withdrawn_at, "last_change": next_change(connection, table)}
    connection.execute(update(table).where(table.c.id == number).values(values))


def use_change(item: tuple[str, str, str, str], in_use: bool) -> Change:
    """Return the history of withdrawing or restoring an item: its kind, id, service and label."""
    return Change(*item, IN_USE, as_json(not in_use), as_json(in_use))


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment as it was written, in UTC.

    SQLite keeps no time zone, and PostgreSQL answers in the server's own.
    """
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def utc_or_none(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment as `utc` does, and None as it is."""
    return None if moment is None else utc(moment)
