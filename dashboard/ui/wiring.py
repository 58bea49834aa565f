"""The one place where pages meet the store: opened once, read by indicator, cached by edition."""

import datetime as dt

import streamlit as st

from dashboard.core.indicators import Figures
from dashboard.definitions.catalogue import Catalogue
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.loading import open_store_with_shipped_figures

# A test puts its own holdings here, so that nothing is ever patched.
HOLDINGS_KEY = "holdings"


@st.cache_resource(show_spinner=False)
def _opened() -> tuple[Catalogue, Store]:
    return open_store_with_shipped_figures()


# Read-only frames, so one copy serves every session; a new edition is a new key.
@st.cache_resource(show_spinner=False, max_entries=64)
def _figures(indicator_id: str, edition_token: str) -> Figures:
    catalogue, store = _opened()
    return store.figures_of(catalogue.indicators[indicator_id])


def warm_up() -> None:
    """Load definitions and figures, so that the first visitor does not wait for them."""
    held = _holdings_now()
    for indicator in held.catalogue.indicators.values():
        if indicator.core:
            held.figures(indicator.id)


def holdings() -> Holdings:
    """Return what the dashboard holds today: the session's own where it has one (a test)."""
    held: Holdings | None = st.session_state.get(HOLDINGS_KEY)
    return held or _holdings_now()


def _holdings_now() -> Holdings:
    catalogue, store = _opened()
    # Asked once a run: every figure on the page is then of the same state of the database.
    token = store.edition_token()
    return Holdings(
        catalogue=catalogue,
        figures=lambda indicator: _figures(indicator, token),
        editions=store.editions,
        as_of=dt.datetime.now(tz=dt.UTC).date(),
    )
