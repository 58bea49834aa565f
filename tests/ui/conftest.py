"""Pages are opened on SQLite: what they ask of a store is tested on both kinds of database."""

import pytest

from tests.databases import Supply


@pytest.fixture
def supply(sqlite) -> Supply:
    """Databases of one kind; see docs/decisions.md, 39."""
    found: Supply = sqlite
    return found
