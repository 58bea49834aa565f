"""Editions in the database: added whole, superseded, never changed."""

import datetime as dt
import json
import math
from collections.abc import Iterator
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, insert, select, update

from dashboard.core.editions import Edition, EditionOrigin, EditionStatus, Provenance
from dashboard.store.changes import utc
from dashboard.store.tables import edition, observation

_COLUMNS = [column.name for column in observation.columns]
_WHOLE = ("edition_id", "count", "population")
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
    supersede(connection, key)
    row = _row(key, provenance, origin) | {"observations": len(observations)}
    stored = connection.execute(insert(edition).values(row).returning(edition.c.id))
    number: int = stored.scalar_one()
    for some in _batches(observations.assign(edition_id=number)):
        connection.execute(insert(observation), some)
    return number


def supersede(connection: Connection, key: str) -> None:
    """Mark the current edition of a key, if there is one, as superseded."""
    current = (edition.c.key == key) & (edition.c.status == EditionStatus.CURRENT)
    change = update(edition).where(current).values(status=EditionStatus.SUPERSEDED.value)
    connection.execute(change)


def _row(key: str, provenance: Provenance, origin: EditionOrigin) -> dict[str, Any]:
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
        "loaded_at": dt.datetime.now(tz=dt.UTC),
        "status": EditionStatus.CURRENT.value,
        "origin": origin.value,
    }


def _batches(observations: pd.DataFrame) -> Iterator[list[dict[str, Any]]]:
    plain = [[_plain(name, cell) for cell in observations[name].tolist()] for name in _COLUMNS]
    rows = [dict(zip(_COLUMNS, cells, strict=True)) for cells in zip(*plain, strict=True)]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]


def _plain(column: str, cell: Any) -> Any:
    if isinstance(cell, float) and math.isnan(cell):
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
        status=EditionStatus(row.status),
        origin=EditionOrigin(row.origin),
        observations=row.observations,
    )
