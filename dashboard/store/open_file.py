"""The file of a SQLite database that is open: whether it is still the one at its path.

A file that is removed or renamed goes on taking changes, which nobody finds again once it is
closed. SQLite does not notice.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

# Device and inode: what tells a file from another that takes its name; None where there is none.
_Identity = tuple[int, int] | None


@dataclass(frozen=True)
class OpenFile:
    """The files of a database by their paths, each as it was when the database was opened."""

    path: Path
    files: Mapping[Path, _Identity]

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
        return cls(path, {each: one for each, one in found.items() if one is not None})

    def lost(self) -> Path | None:
        """Return the first file that is not what it was; None if all are. It takes microseconds."""
        return next((path for path, was in self.files.items() if _identity(path) != was), None)


def _identity(path: Path) -> _Identity:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
