"""Sessions in the database: what every server asks before it believes a cookie."""

import datetime as dt
from dataclasses import asdict
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    column,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.core.accounts import Account, SignIn, Verified
from dashboard.store import accounts
from dashboard.store.changes import STATE, STATE_FIELDS, Tokens, tokens_of, utc, utc_or_none
from dashboard.store.tables import accounts as account_table
from dashboard.store.tables import sign_ins as table
from dashboard.store.versions import HELD, require_fitting

_FIELDS = (table.c.person, table.c.begun_at, table.c.seen_at, table.c.ended_at)
_HELD = text(HELD).columns(column("version_num")).subquery("tables")
_STATE = text(STATE).columns(*STATE_FIELDS).subquery("state")
# The account may be there without the session, and the session without the account.
_FOUND = (
    _HELD.join(_STATE, true())
    .outerjoin(account_table, accounts.bound_to(bindparam("issuer"), bindparam("subject")))
    .outerjoin(table, table.c.key == bindparam("key"))
)
_ASKED = select(*_HELD.c, *_STATE.c, *accounts.FIELDS, *_FIELDS).select_from(_FOUND)
# All that a run of a page asks while nothing changes. It is one question, because each is a way to
# the database and back, and it is written out once.
_ARRIVING = text(str(_ASKED)).columns(*_ASKED.selected_columns)


class Arrival(NamedTuple):
    """Who came: the account that is bound to who signed in, their session, and what is held."""

    account: Account | None
    sign_in: SignIn | None
    tokens: Tokens


def arrival(connection: Connection, who: Verified) -> Arrival:
    """Return who came, in one question; the account and the session are None if there is none.

    Raises:
        UnusableDatabaseError: if the tables are of a version beside which ours may not go on.
    """
    asked = {"issuer": who.issuer, "subject": who.subject, "key": who.key}
    rows = connection.execute(_ARRIVING, asked).all()
    require_fitting([row.version_num for row in rows])
    (row,) = rows
    held = tokens_of(row[1 : 1 + len(STATE_FIELDS)])
    return Arrival(accounts.account_of(row._mapping), _session_of(row._mapping), held)


def _session_of(row: RowMapping) -> SignIn | None:
    whose, begun_at, seen_at, ended_at = (row[each] for each in _FIELDS)
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
