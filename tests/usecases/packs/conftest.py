"""Readings of packs that several tests only look at, each made once."""

import datetime as dt
from functools import cache

import pytest

from tests.pack_reading_factory import pack_reading


@pytest.fixture(scope="session")
def reading_of(shipped_holdings):
    """A way to the reading of a service's pack, today or as at a day."""

    @cache
    def read(service: str, as_of: str = ""):
        day = dt.date.fromisoformat(as_of) if as_of else None
        return pack_reading(shipped_holdings, service, day)

    return read
