"""What one state of the database holds, asked in the words of the dashboard."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection

from dashboard.core.accounts import Account, Verified
from dashboard.core.editions import Edition
from dashboard.core.history import HistoryEntry, Search, end_of
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.core.rooms import EVERYWHERE, Admission, Membership
from dashboard.definitions.records import Record, Records
from dashboard.store import (
    accounts,
    changes,
    editions,
    figures,
    history,
    records,
    redactions,
    sign_ins,
    verification,
    withdrawals,
)
from dashboard.store.changes import Stand, Tokens
from dashboard.store.sign_ins import Arrival
from dashboard.store.withdrawals import WithdrawalEffect

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """One state of the database, as long as `Store.reading` lends it.

    What belongs to a room that `admission` does not open is left out of every answer. A service's
    own figures cannot be asked here: see `own_figures`.
    """

    # Between the modules of the store; nothing above them uses it.
    connection: Connection
    admission: Admission = field(default=EVERYWHERE, kw_only=True)

    def records(self, service: str | None = None) -> Records:
        """Return what people recorded, as it stands, in the order of recording.

        With a service, that is what belongs to it and what belongs to everybody; "" is only the
        latter; None is what every service recorded.
        """
        return records.records(self.connection, self.admission, service)

    def records_after(
        self, earlier: tuple[Stand, Records] | None, now: Stand, service: str | None = None
    ) -> Records:
        """Return the same as `records`, of which it reads only what changed since an earlier state.

        All is read where none is known, or its entries do not tell what changed until `now`.
        """
        number = earlier[0].entry_before(now) if earlier else None
        if earlier is None or number is None:
            return records.records(self.connection, self.admission, service)
        return records.records_since(self.connection, self.admission, number, earlier[1], service)

    def records_as_at(self, day: dt.date, service: str | None = None) -> Records:
        """Return what had been recorded by the end of a day (UTC), worked out from the history."""
        return records.records_as_at(self.connection, self.admission, end_of(day), service)

    def records_about(self, kind: type[R], record_id: str) -> Records:
        """Return the records of the service that one of them belongs to, with everybody's.

        Where there is no such record, they are those of every service.
        """
        found = self.held(kind, record_id)
        return self.records(found[0].service if found else None)

    def of(self, kind: type[Record]) -> Records:
        """Return every service's records of one kind, in the order of recording."""
        return records.of(self.connection, self.admission, kind)

    def held(self, kind: type[R], record_id: str) -> tuple[R, int] | None:
        """Return one record of a kind with its version, or None."""
        return records.held(self.connection, self.admission, kind, record_id)

    def every_membership(self) -> list[Membership]:
        """Return what everybody is in further services, also where no room is open.

        It decides, and is never shown.
        """
        return records.memberships(self.connection)

    def account_of(self, person: str) -> Account | None:
        """Return how a registered person signs in, or None."""
        return accounts.of_person(self.connection, person)

    def account_of_subject(self, issuer: str, subject: str) -> Account | None:
        """Return the account that is bound to a subject of an issuer, or None."""
        return accounts.of_subject(self.connection, issuer, subject)

    def account_with_email(self, email: str) -> Account | None:
        """Return the account with an e-mail address, or None."""
        return accounts.with_email(self.connection, email)

    def people_with_account(self) -> frozenset[str]:
        """Return the ids of all who can sign in."""
        return accounts.people(self.connection)

    def arrival(self, who: Verified) -> Arrival:
        """Return who came and what is held, in one question; see `sign_ins.arrival`."""
        return sign_ins.arrival(self.connection, who)

    def file_of(self, record: Record, sha256: str) -> bytes | None:
        """Return the bytes of a file that belongs to a stored record, or None.

        A checksum alone opens nothing: whoever asks must be let into the record's room.
        """
        if self.held(type(record), record.id) is None:
            return None
        return records.file_content(self.connection, sha256)

    def figures(self, indicator: Indicator) -> Figures:
        """Return all current observations of an indicator; see `figures.figures_of`."""
        return figures.figures_of(self.connection, indicator)

    def editions(self) -> dict[int, Edition]:
        """Return every edition ever stored by its id, oldest first, with its file's checksum."""
        held = editions.editions(self.connection)
        return {number: one for number, one in held.items() if self.admission.admits(one.service)}

    def edition_state(self, service: str) -> str:
        """Return a text that changes whenever published or a service's own figures do."""
        return editions.state_of(self.connection, service)

    def own_seal(self, service: str, until: dt.datetime) -> str:
        """Return a checksum that rests on the salts of a service's own files loaded by a moment.

        "" where there are none. What carries it cannot be found by trying: see `seals`.

        Raises:
            NotAllowedError: if the service's room is not open.
        """
        self.admission.require(service)
        return editions.own_seal(self.connection, service, until)

    def withdrawal_effect(self, held: Edition) -> WithdrawalEffect:
        """Return what withdrawing an edition in use would do, in numbers of figures.

        Raises:
            NotAllowedError: if the room of the edition's service is not open.
        """
        self.admission.require(held.service)
        return withdrawals.withdrawal_effect(self.connection, held)

    def tokens(self) -> Tokens:
        """Return texts that change whenever what they stand for does."""
        return changes.tokens(self.connection)

    def history_head(self, until: dt.datetime | None = None) -> tuple[int, str]:
        """Return the number and hash of the last entry, of those made by a moment if given."""
        return history.head(self.connection, until)

    def history_names(self, until: dt.datetime | None) -> tuple[list[str], list[str]]:
        """Return the kinds of item and the people that the history names by a moment, sorted."""
        return history.names_used(self.connection, self.admission, until)

    def entries(
        self, search: Search, skip: int = 0, most: int | None = None
    ) -> Iterator[HistoryEntry]:
        """Yield the entries that are wanted, newest first: some of them, or all."""
        return history.found(self.connection, self.admission, search, skip, most)

    def entries_counted(self, search: Search) -> int:
        """Return how many entries are wanted."""
        return history.count(self.connection, self.admission, search)

    def last_entry(self, kind: str, record_id: str) -> HistoryEntry | None:
        """Return the newest entry about an item; None where there is none."""
        return history.last_entry(self.connection, self.admission, kind, record_id)

    def entries_redacted(self) -> int:
        """Return in how many entries a name was replaced."""
        return len({each.number for each in redactions.redactions_in(self.connection)})

    def verify(self, noted: str = "", *, with_files: bool = True) -> tuple[int, str]:
        """Return the last entry's number and hash, if all is as it was written.

        Raises:
            BrokenHistoryError: see `verification.verify`.
        """
        return verification.verify(self.connection, noted, with_files=with_files)
