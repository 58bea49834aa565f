"""Sessions in the database: what every server asks before it believes a cookie."""

import datetime as dt
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.core.accounts import SignIn
from dashboard.store.changes import utc, utc_or_none
from dashboard.store.tables import sign_ins as table


def found(connection: Connection, key: str) -> SignIn | None:
    """Return the session of a sign-in, or None."""
    row = connection.execute(select(table).where(table.c.key == key)).one_or_none()
    if row is None:
        return None
    return SignIn(row.person, utc(row.begun_at), utc(row.seen_at), utc_or_none(row.ended_at))


def begin(connection: Connection, key: str, begun: SignIn) -> None:
    """Store a session that begins; one that another server began at once stays as it is."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(table).values(key=key, **asdict(begun))
    connection.execute(new.on_conflict_do_nothing(index_elements=["key"]))


def seen(connection: Connection, key: str, at: dt.datetime) -> None:
    """Note that somebody did something in a session."""
    connection.execute(update(table).where(table.c.key == key).values(seen_at=at))


def end(connection: Connection, key: str, at: dt.datetime) -> None:
    """Note that a session ended, for every server and for good."""
    _end(connection, table.c.key == key, at)


def end_all_of(connection: Connection, person: str, at: dt.datetime) -> None:
    """Note that every session of a person ended."""
    _end(connection, table.c.person == person, at)


def _end(connection: Connection, wanted: ColumnElement[bool], at: dt.datetime) -> None:
    lasts = table.c.ended_at.is_(None)
    connection.execute(update(table).where(wanted, lasts).values(ended_at=at))
