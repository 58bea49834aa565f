"""Small places, lists and targets for tests of what a board supplies itself."""

import datetime as dt
from typing import Any

from dashboard.core.areas import Area, AreaType
from dashboard.core.published.targets import Target

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
        "service": "hertfordshire",
        "indicator": "first-time-entrants",
        "area_code": "E10000015",
        "value": 100.0,
        "unit": "per 100,000",
        "set_on": dt.date(2026, 11, 21),
    }
    return Target(**(usual | changed))
