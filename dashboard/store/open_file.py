"""The file of a SQLite database that is open: whether it is still the one at its path.

A file that is removed or renamed goes on taking changes, which nobody finds again once it is
closed. Of one that is overwritten and what was read before, pages become a mixture. SQLite does
not notice.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

# Device and inode: what tells a file from another that takes its name; None where there is none.
_Identity = tuple[int, int] | None


class _Stamp(NamedTuple):
    """What tells that something was written into a file."""

    bytes: int
    written_at_ns: int


class _Look(NamedTuple):
    """How a file was when it was looked into: its mark is another in each backup."""

    stamp: _Stamp | None
    mark: int


@dataclass
class _Looked:
    last: _Look


@dataclass(frozen=True)
class OpenFile:
    """The files of a database by their paths, each as it was when the database was opened."""

    path: Path
    files: Mapping[Path, _Identity]
    _looked: _Looked

    @classmethod
    def of(cls, connection: Connection) -> "OpenFile":
        """Return what a connection has open; with the file goes its log, with the last changes."""
        # The log is there once something was read.
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        real = connection.exec_driver_sql("PRAGMA database_list").one()[2]
        asked = str(connection.engine.url.database)
        path = Path(real) if asked.startswith("file:") else Path(asked).absolute()
        log = Path(f"{real}-wal")
        found = {each: _identity(each) for each in (path, log)}
        looked = _Looked(_Look(_stamp(path), _mark_of(path)))
        return cls(path, {each: one for each, one in found.items() if one is not None}, looked)

    def lost(self) -> Path | None:
        """Return the first file that is not what it was; None if all are. It takes microseconds."""
        return next((path for path, was in self.files.items() if _identity(path) != was), None)

    def is_overwritten(self) -> bool:
        """Return whether something was copied over the file: a backup, or what is smaller.

        It never shrinks by itself. Where nothing was written into it since the last look, as most
        times, that takes microseconds. Another copy of the same file is not told from it.
        """
        # Remembered before it is looked at: meanwhile another thread may find it larger.
        before, stamp = self._looked.last, _stamp(self.path)
        if stamp == before.stamp or stamp is None or before.stamp is None:
            return False
        mark = _mark_of(self.path, before.mark)
        if stamp.bytes < before.stamp.bytes or mark != before.mark:
            return True
        self._looked.last = _Look(stamp, mark)
        return False


def _identity(path: Path) -> _Identity:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return _Stamp(found.st_size, found.st_mtime_ns)


def _mark_of(path: Path, if_unreadable: int = 0) -> int:
    # What is in the file itself: all that is open reads from its log, and from memory. SQLite has
    # to open it, because closing a file by other means gives up the locks that SQLite has on it.
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as itself:
            return int(itself.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        # Damage is told of where it is met.
        return if_unreadable
