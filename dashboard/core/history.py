"""The history of every change: one entry for each, chained by hash, so none can be rewritten."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

# What the first entry is chained to.
START = "0" * 64
# The field of an entry that brings a whole item in.
WHOLE = ""


@dataclass(frozen=True)
class Change:
    """One field of one item that changes; `before` and `after` are JSON, None for nothing.

    Where an item is new, `field` is `WHOLE` and `after` is the whole of it.
    """

    kind: str
    item: str
    service: str
    label: str
    field: str
    before: str | None
    after: str | None
    why: str = ""


@dataclass(frozen=True)
class HistoryEntry:
    """A change that was stored: its number, when (UTC), under whose name, and its hash."""

    number: int
    at: str
    who: str
    person: str
    identity: str
    change: Change
    previous_hash: str
    hash: str

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class Broken:
    """The first entry of a chain that is not as it was written, and how one can tell."""

    number: int
    reason: str


def chained(
    changes: Iterable[Change],
    signed: Mapping[str, str],
    last_number: int,
    last_hash: str,
) -> list[HistoryEntry]:
    """Return changes as entries that follow the last one.

    `signed` holds at (ISO 8601 in UTC), who, person and identity.
    """
    entries = []
    for number, change in enumerate(changes, start=last_number + 1):
        sealed = _hash(number, signed, change, last_hash)
        entries.append(
            HistoryEntry(number, **signed, change=change, previous_hash=last_hash, hash=sealed)
        )
        last_hash = sealed
    return entries


def first_broken(entries: Iterable[HistoryEntry]) -> Broken | None:
    """Return the first entry that was changed, lost or put in later; None for a whole chain."""
    expected_number, expected_hash = 1, START
    for entry in entries:
        if entry.number != expected_number:
            return Broken(expected_number, "is missing")
        if entry.previous_hash != expected_hash:
            return Broken(entry.number, "does not follow from the entry before it")
        if entry.hash != _sealed(entry):
            return Broken(entry.number, "was changed after it was written")
        expected_number, expected_hash = entry.number + 1, entry.hash
    return None


def replayed(entries: Iterable[HistoryEntry]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every item as the entries left it: its fields as plain data, by kind and id."""
    items: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        change = entry.change
        after: Any = None if change.after is None else json.loads(change.after)
        if change.field == WHOLE:
            items[change.kind, change.item] = after
        else:
            items[change.kind, change.item][change.field] = after
    return items


def _sealed(entry: HistoryEntry) -> str:
    signed = {
        "at": entry.at,
        "who": entry.who,
        "person": entry.person,
        "identity": entry.identity,
    }
    return _hash(entry.number, signed, entry.change, entry.previous_hash)


def _hash(number: int, signed: Mapping[str, str], change: Change, previous_hash: str) -> str:
    content = {"number": number, **signed, **asdict(change), "previous_hash": previous_hash}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
