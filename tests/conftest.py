"""What many tests share: everything shipped, loaded once into a database of the tests' own."""

import datetime as dt
import sqlite3

import pytest
from hypothesis import settings

from dashboard.store.engine import open_store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.loading import open_store_with_shipped_figures

# A busy machine is slow now and then; a time limit an example would fail for that alone.
settings.register_profile("dashboard", deadline=None)
settings.load_profile("dashboard")

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def database_url(tmp_path_factory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'dashboard.sqlite3'}"


@pytest.fixture(scope="session")
def shipped_holdings(database_url):
    """All definitions and figures, as at a fixed day."""
    catalogue, store = open_store_with_shipped_figures(database_url)
    read = {i: store.figures_of(indicator) for i, indicator in catalogue.indicators.items()}
    yield Holdings(catalogue, read.__getitem__, store.editions, TODAY)
    store.close()


@pytest.fixture
def own_database_url(database_url, shipped_holdings, tmp_path) -> str:
    """A database with everything shipped that one test may change."""
    file = tmp_path / "own.sqlite3"
    shipped = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    own = sqlite3.connect(file)
    with shipped, own:
        shipped.backup(own)
    shipped.close()
    own.close()
    return f"sqlite:///{file}"


@pytest.fixture
def own_store(own_database_url):
    """The open store of a database that one test may change."""
    store = open_store(own_database_url)
    yield store
    store.close()
