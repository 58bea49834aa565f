"""Everything in a database copied into another, whichever kind each is, and verified there."""

import datetime as dt
from typing import Any

from sqlalchemy import Connection, DateTime, Integer, Table, delete, func, insert, select, text

from dashboard.errors import BrokenHistoryError
from dashboard.store.changes import utc
from dashboard.store.reading import Reading
from dashboard.store.tables import files, metadata, upkeep
from dashboard.store.writing import Writing

_ROWS_AT_ONCE = 5_000


def is_empty(held: Reading) -> bool:
    """Return whether no table has a row, but for what says how the database is kept."""
    tables = [table for table in metadata.sorted_tables if table is not upkeep]
    return not any(
        held.connection.scalar(select(text("1")).select_from(t).limit(1)) for t in tables
    )


def copy_everything(source: Reading, target: Writing) -> tuple[int, str]:
    """Copy every row into an empty database; return the number and hash of the last entry.

    Both have the newest tables.

    Raises:
        BrokenHistoryError: if the history is not whole, in the source or in the copy.
    """
    head = source.verify()
    target.connection.execute(delete(upkeep))
    for table in metadata.sorted_tables:
        _copy_table(source.connection, target.connection, table)
        _go_on_counting(target.connection, table)
    if target.verify() != head or _sizes(source.connection) != _sizes(target.connection):
        raise BrokenHistoryError("The copy is not what was copied: try again on another disk.")
    return head


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    moments = [column.name for column in table.columns if isinstance(column.type, DateTime)]
    # In the order of their keys: the history takes its entries in no other.
    rows = select(table).order_by(*table.primary_key.columns)
    at_once = 1 if table is files else _ROWS_AT_ONCE
    with source.execute(rows, execution_options={"yield_per": at_once}) as found:
        for some in found.mappings().partitions():
            target.execute(insert(table), [_in_utc(dict(row), moments) for row in some])


def _in_utc(row: dict[str, Any], moments: list[str]) -> dict[str, Any]:
    # PostgreSQL answers in the server's zone, and SQLite keeps none.
    for name in moments:
        if row[name] is not None:
            row[name] = utc(row[name]).astimezone(dt.UTC)
    return row


def _go_on_counting(target: Connection, table: Table) -> None:
    # PostgreSQL would number the next row from the start: copied rows do not count there.
    column = table.autoincrement_column
    if target.dialect.name != "postgresql" or column is None:
        return
    if not isinstance(column.type, Integer):
        return
    last = target.scalar(select(func.max(column)))
    if last is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, last)))


def _sizes(connection: Connection) -> dict[str, int | None]:
    counted = {t.name: select(func.count()).select_from(t) for t in metadata.sorted_tables}
    return {name: connection.scalar(count) for name, count in counted.items()}
