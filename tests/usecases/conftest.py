"""What the use cases of the register share: people in an empty store, and one service's report."""

import pytest

from tests import inspection_factories
from tests.register_factories import TODAY, store_people


@pytest.fixture
def store(empty_store):
    store_people(empty_store)
    return empty_store


@pytest.fixture
def holdings():
    return inspection_factories.holdings(TODAY)
