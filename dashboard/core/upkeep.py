"""What is done to keep a database: backups, checks, restores, and deleting what is due."""

import datetime as dt
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
