"""The record of reads: apart from the history, and deleted after a time."""

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import insert, literal, select

from dashboard.core.reads import NOTED_AGAIN_AFTER, Read, ReadKind
from dashboard.store.changes import utc
from dashboard.store.engine import Store
from dashboard.store.reading import Reading
from dashboard.store.tables import reads

_SAME = ("person", "who", "service", "kind", "item")


def note(store: Store, read: Read) -> None:
    """Note a read in a transaction of its own, unless the same was noted a short time ago."""
    row = asdict(read)
    lately = [reads.c[name] == row[name] for name in _SAME]
    lately.append(reads.c.at > read.at - NOTED_AGAIN_AFTER)
    values = [literal(row[name], reads.c[name].type) for name in row]
    unless_noted = select(*values).where(~select(reads.c.id).where(*lately).exists())
    with store.database.noting() as connection:
        connection.execute(insert(reads).from_select(list(row), unless_noted))


def found(held: Reading, service: str, person: str = "", most: int | None = None) -> Iterator[Read]:
    """Yield who read what of a service, newest first: everybody, or one by the name they had.

    Raises:
        NotAllowedError: if the service's room is not open.
    """
    held.admission.require(service)
    asked = select(reads).where(reads.c.service == service).order_by(reads.c.id.desc()).limit(most)
    if person:
        asked = asked.where(reads.c.who == person)
    for row in held.connection.execute(asked):
        kind = ReadKind(row.kind)
        yield Read(utc(row.at), row.person, row.who, row.service, kind, row.item)


def names_in(held: Reading, service: str) -> list[str]:
    """Return the names of those who read something of a service, sorted.

    Raises:
        NotAllowedError: if the service's room is not open.
    """
    held.admission.require(service)
    names = select(reads.c.who).where(reads.c.service == service).distinct()
    return sorted(held.connection.scalars(names), key=str.casefold)
