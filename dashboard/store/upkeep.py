"""What was done to keep the database, and what has had its time."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, insert, select

from dashboard.core.upkeep import Upkeep, UpkeepKind
from dashboard.store.changes import utc
from dashboard.store.engine import Store
from dashboard.store.reading import Reading
from dashboard.store.tables import reads, sign_ins, upkeep


def note(store: Store, done: Upkeep) -> None:
    """Note what was done, in a transaction of its own."""
    with store.database.noting() as connection:
        connection.execute(insert(upkeep).values(asdict(done)))


def last_of_each(held: Reading) -> Mapping[tuple[UpkeepKind, bool], Upkeep]:
    """Return the last of each kind that went well (True) and that did not, the oldest first."""
    newest = select(func.max(upkeep.c.id)).group_by(upkeep.c.kind, upkeep.c.sound)
    asked = select(upkeep).where(upkeep.c.id.in_(newest)).order_by(upkeep.c.id)
    found = map(_read, held.connection.execute(asked))
    return {(each.kind, each.sound): each for each in found}


def sessions_now(held: Reading, since: dt.datetime) -> int:
    """Return how many sessions go on: not ended, and seen since a moment."""
    going_on = select(func.count()).where(sign_ins.c.ended_at.is_(None), sign_ins.c.seen_at > since)
    return int(held.connection.scalar(going_on) or 0)


def forget(
    store: Store, reads_before: dt.datetime, sign_ins_before: dt.datetime
) -> tuple[int, int]:
    """Delete reads and ended sessions from before two moments; return how many of each.

    A session that nobody ended is over as well once nobody was seen in it for so long. What was
    done to keep the database is kept as long as reads are.
    """
    over = func.coalesce(sign_ins.c.ended_at, sign_ins.c.seen_at) < sign_ins_before
    with store.database.noting() as connection:
        connection.execute(delete(upkeep).where(upkeep.c.at < reads_before))
        gone = connection.execute(delete(reads).where(reads.c.at < reads_before)).rowcount
        return gone, connection.execute(delete(sign_ins).where(over)).rowcount


def _read(row: Any) -> Upkeep:
    return Upkeep(utc(row.at), UpkeepKind(row.kind), row.outcome, row.sound)
