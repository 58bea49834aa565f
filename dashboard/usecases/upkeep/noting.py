"""What is done to keep the database is noted, for whoever asks how it is run."""

import datetime as dt
import logging

from dashboard.core.upkeep import Upkeep, UpkeepKind
from dashboard.errors import SetupError
from dashboard.store import upkeep
from dashboard.store.engine import Store

_log = logging.getLogger(__name__)


def note_upkeep(store: Store, kind: UpkeepKind, outcome: str, *, sound: bool = True) -> None:
    """Note what was done; where that cannot be, it was done all the same, and the log says so."""
    try:
        upkeep.note(store, Upkeep(dt.datetime.now(tz=dt.UTC), kind, outcome, sound))
    except SetupError as error:
        _log.warning("The %s could not be noted: %s", kind, error.for_operator)
