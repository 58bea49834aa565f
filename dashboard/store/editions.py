"""Editions in the database: added whole, superseded or withdrawn, changed by a release only."""

import datetime as dt
import json
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from dashboard.core.editions import Edition, EditionOrigin, EditionStatus, Provenance
from dashboard.core.history import WHOLE, Change, as_json
from dashboard.core.people import Signature
from dashboard.errors import BrokenHistoryError
from dashboard.store import history, seals
from dashboard.store.changes import utc, utc_or_none
from dashboard.store.tables import edition, local_observation, observation

_WHOLE = ("edition_id", "count", "population", "denominator")
_ROWS_AT_ONCE = 20_000
_KIND = "edition"
_ROWS, _SEAL = "observations", "seal"
# The field of the history that says whether an edition is in use.
_IN_USE = "in use"
# What is said of an edition in words, and in lists of them.
_WORDS = ("title", "publisher", "address", "edition", "licence")
_NOTES = ("changes", "known_defects")
_ABOUT = ("title", "publisher", "edition", "published_on", "licence", "sha256")


def editions(connection: Connection) -> dict[int, Edition]:
    """Return every edition ever stored, superseded ones included, by its id, oldest first."""
    found = connection.execute(select(edition).order_by(edition.c.id))
    return {row.id: _edition(row) for row in found}


def add_edition(
    connection: Connection,
    key: str,
    provenance: Provenance,
    observations: pd.DataFrame,
) -> int:
    """Store a shipped table's new edition, which supersedes that of its key; return its id.

    `observations` has the columns `indicator` and OBSERVATION_COLUMNS.
    """
    loaded_at = dt.datetime.now(tz=dt.UTC)
    supersede(connection, key, loaded_at)
    row = _row(key, provenance, EditionOrigin.SHIPPED, loaded_at)
    number = _numbered(connection, row | {"observations": len(observations)})
    _add_rows(connection, observation, number, observations)
    return number


def add_local_edition(
    connection: Connection,
    key: str,
    service: str,
    provenance: Provenance,
    observations: pd.DataFrame,
    loaded_at: dt.datetime,
) -> int:
    """Store an edition of a service's own figures and return its id.

    `observations` has the columns `indicator` and LOCAL_COLUMNS. It stands beside the service's
    other editions: of one figure the newest counts.
    """
    row = _row(key, provenance, EditionOrigin.LOADED, loaded_at) | {"service": service}
    return _add_sealed(connection, row, local_observation, observations)


def add_loaded_edition(
    connection: Connection,
    signature: Signature,
    key: str,
    service: str,
    provenance: Provenance,
    observations: pd.DataFrame,
) -> int:
    """Store an edition that somebody loaded, with its history, and return its id.

    With a service, `observations` are its own figures (see `add_local_edition`), else published
    ones (see `add_edition`).
    """
    if service:
        number = add_local_edition(connection, key, service, provenance, observations, signature.at)
    else:
        supersede(connection, key, signature.at)
        row = _row(key, provenance, EditionOrigin.LOADED, signature.at)
        number = _add_sealed(connection, row, observation, observations)
    stored = connection.execute(select(edition).where(edition.c.id == number)).one()
    content = as_json(_as_recorded(stored, len(observations)))
    change = Change(_KIND, key, service, provenance.title, WHOLE, None, content)
    history.append(connection, signature, [change])
    return number


def withdraw_edition(connection: Connection, signature: Signature, held: Edition, why: str) -> None:
    """Take a loaded edition out of use; its figures stay and count no longer."""
    supersede(connection, held.key, signature.at, withdrawn=True)
    item = (_KIND, held.key, held.service, held.provenance.title)
    change = Change(*item, _IN_USE, as_json(True), as_json(False), why)
    history.append(connection, signature, [change])


def contents(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return every loaded edition as the history has it, by its key, with the rows it has.

    Where a file was loaded again after it was withdrawn, it is the last one that counts.
    """
    counted = {
        number: rows
        for table in (observation, local_observation)
        for number, rows in connection.execute(
            select(table.c.edition_id, func.count()).group_by(table.c.edition_id)
        )
    }
    loaded = select(edition).where(edition.c.origin == EditionOrigin.LOADED.value)
    found = connection.execute(loaded.order_by(edition.c.id))
    return {row.key: _as_recorded(row, counted.get(row.id, 0)) for row in found}


def broken_seal(connection: Connection) -> str | None:
    """Return the title of the first loaded edition whose figures were changed by hand, if any."""
    # Those that were loaded before there were seals have none.
    loaded = select(edition).where(edition.c.seal != "").order_by(edition.c.id)
    for row in connection.execute(loaded).all():
        table = local_observation if row.service else observation
        figures = select(table).where(table.c.edition_id == row.id)
        with connection.execute(figures, execution_options={"yield_per": _ROWS_AT_ONCE}) as found:
            rows = (dict(each) for each in found.mappings())
            if seals.sealed_rows(row.salt, rows) != row.seal:
                return str(row.title)
    return None


def add_figure(
    connection: Connection, signature: Signature, held: Edition, figure: pd.DataFrame, why: str
) -> None:
    """Add a figure to a loaded edition, in the columns that the edition was added with."""
    table = local_observation if held.service else observation
    rows = list(chain.from_iterable(_add_rows(connection, table, held.id, figure)))
    salt, before = _seal_of(connection, held)
    seal = seals.sealed_rows(salt, rows, before) if before else ""
    _record_figures(connection, signature, held, 1, (before, seal), why)


def remove_figure(
    connection: Connection, signature: Signature, held: Edition, key: Mapping[str, str], why: str
) -> None:
    """Take a figure that was added out of a loaded edition again; `key` is its primary key."""
    table = local_observation if held.service else observation
    same = (table.c.edition_id == held.id, *(table.c[name] == key[name] for name in key))
    row = connection.execute(select(table).where(*same)).mappings().one_or_none()
    if row is None:
        raise BrokenHistoryError(
            f'The figure is gone from "{held.provenance.title}": find out who had the database in '
            "hands, and restore a backup made before."
        )
    connection.execute(delete(table).where(*same))
    salt, before = _seal_of(connection, held)
    seal = seals.without_row(salt, dict(row), before) if before else ""
    _record_figures(connection, signature, held, -1, (before, seal), why)


def replace_text(
    connection: Connection, said: Callable[[str], str], services: Collection[str] | None
) -> None:
    """Make what is said of loaded files what `said` makes of it, of some services or of all.

    What somebody noted on a single figure stays as it is: it is under the seal of the file.
    """
    loaded = select(edition).where(edition.c.origin == EditionOrigin.LOADED.value)
    if services is not None:
        loaded = loaded.where(edition.c.service.in_(services))
    for row in connection.execute(loaded).mappings().all():
        values = {name: said(row[name]) for name in _WORDS}
        values |= {n: json.dumps([said(each) for each in json.loads(row[n])]) for n in _NOTES}
        connection.execute(update(edition).where(edition.c.id == row["id"]).values(values))


def state_of(connection: Connection, service: str) -> str:
    """Return a text that changes whenever published figures or a service's own ones do."""
    in_use = edition.c.status == EditionStatus.CURRENT
    found = connection.execute(
        select(
            func.count(), func.max(edition.c.id), func.sum(edition.c.id), func.sum(edition.c[_ROWS])
        ).where(in_use, edition.c.service.in_(("", service)))
    )
    return "-".join(str(number) for number in found.one())


def own_seal(connection: Connection, service: str, until: dt.datetime) -> str:
    """Return a checksum over the salts of a service's own files loaded by a moment; "" for none.

    Those out of use count too, so that one that is withdrawn later changes nothing of the past.
    """
    own = select(edition.c.salt).where(edition.c.service == service, edition.c.loaded_at <= until)
    salts = connection.scalars(own.order_by(edition.c.id)).all()
    return seals.sealed("", "\n".join(salts)) if salts else ""


def _seal_of(connection: Connection, held: Edition) -> tuple[str, str]:
    same = edition.c.id == held.id
    found = connection.execute(select(edition.c.salt, edition.c.seal).where(same)).one()
    return found.salt, found.seal


def _record_figures(
    connection: Connection,
    signature: Signature,
    held: Edition,
    added: int,
    seal: tuple[str, str],
    why: str,
) -> None:
    number, (old, new) = held.observations + added, seal
    values = {_ROWS: number, _SEAL: new}
    connection.execute(update(edition).where(edition.c.id == held.id).values(values))
    changed = [(_ROWS, held.observations, number), *([(_SEAL, old, new)] if old != new else [])]
    title = held.provenance.title
    changes = [
        Change(_KIND, held.key, held.service, title, name, as_json(was), as_json(now), why)
        for name, was, now in changed
    ]
    history.append(connection, signature, changes)


def supersede(
    connection: Connection, key: str, at: dt.datetime, *, withdrawn: bool = False
) -> None:
    """Mark the current edition of a key, if there is one, as out of use from a moment on."""
    current = (edition.c.key == key) & (edition.c.status == EditionStatus.CURRENT)
    ended = {"status": EditionStatus.SUPERSEDED.value, "ended_at": at, "withdrawn": withdrawn}
    connection.execute(update(edition).where(current).values(ended))


def _numbered(connection: Connection, row: dict[str, Any]) -> int:
    stored = connection.execute(insert(edition).values(row).returning(edition.c.id))
    number: int = stored.scalar_one()
    return number


def _add_sealed(
    connection: Connection, row: dict[str, Any], table: Table, observations: pd.DataFrame
) -> int:
    """Store a loaded edition with its figures and their seal, and return its id."""
    salt, seal = seals.new_salt(), seals.sealed_rows("", ())
    number = _numbered(connection, row | {_ROWS: len(observations), "salt": salt})
    for some in _add_rows(connection, table, number, observations):
        seal = seals.sealed_rows(salt, some, seal)
    connection.execute(update(edition).where(edition.c.id == number).values({_SEAL: seal}))
    return number


def _as_recorded(row: Row[Any], figures: int) -> dict[str, Any]:
    """Return a loaded edition as the history has it."""
    about = {name: getattr(row, name) for name in _ABOUT}
    if row.seal:
        about |= {"sha256": seals.sealed(row.salt, row.sha256), _SEAL: row.seal}
    return about | {_ROWS: figures, _IN_USE: row.status == EditionStatus.CURRENT}


def _add_rows(
    connection: Connection, table: Table, number: int, observations: pd.DataFrame
) -> list[list[dict[str, Any]]]:
    """Store rows and return them as they are stored, some at a time."""
    found = list(_batches(observations.assign(edition_id=number), table))
    for some in found:
        connection.execute(insert(table), some)
    return found


def _row(
    key: str, provenance: Provenance, origin: EditionOrigin, loaded_at: dt.datetime
) -> dict[str, Any]:
    return {
        "key": key,
        "title": provenance.title,
        "publisher": provenance.publisher,
        "address": provenance.address,
        "edition": provenance.edition,
        "published_on": provenance.published_on,
        "compiled_on": provenance.compiled_on,
        "licence": provenance.licence,
        "sha256": provenance.sha256,
        "changes": json.dumps(provenance.changes),
        "known_defects": json.dumps(provenance.known_defects),
        "loaded_at": loaded_at,
        "status": EditionStatus.CURRENT.value,
        "origin": origin.value,
    }


def _batches(observations: pd.DataFrame, table: Table) -> Iterator[list[dict[str, Any]]]:
    names = [column.name for column in table.columns]
    plain = [[_plain(name, cell) for cell in observations[name].tolist()] for name in names]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*plain, strict=True)]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]


def _plain(column: str, cell: Any) -> Any:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if column == "value":
        return float(cell)
    return int(cell) if column in _WHOLE else cell


def _edition(row: Row[Any]) -> Edition:
    return Edition(
        id=row.id,
        key=row.key,
        provenance=Provenance(
            title=row.title,
            publisher=row.publisher,
            address=row.address,
            edition=row.edition,
            published_on=row.published_on,
            compiled_on=row.compiled_on,
            licence=row.licence,
            sha256=row.sha256,
            changes=tuple(json.loads(row.changes)),
            known_defects=tuple(json.loads(row.known_defects)),
        ),
        loaded_at=utc(row.loaded_at),
        status=EditionStatus.WITHDRAWN if row.withdrawn else EditionStatus(row.status),
        origin=EditionOrigin(row.origin),
        observations=row.observations,
        service=row.service,
        ended_at=utc_or_none(row.ended_at),
    )
