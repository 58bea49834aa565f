"""Editions in the database: added whole, superseded, never changed."""

import datetime as dt
import json
import math
from collections.abc import Iterator
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Table, insert, select, update

from dashboard.core.editions import Edition, EditionOrigin, EditionStatus, Provenance
from dashboard.store.changes import utc, utc_or_none
from dashboard.store.tables import edition, local_observation, observation

_WHOLE = ("edition_id", "count", "population", "denominator")
_ROWS_AT_ONCE = 20_000


def editions(connection: Connection) -> dict[int, Edition]:
    """Return every edition ever stored, superseded ones included, by its id, oldest first."""
    found = connection.execute(select(edition).order_by(edition.c.id))
    return {row.id: _edition(row) for row in found}


def current_editions(connection: Connection) -> dict[str, Edition]:
    """Return the editions in use, by the key of their table."""
    held = editions(connection).values()
    return {each.key: each for each in held if each.status is EditionStatus.CURRENT}


def add_edition(
    connection: Connection,
    key: str,
    provenance: Provenance,
    observations: pd.DataFrame,
    origin: EditionOrigin,
) -> int:
    """Store a table's new edition, which supersedes the earlier one of its key; return its id.

    `observations` has the columns `indicator` and OBSERVATION_COLUMNS.
    """
    loaded_at = dt.datetime.now(tz=dt.UTC)
    supersede(connection, key, loaded_at)
    row = _row(key, provenance, origin, loaded_at) | {"observations": len(observations)}
    number = _numbered(connection, row)
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
    row = _row(key, provenance, EditionOrigin.LOADED, loaded_at)
    number = _numbered(connection, row | {"observations": len(observations), "service": service})
    _add_rows(connection, local_observation, number, observations)
    return number


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


def _add_rows(
    connection: Connection, table: Table, number: int, observations: pd.DataFrame
) -> None:
    for some in _batches(observations.assign(edition_id=number), table):
        connection.execute(insert(table), some)


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
