"""Records in the database: added once, changed from a known version, each change in the history."""

import datetime as dt
import hashlib
import json
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, insert, select, update

from dashboard.core.history import WHOLE, Change, replayed
from dashboard.core.people import Signature
from dashboard.core.periods import date_words
from dashboard.definitions.record_fields import as_json, fields_of, name_of, record_of
from dashboard.definitions.records import NAMES, UNCHANGEABLE, Record, Records, records_from
from dashboard.errors import ChangeRefusedError, ConflictError
from dashboard.store import history
from dashboard.store.earlier_entries import as_today
from dashboard.store.tables import files
from dashboard.store.tables import records as table

R = TypeVar("R")
_ALL = select(table.c.kind, table.c.content, table.c.version)


def records(connection: Connection) -> Records:
    """Return everything recorded, as it stands, in the order of recording."""
    return _found(connection, _ALL)


def of(connection: Connection, kind: type[Any]) -> Records:
    """Return what is recorded of one kind, as it stands, in the order of recording."""
    return _found(connection, _ALL.where(table.c.kind == NAMES[kind]))


def _found(connection: Connection, asked: Select[Any]) -> Records:
    found = connection.execute(asked.order_by(table.c.created_in))
    return records_from((_read(r.kind, r.content), r.version) for r in found)


def records_as_at(connection: Connection, until: dt.datetime) -> Records:
    """Return everything as it was at a moment, worked out from the history.

    It can be read and not changed: versions are 0, so a change from it is a conflict.
    """
    entries = as_today(history.entries(connection, until))
    items = replayed(e for e in entries if _is_record(e.change.kind))
    return records_from((record_of(kind, fields), 0) for (kind, _), fields in items.items())


# Nearly all is as it was when somebody last asked, and a record never changes once it is made.
@lru_cache(maxsize=50_000)
def _read(kind: str, content: str) -> Any:
    return record_of(kind, json.loads(content))


def _is_record(kind: str) -> bool:
    return kind in NAMES.values()


def held(connection: Connection, kind: type[R], record_id: str) -> tuple[R, int] | None:
    """Return one record of a kind with its version, or None."""
    name = NAMES[kind]
    row = connection.execute(
        select(table.c.content, table.c.version).where(
            table.c.kind == name, table.c.id == record_id
        )
    ).one_or_none()
    return (record_of(name, json.loads(row.content)), row.version) if row else None


def add(connection: Connection, signature: Signature, record: Record, why: str = "") -> bool:
    """Store a new record and return True; False where it is there already (a second submit).

    Raises:
        ChangeRefusedError: if another record has this id.
    """
    there = held(connection, type(record), record.id)
    if there is not None:
        if not _same(there[0], record):
            raise ChangeRefusedError(f'"{record.label}" was stored already: reload the page.')
        return False
    content = as_json(fields_of(record))
    change = _change(record, WHOLE, None, content, why)
    number = history.append(connection, signature, [change])
    row = {"kind": name_of(record), "id": record.id, "service": record.service}
    numbers = {"version": 1, "created_in": number, "changed_in": number}
    connection.execute(insert(table).values(row | numbers | {"content": content}))
    return True


def change(
    connection: Connection, signature: Signature, record: Record, version: int, why: str = ""
) -> bool:
    """Store a record over the version it was made from; return whether anything changed.

    A second submit of what is stored already changes nothing.

    Raises:
        ConflictError: carrying what is stored, if somebody changed the record since the version.
        ChangeRefusedError: if records of this kind are never changed, or there is no such record.
    """
    kind = name_of(record)
    there = held(connection, type(record), record.id)
    if there is None or kind in UNCHANGEABLE:
        raise ChangeRefusedError(f'"{record.label}" cannot be changed: reload the page.')
    stored, now = there
    before, after = fields_of(stored), fields_of(record)
    fields = [name for name in after if before.get(name) != after[name]]
    if not fields:
        return False
    if now != version:
        raise _conflict(connection, stored, now)
    changes = [
        _change(record, name, as_json(before.get(name)), as_json(after[name]), why)
        for name in fields
    ]
    number = history.append(connection, signature, changes)
    connection.execute(
        update(table)
        .where(table.c.kind == kind, table.c.id == record.id, table.c.version == now)
        .values(content=as_json(after), service=record.service, version=now + 1, changed_in=number)
    )
    return True


def add_file(connection: Connection, content: bytes) -> str:
    """Store a file, once however often it is added, and return its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    there = connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256))
    if there is None:
        connection.execute(insert(files).values(sha256=sha256, content=content))
    return sha256


def file_content(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes of a stored file, or None."""
    content: bytes | None = connection.scalar(
        select(files.c.content).where(files.c.sha256 == sha256)
    )
    return content


def _same(stored: Record, record: Record) -> bool:
    # The moment differs from one submit to the next, and nothing else does.
    first, second = fields_of(stored), fields_of(record)
    return {**first, "at": None} == {**second, "at": None}


def _change(record: Record, field: str, before: str | None, after: str | None, why: str) -> Change:
    name = name_of(record)
    return Change(name, record.id, record.service, record.label, field, before, after, why)


def _conflict(connection: Connection, stored: Any, version: int) -> ConflictError:
    last = history.last_entry(connection, name_of(stored), stored.id)
    by = (
        f"by {last.who} on {date_words(last.moment)}, {last.moment:%H:%M} UTC"
        if last
        else "meanwhile"
    )
    return ConflictError(
        f'"{stored.label}" was changed {by}, while you were editing it: compare '
        "the two versions, then save again.",
        stored,
        version,
    )
