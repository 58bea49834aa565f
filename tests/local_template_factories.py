"""Files in the dashboard's own layouts and what they may name, small enough to be read whole."""

import datetime as dt
import hashlib
from typing import Any

import pandas as pd

from dashboard.core.areas import Service
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.own.figures import LOCAL_COLUMNS, AreaTeam, LocalFigures
from dashboard.core.own.groups import Dimension, Group, Groups
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.published.indicators import (
    Unit,
)
from dashboard.core.verdicts import Polarity
from dashboard.errors import Problem
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.imported import Known
from tests.figures_factories import AREAS, INDICATORS

HEADER = "Indicator,Area team,Period,Group,Value,Count,Denominator,State,Note"
PERCENT = Unit("%", "per cent of children", 0)


def local_indicator(key: str, **changes: Any) -> LocalIndicator:
    usual: dict[str, Any] = {
        "id": key,
        "name": key.replace("-", " ").capitalize(),
        "subject": key,
        "kind": LocalKind.MEASURE,
        "unit": Unit("children", "children", 0),
        "polarity": Polarity.LOWER,
        "numerator": "children",
        "denominator": "",
        "plausible_minimum": 0,
        "plausible_maximum": 2000,
        "why_it_matters": "They are children.",
        "reviewed_on": dt.date(2026, 11, 22),
        "groups": ("sex",),
    }
    return LocalIndicator(**(usual | changes))


COUNTED = local_indicator("entrants-counted")
HOUSED = local_indicator("housed", unit=PERCENT, denominator="children", groups=("sex", "age"))
RATE = local_indicator(
    "rate", unit=Unit("per 1,000", "per 1,000 children", 1, per=1000), denominator="children"
)
AUDIT = local_indicator(
    "audit-1.1.1",
    name="Case audit 1.1.1: Is the child heard?",
    kind=LocalKind.AUDIT,
    unit=PERCENT,
    denominator="cases",
    groups=(),
)
LOCAL_INDICATORS = {each.id: each for each in (COUNTED, HOUSED, RATE, AUDIT)}
GROUPS = Groups(
    (
        Dimension(
            "sex",
            "Sex",
            (
                Group("sex-girls", "Girls", aliases=("Girls", "Female")),
                Group("sex-boys", "Boys", aliases=("Boys", "Male")),
            ),
        ),
        Dimension(
            "age",
            "Age",
            (
                Group("age-10-14", "10 to 14", aliases=("10-14",)),
                Group("age-15-17", "15 to 17", aliases=("15-17",)),
            ),
        ),
    )
)
SERVICE = Service(
    "hertfordshire",
    "Hertfordshire",
    "F00HE00",
    "England",
    "East of England",
    "Hertfordshire",
    ("E10000015",),
)
TEAMS = {
    "north": AreaTeam("north", "hertfordshire", "North Herts"),
    "old": AreaTeam("old", "hertfordshire", "=Old & new", active=False),
}
NO_FRAMEWORKS: dict[str, Framework] = {}
KNOWN = Known(
    service=SERVICE,
    areas=AREAS,
    services={SERVICE.id: SERVICE},
    indicators=INDICATORS,
    frameworks=NO_FRAMEWORKS,
    local_indicators=LOCAL_INDICATORS,
    groups=GROUPS,
    teams=TEAMS,
)


def grid(
    *rows: str,
    name: str = "",
    unreadable: tuple[Problem, ...] = (),
    first: int = 1,
    merged: tuple[str, ...] = (),
    hidden: bool = False,
) -> Grid:
    """A sheet whose cells are parted by commas; blank rows are left out, as a reader does."""
    cells = [row.split(",") for row in rows]
    width = max(map(len, cells))
    padded = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in cells]
    frame = pd.DataFrame(padded, dtype="str", index=range(first, first + len(cells)))
    return Grid(name, frame[(frame != "").any(axis=1)], unreadable, merged, hidden=hidden)


def sent(*grids: Grid, name: str = "figures.xlsx") -> SentFile:
    return SentFile(name, hashlib.sha256(name.encode()).hexdigest(), grids)


def local_sent(*rows: str, header: str = HEADER, unreadable: tuple[Problem, ...] = ()) -> SentFile:
    """A file in the layout of a service's own figures."""
    return sent(grid(header, *rows, unreadable=unreadable))


def local_figures(indicator: LocalIndicator, *rows: dict[str, Any]) -> LocalFigures:
    """Figures of which each row names only what it is about."""
    empty = {"place": "", "group": "", "state": "final", "note": "", "edition_id": None}
    numbers = dict.fromkeys(("value", "count", "denominator"), float("nan"))
    table = pd.DataFrame([empty | numbers | row for row in rows], columns=LOCAL_COLUMNS)
    return LocalFigures(indicator, SERVICE.id, table)
