"""Records in the database: as they stand or from the history, of one service or of all."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, insert, select

from dashboard.core.history import replayed
from dashboard.core.people import Person
from dashboard.core.rooms import EVERYWHERE, Admission, Membership
from dashboard.definitions.record_fields import record_of
from dashboard.definitions.records import (
    EVERYBODYS,
    NAMES,
    OF_PEOPLE,
    Record,
    Records,
    records_from,
)
from dashboard.errors import DefinitionError, UnusableDatabaseError
from dashboard.store import history
from dashboard.store.earlier_entries import as_today
from dashboard.store.tables import files
from dashboard.store.tables import records as table

R = TypeVar("R", bound=Record)


def records(connection: Connection, admission: Admission, service: str | None = None) -> Records:
    """Return what is recorded, as it stands, in the order of recording.

    With a service, that is its own and everybody's; "" is everybody's only, None every service's.
    Of a room that is not open, nothing is returned.
    """
    return _let_in(_found(connection, *_of_service(service)), admission)


def records_since(
    connection: Connection,
    admission: Admission,
    number: int,
    earlier: Records,
    service: str | None = None,
) -> Records:
    """Return the same as `records`, from what it was at an entry and what changed after it.

    In a busy board somebody writes each minute, and next to nothing is another for that.
    """
    # By kind, as the table's index has it.
    changed = _found(connection, table.c.kind.in_(NAMES.values()), table.c.changed_in > number)

    def is_mine(record: Record) -> bool:
        return _is_of(record, service) and _may_be_read(record, admission)

    mine = [(record, version) for record, version in changed if is_mine(record)]
    came = any(version > 1 and not earlier.version_of(record) for record, version in mine)
    left = any(earlier.version_of(record) for record, _ in changed if not is_mine(record))
    # Who belongs where decides what else may be read.
    if came or left or any(NAMES[type(record)] in OF_PEOPLE for record, _ in changed):
        return records(connection, admission, service)
    return earlier.changed_to(mine)


def of(connection: Connection, admission: Admission, kind: type[Record]) -> Records:
    """Return the records of one kind in every room that is open, in the order of recording."""
    found = _found(connection, table.c.kind == NAMES[kind])
    beside = memberships(connection) if kind is Person and admission != EVERYWHERE else []
    return records_from(one for one in found if _may_be_read(one[0], admission, beside))


def records_as_at(
    connection: Connection, admission: Admission, until: dt.datetime, service: str | None = None
) -> Records:
    """Return what was recorded by a moment, worked out from the history; see `records`.

    It can be read and not changed: versions are 0, so a change from it is a conflict.
    """
    services = None if service is None else ("", service)
    entries = as_today(history.entries(connection, until, services, EVERYBODYS))
    items = replayed(e for e in entries if _is_record(e.change.kind))
    found = ((record_of(kind, fields), 0) for (kind, _), fields in items.items())
    return _let_in(found, admission)


def _let_in(found: Iterable[tuple[Record, int]], admission: Admission) -> Records:
    """Leave out what is in a room that is not open, and whoever belongs to none that is."""
    if admission == EVERYWHERE:
        return records_from(found)
    held = list(found)
    beside = [record for record, _ in held if isinstance(record, Membership)]
    return records_from(one for one in held if _may_be_read(one[0], admission, beside))


def _may_be_read(record: Record, admission: Admission, beside: Sequence[Membership] = ()) -> bool:
    if isinstance(record, Person):
        return admission.admits_person(record, beside)
    return NAMES[type(record)] in EVERYBODYS or admission.admits(record.service)


def _of_service(service: str | None) -> Iterable[ColumnElement[bool]]:
    if service is None:
        return ()
    return (table.c.service.in_(("", service)) | table.c.kind.in_(EVERYBODYS),)


def _is_of(record: Record, service: str | None) -> bool:
    return service is None or record.service in ("", service) or NAMES[type(record)] in EVERYBODYS


def _found(connection: Connection, *wanted: ColumnElement[bool]) -> list[tuple[Record, int]]:
    asked = select(table.c.kind, table.c.id, table.c.content, table.c.version).where(*wanted)
    rows: Iterable[Row[Any]] = connection.execute(asked.order_by(table.c.created_in))
    return [(_read(row.kind, row.id, row.content), row.version) for row in rows]


# Nearly all is as it was when somebody last asked, and a record never changes once it is made.
@lru_cache(maxsize=50_000)
def _read(kind: str, record_id: str, content: str) -> Any:
    try:
        return record_of(kind, json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, DefinitionError) as error:
        # Left out, it would make a picture that is wrong and looks whole.
        raise UnusableDatabaseError(
            "Something stored cannot be read, so this cannot be shown: "
            "tell whoever runs the dashboard.",
            f'The stored {kind} "{record_id}" cannot be read (damaged, or of a newer version): '
            "start the newest version, then run `history verify`.",
        ) from error


def _is_record(kind: str) -> bool:
    return kind in NAMES.values()


def held(
    connection: Connection, admission: Admission, kind: type[R], record_id: str
) -> tuple[R, int] | None:
    """Return one record of a kind with its version, or None; also where its room is not open."""
    name = NAMES[kind]
    asked = select(table.c.content, table.c.version)
    row = connection.execute(
        asked.where(table.c.kind == name, table.c.id == record_id)
    ).one_or_none()
    if row is None:
        return None
    record = _read(name, record_id, row.content)
    beside = memberships(connection) if kind is Person and admission != EVERYWHERE else []
    return (record, row.version) if _may_be_read(record, admission, beside) else None


def memberships(connection: Connection) -> list[Membership]:
    """Return what everybody is in further services, whoever asks."""
    return list(of(connection, EVERYWHERE, Membership).of(Membership).values())


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
