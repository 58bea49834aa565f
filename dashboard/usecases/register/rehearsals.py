"""Changes tried in memory by the rules of the forms, to be shown first and stored afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.core.people import Signature
from dashboard.definitions.records import NAMES, Record, Records
from dashboard.errors import ChangeRefusedError, ConflictError
from dashboard.usecases.register.transactions import Ledger

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class _Step:
    """One record to be stored, over the version it was made from; 0 where it is new."""

    signature: Signature
    record: Record
    over: int
    why: str


@dataclass
class Rehearsal:
    """What would be stored, in order, and the records as they would then stand.

    It takes the place of the store in a use case, which then stores nothing.
    """

    records: Records
    steps: list[_Step] = field(default_factory=list)

    @contextmanager
    def writing(self, signature: Signature) -> Iterator["Rehearsed"]:
        """Lend a ledger whose changes are kept here; see `Store.writing`."""
        yield Rehearsed(self, signature)

    @contextmanager
    def whole_or_not(self) -> Iterator[None]:
        """Forget every change made within, if one of them is refused."""
        records, steps = self.records, len(self.steps)
        try:
            yield
        except Exception:
            self.records = records
            del self.steps[steps:]
            raise

    def store(self, ledger: Ledger) -> None:
        """Store every change in a transaction, in order."""
        for step in self.steps:
            signed = ledger.signed_by(step.signature)
            if step.over:
                signed.change(step.record, step.over, step.why)
            else:
                signed.add(step.record, step.why)

    def keep(self, step: _Step) -> None:
        """Take one more change into account."""
        name = NAMES[type(step.record)]
        of_kind = {**self.records.by_kind.get(name, {}), step.record.id: step.record}
        self.records = Records(
            {**self.records.by_kind, name: of_kind},
            {**self.records.versions, (name, step.record.id): step.over + 1},
        )
        self.steps.append(step)


@dataclass(frozen=True)
class Rehearsed:
    """A ledger whose changes a rehearsal keeps; see `store.writing.Writing`."""

    rehearsal: Rehearsal
    signature: Signature

    def signed_by(self, signature: Signature) -> "Rehearsed":
        """Return the same ledger, to write something under another signature."""
        return Rehearsed(self.rehearsal, signature)

    def records(self, service: str | None) -> Records:
        """Return the records as they would stand, of every service that is rehearsed."""
        return self.rehearsal.records

    def held(self, kind: type[R], record_id: str) -> tuple[R, int] | None:
        """Return one record as it would stand, with its version, or None."""
        found = self.rehearsal.records.of(kind).get(record_id)
        return (found, self.rehearsal.records.version_of(found)) if found else None

    def add(self, record: Record, why: str = "") -> bool:
        """Keep a new record; False where it is there already. See `Writing.add`."""
        there = self.held(type(record), record.id)
        if there is not None:
            if there[0] != record:
                raise ChangeRefusedError(f'"{record.label}" was stored already: reload the page.')
            return False
        self.rehearsal.keep(_Step(self.signature, record, 0, why))
        return True

    def change(self, record: Record, version: int, why: str = "") -> bool:
        """Keep a change of a record; False where nothing changed. See `Writing.change`."""
        held, now = self.held(type(record), record.id) or (None, 0)
        if held == record:
            return False
        if now != version:
            raise ConflictError(f'"{record.label}" was changed meanwhile.', held, now)
        self.rehearsal.keep(_Step(self.signature, record, now, why))
        return True
