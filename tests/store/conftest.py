"""The store is tested on both kinds of database: nothing else speaks SQL."""

import pytest

from tests.databases import KINDS, Supply


@pytest.fixture(params=KINDS)
def supply(request) -> Supply:
    """Databases of the one kind and then of the other; see docs/decisions.md, 41."""
    found: Supply = request.getfixturevalue(request.param)
    return found
