"""The record of reads, as pages keep it: a page never waits for it, and never fails by it."""

import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import streamlit as st

from dashboard.core.people import Actor
from dashboard.core.reads import NOTED_AGAIN_AFTER, ReadKind
from dashboard.store.engine import Store
from dashboard.ui import wiring
from dashboard.usecases.upkeep.reads import note_read

# One thread writes for all sessions of the process, and finishes its work when that ends.
WRITER = ThreadPoolExecutor(1, thread_name_prefix="reads")
# Session keys: what was noted lately, and who reads board-only figures on the page in view.
_NOTED, _READER = "reads_noted", "reader_of_page"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reader:
    """Who reads what belongs to a service, and where that is noted."""

    store: Store
    actor: Actor
    service: str

    def note(self, kind: ReadKind, item: str) -> None:
        """Have it noted by and by; at once a page goes on."""
        WRITER.submit(_write, self, kind, item)

    def noting(self, kind: ReadKind, item: str, made: Callable[[], bytes]) -> Callable[[], bytes]:
        """Return the same way to a file, noted when somebody asks for it."""

        def made_and_noted() -> bytes:
            content = made()
            self.note(kind, item)
            return content

        return made_and_noted


def begin() -> None:
    """Start a page's run, on which no board-only figure has been shown yet."""
    st.session_state.pop(_READER, None)


def page_opened(actor: Actor | None, service: str, title: str) -> None:
    """Note that somebody sees board-only figures on a page, and the files that it then offers."""
    reader = _reader(actor, service)
    if reader is None:
        return
    st.session_state[_READER] = reader
    noted: dict[tuple[str, str, str], dt.datetime] = st.session_state.setdefault(_NOTED, {})
    same, now = (reader.actor.name, service, title), dt.datetime.now(tz=dt.UTC)
    # A page runs again at every click, and the store is not asked at each.
    if same not in noted or noted[same] <= now - NOTED_AGAIN_AFTER:
        noted[same] = now
        reader.note(ReadKind.PAGE, title)


def noting_of_page(name: str, made: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return a way to a file of the page, noted if the page shows board-only figures."""
    reader: Reader | None = st.session_state.get(_READER)
    return reader.noting(ReadKind.DOWNLOAD, name, made) if reader else made


def noting(
    actor: Actor | None, service: str, kind: ReadKind, item: str, made: Callable[[], bytes]
) -> Callable[[], bytes]:
    """Return a way to a file that is noted whatever the page shows; of nobody nothing is noted."""
    reader = _reader(actor, service)
    return reader.noting(kind, item, made) if reader else made


def _reader(actor: Actor | None, service: str) -> Reader | None:
    """Return who reads; None where nobody said who they are, or there is no database."""
    store = wiring.store_if_any()
    return Reader(store, actor, service) if actor and store else None


def _write(reader: Reader, kind: ReadKind, item: str) -> None:
    try:
        note_read(reader.store, reader.actor, reader.service, kind, item)
    except Exception:
        # Whoever reads must not be held up by it, and whoever looks after the server must know.
        _log.exception("A read could not be noted.")
