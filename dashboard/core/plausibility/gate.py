"""The gate that every figure of a file passes before it is stored: each rule on each indicator."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from dashboard.core.areas import Area
from dashboard.core.own.figures import AreaTeam, LocalState, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind, parse_period
from dashboard.core.plausibility.jumps import doubtful_jumps
from dashboard.core.plausibility.suspects import (
    FIGURE_COLUMNS,
    HELD,
    KEYS,
    Doubt,
    Doubts,
    Gauge,
    gauge_of_own,
    gauge_of_published,
)
from dashboard.core.plausibility.totals import doubtful_totals, nations, own_relations
from dashboard.core.plausibility.values import changed_unit, doubtful_values
from dashboard.core.published.indicators import USABLE_STATES, Indicator

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
        for relation in nations(known, indicator, areas, periods):
            yield from doubtful_totals(relation, gauge)

    def name_of(row: pd.Series) -> tuple[str, str]:
        indicator = indicators[row["indicator"]]
        period = parse_period(row["period"], indicator.period_kind).label
        gauge = gauge_of_published(indicator)
        return f"{indicator.name}, {named[row['place']]}, {period}", gauge.words(row["value"])

    table, beside = rows.rename(columns=_AS_OF_ALL), held.rename(columns=_AS_OF_ALL)
    gauges = {name: gauge_of_published(one) for name, one in indicators.items()}
    found = _judged(_common(table, beside), USABLE_STATES, gauges, judge)
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
        for relation in own_relations(known, indicator, teams.values(), groups):
            yield from doubtful_totals(relation, gauge)

    def name_of(row: pd.Series) -> tuple[str, str]:
        indicator = indicators[row["indicator"]]
        place = teams[row["place"]].name if row["place"] in teams else "whole service"
        period = parse_local_period(row["period"]).label
        group = [groups.written(row["group"])] if row["group"] else []
        words = gauge_of_own(indicator).words(row["value"])
        return ", ".join([indicator.name, place, period, *group]), words

    gauges = {name: gauge_of_own(one) for name, one in indicators.items()}
    found = _judged(_common(rows, held), _OWN_STATES, gauges, judge)
    return Doubts(rows, True, tuple(found), lambda position: name_of(rows.iloc[position]))


def _common(sent: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a file, then those held, with texts that repeat as categories."""
    parts = [sent.assign(position=np.arange(len(sent))), held.assign(position=HELD)]
    if "group" not in sent:
        parts = [each.assign(group=ALL_CHILDREN) for each in parts]
    figures = pd.concat([each[FIGURE_COLUMNS] for each in parts], ignore_index=True)
    numbers = ["value", "count", "denominator"]
    figures[numbers] = figures[numbers].astype(np.float64)
    return figures.astype(dict.fromkeys([*KEYS, "state"], "category"))


def _judged(
    figures: pd.DataFrame, states: Iterable[str], gauges: Mapping[str, Gauge], judge: Judge
) -> Iterator[Doubt]:
    """Yield what is doubtful of each indicator; one in another unit is doubted for that alone."""
    # What the file gives again, whatever its state, takes the place of what is stored.
    figures = figures.assign(replaced=figures.duplicated(KEYS))
    usable = figures[figures["state"].isin(list(states)) & figures["value"].notna()]
    for name, rows in usable.groupby("indicator", sort=False, observed=True):
        sent = rows[rows["position"] != HELD]
        if sent.empty:
            continue
        changed = changed_unit(rows, gauges[str(name)])
        if changed is not None:
            yield changed
            continue
        found = judge(str(name), sent, rows[~rows["replaced"]].reset_index(drop=True))
        yield from (each for each in found if len(each.positions))


def _leaps(
    known: pd.DataFrame, periods: Mapping[str, Period], gauge: Gauge, areas: Mapping[str, Area]
) -> Iterator[Doubt]:
    stretches = {
        name: sum(parse_period(change.period, one.kind) <= one for change in gauge.breaks)
        for name, one in periods.items()
    }
    abolished = pd.Series(False, index=known.index)
    for code in known["place"].unique() if areas else ():
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
