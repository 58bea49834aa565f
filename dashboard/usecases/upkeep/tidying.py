"""What is done to keep the database is noted, and what has had its time is deleted."""

import datetime as dt
import logging
from dataclasses import dataclass

from dashboard.core.upkeep import Upkeep, UpkeepKind
from dashboard.errors import SetupError
from dashboard.settings import Settings
from dashboard.store import upkeep
from dashboard.store.engine import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tidied:
    """How many rows were deleted, and after how many days each goes."""

    reads: int
    sign_ins: int
    reads_kept_days: int
    sign_ins_kept_days: int

    @property
    def words(self) -> str:
        return (
            f"{self.reads:,} reads older than {self.reads_kept_days} days and {self.sign_ins:,} "
            f"sessions that ended more than {self.sign_ins_kept_days} days ago were deleted."
        )


def tidy(store: Store, kept: Settings, now: dt.datetime) -> Tidied:
    """Delete reads and ended sessions that are older than the settings say; return how many.

    Nothing else goes: records, files and the history are kept for good.
    """
    reads_before = now - dt.timedelta(days=kept.reads_kept_days)
    # No session that goes on is as old as this, whatever the limits are.
    sign_ins_before = now - dt.timedelta(days=kept.sign_ins_kept_days, hours=kept.session_hours)
    gone = upkeep.forget(store, reads_before, sign_ins_before)
    done = Tidied(*gone, kept.reads_kept_days, kept.sign_ins_kept_days)
    note_upkeep(store, UpkeepKind.TIDY, done.words)
    return done


def note_upkeep(store: Store, kind: UpkeepKind, outcome: str, *, sound: bool = True) -> None:
    """Note what was done; where that cannot be, it was done all the same, and the log says so."""
    try:
        upkeep.note(store, Upkeep(dt.datetime.now(tz=dt.UTC), kind, outcome, sound))
    except SetupError as error:
        _log.warning("The %s could not be noted: %s", kind, error.for_operator)
