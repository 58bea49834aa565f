"""The one place where pages meet the store, which is opened once for everybody."""

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import replace

import streamlit as st

from dashboard.core.people import DASHBOARD, Signature
from dashboard.core.rooms import EVERYWHERE, NOWHERE, Admission
from dashboard.definitions.catalogue import Catalogue
from dashboard.errors import DashboardError
from dashboard.settings import settings
from dashboard.store.engine import Store
from dashboard.store.snapshots import Snapshot
from dashboard.ui import operator_log
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.register.closing import reopen_where_effect_lost
from dashboard.usecases.upkeep.signing_in import role_map
from dashboard.usecases.upkeep.tidying import tidy

# A test puts its own holdings and store here, so that nothing is ever patched.
HOLDINGS_KEY, STORE_KEY = "holdings", "store"
# Session key: whose rooms this session may enter, told at each run by how people sign in.
ADMISSION_KEY = "admission"
# Session key: what was held as somebody was let in, until the run of the page takes it.
_SEEN = "seen_as_let_in"
# Session key: what is held, asked once a run.
_OF_THIS_RUN = "holdings_of_this_run"
# Somebody who looks at a page is told sooner than a command that a database stays locked.
LONGEST_WAIT_SECONDS = 8


@st.cache_resource(show_spinner=False)
def _opened() -> tuple[Catalogue, Store]:
    return open_store_with_shipped_figures(wait_seconds=LONGEST_WAIT_SECONDS)


def warm_up() -> None:
    """Load definitions and figures, so that the first visitor does not wait for them.

    Where new figures show that the effect of a recommendation was lost, that is written down.

    Raises:
        SetupError: if the operator's map of roles is none.
    """
    held = _holdings_now(EVERYWHERE)
    role_map(settings().roles, held.catalogue.services)
    by_itself = Signature(DASHBOARD, dt.datetime.now(tz=dt.UTC))
    reopen_where_effect_lost(_opened()[1], held, by_itself)
    for indicator in held.catalogue.indicators.values():
        if indicator.core:
            held.figures(indicator.id)


def tidy_up() -> None:
    """Delete what has had its time; a server does so once a day."""
    tidy(_opened()[1], settings(), dt.datetime.now(tz=dt.UTC))


def trouble() -> str | None:
    """Return in one word why pages cannot be made now, such as "database"; None if they can."""
    try:
        found = _opened()[1].trouble()
    except DashboardError:
        found = "not opened"
    return "database" if found else None


def open_rooms(admission: Admission, seen: Snapshot) -> None:
    """Let this session into some rooms for this run, on what was held as that was decided."""
    st.session_state[ADMISSION_KEY] = admission
    st.session_state[_SEEN] = seen


def close_rooms() -> None:
    """Let this session into no room any more."""
    for key in (ADMISSION_KEY, _SEEN):
        st.session_state.pop(key, None)


def begin() -> Holdings:
    """Return what the dashboard holds today, for all of this run of a page.

    It is the session's own where it has one (a test).
    """
    own: Holdings | None = st.session_state.get(HOLDINGS_KEY)
    held = own or _holdings_now(admission(), st.session_state.pop(_SEEN, None))
    operator_log.tell_that_it_is_over()
    st.session_state[_OF_THIS_RUN] = held
    return held


def holdings() -> Holdings:
    """Return what the dashboard had when this run of a page began."""
    held: Holdings | None = st.session_state.get(_OF_THIS_RUN)
    return held or begin()


def admission() -> Admission:
    """Return whose rooms this session may enter: where people sign in, none until they did."""
    told: Admission | None = st.session_state.get(ADMISSION_KEY)
    return told or (NOWHERE if settings().knows_who else EVERYWHERE)


def store() -> Store:
    """Return the store that changes go to, which opens the rooms of this session only.

    It is the session's own where it has one (a test).
    """
    return whole_store().admitting(admission())


def whole_store() -> Store:
    """Return the store with every room, for signing in alone: nothing of it is shown."""
    own: Store | None = st.session_state.get(STORE_KEY)
    return (own or _opened()[1]).admitting(EVERYWHERE)


def server_store() -> Store:
    """Return the store with every room, for what the server is asked beside any session."""
    return _opened()[1].admitting(EVERYWHERE)


def catalogue() -> Catalogue:
    """Return all definitions; they are everybody's."""
    own: Holdings | None = st.session_state.get(HOLDINGS_KEY)
    return own.catalogue if own else _opened()[0]


def store_if_any() -> Store | None:
    """Return the store as `store` does; None where a test has holdings and no database."""
    without = HOLDINGS_KEY in st.session_state and STORE_KEY not in st.session_state
    return None if without else store()


def _holdings_now(open_to: Admission, seen: Snapshot | None = None) -> Holdings:
    catalogue, opened = _opened()
    # Asked once a run: all that is on the page is then of the same state of the database.
    held = seen or opened.now(dt.datetime.now(tz=dt.UTC).date())
    return Holdings(catalogue, replace(held, admission=open_to, slowly=_waiting), held.today)


def _waiting() -> AbstractContextManager[None]:
    # Many figures by area team and group take seconds, once for each load of a file.
    return st.spinner("Finding the small numbers to withhold")
