"""A database as large as it can get: every service with own figures, and one long register.

All numbers are invented from a fixed seed.  They go in through the store's own functions, a whole
edition at a time, so that seals, history and indexes are those of a database in use.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.editions import Provenance
from dashboard.core.own.figures import WHOLE_SERVICE, AreaTeam, LocalState
from dashboard.core.own.groups import ALL_CHILDREN, Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind
from dashboard.definitions.catalogue import Catalogue
from dashboard.store.engine import Store
from dashboard.usecases.loading import open_store_with_shipped_figures
from tests.long_register import SERVICE, signed, write_register

QUARTERS, TEAMS = 16, ("north", "south", "east", "west")
RECOMMENDATIONS = 300
CHILDREN_A_TEAM = 40
SEED = 2018

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Filling:
    """What a database holds; `own_figures` counts the rows of services' own figures."""

    services: int
    own_figures: int
    recommendations: int


def fill(url: str, services: int, today: dt.date) -> Filling:
    """Fill a new database with own figures of so many services, one of them with a long register.

    Each service has four area teams, and of every indicator sixteen quarters of the service and
    of each team, by every group of children that may be counted.
    """
    catalogue, store = open_store_with_shipped_figures(url)
    names = [SERVICE, *(name for name in catalogue.services if name != SERVICE)][:services]
    write_register(store, RECOMMENDATIONS, today)
    keys = _keys(catalogue, today)
    for number, name in enumerate(names):
        numbers = _numbers(catalogue, np.random.default_rng([SEED, number]))
        _add_service(store, name, _figures(name, keys, numbers), today)
    store.close()
    return Filling(len(names), len(names) * len(keys), RECOMMENDATIONS)


def _add_service(store: Store, service: str, figures: pd.DataFrame, today: dt.date) -> None:
    signature = signed(dt.datetime.combine(today, dt.time(8), tzinfo=dt.UTC))
    key, about = f"benchmark-{service}", _provenance(service, today)
    with store.writing(signature) as work:
        for team in TEAMS:
            work.add(AreaTeam(_team_id(service, team), service, team.capitalize()))
        work.add_loaded_edition(key, service, about, figures)


def _team_id(service: str, team: str) -> str:
    return f"{service}-{team}"


def _provenance(service: str, today: dt.date) -> Provenance:
    return Provenance(
        title=f"Invented figures of {service}",
        publisher="Nobody: invented for a benchmark",
        address="",
        edition="benchmark",
        published_on=today.isoformat(),
        compiled_on=today,
        licence="none: invented",
        sha256=hashlib.sha256(service.encode()).hexdigest(),
    )


def _keys(catalogue: Catalogue, today: dt.date) -> pd.DataFrame:
    """Return what every service counts: indicator, place, quarter and group, in that order."""
    last = Period(PeriodKind.QUARTER, today.year, (today.month + 2) // 3).before(1)
    quarters = [last.before(steps).id for steps in range(QUARTERS)]
    names = ["indicator", "place", "period", "group"]
    indexes = [
        pd.MultiIndex.from_product(
            [[each.id], [WHOLE_SERVICE, *TEAMS], quarters, _group_ids(each, catalogue.groups)],
            names=names,
        )
        for each in catalogue.local_indicators.values()
    ]
    return pd.concat([index.to_frame(index=False) for index in indexes], ignore_index=True)


def _group_ids(indicator: LocalIndicator, groups: Groups) -> list[str]:
    return [ALL_CHILDREN, *(name for part in _parts(indicator, groups) for name in part)]


def _parts(indicator: LocalIndicator, groups: Groups) -> list[list[str]]:
    counted = [each for each in groups.dimensions if each.id in indicator.groups]
    return [[group.id for group in each.groups] for each in counted]


def _numbers(catalogue: Catalogue, chance: np.random.Generator) -> pd.DataFrame:
    """Return value, count and denominator of one service, a row for each of the keys."""
    found = [_of(each, catalogue.groups, chance) for each in catalogue.local_indicators.values()]
    return pd.concat(found, ignore_index=True)


def _of(indicator: LocalIndicator, groups: Groups, chance: np.random.Generator) -> pd.DataFrame:
    sizes = [len(part) for part in _parts(indicator, groups)]
    counts = _counted(chance, sizes)
    if indicator.is_count:
        return pd.DataFrame({"value": counts.astype(float), "count": counts, "denominator": None})
    # One more than nobody, because of nobody there is no share.
    among = counts + _counted(chance, sizes) + 1
    shares = counts / among * indicator.unit.multiplier
    return pd.DataFrame({"value": shares, "count": counts, "denominator": among})


def _counted(chance: np.random.Generator, sizes: Sequence[int]) -> Counts:
    """Return numbers of children by place, quarter and group; groups and teams add up."""
    everybody = chance.poisson(CHILDREN_A_TEAM, (len(TEAMS), QUARTERS))
    by_group = [chance.multinomial(everybody, np.full(size, 1 / size)) for size in sizes]
    teams = np.concatenate([everybody[..., np.newaxis], *by_group], axis=2)
    return np.concatenate([teams.sum(axis=0, keepdims=True), teams]).ravel()


def _figures(service: str, keys: pd.DataFrame, numbers: pd.DataFrame) -> pd.DataFrame:
    ids = {WHOLE_SERVICE: WHOLE_SERVICE} | {team: _team_id(service, team) for team in TEAMS}
    figures = pd.concat([keys, numbers], axis=1)
    return figures.assign(place=figures["place"].map(ids), state=LocalState.FINAL.value, note="")
