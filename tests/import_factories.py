"""Small files of figures for tests of loading, and the frames that the plausibility gate takes."""

from typing import Any

import pandas as pd

from dashboard.core.own.figures import AreaTeam
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import accept_import, preview_import
from tests.conftest import TODAY
from tests.people_factories import signature

PUBLISHED = "indicator,area,period,value,count,population,state,note"
OWN = "indicator,area team,period,group,value,count,denominator,state,note"
ABOUT = AboutFile("A file", "A publisher", "2026-10", "")
FTE, ENTRANTS = "first-time-entrants", "local-first-time-entrants"
QUARTERS = [f"{year}-{year % 100 + 1} Q{q}" for year in (2023, 2024, 2025) for q in range(1, 5)]


def published_file(*rows: str) -> bytes:
    """A file of published figures, with these rows."""
    return "\n".join([PUBLISHED, *rows, ""]).encode()


def own_file(*rows: str) -> bytes:
    """A file in the dashboard's own template, with these rows."""
    return "\n".join([OWN, *rows, ""]).encode()


def team(name: str = "North", **changed: Any) -> AreaTeam:
    """An area team of Hertfordshire, whose id is its name in small letters."""
    usual: dict[str, Any] = {"id": name.lower(), "service": "hertfordshire", "name": name}
    return AreaTeam(**(usual | changed))


def published(*rows: tuple[str, str, str, float], **columns: Any) -> pd.DataFrame:
    """Published figures as an importer returns them: indicator, area, period, value."""
    frame = pd.DataFrame(rows, columns=["indicator", "area_code", "period", "value"])
    usual = {
        "count": None,
        "population": None,
        "state": "published",
        "note": "",
        "edition_id": None,
    }
    frame.insert(0, "row", range(2, len(frame) + 2))
    return frame.assign(**(usual | columns))


def own(*rows: tuple[str, str, str, str, float], **columns: Any) -> pd.DataFrame:
    """Own figures as an importer returns them: indicator, place, period, group, value."""
    frame = pd.DataFrame(rows, columns=["indicator", "place", "period", "group", "value"])
    usual = {"count": None, "denominator": None, "state": "final", "note": "", "edition_id": None}
    frame.insert(0, "row", range(2, len(frame) + 2))
    return frame.assign(**(usual | columns))


def preview(store, holdings, content, file="figures.csv", service="hertfordshire", **more):
    """The preview of a file."""
    return preview_import(store, holdings, service, content, file, **{"today": TODAY, **more})


def load(store, holdings, content, about=ABOUT, **more):
    """Load a file as it was previewed, and return the id of its edition."""
    seen = preview(store, holdings, content, **more)
    return accept_import(store, holdings, signature(), seen, about)
