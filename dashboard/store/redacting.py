"""Names replaced in the history and in what is recorded: all in one transaction, or nothing."""

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, insert, update

from dashboard.core.history import (
    WHOLE,
    HistoryEntry,
    Search,
    as_json,
    replayed,
    require_as_written,
    seal_of,
)
from dashboard.core.people import Person
from dashboard.core.redaction import (
    DONE,
    KIND,
    SOMEBODY,
    Redaction,
    Replacement,
    end_of_note,
    former_name,
    note,
    replacement,
    seals_in_force,
)
from dashboard.core.rooms import EVERYBODYS_ROOM, EVERYWHERE, require_room
from dashboard.definitions.records import NAMES
from dashboard.store import editions, history, records
from dashboard.store.earlier_entries import as_today
from dashboard.store.redactions import redactions_in
from dashboard.store.tables import history as history_table
from dashboard.store.tables import records as records_table
from dashboard.store.tables import redactions
from dashboard.store.writing import Writing

_Key = tuple[str, str]


def replace_name(work: Writing, person: Person, why: str) -> tuple[str, int]:
    """Replace somebody's name in the history and in every record.

    Returned are what they are called since, and in how many entries the name stood. What is noted
    is under the signature of the transaction; see `core.redaction`.

    Raises:
        NotAllowedError: if who acts may not change what belongs to each of their services.
        BrokenHistoryError: if somebody rewrote such an entry before: a seal would hide it.
    """
    replacing = _replacement(work.connection, person)
    for service in _rooms(person, replacing):
        require_room(work.signature.actor, service)
    found = _found(work.connection, replacing)
    _note(work, person, replacing, found, why)
    _rewrite_entries(work.connection, found)
    _rewrite_records(work.connection, {(e.change.kind, e.change.item) for e in found})
    editions.replace_text(work.connection, replacing.text, replacing.services)
    history.append(work.connection, work.signature, [end_of_note(person, replacing.by)])
    return replacing.by, len(found)


def _replacement(connection: Connection, person: Person) -> Replacement:
    every = records.of(connection, EVERYWHERE, Person).of(Person).values()
    others = [one.name for one in every if one.id != person.id]
    before = history.count(connection, EVERYWHERE, Search(kind=KIND)) // len((WHOLE, DONE))
    by = former_name(person.roles, before + 1)
    theirs = history.entries_with(connection, person.id, SOMEBODY)
    return replacement(person, theirs, others, by)


def _rooms(person: Person, replacing: Replacement) -> list[str]:
    if replacing.services is None:
        return [person.service]
    return sorted(replacing.services - {EVERYBODYS_ROOM})


def _note(
    work: Writing, person: Person, replacing: Replacement, found: list[HistoryEntry], why: str
) -> None:
    """Add the entry that notes it, and the seals that the database asks for before each change."""
    noted_in = history.head(work.connection)[0] + 1
    made = [Redaction(entry.number, noted_in, seal_of(entry)) for entry in found]
    noted = note(person, replacing.by, made, replacing.text(why))
    history.append(work.connection, work.signature, [noted])
    if made:
        work.connection.execute(insert(redactions), [asdict(each) for each in made])


def _found(connection: Connection, replacing: Replacement) -> list[HistoryEntry]:
    """Return the entries that say something else with the name replaced, as they then are."""
    seals = seals_in_force(redactions_in(connection))
    texts = {form for name in replacing.certain for form in (name, _within_json(name))}
    found = []
    # Of a long history few entries have the name, and each that is read takes its time.
    for entry in history.entries_with(connection, replacing.person_id, SOMEBODY, texts):
        now = replacing.of(entry)
        if now != entry:
            require_as_written(entry, seals.get(entry.number))
            found.append(now)
    return found


def _within_json(name: str) -> str:
    return as_json(name)[1:-1]


def _rewrite_entries(connection: Connection, entries: Collection[HistoryEntry]) -> None:
    rows = [
        {
            "one": entry.number,
            "who": entry.who,
            "label": entry.change.label,
            "before": entry.change.before,
            "after": entry.change.after,
            "why": entry.change.why,
        }
        for entry in entries
    ]
    same = history_table.c.number == bindparam("one")
    if rows:
        connection.execute(update(history_table).where(same), rows)


def _rewrite_records(connection: Connection, changed: set[_Key]) -> None:
    """Make records what their entries say now; nobody may save over them what they said before."""
    theirs = (
        entry
        for entry in history.entries(connection)
        if entry.change.kind in NAMES.values() and (entry.change.kind, entry.change.item) in changed
    )
    for (kind, item), fields in replayed(as_today(theirs)).items():
        same = (records_table.c.kind == kind, records_table.c.id == item)
        said = {"content": as_json(fields), "version": records_table.c.version + 1}
        connection.execute(update(records_table).where(*same).values(said))
