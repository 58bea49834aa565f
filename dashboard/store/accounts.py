"""Accounts in the database: how each registered person signs in."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from dashboard.core.accounts import Account
from dashboard.store.tables import accounts as table

_FIELDS = (
    table.c.person,
    table.c.issuer,
    table.c.subject,
    table.c.email,
    table.c.prefers_public,
)


def of_person(connection: Connection, person: str) -> Account | None:
    """Return the account of a registered person, or None."""
    return _one(connection, table.c.person == person)


def of_subject(connection: Connection, issuer: str, subject: str) -> Account | None:
    """Return the account that is bound to a subject of an issuer, or None."""
    return _one(connection, table.c.issuer == issuer, table.c.subject == subject)


def with_email(connection: Connection, email: str) -> Account | None:
    """Return the account with an e-mail address, or None."""
    return _one(connection, table.c.email == email) if email else None


def people(connection: Connection) -> frozenset[str]:
    """Return the ids of all who can sign in: with an address, or bound to a subject."""
    can = (table.c.email != "") | (table.c.subject != "")
    return frozenset(connection.scalars(select(table.c.person).where(can)))


def set_values(connection: Connection, person: str, **values: Any) -> None:
    """Store some fields of a person's account, which is made where there is none."""
    there = update(table).where(table.c.person == person).values(**values)
    if connection.execute(there).rowcount == 0:
        empty = {"issuer": "", "subject": "", "email": "", "prefers_public": False}
        connection.execute(insert(table).values(empty | values | {"person": person}))


def bind(connection: Connection, person: str, issuer: str, subject: str, at: dt.datetime) -> bool:
    """Bind an account to a subject and return True; False where it is bound to one already."""
    free = (table.c.person == person) & (table.c.subject == "")
    values = {"issuer": issuer, "subject": subject, "signed_in_at": at}
    return connection.execute(update(table).where(free).values(values)).rowcount == 1


def _one(connection: Connection, *wanted: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(*_FIELDS).where(*wanted)).one_or_none()
    return None if row is None else Account(**row._mapping)
