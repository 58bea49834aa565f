"""Every table as a CSV file, and back into a database of the version that wrote them."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError

from dashboard.errors import ChangeRefusedError
from dashboard.store import migrate
from dashboard.store.bundle_cells import kind_words, read, written
from dashboard.store.reading import Reading
from dashboard.store.tables import metadata
from dashboard.store.versions import newest_version

ATTACHED = "files"
_ROWS_AT_ONCE = 5_000
# What a text may weigh: far above what people write, far below what memory holds.
_LONGEST_CELL = 64 * 1024 * 1024


def version() -> str:
    """Return the version that the tables of a bundle written now have."""
    return newest_version()


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
    (folder / ATTACHED).mkdir()
    tables = metadata.sorted_tables
    return {table.name: _write(held.connection, table, folder) for table in tables}


def stage(folder: Path, version: str, rows: Mapping[str, int], file: Path) -> None:
    """Read the tables of a folder into a new SQLite file that has the tables of their version.

    Raises:
        ChangeRefusedError: naming the table and row of what cannot be, or if the version is newer
            than the dashboard's.
    """
    if not migrate.is_known(version):
        raise ChangeRefusedError(
            "The bundle was written by a newer version of the dashboard: update the dashboard, "
            "then load it again."
        )
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.begin() as connection, _long_cells():
            migrate.to_version(connection, version)
            _read_tables(connection, folder, rows)
    finally:
        engine.dispose()


def _write(connection: Connection, table: Table, folder: Path) -> int:
    # In the order of their keys: the history takes its entries back in no other.
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
            (folder / ATTACHED / row.sha256).write_bytes(value)
            yield f"{ATTACHED}/{row.sha256}"
        else:
            yield written(column, value)


def _read_tables(connection: Connection, folder: Path, rows: Mapping[str, int]) -> None:
    held = MetaData()
    held.reflect(connection)
    for table in held.sorted_tables:
        if table.name == "alembic_version":
            continue
        if table.name not in rows:
            raise _unlike("the manifest", f"does not name the table {table.name}")
        _read_table(connection, table, folder, rows[table.name])
    lost = connection.execute(text("PRAGMA foreign_key_check")).first()
    if lost is not None:
        raise _unlike(f"{lost[0]}.csv", "names a row that another table lacks")


def _read_table(connection: Connection, table: Table, folder: Path, expected: int) -> None:
    name, count = f"{table.name}.csv", 0
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        try:
            lines = csv.reader(file, strict=True)
            columns = _columns(name, next(lines, []), table)
            rows = (_row(name, n, line, columns, folder) for n, line in enumerate(lines, start=2))
            while some := list(islice(rows, 1 if table.name == ATTACHED else _ROWS_AT_ONCE)):
                connection.execute(insert(table), some)
                count += len(some)
        except (csv.Error, UnicodeDecodeError) as error:
            raise _unlike(name, "is no CSV file in UTF-8") from error
        except DatabaseError as error:
            raise _unlike(name, f"holds what cannot be stored ({error.orig})") from error
    if count != expected:
        raise _unlike(name, f"has {count:,} rows where the manifest says {expected:,}")


def _columns(name: str, header: list[str], table: Table) -> list[Column[Any]]:
    known = table.columns.keys()
    for column in header:
        if column not in known:
            raise _unlike(name, f'has a column "{column[:60]}" that its table lacks')
    for column in known:
        if header.count(column) != 1:
            raise _unlike(name, f'lacks the column "{column}", or has it twice')
    return [table.columns[column] for column in header]


def _row(
    name: str, number: int, line: list[str], columns: list[Column[Any]], folder: Path
) -> dict[str, Any]:
    if len(line) != len(columns):
        raise _unlike(name, f"has {len(line)} cells in row {number}, not {len(columns)}")
    row: dict[str, Any] = {}
    for column, cell in zip(columns, line, strict=True):
        try:
            is_file = isinstance(column.type, LargeBinary)
            row[column.name] = _attached(folder, cell) if is_file else read(column, cell)
        except ValueError as error:
            raise _unlike(name, f'row {number}, {column.name}: "{cell[:60]}" {error}') from error
    return row


def _attached(folder: Path, cell: str) -> bytes:
    if not re.fullmatch(rf"{ATTACHED}/[0-9a-f]{{64}}", cell) or not (folder / cell).is_file():
        raise ValueError("is no file of the bundle")
    return (folder / cell).read_bytes()


@contextmanager
def _long_cells() -> Iterator[None]:
    # The longest that the reader takes is a setting of the whole process.
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _unlike(name: str, wrong: str) -> ChangeRefusedError:
    return ChangeRefusedError(
        f"The bundle was refused and nothing was stored: {name} {wrong}; export it again."
    )
