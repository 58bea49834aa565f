"""Accounts in the database: how each registered person signs in."""

import datetime as dt
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, RowMapping, insert, select, update

from dashboard.core.accounts import Account
from dashboard.store.tables import accounts as table

Condition = ColumnElement[bool]

FIELDS = (
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
    return _one(connection, bound_to(issuer, subject))


def bound_to(issuer: str | BindParameter[str], subject: str | BindParameter[str]) -> Condition:
    """Return the condition that an account is bound to a subject of an issuer."""
    return (table.c.issuer == issuer) & (table.c.subject == subject)


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


def account_of(row: RowMapping) -> Account | None:
    """Return the account of a row that has its fields, among others; None where they are empty."""
    if row[table.c.person] is None:
        return None
    return Account(**{column.name: row[column] for column in FIELDS})


def _one(connection: Connection, wanted: Condition) -> Account | None:
    row = connection.execute(select(*FIELDS).where(wanted)).one_or_none()
    return None if row is None else account_of(row._mapping)
