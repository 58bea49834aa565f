"""The history in the database: entries are added at its end, in the transaction of the change."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import Connection, Row, Select, insert, select

from dashboard.core.history import START, Change, HistoryEntry, chained
from dashboard.core.people import Signature
from dashboard.store.tables import history

_CHANGE = ("kind", "item", "service", "label", "field", "before", "after", "why")


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


def head(connection: Connection) -> tuple[int, str]:
    """Return the last entry's number and hash; 0 and a row of zeros where there is none."""
    last = connection.execute(
        select(history.c.number, history.c.hash).order_by(history.c.number.desc()).limit(1)
    ).one_or_none()
    return (last.number, last.hash) if last else (0, START)


def entries(connection: Connection, until: dt.datetime | None = None) -> Iterator[HistoryEntry]:
    """Yield every entry, oldest first; those made by a moment, where one is given."""
    asked = select(history).order_by(history.c.number)
    if until is not None:
        asked = asked.where(history.c.at <= moment_text(until))
    return _read(connection, asked)


def newest_entries(
    connection: Connection, most: int, service: str = "", item: tuple[str, str] | None = None
) -> list[HistoryEntry]:
    """Return the newest entries, newest first: all, or of a service (and of none), or of an item.

    `item` is a kind and an id.
    """
    asked = select(history).order_by(history.c.number.desc()).limit(most)
    if service:
        asked = asked.where(history.c.service.in_((service, "")))
    if item is not None:
        asked = asked.where(history.c.kind == item[0], history.c.item == item[1])
    return list(_read(connection, asked))


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


def _read(connection: Connection, asked: Select[*tuple[object, ...]]) -> Iterator[HistoryEntry]:
    for row in connection.execute(asked):
        yield _entry(row)


def _entry(row: Row[*tuple[object, ...]]) -> HistoryEntry:
    held = dict(row._mapping)
    change = Change(**{name: held.pop(name) for name in _CHANGE})
    return HistoryEntry(**held, change=change)
