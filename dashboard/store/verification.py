"""Whether what is stored is what people recorded: the chain, every record, every file."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from dashboard.core.history import SHORTEST_HASH, START, WHOLE, HistoryEntry, replayed, whole
from dashboard.core.redaction import seals_in_force, unforged
from dashboard.definitions.record_fields import fields_of, record_of
from dashboard.definitions.records import NAMES
from dashboard.errors import BrokenHistoryError, DefinitionError
from dashboard.store import editions, history
from dashboard.store.earlier_entries import as_today
from dashboard.store.redactions import redactions_in
from dashboard.store.tables import files, records

# Which records are about a file, and the field that has its checksum.
_FILE_OF = {
    "evidence": "file_sha256",
    "quarantined figure": "details_sha256",
    "board pack": "facts_sha256",
}
# What is no record, and has tables of its own.
_EDITION = "edition"
_Key = tuple[str, str]
_Row = Row[*tuple[Any, ...]]


def verify(connection: Connection, noted: str = "", *, with_files: bool = True) -> tuple[int, str]:
    """Return the number and the hash of the last entry of a history that is whole.

    The connection must show one moment, as `Store.reading` does. `noted` is a hash that was noted
    earlier, at least its first 16 characters; a chain that is rewritten as a whole lacks it.

    Raises:
        BrokenHistoryError: naming the first entry that is not as it was written, else the first
            record, loaded edition or file that is not what the history says, else
            that the noted hash is gone.
    """
    last = history.head(connection)
    wanted = noted.strip().lower()
    numbers: dict[_Key, tuple[int, int]] = {}
    # Noted while nothing was recorded yet, it is what every history begins with.
    seen = [0] if len(wanted) >= SHORTEST_HASH and START.startswith(wanted) else []
    # One way through the history does it all.
    made = redactions_in(connection)
    linked = whole(history.entries(connection), seals_in_force(made))
    entries = _noticed(unforged(linked, made), wanted, numbers, seen)
    every = replayed(each for each in as_today(entries) if _can_be_replayed(each, numbers))
    items = {key: item for key, item in every.items() if key[0] != _EDITION}
    _check_records(connection, items, numbers)
    loaded = {key: item for key, item in every.items() if key[0] == _EDITION}
    _check_editions(connection, loaded, numbers)
    if with_files:
        _check_files(connection, items)
        _check_figures(connection)
    if wanted and not seen:
        raise BrokenHistoryError(
            f"No entry of the history has the hash {wanted[:64]}. Either it was noted from another "
            "database, or the history was rewritten or cut since. Compare with an earlier backup."
        )
    return last


def _noticed(
    entries: Iterable[HistoryEntry],
    wanted: str,
    numbers: dict[_Key, tuple[int, int]],
    seen: list[int],
) -> Iterator[HistoryEntry]:
    """Yield entries, noting each item's first and last number and where a hash was seen."""
    for entry in entries:
        key = (entry.change.kind, entry.change.item)
        first = entry.number if entry.change.field == WHOLE else numbers.get(key, (0, 0))[0]
        numbers[key] = (first, entry.number)
        if len(wanted) >= SHORTEST_HASH and entry.hash.startswith(wanted):
            seen.append(entry.number)
        yield entry


def _can_be_replayed(entry: HistoryEntry, numbers: Mapping[_Key, tuple[int, int]]) -> bool:
    kind = entry.change.kind
    # An edition from before there was a history was never added to it.
    return kind in NAMES.values() or (kind == _EDITION and numbers[kind, entry.change.item][0] > 0)


def _check_records(
    connection: Connection,
    items: Mapping[_Key, Mapping[str, Any]],
    numbers: Mapping[_Key, tuple[int, int]],
) -> None:
    missing = dict.fromkeys(items)
    for row in connection.execute(select(records).order_by(records.c.created_in)):
        key = (row.kind, row.id)
        if key not in items:
            raise _unlike(row.kind, row.id, "was stored, but the history has no entry of it")
        del missing[key]
        if not _as_recorded(row, items[key]) or (row.created_in, row.changed_in) != numbers[key]:
            name = _name_of(items[key], row.id)
            wrong = f"is not what the history says it is since entry {numbers[key][1]}"
            raise _unlike(row.kind, name, wrong, numbers[key][1])
    for key in missing:
        wrong = f"is no longer stored; the history has it since entry {numbers[key][0]}"
        raise _unlike(key[0], _name_of(items[key], key[1]), wrong, numbers[key][1])


def _check_editions(
    connection: Connection,
    items: Mapping[_Key, Mapping[str, Any]],
    numbers: Mapping[_Key, tuple[int, int]],
) -> None:
    held = editions.contents(connection)
    for (kind, key), item in items.items():
        first, last = numbers[kind, key]
        if key not in held:
            wrong = f"is no longer stored; the history has it since entry {first}"
            raise _unlike(kind, _name_of(item, key), wrong, last)
        if held[key] != item:
            wrong = f"is not what the history says it is since entry {last}"
            raise _unlike(kind, _name_of(item, key), wrong, last)


def _as_recorded(row: _Row, item: Mapping[str, Any]) -> bool:
    try:
        content = json.loads(row.content)
        if content == item:
            # Of some records the service is no field, but follows from what they hold.
            known = item["service"] if "service" in item else record_of(row.kind, item).service
            return bool(row.service == known)
        # Fields that the dashboard got since are absent in what was recorded before.
        stored, recorded = record_of(row.kind, content), record_of(row.kind, item)
    except (ValueError, TypeError, KeyError, DefinitionError):
        return False
    return bool(row.service == recorded.service) and fields_of(stored) == fields_of(recorded)


def _check_files(connection: Connection, items: Mapping[_Key, Mapping[str, Any]]) -> None:
    owed = {
        sha256: item
        for (kind, _), item in items.items()
        if kind in _FILE_OF
        for sha256 in _checksums(kind, item)
    }
    # One file at a time: each may be as large as evidence may be.
    for key in connection.scalars(select(files.c.sha256).order_by(files.c.sha256)).all():
        item = owed.pop(key, {})
        content = connection.scalar(select(files.c.content).where(files.c.sha256 == key))
        if hashlib.sha256(content or b"").hexdigest() != key:
            raise _unlike("file", _name_of(item, key), "was changed after it was added")
    for sha256, item in owed.items():
        raise _unlike("file", _name_of(item, sha256), "is no longer stored")


def _checksums(kind: str, item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the checksums of the files that a record is about."""
    own = item.get(_FILE_OF[kind])
    if own:
        yield str(own)
    # A board pack has a file of each format.
    yield from (str(each["sha256"]) for each in item.get("files", ()))


def _check_figures(connection: Connection) -> None:
    title = editions.broken_seal(connection)
    if title is not None:
        raise _unlike("edition", title, "holds figures that are not those that were loaded")


def _name_of(item: Mapping[str, Any], otherwise: str) -> str:
    for field in ("name", "title", "file_name", "wording", "text"):
        if item.get(field):
            return str(item[field])[:80]
    return otherwise


def _unlike(kind: str, name: str, wrong: str, number: int | None = None) -> BrokenHistoryError:
    return BrokenHistoryError(
        f'The {kind} "{name}" {wrong}: find out who had access to the database, and restore a '
        "backup made before.",
        number,
    )
