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


def _current_figures(indicator_id: str) -> Figures:
    _, store = _opened()
    return _figures(indicator_id, store.edition_token())


def warm_up() -> None:
    """Load definitions and figures, so that the first visitor does not wait for them."""
    catalogue, _ = _opened()
    for indicator in catalogue.indicators.values():
        if indicator.core:
            _current_figures(indicator.id)


def holdings() -> Holdings:
    """Return what the dashboard holds, as at the day the view is shown."""
    held: Holdings | None = st.session_state.get(HOLDINGS_KEY)
    if held is not None:
        return held
    catalogue, store = _opened()
    return Holdings(catalogue, _current_figures, store.editions, dt.datetime.now(tz=dt.UTC).date())
