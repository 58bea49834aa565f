"""What is done to keep a database: backups, checks, restores, and deleting what is due."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class UpkeepKind(StrEnum):
    """What was done."""

    BACKUP = "backup"
    CHECK = "check"
    RESTORE = "restore"
    TIDY = "tidy"


@dataclass(frozen=True)
class Upkeep:
    """That something was done, whether it went well, and what came of it in words."""

    at: dt.datetime
    kind: UpkeepKind
    outcome: str
    sound: bool = True


# A backup older than this is told as too old.
OLDEST_BACKUP = dt.timedelta(days=2)


@dataclass(frozen=True)
class RoleHeld:
    """Who has a role somewhere; `where` is the name of a service, or every service."""

    where: str
    role: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Status:
    """How the dashboard is run now: what an operator asks first.

    `backup` is the last that went well, and `last` has the last of each kind, well or not.
    `settings` are in words, and none of them is a secret.
    """

    now: dt.datetime
    version: str
    database: str
    size_bytes: int
    tables_version: str
    entries: int
    backup: Upkeep | None
    last: Mapping[UpkeepKind, Upkeep]
    sessions: int
    roles: tuple[RoleHeld, ...]
    settings: tuple[tuple[str, str], ...]

    @property
    def backup_is_old(self) -> bool:
        """Whether there is a backup that went well, and it is too old."""
        return self.backup is not None and self.now - self.backup.at > OLDEST_BACKUP

    def failed(self, kind: UpkeepKind) -> bool:
        """Return whether what was done last of a kind did not go well."""
        return kind in self.last and not self.last[kind].sound

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong: a backup that is young enough, and nothing failed last."""
        has_backup = self.backup is not None and not self.backup_is_old
        return has_backup and not any(map(self.failed, UpkeepKind))
