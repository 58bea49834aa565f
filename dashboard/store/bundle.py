"""Every table as a CSV file, and attached files beside them."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, select

from dashboard.store.bundle_cells import kind_words, written
from dashboard.store.reading import Reading
from dashboard.store.tables import metadata

_ATTACHED = "files"
_ROWS_AT_ONCE = 5_000


def columns() -> Iterator[tuple[str, str, str, str]]:
    """Yield each column: its table, its name, what it holds, and whether it may be absent."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            may_be_absent = "yes" if column.nullable else "no"
            yield table.name, column.name, kind_words(column), may_be_absent


def write_tables(held: Reading, folder: Path) -> dict[str, int]:
    """Write each table into a CSV file of a folder, and return how many rows each has.

    Attached files are written beside them, each under its SHA-256.
    """
    (folder / _ATTACHED).mkdir()
    tables = metadata.sorted_tables
    return {table.name: _write(held.connection, table, folder) for table in tables}


def _write(connection: Connection, table: Table, folder: Path) -> int:
    # In the order of their keys, so that two exports of the same rows are the same files.
    rows = select(table).order_by(*table.primary_key.columns)
    has_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    count = 0
    with (
        (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file,
        connection.execute(
            rows, execution_options={"yield_per": 1 if has_files else _ROWS_AT_ONCE}
        ) as found,
    ):
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow(table.columns.keys())
        for row in found:
            lines.writerow(_cells(table, row, folder))
            count += 1
    return count


def _cells(table: Table, row: Any, folder: Path) -> Iterator[str]:
    for column, value in zip(table.columns, row, strict=True):
        if isinstance(column.type, LargeBinary):
            (folder / _ATTACHED / row.sha256).write_bytes(value)
            yield f"{_ATTACHED}/{row.sha256}"
        else:
            yield written(column, value)
