"""Databases for the tests, on SQLite and on PostgreSQL: new, or copies of one made once."""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import NullPool, create_engine

from dashboard.store.engine import open_store
from dashboard.usecases.loading import open_store_with_shipped_figures

# Where Linux keeps files in memory, so that no test waits for a disk.
_MEMORY = Path("/dev/shm")
_ROOM = 1024**3
KINDS = ("sqlite", "postgresql")
# Marks a test that runs twice; see docs/decisions.md, 41.
on_both_databases = pytest.mark.parametrize("supply", KINDS, indirect=True)


def folder_in_memory() -> Path | None:
    """Return a folder in memory for databases; None, as `tempfile` takes it, without much room."""
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
        return _MEMORY if shutil.disk_usage(_MEMORY).free > _ROOM else None
    return None


class Databases(Protocol):
    """Where databases of one kind are made, each known by its address."""

    def create(self, name: str) -> str: ...

    def copy(self, original: str, name: str) -> str: ...

    def drop(self, name: str) -> None: ...


class SqliteDatabases:
    """SQLite files, each in a folder of its own that whoever opens it first makes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, name: str) -> str:
        return f"sqlite:///{self._file(name)}"

    def copy(self, original: str, name: str) -> str:
        self._file(name).parent.mkdir()
        # Whole, since nobody writes to the original and who filled it has closed it.
        shutil.copyfile(self._file(original), self._file(name))
        return self.create(name)

    def drop(self, name: str) -> None:
        shutil.rmtree(self._folder / name, ignore_errors=True)

    def _file(self, name: str) -> Path:
        return self._folder / name / "board.sqlite3"


class PostgresqlDatabases:
    """The databases of one server, whose address has {} where the database is named."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._server = create_engine(
            address.format("postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )

    def create(self, name: str) -> str:
        return self.copy("template0", name)

    def copy(self, original: str, name: str) -> str:
        # Copying files takes less than half the time of copying pages through the server's log.
        self._do(f"CREATE DATABASE {name} TEMPLATE {original} STRATEGY FILE_COPY")
        return self._address.format(name)

    def drop(self, name: str) -> None:
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.exec_driver_sql(statement)


def _migrate(url: str) -> None:
    open_store(url).close()


def _load_what_ships(url: str) -> None:
    _, store = open_store_with_shipped_figures(url)
    store.close()


class Supply:
    """Databases of one kind for one test each; what several start from is made once."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._filled: dict[str, str] = {}
        self._numbers = itertools.count(1)

    @contextmanager
    def new(self) -> Iterator[str]:
        """Lend the address of a database in which there is nothing, not even tables."""
        with self._named() as name:
            yield self._databases.create(name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Lend the address of a database with every table and no row."""
        self._fill("empty")
        with self._named() as name:
            yield self._databases.copy("empty", name)

    @contextmanager
    def shipped(self) -> Iterator[str]:
        """Lend the address of a database with everything shipped."""
        self.everything_shipped()
        with self._named() as name:
            yield self._databases.copy("shipped", name)

    def everything_shipped(self) -> str:
        """Return the address of the database that others are copied from: only to be read."""
        return self._fill("shipped")

    def _fill(self, contents: str) -> str:
        if contents not in self._filled:
            url = self._databases.create(contents)
            {"empty": _migrate, "shipped": _load_what_ships}[contents](url)
            self._filled[contents] = url
        return self._filled[contents]

    @contextmanager
    def _named(self) -> Iterator[str]:
        name = f"database_{next(self._numbers)}"
        yield name
        self._databases.drop(name)
