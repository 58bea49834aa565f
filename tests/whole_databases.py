"""Databases with something of every kind in them, and all their rows, to be compared."""

import datetime as dt

from sqlalchemy import select

from dashboard.store import records
from dashboard.store.tables import metadata
from tests.history_factories import action, added, changed, evidence, update
from tests.lists_factories import supplied_list, target
from tests.people_factories import AT


def fill(store):
    """Add something of every kind that people add, with texts that are easily spoilt."""
    added(store, action(), update(text='=1+1 <b> "Ynys Môn"'))
    changed(store, action(owner="p1", due=dt.date(2027, 3, 1)))
    with store.database.writing() as connection:
        sha256 = records.add_file(connection, bytes(range(256)) * 40)
    added(store, supplied_list(), target(value=1 / 3), evidence(file_sha256=sha256))
    changed(store, supplied_list(withdrawn_at=AT))
    return store


def everything(store):
    """Every row of every table, moments in UTC, so that two kinds of database compare."""
    with store.database.reading() as connection:
        return {
            table.name: [
                tuple(_utc(cell) for cell in row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }


def _utc(cell):
    if not isinstance(cell, dt.datetime):
        return cell
    return cell.replace(tzinfo=dt.UTC) if cell.tzinfo is None else cell.astimezone(dt.UTC)
