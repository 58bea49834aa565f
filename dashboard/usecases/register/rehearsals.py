"""Changes tried in memory by the rules of the forms, to be shown first and stored afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from dashboard.core.people import Signature
from dashboard.definitions.records import NAMES, Record, Records
from dashboard.errors import ChangeRefusedError, ConflictError
from dashboard.store import records as stored
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.transactions import Transaction, as_stored


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

    def begun(self, holdings: Holdings, signature: Signature) -> Transaction:
        """Return a transaction whose changes are kept here; see `transactions.changing`."""
        return Transaction(as_stored(holdings, self.records, signature), signature, None, self)

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

    def add(self, signature: Signature, record: Record, why: str) -> bool:
        """Keep a new record; False where it is there already. See `records.add`."""
        if self.records.version_of(record):
            if self._held(record) != record:
                raise ChangeRefusedError(f'"{record.label}" was stored already: reload the page.')
            return False
        self._keep(_Step(signature, record, 0, why))
        return True

    def change(self, signature: Signature, record: Record, version: int, why: str) -> bool:
        """Keep a change of a record; False where nothing changed. See `records.change`."""
        held, now = self._held(record), self.records.version_of(record)
        if held == record:
            return False
        if now != version:
            raise ConflictError(f'"{record.label}" was changed meanwhile.', held, now)
        self._keep(_Step(signature, record, now, why))
        return True

    def store(self, connection: Any) -> None:
        """Store every change in the transaction of a connection, in order."""
        for step in self.steps:
            if step.over:
                stored.change(connection, step.signature, step.record, step.over, step.why)
            else:
                stored.add(connection, step.signature, step.record, step.why)

    def _held(self, record: Record) -> Record | None:
        return self.records.by_kind.get(NAMES[type(record)], {}).get(record.id)

    def _keep(self, step: _Step) -> None:
        name = NAMES[type(step.record)]
        of_kind = {**self.records.by_kind.get(name, {}), step.record.id: step.record}
        self.records = Records(
            {**self.records.by_kind, name: of_kind},
            {**self.records.versions, (name, step.record.id): step.over + 1},
        )
        self.steps.append(step)
