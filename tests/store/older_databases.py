"""Databases as earlier versions of the dashboard left them."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from dashboard.store.addresses import database_url
from dashboard.store.versions import MIGRATIONS

WRITTEN_BY_0_1_0 = Path(__file__).parent / "written_by_0_1_0"


def migrate_to(url: str, version: str) -> None:
    """Bring a new database to an earlier version, with that version's own migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        Path(str(address.database)).parent.mkdir(exist_ok=True)
    engine = create_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()


def write_as_0_1_0(url: str) -> None:
    """Fill a new database with what version 0.1.0 wrote into one; see the folder's README."""
    rows = (WRITTEN_BY_0_1_0 / "rows.sql").read_text(encoding="utf-8")
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        _fill_sqlite(Path(str(address.database)), rows)
    else:
        migrate_to(url, "0005")
        _fill_postgresql(url, rows)


def _fill_sqlite(file: Path, rows: str) -> None:
    file.parent.mkdir(exist_ok=True)
    schema = (WRITTEN_BY_0_1_0 / "schema_sqlite.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(f"{schema}BEGIN;\n{rows}COMMIT;")


def _fill_postgresql(url: str, rows: str) -> None:
    # Bytes are written otherwise there, and the moments in the file are in UTC.
    as_bytes = re.sub(r"^X'([0-9a-f]*)'", r"'\\x\1'", rows, flags=re.MULTILINE)
    engine = create_engine(database_url(url))
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"SET LOCAL TIME ZONE 'UTC';\n{as_bytes}")
        for table in ("edition", "comparator_lists", "targets"):
            # Rows that came with their numbers do not move the counter of the next.
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
    engine.dispose()
