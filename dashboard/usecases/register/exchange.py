"""An edited register brought back: each change is shown first, each refusal explained."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.register.changes import PlannedChange
from dashboard.core.register.sheets import RECOMMENDATIONS, SHEETS
from dashboard.definitions.records import NAMES, Record
from dashboard.errors import ChangeRefusedError, DashboardError
from dashboard.importers.register.rows import RefusedRow, SentRegister, SentRow, read_register
from dashboard.narrative.register.sent_registers import statuses_not_read
from dashboard.store.engine import Store
from dashboard.store.reading import Reading
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.rehearsals import Rehearsal
from dashboard.usecases.register.rows import RowsTaken
from dashboard.usecases.register.transactions import as_stored

Told = Callable[[float], object]
_TOLD_EVERY_ROWS = 25


@dataclass(frozen=True)
class Preview:
    """What loading a file changes, the rows that are refused, and how many rows change nothing.

    `notes` say what was not read, and what was read otherwise than it stands there.
    """

    changes: tuple[PlannedChange, ...]
    refused: tuple[RefusedRow, ...]
    unchanged: int
    notes: tuple[str, ...] = ()


def preview(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    content: bytes,
    file: str,
    told: Told = lambda _: None,
) -> Preview:
    """Return what loading a file would change; nothing is stored.

    Each row is judged by itself, by the rules of the forms, on what is stored now. `told` hears
    how much is done, from 0 to 1.

    Raises:
        NotAllowedError: unless a role allows loading a file.
        ImportRefusedError: if the file cannot be read at all.
    """
    require_may(signature.actor, Deed.IMPORT)
    sent = read_register(content, file)
    with store.reading() as held:
        return _rehearsed(held, holdings, signature, sent, told=told)[0]


def apply(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    content: bytes,
    file: str,
    seen: Preview | None = None,
) -> Preview:
    """Store what a file changes, all of it in one transaction, and return it.

    Refused rows are left out. Where a preview was `seen`, a row is refused too that would now do
    anything else than was shown there.

    Raises:
        NotAllowedError: unless a role allows loading a file.
        ImportRefusedError: if the file cannot be read at all.
    """
    require_may(signature.actor, Deed.IMPORT)
    sent = read_register(content, file)
    with store.writing(signature) as ledger:
        found, rehearsal = _rehearsed(ledger, holdings, signature, sent, seen)
        rehearsal.store(ledger)
    return found


def _rehearsed(
    held: Reading,
    holdings: Holdings,
    signature: Signature,
    sent: SentRegister,
    seen: Preview | None = None,
    told: Told = lambda _: None,
) -> tuple[Preview, Rehearsal]:
    # Of every service, because the rows of a file may be anybody's.
    stored = held.records()
    rehearsal = Rehearsal(stored)
    taking = RowsTaken(
        as_stored(holdings, stored, signature),
        signature,
        rehearsal,
        lambda record: _last_change(held, record),
        None if seen is None else frozenset(seen.changes),
    )
    changes: list[PlannedChange] = []
    refused, unchanged = list(sent.refused), 0
    first: dict[tuple[str, object], SentRow] = {}
    for done, row in enumerate(sent.rows, start=1):
        try:
            found = () if _is_second(row, first) else taking.take(row)
        except DashboardError as error:
            refused.append(RefusedRow(row.sheet, row.number, str(error)))
        else:
            changes += found
            unchanged += not found
        if done % _TOLD_EVERY_ROWS == 0:
            told(done / len(sent.rows))
    refused.sort(key=lambda one: (SHEETS.index(one.sheet), one.number))
    notes = (*sent.notes, *_statuses_lost(taking, sent.rows))
    return Preview(tuple(changes), tuple(refused), unchanged, notes), rehearsal


def _statuses_lost(taking: RowsTaken, rows: Sequence[SentRow]) -> Iterator[str]:
    lost = [(f"row {row.number}", row.status) for row in rows if taking.wrote_status(row)]
    if lost:
        yield statuses_not_read(RECOMMENDATIONS.title, lost, len(lost)).text


def _is_second(row: SentRow, first: dict[tuple[str, object], SentRow]) -> bool:
    """Return whether a row says exactly what an earlier one of its id says.

    Raises:
        ChangeRefusedError: if it says anything else.
    """
    if not row.cells["id"]:
        return False
    earlier = first.setdefault((row.sheet.title, row.cells["id"]), row)
    if earlier.cells != row.cells:
        raise ChangeRefusedError(
            f"It stands in row {earlier.number} already: remove one of the two rows."
        )
    return earlier is not row


def _last_change(held: Reading, record: Record) -> str:
    """Return in words who last changed a record and when; "" where nothing tells."""
    last = held.last_entry(NAMES[type(record)], record.id)
    return f" by {last.who} on {date_words(last.moment.date())}" if last else ""
