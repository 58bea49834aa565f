"""Sessions in the database: what every server asks before it believes a cookie."""

import datetime as dt
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.core.accounts import Account, SignIn, Verified
from dashboard.store import accounts
from dashboard.store.changes import utc, utc_or_none
from dashboard.store.tables import accounts as account_table
from dashboard.store.tables import sign_ins as table

_FIELDS = (table.c.person, table.c.begun_at, table.c.seen_at, table.c.ended_at)
# Asked at every run of a page, so it is put together once, and is one question: either may be
# there without the other.
_ONE = select(literal(1).label("one")).subquery()
_BOUND = accounts.bound_to(bindparam("issuer"), bindparam("subject"))
_SESSION = table.c.key == bindparam("key")
_WITH_ACCOUNT = select(*accounts.FIELDS, *_FIELDS).select_from(
    _ONE.outerjoin(account_table, _BOUND).outerjoin(table, _SESSION)
)


def found_with_account(
    connection: Connection, who: Verified
) -> tuple[Account | None, SignIn | None]:
    """Return the account that is bound to who signed in, and their session; None for each."""
    asked = {"issuer": who.issuer, "subject": who.subject, "key": who.key}
    row = connection.execute(_WITH_ACCOUNT, asked).mappings().one()
    return accounts.account_of(row), _session_of(row)


def _session_of(row: RowMapping) -> SignIn | None:
    whose, begun_at, seen_at, ended_at = (row[column] for column in _FIELDS)
    if whose is None:
        return None
    return SignIn(whose, utc(begun_at), utc(seen_at), utc_or_none(ended_at))


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
