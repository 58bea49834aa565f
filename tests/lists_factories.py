"""Small places, lists and targets for tests of what a board supplies itself."""

import datetime as dt
from typing import Any

from sqlalchemy import Connection

from dashboard.core.areas import Area, AreaType
from dashboard.core.entries import by_number, next_number
from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.core.rooms import EVERYWHERE
from dashboard.store import records
from dashboard.store.engine import Store
from dashboard.store.writing import Writing
from tests.people_factories import AT, signature
from tests.stored import records_in

LOCAL = AreaType.LOCAL_AUTHORITY
PLACES = {
    area.code: area
    for area in (
        Area("E10000015", "Hertfordshire", LOCAL),
        Area("E10000012", "Essex", LOCAL),
        Area("E10000016", "Kent", LOCAL),
        Area("E06000060", "Buckinghamshire", LOCAL, note="Code E10000002 until March 2020."),
        Area("E06000059", "Dorset", LOCAL, created_on=dt.date(2019, 4, 1)),
        Area("E10000009", "Dorset (to March 2019)", LOCAL, abolished_on=dt.date(2019, 3, 31)),
        Area("E06000028", "Bournemouth (to March 2019)", LOCAL),
        Area("E12000006", "East of England", AreaType.REGION),
        Area("F00HE00", "Hertfordshire", AreaType.SERVICE),
        Area("F00ES00", "Essex", AreaType.SERVICE),
    )
}
TWO_AREAS = (
    b"area,neighbour\nHertfordshire,Essex\nHertfordshire,Kent\nEssex,Kent\nEssex,Hertfordshire\n"
)


def list_file(*rows: str, header: str = "area,neighbour") -> bytes:
    """A file in the layout of a supplied list, with these rows."""
    return "\n".join([header, *rows, ""]).encode()


def target(**changed: Any) -> Target:
    usual: dict[str, Any] = {
        "id": "1",
        "service": "hertfordshire",
        "indicator": "first-time-entrants",
        "area_code": "E10000015",
        "value": 100.0,
        "unit": "per 100,000",
        "set_on": dt.date(2026, 11, 21),
        "recorded_at": AT,
        "recorded_by": "Ann Lee",
    }
    return Target(**(usual | changed))


def supplied_list(**changed: Any) -> SuppliedList:
    usual: dict[str, Any] = {
        "id": "1",
        "slug": "family",
        "title": "Family",
        "publisher": "YJB",
        "note": "",
        "lists": {"E10000015": ("E10000016", "E10000012")},
        "recorded_at": AT,
        "recorded_by": "Ann Lee",
    }
    return SuppliedList(**(usual | changed))


def add_target(connection: Connection, **changed: Any) -> Target:
    """Store a target under the next number and return it."""
    number = next_number(records.of(connection, EVERYWHERE, Target).of(Target))
    added = target(id=number, **changed)
    Writing(connection, signature()).add(added)
    return added


def targets_held(store: Store) -> dict[int, Target]:
    """Every target in a store by its number, withdrawn ones included."""
    return by_number(records_in(store).of(Target))


def lists_held(store: Store) -> dict[int, SuppliedList]:
    """Every supplied list in a store by its number, withdrawn ones included."""
    return by_number(records_in(store).of(SuppliedList))
