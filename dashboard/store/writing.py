"""A change under somebody's name: stored whole or not at all, and each step in the history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import insert, update

from dashboard.core.editions import Edition, Provenance
from dashboard.core.entries import next_number
from dashboard.core.history import WHOLE, Change, as_json
from dashboard.core.people import Person, Signature
from dashboard.core.periods import date_words
from dashboard.core.rooms import EVERYWHERE, require_room, require_still
from dashboard.definitions.record_fields import fields_of, name_of
from dashboard.definitions.records import UNCHANGEABLE, Record, Records
from dashboard.errors import ChangeRefusedError, ConflictError
from dashboard.store import accounts, editions, history, records, sign_ins
from dashboard.store.changes import Stand
from dashboard.store.reading import Reading
from dashboard.store.tables import records as table


@dataclass(frozen=True)
class Writing(Reading):
    """A transaction, as long as `Store.writing` lends it; all is recorded under its signature.

    What belongs to another room than the one in which the actor acts is never changed. `known` is
    what was read of a service's records before.
    """

    signature: Signature
    known: Callable[[str | None], tuple[Stand, Records] | None] = lambda _: None

    def records(self, service: str | None = None) -> Records:
        """Return what people recorded, as it stands in this transaction; see `Reading.records`.

        One writer at a time may look, so only what changed since it was read before is read.
        """
        return self.records_after(self.known(service), self.tokens().records, service)

    def require_still(self) -> None:
        """Refuse an actor who lost a role since they said who they are; see `rooms`.

        Raises:
            NotAllowedError: naming the role.
        """
        actor = self.signature.actor
        found = records.held(self.connection, EVERYWHERE, Person, actor.person_id)
        if found is not None:
            require_still(actor, found[0], records.memberships(self.connection))

    def signed_by(self, signature: Signature) -> "Writing":
        """Return the same transaction, to record something under another signature."""
        return replace(self, signature=signature)

    def add(self, record: Record, why: str = "") -> bool:
        """Store a new record and return True; False where it is there already (a second submit).

        Raises:
            ChangeRefusedError: if another record has this id.
            NotAllowedError: if it belongs to another room.
        """
        self._require_room(record.service)
        # Of every room: two boards may name something by the same id, and only one can have it.
        there = records.held(self.connection, EVERYWHERE, type(record), record.id)
        if there is not None:
            if not _same(there[0], record):
                raise ChangeRefusedError(f'"{record.label}" was stored already: reload the page.')
            return False
        content = as_json(fields_of(record))
        number = self._note(_change(record, WHOLE, None, content, why))
        row = {"kind": name_of(record), "id": record.id, "service": record.service}
        numbers = {"version": 1, "created_in": number, "changed_in": number}
        self.connection.execute(insert(table).values(row | numbers | {"content": content}))
        return True

    def change(self, record: Record, version: int, why: str = "") -> bool:
        """Store a record over the version it was made from; return whether anything changed.

        A second submit of what is stored already changes nothing.

        Raises:
            ConflictError: carrying what is stored, if somebody changed it since the version.
            ChangeRefusedError: if such records are never changed, or there is no such record.
            NotAllowedError: if it belongs, or would then belong, to another room.
        """
        self._require_room(record.service)
        kind, there = name_of(record), self.held(type(record), record.id)
        if there is None or kind in UNCHANGEABLE:
            raise ChangeRefusedError(f'"{record.label}" cannot be changed: reload the page.')
        stored, now = there
        self._require_room(stored.service)
        before, after = fields_of(stored), fields_of(record)
        fields = [name for name in after if before.get(name) != after[name]]
        if not fields:
            return False
        if now != version:
            raise self._conflict(stored, now)
        number = self._note(
            *(
                _change(record, name, as_json(before.get(name)), as_json(after[name]), why)
                for name in fields
            )
        )
        values = {"content": as_json(after), "service": record.service, "changed_in": number}
        self.connection.execute(
            update(table)
            .where(table.c.kind == kind, table.c.id == record.id, table.c.version == now)
            .values(values | {"version": now + 1})
        )
        return True

    def set_account_email(self, person: Person, email: str) -> bool:
        """Store by which address a person is first recognised; return whether it changed.

        The history says that it was set, and never the address, which must not stay for good.
        """
        account = self.account_of(person.id)
        if email == (account.email if account else ""):
            return False
        accounts.set_values(self.connection, person.id, email=email)
        self._note(_account_change(person, "email", "a new one" if email else "none"))
        return True

    def bind_account(self, person: Person, issuer: str, subject: str, email: str) -> None:
        """Store a new person's account, bound from the beginning."""
        accounts.set_values(self.connection, person.id, issuer=issuer, subject=subject, email=email)
        self._note(_account_change(person, "email", "a new one"))

    def unbind_account(self, person: Person) -> bool:
        """Let a person be recognised anew by their address; return whether anything changed.

        Whoever was signed in as them is no longer.
        """
        account = self.account_of(person.id)
        if account is None or not account.subject:
            return False
        accounts.set_values(self.connection, person.id, issuer="", subject="")
        sign_ins.end_all_of(self.connection, person.id, self.signature.at)
        self._note(_account_change(person, "sign-in", "the next one"))
        return True

    def next_number(self, kind: type[Record]) -> str:
        """Return the number, as text, after all that records of a kind have in any room."""
        return next_number(records.of(self.connection, EVERYWHERE, kind).of(kind))

    def add_file(self, content: bytes) -> str:
        """Store a file, once however often it is added, and return its SHA-256."""
        return records.add_file(self.connection, content)

    def add_shipped_edition(
        self, key: str, provenance: Provenance, observations: pd.DataFrame
    ) -> int:
        """Store a shipped table's new edition in place of the earlier one, and return its id."""
        return editions.add_edition(self.connection, key, provenance, observations)

    def add_loaded_edition(
        self, key: str, service: str, provenance: Provenance, observations: pd.DataFrame
    ) -> int:
        """Store an edition that somebody loaded, with its history; return its id.

        With a service, `observations` are its own figures, else published ones.
        """
        self._require_room(service)
        return editions.add_loaded_edition(
            self.connection, self.signature, key, service, provenance, observations
        )

    def supersede(self, key: str) -> None:
        """Mark the current edition of a shipped table as out of use, because the table is gone."""
        editions.supersede(self.connection, key, self.signature.at)

    def withdraw_edition(self, held: Edition, why: str) -> None:
        """Take a loaded edition out of use; its figures stay and count no longer."""
        self._require_room(held.service)
        editions.withdraw_edition(self.connection, self.signature, held, why)

    def add_figure(self, held: Edition, figure: pd.DataFrame, why: str) -> None:
        """Add a figure to a loaded edition, in the columns that the edition was added with."""
        self._require_room(held.service)
        editions.add_figure(self.connection, self.signature, held, figure, why)

    def remove_figure(self, held: Edition, key: Mapping[str, str], why: str) -> None:
        """Take a figure that was added out of a loaded edition; `key` is its primary key.

        Raises:
            BrokenHistoryError: if it is not there.
        """
        self._require_room(held.service)
        editions.remove_figure(self.connection, self.signature, held, key, why)

    def _require_room(self, service: str) -> None:
        self.admission.require(service)
        require_room(self.signature.actor, service)

    def _note(self, *changes: Change) -> int:
        return history.append(self.connection, self.signature, changes)

    def _conflict(self, stored: Record, version: int) -> ConflictError:
        last = self.last_entry(name_of(stored), stored.id)
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


def _same(stored: Record, record: Record) -> bool:
    # The moment differs from one submit to the next, and nothing else does.
    first, second = fields_of(stored), fields_of(record)
    return {**first, "at": None} == {**second, "at": None}


def _change(record: Record, field: str, before: Any, after: str, why: str) -> Change:
    name = name_of(record)
    return Change(name, record.id, record.service, record.label, field, before, after, why)


def _account_change(person: Person, field: str, done: str) -> Change:
    return Change("account", person.id, person.service, person.name, field, None, as_json(done))
