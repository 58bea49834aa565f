"""The one database: connected to, read in one state, written in transactions, one at a time."""

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Transaction, create_engine, event, text
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from dashboard.errors import SetupError, UnusableDatabaseError
from dashboard.store.addresses import unusable
from dashboard.store.faults import UNSURE, crowded, fault, is_our_mistake, moved, overwritten
from dashboard.store.open_file import OpenFile

WAIT_SECONDS = 30
# A server that is there answers sooner; a page waits no longer to say that it is not.
ANSWER_SECONDS = 5
# Connections kept, and the most at once. Scripts take turns, so that few are in use; each writer
# that waits for another holds one. Six servers stay below the hundred that PostgreSQL accepts.
KEPT, MOST = 5, 15
# A writer must take its turn before it reads, and then see what the one before it has stored.
_WRITING = {
    "sqlite": {"sqlite_begin": "IMMEDIATE"},
    "postgresql": {"isolation_level": "READ COMMITTED"},
}
# One question sees one state without a transaction, which takes a way there to begin and one to
# end. In SQLite it takes none, and the driver's own setting would change how others are begun.
_ASKING = {"sqlite": {}, "postgresql": {"isolation_level": "AUTOCOMMIT"}}
# Any number, so long as nobody else locks the same one on this PostgreSQL server.
_POSTGRESQL_LOCK = 5_107_011
# SQLite keeps a number of 32 bits with a sign for whoever uses it.
_MOST_MARKS = 2**31 - 1


@dataclass
class _Seen:
    """What was seen of a database since it was opened: damage, which stays until a new start."""

    damage: UnusableDatabaseError | None = None


@dataclass(frozen=True)
class Database:
    """Connections to a database; what they are used for is the business of the rest of the store.

    `wait_seconds` is how long one waits for another that writes. `open_file` is that of a SQLite
    database.
    """

    engine: Engine
    wait_seconds: float = WAIT_SECONDS
    open_file: OpenFile | None = None
    _seen: _Seen = field(default_factory=_Seen)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection for reading one state of the database; nothing done with it is kept.

        Raises:
            UnusableDatabaseError: if the database is or was seen to be damaged, is no longer in
                its place, or does not answer.
        """
        with self._usable(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """Lend a connection for one question: two might see two states of the database.

        Raises:
            UnusableDatabaseError: as for `reading`.
        """
        with self.reading() as connection:
            yield connection.execution_options(**_ASKING[connection.dialect.name])

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose changes are all stored at the end, or none of them.

        One writer at a time: others wait for their turn before they read what they will change.

        Raises:
            SetupError: if the database cannot be written, or another writer takes longer than the
                store waits.
            UnusableDatabaseError: as for `reading`.
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
            UnusableDatabaseError: as for `reading`.
        """
        options = self.engine.execution_options(
            **_WRITING[self.engine.dialect.name], wait_seconds=self.wait_seconds
        )
        with self._usable(), options.connect() as connection, connection.begin() as transaction:
            yield connection
            # Nothing may be acknowledged that went into a file which nobody will find again.
            self.require_in_place()
            self._commit(transaction)
            self.require_in_place()

    @contextmanager
    def _usable(self) -> Iterator[None]:
        damage = self._seen.damage
        if damage is not None:
            raise UnusableDatabaseError(str(damage), damage.for_operator, lasting=True)
        self.require_in_place()
        try:
            yield
        except NoConnectionFreeError as error:
            raise crowded(self.engine.url) from error
        except DatabaseError as error:
            if is_our_mistake(error):
                raise
            raise self._noted(fault(self.engine.url, "used", error)) from error

    def _noted(self, told: SetupError) -> SetupError:
        if isinstance(told, UnusableDatabaseError) and told.lasting:
            self._seen.damage = told
        return told

    def require_in_place(self) -> None:
        """Refuse to go on if the file that is open is no longer at its path, or was overwritten.

        Raises:
            UnusableDatabaseError: naming, for the operator, the file.
        """
        if self.open_file is None:
            return
        lost = self.open_file.lost()
        if lost is not None:
            raise moved(self.engine.url, lost.name)
        if self.open_file.is_overwritten():
            raise self._noted(overwritten(self.engine.url))

    def _commit(self, transaction: Transaction) -> None:
        try:
            transaction.commit()
        except OperationalError as error:
            if error.connection_invalidated:
                raise fault(self.engine.url, "used", error, UNSURE) from error
            raise

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for one on a server, or in memory."""
        return self.open_file.path if self.open_file else None

    def become_one_file(self) -> None:
        """Put all of a SQLite database in its one file, to be carried about.

        In WAL mode it is several.
        """
        connection = self.engine.raw_connection()
        try:
            # By this mark it is noticed if the file is copied over one that is open.
            connection.execute(f"PRAGMA user_version = {1 + secrets.randbelow(_MOST_MARKS)}")
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
        with engine.connect() as connection:
            found = OpenFile.of(connection) if _is_file(address) else None
    except DatabaseError as error:
        raise fault(address, "opened", error) from error
    except (ArgumentError, TypeError, ValueError) as error:
        # The address could be read, and yet the driver can make nothing of a part of it.
        raise unusable(address.drivername) from error
    database = Database(engine, wait_seconds, found)
    if found is not None:
        _open_no_other(database, found)
    return database


def _open_no_other(database: Database, found: OpenFile) -> None:
    """Let each further connection be to the same file, and never to a new and empty one."""

    def name_it(_dialect: object, _record: object, arguments: Any, options: Any) -> None:
        # Without a mode, SQLite makes the file that is not there.
        if not options.get("uri"):
            arguments[0] = f"{found.path.as_uri()}?mode=rw"
            options["uri"] = True

    event.listen(database.engine, "do_connect", name_it)
    event.listen(database.engine, "connect", lambda *_: database.require_in_place())


def _engine(address: URL, wait_seconds: float) -> Engine:
    options: dict[str, Any] = {"pool_size": KEPT, "max_overflow": MOST - KEPT}
    options["pool_timeout"] = wait_seconds
    if address.get_backend_name() == "postgresql":
        return _postgresql_engine(address, options)
    engine = create_engine(
        address,
        connect_args={"timeout": wait_seconds},
        # An error reaches the log whole, and what somebody wrote or read is not for the log.
        hide_parameters=True,
        **options if _is_file(address) else {},
    )

    def prepare(connection: Any, _record: object) -> None:
        _prepare_sqlite(connection, wait_seconds)

    def begin(connection: Connection) -> None:
        _begin_sqlite(connection, wait_seconds)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _is_file(address: URL) -> bool:
    in_memory = address.database in (None, "", ":memory:") or address.query.get("mode") == "memory"
    return address.get_backend_name() == "sqlite" and not in_memory


def _postgresql_engine(address: URL, options: dict[str, Any]) -> Engine:
    # The driver would wait for ever for a machine that takes the call and says nothing, and a
    # quarter of an hour for one that is gone without a word.
    limits = {
        "connect_timeout": str(ANSWER_SECONDS),
        "tcp_user_timeout": str(ANSWER_SECONDS * 1000),
    }
    engine = create_engine(
        address.set(query={**limits, **address.query}),
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        hide_parameters=True,
        **options,
    )
    event.listen(engine, "handle_error", _leave_out_values)
    return engine


def _leave_out_values(failed: ExceptionContext) -> None:
    # After its first line PostgreSQL may go on with a whole stored row, which is not for the log.
    for error in (failed.original_exception, failed.sqlalchemy_exception):
        if error is not None and error.args:
            first, *rest = error.args
            error.args = (str(first).partition("\n")[0], *rest)


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
    connection.execute("PRAGMA foreign_keys = ON")
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


def _begin_sqlite(connection: Connection, wait_seconds: float) -> None:
    options = connection.get_execution_options()
    wait_ms = round(options.get("wait_seconds", wait_seconds) * 1000)
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait_ms}")
    # A writer takes its turn before it reads; asking for it later fails where another has written.
    connection.exec_driver_sql(f"BEGIN {options.get('sqlite_begin', 'DEFERRED')}")
