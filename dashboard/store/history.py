"""The history in the database: entries are added at its end, in the transaction of the change."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from dashboard.core.history import START, Change, HistoryEntry, Search, chained
from dashboard.core.people import Signature
from dashboard.core.rooms import EVERYBODYS_ROOM, Admission
from dashboard.store.tables import history

_READABLE = ("who", "label", "before", "after", "why")
_ROWS_AT_ONCE = 2_000


def append(connection: Connection, signature: Signature, changes: Iterable[Change]) -> int:
    """Add changes at the end of the history and return the number of the last entry.

    There is one writer at a time, so nobody else can take the same number.
    """
    number, sealed = head(connection)
    entries = chained(changes, _signed(signature), number, sealed)
    if not entries:
        return number
    connection.execute(insert(history), [_row(entry) for entry in entries])
    return entries[-1].number


def head(connection: Connection, until: dt.datetime | None = None) -> tuple[int, str]:
    """Return the last entry's number and hash; 0 and a row of zeros where there is none.

    With a moment it is the last of those made by then; see `entries`.
    """
    asked = select(history.c.number, history.c.hash).where(*_made_by(until))
    last = connection.execute(asked.order_by(history.c.number.desc()).limit(1)).one_or_none()
    return (last.number, last.hash) if last else (0, START)


def made_since(connection: Connection, number: int) -> dict[tuple[str, str], int]:
    """Return how many entries came after a number, by the kind and the service they are about."""
    about = (history.c.kind, history.c.service)
    asked = select(*about, func.count()).where(history.c.number > number).group_by(*about)
    return {(kind, service): many for kind, service, many in connection.execute(asked)}


def entries(
    connection: Connection,
    until: dt.datetime | None = None,
    services: Collection[str] | None = None,
    kinds: Collection[str] = (),
) -> Iterator[HistoryEntry]:
    """Yield every entry, oldest first; those made by a moment, where one is given.

    Those are all up to the last that was made by then: a clock that was put back between two
    entries must not leave out the first of them. With services, they are those about what belongs
    to one of them, and those about some kinds of item whichever service they belong to.
    """
    asked = select(history).where(*_made_by(until)).order_by(history.c.number)
    if services is not None:
        asked = asked.where(history.c.service.in_(services) | history.c.kind.in_(kinds))
    # Some at a time, so that a long history needs no more memory than a short one.
    some = list(_read(connection, asked.limit(_ROWS_AT_ONCE)))
    while some:
        yield from some
        further = asked.where(history.c.number > some[-1].number)
        some = list(_read(connection, further.limit(_ROWS_AT_ONCE)))


def entries_with(
    connection: Connection, person: str, kinds: Collection[str], texts: Collection[str] = ()
) -> Iterator[HistoryEntry]:
    """Yield what somebody signed, what of some kinds is about them, and what has one of the texts.

    Oldest first, of every room. There may be further ones: a text is found within words too.
    """
    about = history.c.kind.in_(kinds) & history.c.item.contains(person, autoescape=True)
    read = (history.c[name].contains(text, autoescape=True) for name in _READABLE for text in texts)
    wanted = or_(history.c.person == person, about, *read)
    return _read(connection, select(history).where(wanted).order_by(history.c.number))


def last_entry(
    connection: Connection, admission: Admission, kind: str, item: str
) -> HistoryEntry | None:
    """Return the newest entry about an item, by its kind and id; None where there is none."""
    wanted = Search(kind=kind, items=(item,))
    return next(found(connection, admission, wanted, most=1), None)


def found(
    connection: Connection,
    admission: Admission,
    search: Search,
    skip: int = 0,
    most: int | None = None,
) -> Iterator[HistoryEntry]:
    """Yield the entries that are wanted, newest first: some of them, or all.

    What is about a room that is not open is left out, here and below.
    """
    return _read(connection, _newest_first(search, admission).offset(skip).limit(most))


def count(connection: Connection, admission: Admission, search: Search) -> int:
    """Return how many entries are wanted."""
    wanted = _newest_first(search, admission).order_by(None).subquery()
    return int(connection.scalar(select(func.count()).select_from(wanted)) or 0)


def names_used(
    connection: Connection, admission: Admission, until: dt.datetime | None
) -> tuple[list[str], list[str]]:
    """Return the kinds of item and the people that the history names by a moment, sorted."""
    asked = [*_made_by(until), *_in_open_rooms(admission)]
    kinds = connection.scalars(select(history.c.kind).where(*asked).distinct())
    people = connection.scalars(select(history.c.who).where(*asked).distinct())
    return sorted(kinds), sorted(people, key=str.casefold)


def _newest_first(search: Search, admission: Admission) -> Select[*tuple[Any, ...]]:
    wanted = [*_made_by(search.until), *_in_open_rooms(admission)]
    if search.service:
        wanted.append(history.c.service.in_((search.service, "")))
    for column, value in ((history.c.kind, search.kind), (history.c.who, search.who)):
        if value:
            wanted.append(column == value)
    if search.items:
        wanted.append(history.c.item.in_(search.items))
    if search.text:
        texts = (history.c[name] for name in _READABLE)
        asked = _storable(search.text)
        wanted.append(or_(*(text.icontains(asked, autoescape=True) for text in texts)))
    return select(history).where(*wanted).order_by(history.c.number.desc())


def _in_open_rooms(admission: Admission) -> list[ColumnElement[bool]]:
    if admission.services is None:
        return []
    return [history.c.service.in_((EVERYBODYS_ROOM, *sorted(admission.services)))]


def _storable(text: str) -> str:
    # An address may hold what no text of a database can, and PostgreSQL would fail at it.
    return text.replace("\x00", "").encode(errors="ignore").decode()


def _made_by(until: dt.datetime | None) -> list[ColumnElement[bool]]:
    if until is None:
        return []
    last = select(func.max(history.c.number)).where(history.c.at <= moment_text(until))
    return [history.c.number <= last.scalar_subquery()]


def moment_text(moment: dt.datetime) -> str:
    """Return a moment as the history writes it: UTC, to the microsecond, sortable as text."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _signed(signature: Signature) -> dict[str, str]:
    return {
        "at": moment_text(signature.at),
        "who": signature.actor.name,
        "person": signature.actor.person_id,
        "identity": signature.actor.identity,
    }


def _row(entry: HistoryEntry) -> dict[str, object]:
    row: dict[str, object] = asdict(entry)
    del row["change"]
    return row | asdict(entry.change)


def _read(connection: Connection, asked: Select[*tuple[Any, ...]]) -> Iterator[HistoryEntry]:
    for row in connection.execute(asked):
        number, at, who, person, identity, *change, previous_hash, sealed = row
        yield HistoryEntry(
            number, at, who, person, identity, Change(*change), previous_hash, sealed
        )
