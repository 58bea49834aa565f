"""What has had its time is deleted."""

import datetime as dt
from dataclasses import dataclass

from dashboard.core.sentences import counted
from dashboard.core.upkeep import UpkeepKind
from dashboard.settings import Settings
from dashboard.store import upkeep
from dashboard.store.engine import Store
from dashboard.usecases.upkeep.noting import note_upkeep


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
            f"{counted(self.reads, 'read')} older than {counted(self.reads_kept_days, 'day')} and "
            f"{counted(self.sign_ins, 'session')} that ended more than "
            f"{counted(self.sign_ins_kept_days, 'day')} ago were deleted."
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
