"""The name of somebody who left, replaced in the history where it stands as that name.

An entry in which it was replaced keeps its place in the chain and its hash, and gets a seal over
what it says since. A further entry, in the chain as any other, has the digest of all these seals:
so nobody can change an entry in this way without an entry that says so.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.core.history import WHOLE, Change, HistoryEntry, as_json, broken
from dashboard.core.people import Person, Role
from dashboard.errors import BrokenHistoryError

# The kind of the entry that notes it; migration 0009 knows it too.
KIND = "replaced name"
# Its last field, after which the database lets nothing more be replaced.
DONE = "done"
# Where a name stands that says who did something, and records that are somebody.
_BY = re.compile(r"(.+_)?by")
SOMEBODY = ("person", "membership", "account")
_FORMER = {Role.MEMBER: "member", Role.OFFICER: "officer"}


@dataclass(frozen=True)
class Redaction:
    """That a name was replaced in an entry, the entry that notes it, and the seal since then."""

    number: int
    noted_in: int
    seal: str


@dataclass(frozen=True)
class Replacement:
    """Whose names are replaced by what, and in the rooms of which services (None: of every one).

    `certain` names are known wherever they stand as whole words. The others are words too, or
    somebody else's name as well: they are known only where an entry says that it is this person.
    """

    person_id: str
    certain: tuple[str, ...]
    uncertain: tuple[str, ...]
    by: str
    services: frozenset[str] | None

    def of(self, entry: HistoryEntry) -> HistoryEntry:
        """Return an entry with the names replaced; the same where there are none."""
        change, is_theirs = entry.change, entry.person == self.person_id
        if self.services is not None and change.service not in self.services:
            return entry
        about = is_about(entry, self.person_id)
        who = self.by if is_theirs else self._signed(entry)
        return replace(entry, who=who, change=self._of_change(change, is_theirs or about, about))

    def text(self, text: str) -> str:
        """Return a text with the certain names replaced where they stand as whole words."""
        for name in self.certain:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: self.by, text)
        return text

    def _signed(self, entry: HistoryEntry) -> str:
        # Where nobody registered signed, as on the command line, there is only the name.
        return entry.who if entry.person else self.text(entry.who)

    def _of_change(self, change: Change, known: bool, about: bool) -> Change:
        return replace(
            change,
            label=self.by if about else self.text(change.label),
            why=self.text(change.why),
            before=self._of_json(change.before, change.field, known, about),
            after=self._of_json(change.after, change.field, known, about),
        )

    def _of_json(self, text: str | None, field: str, known: bool, about: bool) -> str | None:
        if text is None:
            return None

        def said(key: str, value: str) -> str:
            names_them = (known and _BY.fullmatch(key)) or (about and key == "name")
            return self.by if names_them and value in self.uncertain else self.text(value)

        value = json.loads(text)
        said_now = _replaced(value, field, said)
        # What has no such name stays as it is, to the letter.
        return text if said_now == value else as_json(said_now)


def replacement(
    person: Person, entries: Iterable[HistoryEntry], others: Collection[str], by: str
) -> Replacement:
    """Return what is replaced of somebody, whose names and services are in what they signed.

    `entries` are these and those about them, and may be others too. A name is certain if it has
    several words, is no role and none of the names of `others`.
    """
    names, services = _names_and_services(person, entries)
    taken = {name.casefold() for name in (*others, *Role)}
    known = sorted(set(names), key=lambda name: (-len(name), name))
    certain = tuple(name for name in known if " " in name and name.casefold() not in taken)
    uncertain = tuple(name for name in known if name not in certain)
    # Whoever was registered for every service is named in any of them.
    rooms = None if not person.service else frozenset({"", *services})
    return Replacement(person.id, certain, uncertain, by, rooms)


def is_about(entry: HistoryEntry, person_id: str) -> bool:
    """Return whether an entry is about somebody's own record, or what they are in a service."""
    return entry.change.kind in SOMEBODY and person_id in entry.change.item.split(":")


def _names_and_services(
    person: Person, entries: Iterable[HistoryEntry]
) -> tuple[set[str], set[str]]:
    names, services = {person.name}, {person.service}
    for entry in entries:
        if entry.person == person.id:
            names.add(entry.who)
            services.add(entry.change.service)
        if is_about(entry, person.id):
            names |= set(_names_in(entry.change))
            services.add(entry.change.service)
    return names, services


def _names_in(change: Change) -> Iterator[str]:
    for text in (change.before, change.after):
        value: Any = json.loads(text or "null")
        if change.field == "name" and isinstance(value, str):
            yield value
        elif change.field == WHOLE and isinstance(value, Mapping):
            yield str(value["name"])


def former_name(roles: Collection[Role], number: int) -> str:
    """Return what somebody who left is called instead.

    >>> former_name([Role.CHAIR, Role.OFFICER], 3)
    'Former chair 3'
    """
    first = next((role for role in Role if role in roles), Role.MEMBER)
    return f"Former {_FORMER.get(first, first.value.lower())} {number}"


def _digest_of(redactions: Iterable[Redaction]) -> str:
    """Return the digest of seals, which the entry that notes them has in the chain."""
    told = sorted((each.number, each.seal) for each in redactions)
    return hashlib.sha256(as_json(told).encode()).hexdigest()


def note(person: Person, by: str, redactions: Collection[Redaction], why: str) -> Change:
    """Return the change that notes that a name was replaced, and under which seals."""
    content = as_json({"replaced_in": len(redactions), "digest": _digest_of(redactions)})
    return Change(KIND, person.id, person.service, by, WHOLE, None, content, why)


def end_of_note(person: Person, by: str) -> Change:
    """Return the change that follows, after which nothing more is replaced."""
    return Change(KIND, person.id, person.service, by, DONE, None, as_json(True))


def seals_in_force(redactions: Iterable[Redaction]) -> dict[int, str]:
    """Return the newest seal of each entry in which a name was replaced, by its number."""
    ordered = sorted(redactions, key=lambda each: each.noted_in)
    return {each.number: each.seal for each in ordered}


def unforged(
    entries: Iterable[HistoryEntry], redactions: Collection[Redaction]
) -> Iterator[HistoryEntry]:
    """Yield entries, oldest first, for as long as each redaction is noted in the chain.

    Raises:
        BrokenHistoryError: naming an entry that notes other seals, or the first that was changed
            without an entry that notes it.
    """
    by_note: dict[int, list[Redaction]] = {}
    for each in redactions:
        by_note.setdefault(each.noted_in, []).append(each)
    for entry in entries:
        if entry.change.kind == KIND and entry.change.field == WHOLE:
            _require_noted(entry, by_note.pop(entry.number, []))
        yield entry
    if by_note:
        first = min(each.number for some in by_note.values() for each in some)
        raise _forged(first)


def _require_noted(entry: HistoryEntry, made: Collection[Redaction]) -> None:
    try:
        noted: Any = json.loads(entry.change.after or "")["digest"]
    except (ValueError, TypeError, KeyError):
        noted = None
    if noted != _digest_of(made):
        first = min((each.number for each in made), default=entry.number)
        raise _forged(first)


def _forged(number: int) -> BrokenHistoryError:
    wrong = f"Entry {number} has another name than was written, and no entry of the history notes"
    return broken(f"{wrong} that it was replaced so", number)


def _replaced(value: Any, key: str, said: Callable[[str, str], str]) -> Any:
    if isinstance(value, str):
        # A role stays one, even where somebody is called like it.
        return value if value in tuple(Role) else said(key, value)
    if isinstance(value, list):
        return [_replaced(each, key, said) for each in value]
    if isinstance(value, Mapping):
        return {name: _replaced(each, name, said) for name, each in value.items()}
    return value
