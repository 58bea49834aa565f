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

import pandas as pd
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, ProgrammingError

from dashboard.core.editions import Edition, EditionOrigin, Provenance
from dashboard.core.indicators import Figures, Indicator
from dashboard.core.lists import SuppliedList
from dashboard.core.records import Records
from dashboard.core.targets import HeldTarget
from dashboard.errors import SetupError
from dashboard.store import changes, editions, figures, lists, records, targets
from dashboard.store.changes import Tokens
from dashboard.store.versions import is_current

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "var" / "dashboard.sqlite3"
_WAIT_SECONDS = 30
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
# What SQLite itself knows of a file; the rest would go to the driver, which checks nothing.
_SQLITE_OPTIONS = frozenset({"uri", "mode", "cache", "immutable"})
# These say that a statement of ours is wrong, not the database.
_OUR_MISTAKES = (ProgrammingError, IntegrityError, DataError)
# And this says it of whoever was let in with too few rights: PostgreSQL's insufficient_privilege.
_FORBIDDEN = "42501"
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

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection for reading one state of the database; nothing done with it is kept.

        Raises:
            SetupError: if the database is damaged, or no longer answers.
        """
        with _usable(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose changes are all stored at the end, or none of them.

        One writer at a time: others wait for their turn before they read what they will change.

        Raises:
            SetupError: if the database is damaged, cannot be written or no longer answers.
        """
        options = self.engine.execution_options(**_WRITING[self.engine.dialect.name])
        with _usable(self.engine), options.begin() as connection:
            if connection.dialect.name == "postgresql":
                _take_turn(connection)
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def figures_of(self, indicator: Indicator) -> Figures:
        """Return all current observations of an indicator; see `figures.figures_of`."""
        with self.reading() as connection:
            return figures.figures_of(connection, indicator)

    def editions(self) -> Mapping[int, Edition]:
        """Return every edition ever stored, by its id; see `editions.editions`."""
        with self.reading() as connection:
            return editions.editions(connection)

    def tokens(self) -> Tokens:
        """Return texts that change whenever what is held does; see `changes.tokens`."""
        with self.reading() as connection:
            return changes.tokens(connection)

    def edition_token(self) -> str:
        """Return a text that changes whenever the current editions do."""
        return self.tokens().editions

    def supplied_lists(self) -> dict[int, SuppliedList]:
        """Return every list ever supplied, by its id; see `lists.supplied_lists`."""
        with self.reading() as connection:
            return lists.supplied_lists(connection)

    def held_targets(self) -> dict[int, HeldTarget]:
        """Return every target ever set, by its id; see `targets.held_targets`."""
        with self.reading() as connection:
            return targets.held_targets(connection)

    def records(self) -> Records:
        """Return all that people recorded, as it stands; see `records.records`."""
        with self.reading() as connection:
            return records.records(connection)

    def records_as_at(self, day: dt.date) -> Records:
        """Return all that people had recorded by the end of a day (UTC), from the history."""
        end = dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)
        with self.reading() as connection:
            return records.records_as_at(connection, end)

    def add_edition(
        self,
        key: str,
        provenance: Provenance,
        observations: pd.DataFrame,
        origin: EditionOrigin = EditionOrigin.LOADED,
    ) -> int:
        """Store an edition in one transaction and return its id; see `editions.add_edition`."""
        with self.writing() as connection:
            return editions.add_edition(connection, key, provenance, observations, origin)


def open_store(url: str | None = None) -> Store:
    """Return the open store, its tables created or brought up to date.

    Without a url the environment's DATABASE_URL decides, and without that a SQLite file in var/.
    Several processes may open a new database at once.

    Raises:
        SetupError: if the address is none that the dashboard can use, nothing answers there, or
            a newer version of the dashboard wrote what is there.
    """
    address = database_url(url or os.environ.get("DATABASE_URL"))
    if address.get_backend_name() == "sqlite" and address.database:
        _make_folder(Path(address.database))
    store = Store(_connected(address))
    # A command opens a store and ends: nothing may stay connected to a server then.
    weakref.finalize(store, store.engine.dispose)
    try:
        _bring_up_to_date(store)
    except DatabaseError as error:
        store.close()
        raise _fault(address, "opened", error) from error
    except SetupError:
        store.close()
        raise
    return store


def _connected(address: URL) -> Engine:
    try:
        engine = _engine(address)
        engine.connect().close()
    except DatabaseError as error:
        raise _fault(address, "opened", error) from error
    except (ArgumentError, TypeError, ValueError) as error:
        # The address could be read, and yet the driver can make nothing of a part of it.
        raise _unusable(address.drivername) from error
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
                f"The database {_shown(store.engine.url)} was written by a newer version of the "
                "dashboard: update the dashboard, or name another database with DATABASE_URL."
            )
        migrate.to_head(connection)


@contextmanager
def _usable(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, _OUR_MISTAKES) and not _forbidden(error):
            raise
        raise _fault(engine.url, "used", error) from error


def _forbidden(error: DatabaseError) -> bool:
    return getattr(error.orig, "sqlstate", None) == _FORBIDDEN


def _fault(address: URL, verb: str, error: DatabaseError) -> SetupError:
    reason = str(error.orig).strip().partition("\n")[0]
    return SetupError(
        f"The database {_shown(address)} cannot be {verb} ({reason}): check that it is there and "
        "whole, that it may be written and that DATABASE_URL is right."
    )


def _shown(address: URL) -> str:
    # PostgreSQL takes a password among the options too, where it would not be masked.
    return address.set(query={}).render_as_string()


def database_url(address: str | None) -> URL:
    """Return where the database is; "postgresql://" means psycopg 3.

    Raises:
        SetupError: if the address is not one of SQLite or PostgreSQL.
    """
    if not address:
        return URL.create("sqlite", database=str(DEFAULT_FILE))
    scheme = address.partition(":")[0]
    if scheme == "postgres":
        raise SetupError('DATABASE_URL begins with "postgres://": write "postgresql://" instead.')
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _unusable(scheme) from error
    if url.drivername not in _DRIVERS:
        raise _unusable(scheme)
    if url.get_backend_name() == "sqlite" and not _SQLITE_OPTIONS.issuperset(url.query):
        raise SetupError("DATABASE_URL has options that SQLite does not know: leave out the ?.")
    return url.set(drivername=_DRIVERS[url.drivername])


def _unusable(scheme: str) -> SetupError:
    return SetupError(
        f'DATABASE_URL cannot be used (it begins with "{scheme[:20]}"): write '
        "sqlite:///path/to/file.sqlite3 or postgresql://user:password@host/database."
    )


def _make_folder(file: Path) -> None:
    if str(file).startswith((":memory:", "file:")):
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"The folder {file.parent} cannot be made ({error.strerror}): choose another place "
            "for the database with DATABASE_URL."
        ) from error


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        return _postgresql_engine(address)
    engine = create_engine(address, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql_engine(address: URL) -> Engine:
    # The driver would wait for ever for a machine that takes the call and says nothing.
    options = {"connect_timeout": str(_WAIT_SECONDS), **address.query}
    return create_engine(
        address.set(query=options), pool_pre_ping=True, isolation_level="REPEATABLE READ"
    )


def _take_turn(connection: Connection) -> None:
    # As long as SQLite waits, unless whoever runs the server has set a limit.
    limit = (
        "SELECT set_config('lock_timeout', :limit, true) WHERE current_setting('lock_timeout')='0'"
    )
    connection.execute(text(limit), {"limit": f"{_WAIT_SECONDS}s"})
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_LOCK})


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: it would let DDL and reads escape them.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", f"busy_timeout = {_WAIT_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")
    _switch_to_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")


def _switch_to_wal(connection: Any) -> None:
    # The only statement that does not wait for a lock: two that open a new file at once collide.
    give_up = time.monotonic() + _WAIT_SECONDS
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
