"""Sessions in the database: what every server asks before it believes a cookie."""

import datetime as dt

from sqlalchemy import Connection, Insert, select, update
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
    row = {
        "key": key,
        "person": begun.person,
        "begun_at": begun.begun_at,
        "seen_at": begun.seen_at,
        "ended_at": begun.ended_at,
    }
    connection.execute(_insert(connection).values(row))


def seen(connection: Connection, key: str, at: dt.datetime) -> None:
    """Note that somebody did something in a session."""
    connection.execute(update(table).where(table.c.key == key).values(seen_at=at))


def end(connection: Connection, key: str, at: dt.datetime) -> None:
    """Note that a session ended, for every server and for good."""
    lasts = (table.c.key == key) & table.c.ended_at.is_(None)
    connection.execute(update(table).where(lasts).values(ended_at=at))


def end_all_of(connection: Connection, person: str, at: dt.datetime) -> None:
    """Note that every session of a person ended."""
    lasts = (table.c.person == person) & table.c.ended_at.is_(None)
    connection.execute(update(table).where(lasts).values(ended_at=at))


def _insert(connection: Connection) -> Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing(index_elements=["key"])
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=["key"])
