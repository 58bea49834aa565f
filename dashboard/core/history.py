"""The history of every change: one entry for each, chained by hash, so none can be rewritten."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboard.errors import BrokenHistoryError

# What the first entry is chained to.
START = "0" * 64
# A hash noted on paper may be cut to its beginning; a shorter one would say too little.
SHORTEST_HASH = 16
# The field of an entry that brings a whole item in.
WHOLE = ""
# One form only for equal contents, so that equal contents have equal hashes.
_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


def as_json(value: object) -> str:
    """Return plain data as JSON in one form only, so that equal values are equal texts."""
    return _ENCODER.encode(value)


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
class Search:
    """Which entries are wanted; "" and None stand for all.

    `service` keeps what belongs to it or to none; `until` is a moment; `text` may stand anywhere
    in what a person could read of an entry, in any case; `items` are ids.
    """

    service: str = ""
    kind: str = ""
    who: str = ""
    text: str = ""
    until: dt.datetime | None = None
    items: tuple[str, ...] = ()


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

    @property
    def in_words(self) -> str:
        """Which entry it is, who made it, when and about what, as far as that can be read."""
        change = self.change
        return f'entry {self.number} ({self.at}, {self.who}: {change.kind} "{change.label}")'


def end_of(day: dt.date) -> dt.datetime:
    """Return the last moment of a day (UTC), up to which a view as at that day reads."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)


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


def whole(
    entries: Iterable[HistoryEntry], seals: Mapping[int, str] = MappingProxyType({})
) -> Iterator[HistoryEntry]:
    """Yield entries, oldest first, for as long as each is as it was written.

    `seals` are of the entries in which a name was replaced, by their number: these must be as they
    were sealed then, and the chain goes on through the hash that they had before.

    Raises:
        BrokenHistoryError: naming the first that was changed, lost or put in later.
    """
    number, sealed = 0, START
    for entry in entries:
        if entry.number != number + 1:
            raise broken(f"Entry {number + 1} of the history is missing", number + 1)
        if entry.previous_hash != sealed:
            wrong = f"{_capital(entry.in_words)} does not follow from the one before it"
            raise broken(f"{wrong}, so one of the two was rewritten", entry.number)
        require_as_written(entry, seals.get(entry.number))
        number, sealed = entry.number, entry.hash
        yield entry


def replayed(entries: Iterable[HistoryEntry]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every item as the entries left it: its fields as plain data, by kind and id.

    Items stand in the order in which they were added.

    Raises:
        BrokenHistoryError: naming an entry that changes what was never added, or is unreadable.
    """
    items: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        try:
            _replay(items, entry.change)
        except (KeyError, ValueError, TypeError) as error:
            wrong = f"{_capital(entry.in_words)} cannot be read or changes what was never added"
            raise broken(wrong, entry.number) from error
    return items


def _replay(items: dict[tuple[str, str], dict[str, Any]], change: Change) -> None:
    after: Any = None if change.after is None else json.loads(change.after)
    if change.field == WHOLE:
        items[change.kind, change.item] = dict(after)
    else:
        items[change.kind, change.item][change.field] = after


def broken(wrong: str, number: int) -> BrokenHistoryError:
    """Return that a history is not whole: what is wrong, and the number of the entry."""
    return BrokenHistoryError(
        f"{wrong}: find out who had access to the database, and restore a backup made before.",
        number,
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def seal_of(entry: HistoryEntry) -> str:
    """Return the SHA-256 of all that an entry says, its hash included; "" of what is no text."""
    return _hash_of(entry, {"hash": entry.hash})


def require_as_written(entry: HistoryEntry, seal: str | None) -> None:
    """Refuse an entry that says something else than was written, or than was sealed later.

    Raises:
        BrokenHistoryError: naming it.
    """
    as_written = entry.hash == _hash_of(entry) if seal is None else seal == seal_of(entry)
    if not as_written:
        wrong = f"{_capital(entry.in_words)} was changed after it was written"
        raise broken(wrong, entry.number)


def _hash_of(entry: HistoryEntry, also: Mapping[str, str] = MappingProxyType({})) -> str:
    signed = {
        "at": entry.at,
        "who": entry.who,
        "person": entry.person,
        "identity": entry.identity,
    }
    try:
        return _hash(entry.number, {**signed, **also}, entry.change, entry.previous_hash)
    except (TypeError, UnicodeEncodeError):
        # A hand put in what we never write, such as bytes.
        return ""


def _hash(number: int, signed: Mapping[str, str], change: Change, previous_hash: str) -> str:
    content = {"number": number, **signed, **vars(change), "previous_hash": previous_hash}
    return hashlib.sha256(as_json(content).encode()).hexdigest()
