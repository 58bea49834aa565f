"""The one place where pages meet the store: opened once, read by indicator, cached by edition."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from dashboard.core.disclosure.protection import Mode, ProtectedFigures, protect
from dashboard.core.editions import Edition
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection, reinspect
from dashboard.core.own.figures import LocalFigures
from dashboard.core.people import Signature
from dashboard.core.published.indicators import Figures
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import Records
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, moment_of, records_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.register.closing import reopen_where_effect_lost
from dashboard.usecases.register.transactions import DASHBOARD

# A test puts its own holdings and store here, so that nothing is ever patched.
HOLDINGS_KEY, STORE_KEY = "holdings", "store"
# Somebody who looks at a page is told sooner than a command that a database stays locked.
LONGEST_WAIT_SECONDS = 8


@st.cache_resource(show_spinner=False)
def _opened() -> tuple[Catalogue, Store]:
    return open_store_with_shipped_figures(wait_seconds=LONGEST_WAIT_SECONDS)


# Read-only frames, so one copy serves every session; a new edition is a new key. Kept by Python
# itself: Streamlit's caches take half a millisecond to find what they hold, a page asks hundreds of
# times, and there is one database in a process.
@lru_cache(maxsize=64)
def _figures(indicator_id: str, edition_token: str) -> Figures:
    catalogue, store = _opened()
    return store.figures_of(catalogue.indicators[indicator_id])


@lru_cache(maxsize=4)
def _editions(edition_token: str) -> Mapping[int, Edition]:
    return _opened()[1].editions()


@lru_cache(maxsize=16)
def _records(records_token: str, as_of: dt.date, today: dt.date) -> Records:
    return records_of(_opened()[1], as_of, today)


@lru_cache(maxsize=256)
def _unprotected(
    edition_token: str, as_of: dt.date, today: dt.date, service: str, indicator_id: str
) -> LocalFigures:
    catalogue, opened = _opened()
    indicator = catalogue.local_indicator(indicator_id)
    return opened.local_figures_of(indicator, service, moment_of(as_of, today))


# Many figures by area team and group take seconds, once for each load of a file.
@lru_cache(maxsize=256)
def _protected(
    edition_token: str,
    as_of: dt.date,
    today: dt.date,
    service: str,
    indicator_id: str,
    mode: Mode,
) -> ProtectedFigures:
    with st.spinner("Finding the small numbers to withhold"):
        held = _unprotected(edition_token, as_of, today, service, indicator_id)
        return protect(held, _opened()[0].disclosure, mode)


@lru_cache(maxsize=64)
def _local_held(edition_token: str, as_of: dt.date, today: dt.date, service: str) -> frozenset[str]:
    return _opened()[1].local_indicators_held(service, moment_of(as_of, today))


# An id does not do: one that was loaded may be withdrawn, and another loaded in its place.
@st.cache_resource(show_spinner=False, max_entries=256)
def _inspected_again(
    all_of_it: str, _inspection: Inspection, _framework: Framework
) -> Reinspection | NoReinspection:
    return reinspect(_inspection, _framework)


def warm_up() -> None:
    """Load definitions and figures, so that the first visitor does not wait for them.

    Where new figures show that the effect of a recommendation was lost, that is written down.
    """
    held = _holdings_now()
    by_itself = Signature(DASHBOARD, dt.datetime.now(tz=dt.UTC))
    reopen_where_effect_lost(_opened()[1], held, by_itself)
    for indicator in held.catalogue.indicators.values():
        if indicator.core:
            held.figures(indicator.id)


def holdings() -> Holdings:
    """Return what the dashboard holds today: the session's own where it has one (a test)."""
    held: Holdings | None = st.session_state.get(HOLDINGS_KEY)
    return held or _holdings_now()


def store() -> Store:
    """Return the store that changes go to: the session's own where it has one (a test)."""
    own: Store | None = st.session_state.get(STORE_KEY)
    return own or _opened()[1]


def _holdings_now() -> Holdings:
    catalogue, opened = _opened()
    # Asked once a run: all that is on the page is then of the same state of the database.
    tokens = opened.tokens()
    today = dt.datetime.now(tz=dt.UTC).date()
    return Holdings(
        catalogue=catalogue,
        figures=lambda indicator: _figures(indicator, tokens.editions),
        editions=lambda: _editions(tokens.editions),
        as_of=today,
        # On any day to come there is what there is today.
        records_as_at=lambda day: _records(tokens.records, min(day, today), today),
        unprotected_as_at=lambda day, service, indicator: _unprotected(
            tokens.editions, day, today, service, indicator
        ),
        protected_as_at=lambda day, service, indicator, mode: _protected(
            tokens.editions, day, today, service, indicator, mode
        ),
        local_held_as_at=lambda day, service: _local_held(tokens.editions, day, today, service),
        inspect_again=lambda one, framework: _inspected_again(repr(one), one, framework),
    )
