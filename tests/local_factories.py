"""Builders of local indicators and of a service's own figures, for tests."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.core.groups import ALL_CHILDREN
from dashboard.core.indicators import Polarity, Unit
from dashboard.core.local_figures import LOCAL_COLUMNS, WHOLE_SERVICE, LocalFigures
from dashboard.core.local_indicators import LocalIndicator, LocalKind

QUARTER = "2025-26 Q1"


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
