"""The store: opened, its tables brought up to date, then asked and changed."""

import datetime as dt
import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

from dashboard.core.accounts import Verified
from dashboard.core.people import Signature
from dashboard.core.rooms import EVERYWHERE, Admission
from dashboard.errors import SetupError
from dashboard.store import history
from dashboard.store.addresses import database_url, make_folder, shown
from dashboard.store.cache import Cache
from dashboard.store.change_log import log_changes
from dashboard.store.changes import Tokens
from dashboard.store.database import WAIT_SECONDS, Database, connected
from dashboard.store.faults import fault
from dashboard.store.noting import Noting
from dashboard.store.reading import Reading
from dashboard.store.sign_ins import Arrival
from dashboard.store.snapshots import Snapshot, records_known
from dashboard.store.versions import is_current, require_current
from dashboard.store.writing import Writing

# Several servers may start at once: one brings the tables up to date and loads what ships, which
# may take minutes, and the others wait for it.
START_SECONDS = 900


@dataclass(frozen=True)
class Store:
    """An open database whose tables are up to date, and what was read from it before.

    It answers about the rooms that `admission` opens, and about what is everybody's.
    """

    database: Database
    cache: Cache = field(default_factory=Cache)
    admission: Admission = EVERYWHERE

    def admitting(self, admission: Admission) -> "Store":
        """Return the same store for somebody who may enter some rooms only."""
        return replace(self, admission=admission)

    def now(
        self,
        today: dt.date,
        slowly: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> Snapshot:
        """Return what is held now, to be asked as often as one likes; see `Snapshot`.

        Raises:
            SetupError: if the database is damaged, or no longer answers.
        """
        with self.reading() as held:
            require_current(held.connection)
            return self._standing_at(held.tokens(), today, slowly)

    def arrival(self, who: Verified, today: dt.date) -> tuple[Arrival, Snapshot]:
        """Return the account and session of who signed in, and what is held now, in one state.

        A page asks nothing else of the database while nothing changes: it is asked once.

        Raises:
            SetupError: as for `now`.
        """
        with self.database.asking() as connection:
            found = Reading(connection, admission=self.admission).arrival(who)
        return found, self._standing_at(found.tokens, today)

    def _standing_at(
        self,
        tokens: Tokens,
        today: dt.date,
        slowly: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> Snapshot:
        return Snapshot(self.reading, self.cache, tokens, today, slowly, admission=self.admission)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Lend one state of the database for reading.

        Raises:
            SetupError: if the database is damaged, or no longer answers.
        """
        with self.database.reading() as connection:
            yield Reading(connection, admission=self.admission)

    @contextmanager
    def writing(self, signature: Signature) -> Iterator[Writing]:
        """Lend a transaction whose changes are all stored at its end, or none of them.

        One writer at a time, and only while who signs is still who they say they are: a session
        may hold somebody's roles from before an administrator took them away. Nothing is changed
        in another room than the one in which they act.

        Raises:
            NotAllowedError: if who acts left, lost a role that the change was allowed for, or acts
                in another room.
            SetupError: if the database is damaged, cannot be written or no longer answers, or
                another writer takes longer than the store waits.
        """
        with self.database.writing() as connection:
            require_current(connection)
            known = partial(records_known, self.cache, self.admission)
            work = Writing(connection, signature, admission=self.admission, known=known)
            work.require_still()
            before, _ = history.head(connection)
            yield work
            made = history.made_since(connection, before)
        # Only now is it stored.
        log_changes(before, made)

    def trouble(self) -> str | None:
        """Return in one sentence why nothing can be read now; None if it can.

        It takes milliseconds where the database answers, and the sentence is fit for anybody. Told
        are a database that does not answer, was moved, was seen to be damaged, or whose tables are
        of another version. One that is full or may only be read is no trouble: it can be read.
        """
        try:
            # What each page asks first.
            self.now(dt.date.min)
        except SetupError as error:
            return str(error)
        except DatabaseError:
            return "The database has not the tables that it should have."
        return None

    def patient(self) -> "Store":
        """Return the same store, which waits for another writer as long as a start may take."""
        return replace(self, database=replace(self.database, wait_seconds=START_SECONDS))

    @contextmanager
    def noting(self) -> Iterator[Noting]:
        """Lend a short transaction for what is kept beside the records and their history.

        It waits for no other writer's turn on PostgreSQL, so that looking at a page never does.

        Raises:
            SetupError: as for `writing`.
        """
        with self.database.noting() as connection:
            yield Noting(connection, admission=self.admission)

    def close(self) -> None:
        self.database.close()


def open_store(url: str | URL | None = None, wait_seconds: float = WAIT_SECONDS) -> Store:
    """Return the open store, its tables created or brought up to date.

    Without a url the environment's DATABASE_URL decides, and without that a SQLite file in var/.
    Several processes may open a new database at once. `wait_seconds` is how long one waits for
    another that writes.

    Raises:
        SetupError: if the address is none that the dashboard can use, nothing answers there, or
            a newer version of the dashboard wrote what is there.
    """
    address = url if isinstance(url, URL) else database_url(url or os.environ.get("DATABASE_URL"))
    if address.get_backend_name() == "sqlite" and address.database:
        make_folder(Path(address.database))
    store = Store(connected(address, wait_seconds))
    # A command opens a store and ends: nothing may stay connected to a server then.
    weakref.finalize(store, store.database.close)
    try:
        _bring_up_to_date(store.patient().database)
    except DatabaseError as error:
        store.close()
        raise fault(address, "opened", error) from error
    except SetupError:
        store.close()
        raise
    return store


def _bring_up_to_date(database: Database) -> None:
    with database.reading() as connection:
        if is_current(connection):
            return
    # Imported here, because it is seldom needed and takes longer than all else that opens.
    from dashboard.store import migrate

    with database.writing() as connection:
        if migrate.is_newer(connection):
            raise SetupError(
                "The database is of a newer version of the dashboard: tell whoever runs it.",
                f"The database {shown(database.engine.url)} was written by a newer version of the "
                "dashboard: update the dashboard, or name another database with DATABASE_URL.",
            )
        migrate.to_head(connection)
