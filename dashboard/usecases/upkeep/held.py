"""What is held about a person, whole and as plain data, for whoever asks for it by right."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.core.history import HistoryEntry, Search, as_json
from dashboard.core.people import Actor, Deed, Person, person_with_id, require_may
from dashboard.core.redaction import Replacement, is_about, replacement
from dashboard.core.rooms import require_room
from dashboard.definitions.record_fields import fields_of, name_of
from dashboard.reports.held import Fields, HeldAbout
from dashboard.store.about_people import held_beside
from dashboard.store.engine import Store
from dashboard.store.reading import Reading


def held_about(store: Store, actor: Actor, person_id: str) -> HeldAbout:
    """Return what is held about a person, but for what stands in files.

    Raises:
        NotAllowedError: unless the actor may change who has which role where the person belongs.
        UnknownNameError: if nobody has this id.
    """
    require_may(actor, Deed.MANAGE_PEOPLE)
    with store.reading() as held:
        people = held.of(Person).of(Person)
        person = person_with_id(people, person_id)
        # How somebody signs in, and what they read, is for an administrator of where they belong.
        require_room(actor, person.service)
        others = [one.name for one in people.values() if one.id != person_id]
        entries = tuple(held.entries(Search()))
        named = _Named(person_id, replacement(person, entries, others, ""))
        return HeldAbout(
            person,
            dt.datetime.now(tz=dt.UTC),
            tuple(_records(held, named)),
            held_beside(held, person_id),
            tuple(entry for entry in entries if named.in_entry(entry)),
        )


@dataclass(frozen=True)
class _Named:
    """How a person is known in what is held: by their id, or where their name would be replaced."""

    person_id: str
    replacing: Replacement

    def in_text(self, text: str) -> bool:
        return f'"{self.person_id}"' in text or self.replacing.text(text) != text

    def in_entry(self, entry: HistoryEntry) -> bool:
        if entry.person == self.person_id or is_about(entry, self.person_id):
            return True
        values = (entry.change.before or "", entry.change.after or "")
        return any(map(self.in_text, values)) or self.replacing.of(entry) != entry


def _records(held: Reading, named: _Named) -> Iterator[tuple[str, Fields]]:
    for records in held.records().by_kind.values():
        for record in records.values():
            fields = fields_of(record)
            if named.in_text(as_json(fields)):
                yield name_of(record), fields
