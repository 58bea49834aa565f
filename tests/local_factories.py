"""Builders of local indicators and of a service's own figures, for tests."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.core.own.figures import (
    LOCAL_COLUMNS,
    WHOLE_SERVICE,
    AreaTeam,
    LocalFigures,
    parse_local_period,
)
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.published.indicators import (
    Unit,
)
from dashboard.core.verdicts import Polarity
from dashboard.store.editions import add_local_edition
from dashboard.store.engine import Store
from tests import figures_factories
from tests.history_factories import added

QUARTER = "2025-26 Q1"
LOADED = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
_NUMBERS = ("value", "count", "denominator")
MONTHS = ("2025-04", "2025-05", "2025-06")


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


def own(indicator: LocalIndicator, rows: Iterable[Mapping[Any, Any]]) -> LocalFigures:
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
    sha256: str = "0" * 64,
) -> int:
    """Store a service's own figures, rows by local indicator, as one edition; its id."""
    listed = [row | {"indicator": name} for name, some in rows.items() for row in some]
    table = pd.DataFrame(listed, columns=["indicator", *LOCAL_COLUMNS])
    table[list(_NUMBERS)] = table[list(_NUMBERS)].astype(float)
    about = figures_factories.provenance(sha256, title="Own figures", publisher="The service")
    with store.database.writing() as connection:
        key = f"loaded/own/{next(_loaded)}"
        return add_local_edition(connection, key, service, about, table, loaded_at)


def add_teams(store: Store, *names: str, service: str = "hertfordshire") -> None:
    """Store area teams, each under its name in small letters."""
    added(store, *(AreaTeam(name.lower(), service, name) for name in names))


def additive_figures(
    *,
    seed: int,
    teams: int = 3,
    months: bool = False,
    dimensions: int = 2,
    mean: float = 3,
    is_share: bool = False,
    crossed: bool = True,
    missing: float = 0,
) -> LocalFigures:
    """Figures of one quarter that add up: children drawn by team, month, sex and age.

    Without `crossed`, groups are counted for the whole service only; a part of `missing` is left
    out, as if nobody had sent it.
    """
    random = np.random.default_rng(seed)
    shape = (max(teams, 1), 3, 2, 3)
    of = random.poisson(mean / 4, shape)
    yes = random.binomial(of, 0.5)
    rows = []
    for place, team in [(WHOLE_SERVICE, None), *((f"team-{n}", n) for n in range(teams))]:
        for period, month in [
            (QUARTER, None),
            *(zip(MONTHS, range(3), strict=True) if months else ()),
        ]:
            for group, sex, age in _groups(dimensions):
                if group and team is not None and not crossed:
                    continue
                if random.random() < missing:
                    continue
                at = tuple(slice(None) if n is None else n for n in (team, month, sex, age))
                numbers = (yes[at].sum(), of[at].sum()) if is_share else (of[at].sum(),)
                rows.append(figure(*numbers, place=place, period=period, group=group))
    return own(share() if is_share else plain_count(), rows)


def many_quarters(quarters: int, **shape: Any) -> LocalFigures:
    """Figures of several quarters in a row, each drawn anew; see `additive_figures`."""
    each = [additive_figures(seed=seed, **shape) for seed in range(quarters)]
    last = parse_local_period(QUARTER)
    tables = [one.table.assign(period=last.before(n).id) for n, one in enumerate(each)]
    return own(each[0].indicator, pd.concat(tables).to_dict("records"))


def _groups(dimensions: int) -> list[tuple[str, int | None, int | None]]:
    sexes = [(f"sex-{n}", n, None) for n in range(2)]
    ages = [(f"age-{n}", None, n) for n in range(3)]
    return [("", None, None), *(sexes if dimensions else ()), *(ages if dimensions > 1 else ())]
