"""Builders of local indicators and of a service's own figures, for tests."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.core.groups import ALL_CHILDREN
from dashboard.core.indicators import Polarity, Unit
from dashboard.core.local_figures import LOCAL_COLUMNS, WHOLE_SERVICE, AreaTeam, LocalFigures
from dashboard.core.local_indicators import LocalIndicator, LocalKind
from dashboard.core.periods import Period, PeriodKind
from dashboard.store.editions import add_local_edition
from dashboard.store.engine import Store
from tests import figures_factories
from tests.history_factories import added

QUARTER = "2025-26 Q1"
LOADED = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
_NUMBERS = ("value", "count", "denominator")


def plain_count(**changed: Any) -> LocalIndicator:
    """An indicator that counts children, out of nothing."""
    usual: dict[str, Any] = {
        "id": "local-entrants",
        "name": "First-time entrants counted locally",
        "subject": "First-time entrants",
        "kind": LocalKind.MEASURE,
        "unit": Unit("children", "children", 0),
        "polarity": Polarity.LOWER,
        "numerator": "Children",
        "denominator": "",
        "plausible_minimum": 0,
        "plausible_maximum": 2000,
        "why_it_matters": "It matters.",
        "reviewed_on": dt.date(2026, 11, 22),
        "groups": ("sex", "age", "ethnicity", "care"),
    }
    return LocalIndicator(**(usual | changed))


def share(**changed: Any) -> LocalIndicator:
    """An indicator that is a percentage of some children."""
    usual: dict[str, Any] = {
        "id": "kpi-1",
        "unit": Unit("%", "per cent of children", 0),
        "denominator": "Children whose order ended",
        "plausible_maximum": 100,
    }
    return plain_count(**(usual | changed))


def figure(
    count: float | None = None,
    of: float | None = None,
    *,
    place: str = WHOLE_SERVICE,
    period: str = QUARTER,
    group: str = ALL_CHILDREN,
    **changed: Any,
) -> dict[str, Any]:
    """A row of local figures: a count, of a denominator where there is one, and its value."""
    value = count if count is None or of is None else count / of * 100 if of else None
    usual: dict[str, Any] = {
        "place": place,
        "period": period,
        "group": group,
        "value": value,
        "count": count,
        "denominator": of,
        "state": "final",
        "note": "",
        "edition_id": 1,
    }
    return usual | changed


def own(indicator: LocalIndicator, rows: Iterable[dict[str, Any]]) -> LocalFigures:
    """The figures of one indicator of one service."""
    table = pd.DataFrame(list(rows), columns=LOCAL_COLUMNS)
    numbers = ["value", "count", "denominator"]
    table[numbers] = table[numbers].astype(float)
    return LocalFigures(indicator, "anytown", table)


def quarters(number: int, last: Period | None = None) -> tuple[Period, ...]:
    """So many quarters that follow one another, oldest first, up to July to September 2025."""
    newest = last or Period(PeriodKind.QUARTER, 2025, 3)
    return tuple(newest.before(back) for back in reversed(range(number)))


def series_of(
    counts: Iterable[float | None], of: float | None = None, **changed: Any
) -> list[dict[str, Any]]:
    """A row a quarter, the last of them July to September 2025; None is not recorded."""
    found = list(counts)
    return [
        figure(count, of, period=period.id, **changed)
        if count is not None
        else figure(period=period.id, **(changed | {"state": "not recorded"}))
        for count, period in zip(found, quarters(len(found)), strict=True)
    ]


_loaded = itertools.count(1)


def load_own(
    store: Store,
    rows: Mapping[str, Iterable[dict[str, Any]]],
    service: str = "hertfordshire",
    loaded_at: dt.datetime = LOADED,
) -> int:
    """Store a service's own figures, rows by local indicator, as one edition; its id."""
    listed = [row | {"indicator": name} for name, some in rows.items() for row in some]
    table = pd.DataFrame(listed, columns=["indicator", *LOCAL_COLUMNS])
    table[list(_NUMBERS)] = table[list(_NUMBERS)].astype(float)
    about = figures_factories.provenance(title="Own figures", publisher="The service")
    with store.writing() as connection:
        key = f"loaded/own/{next(_loaded)}"
        return add_local_edition(connection, key, service, about, table, loaded_at)


def add_teams(store: Store, *names: str, service: str = "hertfordshire") -> None:
    """Store area teams, each under its name in small letters."""
    added(store, *(AreaTeam(name.lower(), service, name) for name in names))
