"""Which figures are parts of which: areas of a nation, teams of a service, months of a quarter."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import numpy as np
import pandas as pd

from dashboard.core.areas import ENGLAND, WALES, Area, AreaType
from dashboard.core.own.figures import WHOLE_SERVICE, AreaTeam, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.plausibility.suspects import Positions
from dashboard.core.plausibility.totals import NONE, Cells, Relation
from dashboard.core.published.indicators import Indicator

# A nation or region is compared with its areas where so many of them are known.
SHARE_OF_AREAS = 0.8


def nations(
    known: pd.DataFrame,
    indicator: Indicator,
    areas: Mapping[str, Area],
    periods: Mapping[str, Period],
) -> Iterator[Relation]:
    """Yield England beside its regions, then England and each region beside their areas.

    Text columns of the figures are categories; `periods` has those periods, by their text.
    """
    places = [a for a in areas.values() if a.area_type is indicator.published_for]
    within = {a.code: a.region for a in places if a.region not in (None, WALES)}
    regions = {
        a.name: a.code
        for a in areas.values()
        if a.area_type is AreaType.REGION and a.name in within.values()
    }
    in_england = dict.fromkeys(regions.values(), ENGLAND)
    yield _nation(known, in_england, lambda *_: len(regions), "regions", exact=True)
    of_region = {code: regions[name] for code, name in within.items() if name in regions}
    for wholes in (of_region, dict.fromkeys(of_region, ENGLAND)):
        number = _number_of(wholes, areas, periods)
        yield _nation(known, wholes, number, "areas", exact=False)


def own_relations(
    known: pd.DataFrame, indicator: LocalIndicator, teams: Iterable[AreaTeam], groups: Groups
) -> Iterator[Relation]:
    """Yield the service and its area teams, all children and groups, quarters and months.

    Text columns of the figures are categories.
    """
    codes = _Codes(known)
    place, period, group = codes.place, codes.period, codes.group
    service, everybody = codes.at("place", [WHOLE_SERVICE])[0], codes.at("group", [ALL_CHILDREN])[0]
    keys, is_whole = codes.keys(place, period, group), place == service
    parts = codes.keys(np.where(is_whole, NONE, service), period, group)
    active = sum(team.active for team in teams)
    yield _own(known, np.where(is_whole, keys, NONE), parts, active, "area teams")
    wholes = np.where(group == everybody, keys, NONE)
    for dimension in groups.dimensions:
        if dimension.id in indicator.groups:
            inside = np.isin(group, codes.at("group", [each.id for each in dimension.groups]))
            parts = codes.keys(place, period, np.where(inside, everybody, NONE))
            words = f"groups by {dimension.name.lower()}"
            yield _own(known, wholes, parts, len(dimension.groups), words)
    quarters = codes.at("period", [_quarter(name) for name in codes.names("period")])[period]
    is_month = np.array([" Q" not in name for name in codes.names("period")])[period]
    parts = codes.keys(place, np.where(is_month, quarters, NONE), group)
    yield _own(known, np.where(is_month, NONE, keys), parts, 3, "months")


class _Codes:
    """Figures' places, periods and groups as numbers, and keys of all three together."""

    def __init__(self, figures: pd.DataFrame) -> None:
        self._figures = figures
        self.place, self.period, self.group = (
            np.asarray(figures[name].cat.codes, dtype=np.int64)
            for name in ("place", "period", "group")
        )

    def names(self, column: str) -> list[str]:
        return list(self._figures[column].cat.categories)

    def at(self, column: str, names: Iterable[str]) -> Positions:
        """Return the numbers of names, NONE where no figure has that name."""
        categories = self._figures[column].cat.categories
        return np.asarray(
            categories.get_indexer(pd.Index(list(names), dtype=categories.dtype)), dtype=np.int64
        )

    def keys(self, place: Positions, period: Positions, group: Positions) -> Positions:
        """Return a number for each place, period and group; NONE where one of them is."""
        periods, groups = (len(self._figures[name].cat.categories) for name in ("period", "group"))
        absent = (place == NONE) | (period == NONE) | (group == NONE)
        return np.where(absent, NONE, (place * periods + period) * groups + group)


def _nation(
    known: pd.DataFrame,
    wholes: Mapping[str, str],
    number: Callable[[str, str], int],
    parts_are: str,
    *,
    exact: bool,
) -> Relation:
    codes = _Codes(known)
    names = codes.names("place")
    of_parts = codes.at("place", [wholes.get(name, "") for name in names])[codes.place]
    is_whole = np.isin(codes.place, codes.at("place", set(wholes.values())))

    def expected(rows: Positions) -> Cells:
        found = known.iloc[rows]
        pairs = zip(found["place"], found["period"], strict=True)
        return np.array([number(*pair) for pair in pairs], dtype=np.float64)

    return Relation(
        figures=known,
        wholes=np.where(is_whole, codes.keys(codes.place, codes.period, codes.group), NONE),
        parts=codes.keys(of_parts, codes.period, codes.group),
        expected=expected,
        needed=SHARE_OF_AREAS,
        parts_are=parts_are,
        exact=exact,
    )


def _number_of(
    wholes: Mapping[str, str], areas: Mapping[str, Area], periods: Mapping[str, Period]
) -> Callable[[str, str], int]:
    """Return how many areas a whole had in a period."""
    parts: dict[str, list[Area]] = {}
    for code, whole in wholes.items():
        parts.setdefault(whole, []).append(areas[code])
    return cache(lambda whole, name: sum(each.existed_in(periods[name]) for each in parts[whole]))


def _own(
    known: pd.DataFrame, wholes: Positions, parts: Positions, number: int, parts_are: str
) -> Relation:
    def expected(rows: Positions) -> Cells:
        return np.full(len(rows), float(number))

    return Relation(known, wholes, parts, expected, 1, parts_are)


def _quarter(name: str) -> str:
    """Return the quarter of a month, and a quarter as it is."""
    one = parse_local_period(name)
    if one.kind is PeriodKind.QUARTER:
        return name
    return Period(PeriodKind.QUARTER, one.end_year, -(-one.part // 3)).id
