"""The invented services: which are loaded, how one is loaded on request and removed again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.core.areas import Service
from dashboard.core.editions import EditionStatus
from dashboard.core.people import Deed, Person, Signature, require_may
from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.definitions.example_records import load_example_records
from dashboard.errors import ChangeRefusedError
from dashboard.store import records
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.signed import writing_as
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import accept_import, preview_import, withdraw_import

EXAMPLES_FOLDER = DATA_FOLDER / "examples"
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

    What is there already stays as it is, so that a second call adds nothing.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the service is none of the examples.
    """
    require_may(signature.actor, Deed.IMPORT)
    service = _require_example(holdings, service_id)
    folder = EXAMPLES_FOLDER / service.id
    given = load_example_records(folder / REGISTER)
    with writing_as(store, signature) as connection:
        _record(connection, signature, given, why)
    now = replace(holdings.with_records(store.records()), as_of=_today(signature))
    for path in sorted(folder.glob("*.csv")):
        seen = preview_import(store, now, service.id, path.read_bytes(), path.name)
        if seen.already_loaded is None:
            title = f"{service.name}: {path.stem.replace('-', ' ')} (invented)"
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
    service = _require_example(holdings, service_id)
    for number, edition in store.editions().items():
        if edition.service == service.id and edition.status is EditionStatus.CURRENT:
            withdraw_import(store, signature, number, why)
    with writing_as(store, signature) as connection:
        people = records.records(connection).of(Person).values()
        gone = [each for each in people if each.service == service.id and each.active]
        for person in gone:
            _change(connection, signature, replace(person, active=False), why)


def _require_example(holdings: Holdings, service_id: str) -> Service:
    if service_id not in holdings.catalogue.examples:
        raise ChangeRefusedError(
            f'"{service_id[:60]}" is no invented service, and only those can be loaded or removed '
            "as an example."
        )
    return holdings.catalogue.examples[service_id]


def _record(connection: Any, signature: Signature, given: Iterable[Any], why: str) -> None:
    for record in given:
        there = records.held(connection, type(record), record.id)
        if there is None:
            records.add(connection, signature, record, why)
        elif isinstance(record, Person) and not there[0].active:
            _change(connection, signature, replace(there[0], active=True), why)


def _change(connection: Any, signature: Signature, record: Any, why: str) -> None:
    there = records.held(connection, type(record), record.id)
    if there is not None:
        records.change(connection, signature, record, there[1], why)


def _today(signature: Signature) -> dt.date:
    return signature.at.astimezone(dt.UTC).date()
