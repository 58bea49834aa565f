"""What many tests share: databases, and everything shipped, loaded once into one of them."""

import datetime as dt
import gc
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from dashboard.store.engine import open_store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.loading import open_store_with_shipped_figures
from tests.databases import PostgresqlDatabases, SqliteDatabases, Supply, folder_in_memory
from tests.memory_store import MemoryStore
from tests.postgresql_server import MISSING, find_server, running_server
from tests.programs import needed
from tests.stored import figures_in

# A busy machine is slow now and then; a time limit an example would fail for that alone. Each run
# tries other examples, so that few a run are many a week.
settings.register_profile(
    "dashboard", deadline=None, max_examples=100 if os.environ.get("SOAK") else 25
)
settings.load_profile("dashboard")

TODAY = dt.date(2026, 11, 21)


def pytest_collection_finish():
    """Spare the collector what stays for the whole run: a twelfth of the time went into it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def sqlite():
    """SQLite files, which go with the tests."""
    with TemporaryDirectory(prefix="sqlite-", dir=folder_in_memory()) as folder:
        yield Supply(SqliteDatabases(Path(folder)))


@pytest.fixture(scope="session")
def postgresql():
    """The databases of a server that runs as long as the tests do."""
    programs = needed(find_server(), MISSING)
    with running_server(programs, folder_in_memory()) as address:
        yield Supply(PostgresqlDatabases(address))


@pytest.fixture
def supply(request) -> Supply:
    """Databases of one kind: SQLite's, unless a test is marked to run on both."""
    found: Supply = request.getfixturevalue(getattr(request, "param", "sqlite"))
    return found


@pytest.fixture
def new_database_url(supply):
    """A database that nobody has opened yet."""
    with supply.new() as url:
        yield url


@pytest.fixture
def empty_database_url(supply):
    """A database with every table and no row."""
    with supply.empty() as url:
        yield url


@pytest.fixture
def empty_store(empty_database_url):
    """The open store of a database with every table and no row."""
    store = open_store(empty_database_url)
    yield store
    store.close()


@pytest.fixture
def own_database_url(supply):
    """A database with everything shipped that one test may change."""
    with supply.shipped() as url:
        yield url


@pytest.fixture
def own_store(own_database_url):
    """The open store of a database with everything shipped that one test may change."""
    store = open_store(own_database_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def database_url(sqlite) -> str:
    """A SQLite database with everything shipped, for tests that only read."""
    found: str = sqlite.everything_shipped()
    return found


@pytest.fixture(scope="session")
def shipped_holdings(database_url):
    """All definitions and figures, as at a fixed day."""
    catalogue, store = open_store_with_shipped_figures(database_url)
    read = {i: figures_in(store, indicator) for i, indicator in catalogue.indicators.items()}
    editions = store.now(TODAY).editions
    yield Holdings(catalogue, MemoryStore(lambda indicator: read[indicator.id], editions), TODAY)
    store.close()
