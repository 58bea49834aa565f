"""Whether anything changed since somebody last looked, and moments as they were written."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from dashboard.core.editions import EditionStatus
from dashboard.store.tables import edition, history


class Tokens(NamedTuple):
    """Short texts, each of which changes whenever what it stands for does."""

    editions: str
    records: str


# Asked at every run of a page, so it is put together once.
_STATE = select(
    func.count(),
    func.max(edition.c.id),
    func.sum(edition.c.id),
    # A figure that is released from quarantine joins an edition that is in use already.
    func.sum(edition.c.observations),
    select(func.max(history.c.number)).scalar_subquery(),
).where(edition.c.status == EditionStatus.CURRENT)


def tokens(connection: Connection) -> Tokens:
    """Return what editions and records stand at, in one query."""
    count, newest, total, rows, recorded = connection.execute(_STATE).one()
    return Tokens(f"{count}-{newest}-{total}-{rows}", str(recorded or 0))


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment as it was written, in UTC.

    SQLite keeps no time zone, and PostgreSQL answers in the server's own.
    """
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def utc_or_none(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment as `utc` does, and None as it is."""
    return None if moment is None else utc(moment)
