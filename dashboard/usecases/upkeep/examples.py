"""The invented services: which are loaded, how one is loaded on request and removed again."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Acknowledgement, Meeting
from dashboard.core.editions import EditionStatus
from dashboard.core.people import Deed, Person, Signature, require_may
from dashboard.core.rooms import EVERYBODYS_ROOM, require_room
from dashboard.definitions.example_records import load_example_records
from dashboard.definitions.records import Record
from dashboard.errors import ChangeRefusedError
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.store.engine import Store
from dashboard.store.writing import Writing
from dashboard.usecases.board.meetings import with_what_was_shown
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.invented import EXAMPLES_FOLDER
from dashboard.usecases.published.warnings import scan
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import accept_import, preview_import, withdraw_import

REGISTER = "register.toml"
PUBLISHER = "Nobody: an invented example"


def examples_loaded(holdings: Holdings) -> Mapping[str, Service]:
    """Return the invented services whose figures are loaded, by id."""
    examples = holdings.catalogue.examples
    return {name: one for name, one in examples.items() if holdings.local_held(name)}


def load_example(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    service_id: str,
    why: str,
) -> None:
    """Store an invented service: its register, then each of its files as any file is loaded.

    What is there already stays as it is, so that a second call adds nothing. Figures that an
    earlier version shipped are withdrawn first, because beside them the new ones look wrong. Its
    published figures are never stored, so that nobody who asks about a real service can meet them.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the service is none of the examples.
    """
    require_may(signature.actor, Deed.IMPORT)
    require_room(signature.actor, EVERYBODYS_ROOM)
    service = _require_example(holdings, service_id)
    folder = EXAMPLES_FOLDER / service.id
    given = [_as_seen(holdings, each) for each in load_example_records(folder / REGISTER)]
    with store.writing(signature) as work:
        _record(work, given, why)
    with store.reading() as held:
        stored = held.records(service.id)
    now = replace(holdings.with_records(stored), as_of=_today(signature))
    files = {_title(service, path): path for path in sorted(folder.glob("*.csv"))}
    _withdraw_earlier(store, signature, service, files, why)
    for title, path in files.items():
        seen = preview_import(
            store, now, service.id, path.read_bytes(), path.name, today=_today(signature)
        )
        if seen.already_loaded is None:
            accept_import(store, now, signature, seen, AboutFile(title, PUBLISHER, note=why))


def remove_example(
    store: Store, holdings: Holdings, signature: Signature, service_id: str, why: str
) -> None:
    """Withdraw all figures of an invented service, so that no list names it any more.

    Its people are marked as having left. What was recorded about it stays in the history and comes
    back if it is loaded again.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the service is none of the examples, or no reason is given.
    """
    require_may(signature.actor, Deed.IMPORT)
    require_room(signature.actor, EVERYBODYS_ROOM)
    service = _require_example(holdings, service_id)
    with store.reading() as held:
        editions = held.editions()
    for number, edition in editions.items():
        if edition.service == service.id and edition.status is EditionStatus.CURRENT:
            withdraw_import(store, signature, number, why)
    with store.writing(signature) as work:
        for person in work.of(Person).of(Person).values():
            if person.service == service.id and person.active:
                _change(work, replace(person, active=False), why)


def _require_example(holdings: Holdings, service_id: str) -> Service:
    if service_id not in holdings.catalogue.examples:
        raise ChangeRefusedError(
            f'"{service_id[:60]}" is no invented service, and only those can be loaded or removed '
            "as an example."
        )
    return holdings.catalogue.examples[service_id]


def _title(service: Service, path: Path) -> str:
    return f"{service.name}: {path.stem.replace('-', ' ')} (invented)"


def _withdraw_earlier(
    store: Store, signature: Signature, service: Service, files: Mapping[str, Path], why: str
) -> None:
    """Withdraw what an earlier version shipped under the title of a file and ships no more."""
    with store.reading() as held:
        editions = held.editions()
    for number, edition in editions.items():
        in_use = edition.service == service.id and edition.status is EditionStatus.CURRENT
        told = edition.provenance
        ours = files.get(told.title) if told.publisher == PUBLISHER else None
        if in_use and ours and hashlib.sha256(ours.read_bytes()).hexdigest() != told.sha256:
            withdraw_import(store, signature, number, why)


def _as_seen(holdings: Holdings, record: Record) -> Record:
    """Return a record with what its board could see that day, which the figures alone can tell."""
    if isinstance(record, Meeting) and record.held:
        return with_what_was_shown(holdings, record)
    if isinstance(record, Acknowledgement):
        then = replace(holdings, as_of=record.at.date())
        read = {
            each.id: warning_sentence(each).text for each in scan(then, record.service).warnings
        }
        return replace(record, sentence=read.get(record.warning, ""))
    return record


def _record(work: Writing, given: Iterable[Record], why: str) -> None:
    for record in given:
        there = work.held(type(record), record.id)
        if there is None:
            work.add(record, why)
        elif isinstance(there[0], Person) and not there[0].active:
            _change(work, replace(there[0], active=True), why)


def _change(work: Writing, record: Record, why: str) -> None:
    there = work.held(type(record), record.id)
    if there is not None:
        work.change(record, there[1], why)


def _today(signature: Signature) -> dt.date:
    return signature.at.astimezone(dt.UTC).date()
