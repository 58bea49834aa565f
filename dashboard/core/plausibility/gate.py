"""The gate that every figure of a file passes before it is stored: each rule on each indicator."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from dashboard.core.areas import ENGLAND, WALES, Area, AreaType
from dashboard.core.groups import ALL_CHILDREN, Groups
from dashboard.core.indicators import USABLE_STATES, Indicator
from dashboard.core.local_figures import WHOLE_SERVICE, AreaTeam, LocalState, parse_local_period
from dashboard.core.local_indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind, parse_period
from dashboard.core.plausibility.gauges import Gauge, gauge_of_own, gauge_of_published
from dashboard.core.plausibility.jumps import doubtful_jumps
from dashboard.core.plausibility.suspects import FIGURE_COLUMNS, HELD, KEYS, Doubt, Doubts
from dashboard.core.plausibility.totals import Relation, doubtful_totals
from dashboard.core.plausibility.units import changed_unit
from dashboard.core.plausibility.values import doubtful_values

# A nation or region is held against its areas where so many of them are known.
SHARE_OF_AREAS = 0.8
_OWN_STATES = tuple(state.value for state in LocalState if state.usable)
_AS_OF_ALL = {"area_code": "place", "population": "denominator"}
Judge = Callable[[str, pd.DataFrame, pd.DataFrame], Iterator[Doubt]]


def doubts_about_published(
    rows: pd.DataFrame,
    held: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
) -> Doubts:
    """Return what is doubtful among the published figures of a file, beside those held.

    Both have the columns `indicator` and OBSERVATION_COLUMNS, the file's also `row`. Figures that
    enter no calculation, such as doubtful or part-year ones, are not judged.
    """
    named = {code: area.name for code, area in areas.items()}

    def judge(name: str, sent: pd.DataFrame, known: pd.DataFrame) -> Iterator[Doubt]:
        indicator = indicators[name]
        gauge = gauge_of_published(indicator)
        yield from doubtful_values(sent, gauge)
        periods = _years(known["period"], indicator)
        yield from _leaps(known, periods, gauge, areas)
        for relation in _nations(known, indicator, areas, periods):
            yield from doubtful_totals(relation, gauge)

    def name_of(row: pd.Series) -> tuple[str, str]:
        indicator = indicators[row["indicator"]]
        period = parse_period(row["period"], indicator.period_kind).label
        gauge = gauge_of_published(indicator)
        return f"{indicator.name}, {named[row['place']]}, {period}", gauge.words(row["value"])

    table, beside = rows.rename(columns=_AS_OF_ALL), held.rename(columns=_AS_OF_ALL)
    gauges = {name: gauge_of_published(one) for name, one in indicators.items()}
    found = _judged(_common(table), _common(beside), USABLE_STATES, gauges, judge)
    return Doubts(table, False, tuple(found), lambda position: name_of(table.iloc[position]))


def doubts_about_own(
    rows: pd.DataFrame,
    held: pd.DataFrame,
    indicators: Mapping[str, LocalIndicator],
    teams: Mapping[str, AreaTeam],
    groups: Groups,
) -> Doubts:
    """Return what is doubtful among a service's own figures of a file, beside those held.

    Both have the columns `indicator` and LOCAL_COLUMNS, the file's also `row`.
    """

    def judge(name: str, sent: pd.DataFrame, known: pd.DataFrame) -> Iterator[Doubt]:
        indicator = indicators[name]
        gauge = gauge_of_own(indicator)
        yield from doubtful_values(sent, gauge)
        for periods in _parts_of_years(known["period"]):
            yield from _leaps(known[known["period"].isin(list(periods))], periods, gauge, {})
        for relation in _own_relations(known, indicator, teams.values(), groups):
            yield from doubtful_totals(relation, gauge)

    def name_of(row: pd.Series) -> tuple[str, str]:
        indicator = indicators[row["indicator"]]
        place = teams[row["place"]].name if row["place"] in teams else "whole service"
        period = parse_local_period(row["period"]).label
        group = [groups.written(row["group"])] if row["group"] else []
        words = gauge_of_own(indicator).words(row["value"])
        return ", ".join([indicator.name, place, period, *group]), words

    gauges = {name: gauge_of_own(one) for name, one in indicators.items()}
    found = _judged(_common(rows), _common(held), _OWN_STATES, gauges, judge)
    return Doubts(rows, True, tuple(found), lambda position: name_of(rows.iloc[position]))


def _common(rows: pd.DataFrame) -> pd.DataFrame:
    figures = rows.assign(position=np.arange(len(rows)) if "row" in rows else HELD)
    if "group" not in figures:
        figures["group"] = ALL_CHILDREN
    numbers = ["value", "count", "denominator"]
    figures[numbers] = figures[numbers].astype(np.float64)
    return figures[FIGURE_COLUMNS]


def _judged(
    sent: pd.DataFrame,
    held: pd.DataFrame,
    states: Iterable[str],
    gauges: Mapping[str, Gauge],
    judge: Judge,
) -> Iterator[Doubt]:
    """Yield what is doubtful of each indicator; one in another unit is doubted for that alone."""
    for name, rows in sent.groupby("indicator", sort=False):
        beside = held[held["indicator"] == name]
        usable, known = _usable(rows, states), _usable(beside, states)
        if usable.empty:
            continue
        changed = changed_unit(pd.concat([usable, known]), gauges[str(name)])
        if changed is not None:
            yield changed
            continue
        # What the file gives anew, whatever its state, takes the place of what is held.
        together = pd.concat([rows, beside]).drop_duplicates(KEYS, keep="first")
        found = judge(str(name), usable, _usable(together, states).reset_index(drop=True))
        yield from (each for each in found if len(each.positions))


def _usable(figures: pd.DataFrame, states: Iterable[str]) -> pd.DataFrame:
    return figures[figures["state"].isin(list(states)) & figures["value"].notna()]


def _leaps(
    known: pd.DataFrame, periods: Mapping[str, Period], gauge: Gauge, areas: Mapping[str, Area]
) -> Iterator[Doubt]:
    starts = [parse_period(b.period, p.kind) for b in gauge.breaks for p in [*periods.values()][:1]]
    stretches = {name: sum(s <= one for s in starts) for name, one in periods.items()}
    abolished = pd.Series(False, index=known.index)
    for code in known["place"].unique():
        ended = areas[code].abolished_on if code in areas else None
        if ended is not None:
            late = [name for name, one in periods.items() if one.end > ended]
            abolished |= (known["place"] == code) & known["period"].isin(late)
    yield from doubtful_jumps(known.assign(abolished=abolished), stretches, gauge)


def _years(texts: pd.Series, indicator: Indicator) -> dict[str, Period]:
    found = sorted(parse_period(text, indicator.period_kind) for text in texts.unique())
    return {period.id: period for period in found}


def _parts_of_years(texts: pd.Series) -> Iterator[dict[str, Period]]:
    """Yield the quarters, then the months, each kind by itself and oldest first."""
    found = sorted(parse_local_period(text) for text in texts.unique())
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        of_kind = {period.id: period for period in found if period.kind is kind}
        if of_kind:
            yield of_kind


def _nations(
    known: pd.DataFrame,
    indicator: Indicator,
    areas: Mapping[str, Area],
    periods: Mapping[str, Period],
) -> Iterator[Relation]:
    """Yield England beside its regions, then England and each region beside their areas."""
    places = [a for a in areas.values() if a.area_type is indicator.published_for]
    within = {a.code: a.region for a in places if a.region not in (None, WALES)}
    regions = {
        a.name: a.code
        for a in areas.values()
        if a.area_type is AreaType.REGION and a.name in within.values()
    }
    in_england = dict.fromkeys(regions.values(), ENGLAND)
    yield _nation(known, in_england, lambda _: len(regions), "regions", exact=True)
    of_region = {code: regions[name] for code, name in within.items() if name in regions}
    for wholes in (of_region, dict.fromkeys(of_region, ENGLAND)):
        parts = [(areas[code], whole) for code, whole in wholes.items()]
        numbers = {
            (whole, name): sum(w == whole and a.existed_in(period) for a, w in parts)
            for whole in set(wholes.values())
            for name, period in periods.items()
        }
        yield _nation(known, wholes, numbers.__getitem__, "areas", exact=False)


def _nation(
    known: pd.DataFrame,
    wholes: Mapping[str, str],
    number: Callable[[tuple[str, str]], int],
    parts_are: str,
    *,
    exact: bool,
) -> Relation:
    parts = known[known["place"].isin(list(wholes))]

    def expected(found: pd.DataFrame) -> pd.Series:
        keys = zip(found["place"], found["period"], strict=True)
        return pd.Series([number(key) for key in keys], index=found.index, dtype=np.float64)

    return Relation(
        wholes=known[known["place"].isin(set(wholes.values()))],
        parts=parts.assign(place=parts["place"].map(dict(wholes))),
        expected=expected,
        needed=SHARE_OF_AREAS,
        parts_are=parts_are,
        exact=exact,
    )


def _own_relations(
    known: pd.DataFrame, indicator: LocalIndicator, teams: Iterable[AreaTeam], groups: Groups
) -> Iterator[Relation]:
    """Yield the service and its area teams, all children and groups, quarters and months."""
    is_whole, active = known["place"] == WHOLE_SERVICE, sum(team.active for team in teams)
    parts = known[~is_whole].assign(place=WHOLE_SERVICE)
    yield _own(known[is_whole], parts, active, "area teams")
    for dimension in groups.dimensions:
        if dimension.id in indicator.groups:
            inside = known["group"].isin([group.id for group in dimension.groups])
            parts = known[inside].assign(group=ALL_CHILDREN)
            everybody = known[known["group"] == ALL_CHILDREN]
            words = f"groups by {dimension.name.lower()}"
            yield _own(everybody, parts, len(dimension.groups), words)
    months = {name: _quarter(name) for name in known["period"].unique() if " Q" not in name}
    is_month = known["period"].isin(list(months))
    parts = known[is_month].assign(period=known["period"].map(months))
    yield _own(known[~is_month], parts, 3, "months")


def _own(wholes: pd.DataFrame, parts: pd.DataFrame, number: int, parts_are: str) -> Relation:
    return Relation(wholes, parts, lambda found: pd.Series(number, index=found.index), 1, parts_are)


def _quarter(month: str) -> str:
    one = parse_local_period(month)
    return Period(PeriodKind.QUARTER, one.end_year, -(-one.part // 3)).id
