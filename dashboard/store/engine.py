"""The one database: opened, brought up to date, read and written in transactions."""

import datetime as dt
import os
import sqlite3
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError

from dashboard.core.editions import Edition, for_everybody
from dashboard.core.history import end_of
from dashboard.core.own.figures import LocalFigures
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.definitions.records import Records
from dashboard.errors import SetupError
from dashboard.store import changes, editions, figures, local_figures, records
from dashboard.store.addresses import database_url, make_folder, shown, unusable
from dashboard.store.changes import Tokens
from dashboard.store.faults import fault, usable
from dashboard.store.versions import is_current

WAIT_SECONDS = 30
# A writer must take its turn before it reads, and then see what the one before it has stored.
_WRITING = {
    "sqlite": {"sqlite_begin": "IMMEDIATE"},
    "postgresql": {"isolation_level": "READ COMMITTED"},
}
# Any number, so long as nobody else locks the same one on this PostgreSQL server.
_POSTGRESQL_LOCK = 5_107_011


@dataclass(frozen=True)
class Store:
    """An open database whose tables are up to date."""

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
        options = self.engine.execution_options(**_WRITING[self.engine.dialect.name])
        with usable(self.engine), options.begin() as connection:
            if connection.dialect.name == "postgresql":
                _take_turn(connection, self.wait_seconds)
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def figures_of(self, indicator: Indicator) -> Figures:
        """Return all current observations of an indicator; see `figures.figures_of`."""
        with self.reading() as connection:
            return figures.figures_of(connection, indicator)

    def local_figures_of(
        self, indicator: LocalIndicator, service: str, until: dt.datetime | None = None
    ) -> LocalFigures:
        """Return a service's own figures, as they were at a moment or as they are now.

        They are not protected yet: see `local_figures.local_figures_of`.
        """
        with self.reading() as connection:
            return local_figures.local_figures_of(connection, indicator, service, until)

    def local_indicators_held(
        self, service: str, until: dt.datetime | None = None
    ) -> frozenset[str]:
        """Return the ids of the local indicators that a service has figures of."""
        with self.reading() as connection:
            return local_figures.indicators_held(connection, service, until)

    def editions(self) -> Mapping[int, Edition]:
        """Return every edition ever stored, by its id, with what everybody may see of it.

        See `editions.editions` and `core.editions.for_everybody`.
        """
        with self.reading() as connection:
            return for_everybody(editions.editions(connection))

    def tokens(self) -> Tokens:
        """Return texts that change whenever what is held does; see `changes.tokens`."""
        with self.reading() as connection:
            return changes.tokens(connection)

    def records(self) -> Records:
        """Return all that people recorded, as it stands; see `records.records`."""
        with self.reading() as connection:
            return records.records(connection)

    def records_as_at(self, day: dt.date) -> Records:
        """Return all that people had recorded by the end of a day (UTC), from the history."""
        with self.reading() as connection:
            return records.records_as_at(connection, end_of(day))


def open_store(url: str | None = None, wait_seconds: float = WAIT_SECONDS) -> Store:
    """Return the open store, its tables created or brought up to date.

    Without a url the environment's DATABASE_URL decides, and without that a SQLite file in var/.
    Several processes may open a new database at once. `wait_seconds` is how long one waits for
    another that writes.

    Raises:
        SetupError: if the address is none that the dashboard can use, nothing answers there, or
            a newer version of the dashboard wrote what is there.
    """
    address = database_url(url or os.environ.get("DATABASE_URL"))
    if address.get_backend_name() == "sqlite" and address.database:
        make_folder(Path(address.database))
    store = Store(_connected(address, wait_seconds), wait_seconds)
    # A command opens a store and ends: nothing may stay connected to a server then.
    weakref.finalize(store, store.engine.dispose)
    try:
        _bring_up_to_date(store)
    except DatabaseError as error:
        store.close()
        raise fault(address, "opened", error) from error
    except SetupError:
        store.close()
        raise
    return store


def _connected(address: URL, wait_seconds: float) -> Engine:
    try:
        engine = _engine(address, wait_seconds)
        engine.connect().close()
    except DatabaseError as error:
        raise fault(address, "opened", error) from error
    except (ArgumentError, TypeError, ValueError) as error:
        # The address could be read, and yet the driver can make nothing of a part of it.
        raise unusable(address.drivername) from error
    return engine


def _bring_up_to_date(store: Store) -> None:
    with store.reading() as connection:
        if is_current(connection):
            return
    # Imported here, because it is seldom needed and takes longer than all else that opens.
    from dashboard.store import migrate

    with store.writing() as connection:
        if migrate.is_newer(connection):
            raise SetupError(
                f"The database {shown(store.engine.url)} was written by a newer version of the "
                "dashboard: update the dashboard, or name another database with DATABASE_URL."
            )
        migrate.to_head(connection)


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
