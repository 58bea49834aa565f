"""The one database: connected to, read in one state, written in transactions, one at a time."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError

from dashboard.store.addresses import unusable
from dashboard.store.faults import fault, usable

WAIT_SECONDS = 30
# A writer must take its turn before it reads, and then see what the one before it has stored.
_WRITING = {
    "sqlite": {"sqlite_begin": "IMMEDIATE"},
    "postgresql": {"isolation_level": "READ COMMITTED"},
}
# Any number, so long as nobody else locks the same one on this PostgreSQL server.
_POSTGRESQL_LOCK = 5_107_011


@dataclass(frozen=True)
class Database:
    """Connections to a database; what they are used for is the business of the rest of the store.

    `wait_seconds` is how long one waits for another that writes.
    """

    engine: Engine
    wait_seconds: float = WAIT_SECONDS

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection for reading one state of the database; nothing done with it is kept.

        Raises:
            SetupError: if the database is damaged, or no longer answers.
        """
        with usable(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose changes are all stored at the end, or none of them.

        One writer at a time: others wait for their turn before they read what they will change.

        Raises:
            SetupError: if the database is damaged, cannot be written or no longer answers, or
                another writer takes longer than the store waits.
        """
        with self.noting() as connection:
            if connection.dialect.name == "postgresql":
                _take_turn(connection, self.wait_seconds)
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """Lend a connection as `writing` does, out of turn: for a row that no change rests on.

        Raises:
            SetupError: as for `writing`.
        """
        options = self.engine.execution_options(**_WRITING[self.engine.dialect.name])
        with usable(self.engine), options.begin() as connection:
            yield connection

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for one on a server."""
        name = self.engine.url.database
        return Path(name) if name and self.engine.dialect.name == "sqlite" else None

    def become_one_file(self) -> None:
        """Put all of a SQLite database in its one file, to be carried about.

        In WAL mode it is several.
        """
        connection = self.engine.raw_connection()
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()

    def close(self) -> None:
        self.engine.dispose()


def connected(address: URL, wait_seconds: float) -> Database:
    """Return a database that answered; its tables may be of any version, or none.

    Raises:
        SetupError: if the address is none that the dashboard can use, or nothing answers there.
    """
    try:
        engine = _engine(address, wait_seconds)
        engine.connect().close()
    except DatabaseError as error:
        raise fault(address, "opened", error) from error
    except (ArgumentError, TypeError, ValueError) as error:
        # The address could be read, and yet the driver can make nothing of a part of it.
        raise unusable(address.drivername) from error
    return Database(engine, wait_seconds)


def _engine(address: URL, wait_seconds: float) -> Engine:
    if address.get_backend_name() == "postgresql":
        return _postgresql_engine(address)
    engine = create_engine(address, connect_args={"timeout": wait_seconds})

    def prepare(connection: Any, _record: object) -> None:
        _prepare_sqlite(connection, wait_seconds)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql_engine(address: URL) -> Engine:
    # The driver would wait for ever for a machine that takes the call and says nothing.
    options = {"connect_timeout": str(WAIT_SECONDS), **address.query}
    return create_engine(
        address.set(query=options), pool_pre_ping=True, isolation_level="REPEATABLE READ"
    )


def _take_turn(connection: Connection, wait_seconds: float) -> None:
    # As long as SQLite waits, unless whoever runs the server has set a limit.
    limit = (
        "SELECT set_config('lock_timeout', :limit, true) WHERE current_setting('lock_timeout')='0'"
    )
    connection.execute(text(limit), {"limit": f"{round(wait_seconds * 1000)}ms"})
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_LOCK})


def _prepare_sqlite(connection: Any, wait_seconds: float) -> None:
    # The driver must not begin transactions by itself: it would let DDL and reads escape them.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", f"busy_timeout = {round(wait_seconds * 1000)}"):
        connection.execute(f"PRAGMA {pragma}")
    _switch_to_wal(connection, time.monotonic() + wait_seconds)
    connection.execute("PRAGMA synchronous = FULL")


def _switch_to_wal(connection: Any, give_up: float) -> None:
    # The only statement that does not wait for a lock: two that open a new file at once collide.
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn before it reads; asking for it later fails where another has written.
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
