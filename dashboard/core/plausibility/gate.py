"""The gate that every figure of a file passes before it is stored: each rule on each indicator."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from dashboard.core.areas import Area
from dashboard.core.own.figures import AreaTeam, LocalState, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind, parse_period
from dashboard.core.plausibility.fractions import doubtful_fractions
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
from dashboard.core.plausibility.times import doubtful_lifetimes, doubtful_periods
from dashboard.core.plausibility.totals import doubtful_totals, nations, own_relations
from dashboard.core.plausibility.values import changed_unit, doubtful_values
from dashboard.core.published.indicators import USABLE_STATES, Indicator

_OWN_STATES = tuple(state.value for state in LocalState if state.usable)
_AS_OF_ALL = {"area_code": "place", "population": "denominator"}
Judge = Callable[[str, pd.DataFrame, pd.DataFrame], Iterator[Doubt]]


@dataclass(frozen=True)
class _Rules:
    """What differs between published and own figures: which are usable, and how they are judged.

    `gauge` and `period` are asked with an indicator's id. `judge` gets it with the usable figures
    of the file, and with these beside those held.
    """

    usable: tuple[str, ...]
    gauge: Callable[[str], Gauge]
    period: Callable[[str, str], Period]
    judge: Judge


def doubts_about_published(
    rows: pd.DataFrame,
    held: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
    today: dt.date,
) -> Doubts:
    """Return what is doubtful among the published figures of a file, beside those held.

    Both have the columns `indicator` and OBSERVATION_COLUMNS, the file's also `row`. Of figures
    that enter no calculation, such as doubtful or part-year ones, only the period is judged: it
    must have begun by `today`.
    """
    named = {code: area.name for code, area in areas.items()}

    def period(name: str, text: str) -> Period:
        return parse_period(text, indicators[name].period_kind)

    def judge(name: str, sent: pd.DataFrame, known: pd.DataFrame) -> Iterator[Doubt]:
        gauge = gauge_of_published(indicators[name])
        periods = _oldest_first(known["period"], partial(period, name))
        yield from doubtful_lifetimes(sent, periods, areas)
        yield from doubtful_values(sent, gauge)
        yield from doubtful_jumps(known, _stretches(periods, gauge), gauge)
        for relation in nations(known, indicators[name], areas, periods):
            yield from doubtful_totals(relation, gauge)

    def name_of(row: pd.Series) -> tuple[str, str]:
        indicator = indicators[row["indicator"]]
        when = period(indicator.id, row["period"]).label
        what = f"{indicator.name}, {named[row['place']]}, {when}"
        return what, _value_words(row, gauge_of_published(indicator))

    table, beside = rows.rename(columns=_AS_OF_ALL), held.rename(columns=_AS_OF_ALL)
    rules = _Rules(USABLE_STATES, lambda name: gauge_of_published(indicators[name]), period, judge)
    found = _judged(_common(table, beside), rules, today)
    return Doubts(table, False, tuple(found), lambda position: name_of(table.iloc[position]))


def doubts_about_own(
    rows: pd.DataFrame,
    held: pd.DataFrame,
    indicators: Mapping[str, LocalIndicator],
    teams: Mapping[str, AreaTeam],
    groups: Groups,
    today: dt.date,
) -> Doubts:
    """Return what is doubtful among a service's own figures of a file, beside those held.

    Both have the columns `indicator` and LOCAL_COLUMNS, the file's also `row`. A period must have
    begun by `today`, whatever the state of the figure.
    """

    def judge(name: str, sent: pd.DataFrame, known: pd.DataFrame) -> Iterator[Doubt]:
        indicator = indicators[name]
        gauge = gauge_of_own(indicator)
        yield from doubtful_values(sent, gauge)
        for periods in _parts_of_years(known["period"]):
            of_kind = known[known["period"].isin(list(periods))]
            yield from doubtful_jumps(of_kind, _stretches(periods, gauge), gauge)
        for relation in own_relations(known, indicator, teams.values(), groups):
            yield from doubtful_totals(relation, gauge)

    def name_of(row: pd.Series) -> tuple[str, str]:
        indicator = indicators[row["indicator"]]
        place = teams[row["place"]].name if row["place"] in teams else "whole service"
        period = parse_local_period(row["period"]).label
        group = [groups.written(row["group"])] if row["group"] else []
        words = _value_words(row, gauge_of_own(indicator))
        return ", ".join([indicator.name, place, period, *group]), words

    rules = _Rules(
        usable=_OWN_STATES,
        gauge=lambda name: gauge_of_own(indicators[name]),
        period=lambda _, text: parse_local_period(text),
        judge=judge,
    )
    found = _judged(_common(rows, held), rules, today)
    return Doubts(rows, True, tuple(found), lambda position: name_of(rows.iloc[position]))


def _value_words(row: pd.Series, gauge: Gauge) -> str:
    return str(row["state"]) if pd.isna(row["value"]) else gauge.words(row["value"])


def _common(sent: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a file, then those held, with texts that repeat as categories."""
    parts = [sent.assign(position=np.arange(len(sent))), held.assign(position=HELD)]
    if "group" not in sent:
        parts = [each.assign(group=ALL_CHILDREN) for each in parts]
    figures = pd.concat([each[FIGURE_COLUMNS] for each in parts], ignore_index=True)
    numbers = ["value", "count", "denominator"]
    figures[numbers] = figures[numbers].astype(np.float64)
    return figures.astype(dict.fromkeys([*KEYS, "state"], "category"))


def _judged(figures: pd.DataFrame, rules: _Rules, today: dt.date) -> Iterator[Doubt]:
    """Yield what is doubtful of each indicator: the periods of all, the numbers of the usable."""
    # What the file gives again, whatever its state, takes the place of what is stored.
    figures = figures.assign(
        replaced=figures.duplicated(KEYS),
        usable=figures["state"].isin(rules.usable) & figures["value"].notna(),
    )
    for indicator, rows in figures.groupby("indicator", sort=False, observed=True):
        sent, name = rows[rows["position"] != HELD], str(indicator)
        periods = {text: rules.period(name, text) for text in sent["period"].unique()}
        yield from doubtful_periods(sent, periods, today)
        yield from _of_numbers(name, rows[rows["usable"]], rules)


def _of_numbers(name: str, rows: pd.DataFrame, rules: _Rules) -> Iterator[Doubt]:
    """Yield what is doubtful of the usable figures of an indicator.

    What is likely a fraction is doubted for that alone, and so are all that are in another unit.
    """
    gauge = rules.gauge(name)
    for fractions in doubtful_fractions(rows, gauge):
        yield fractions
        rows = rows[~rows["position"].isin(fractions.positions)]
    sent = rows[rows["position"] != HELD]
    if sent.empty:
        return
    changed = changed_unit(rows, gauge)
    if changed is not None:
        yield changed
        return
    found = rules.judge(name, sent, rows[~rows["replaced"]].reset_index(drop=True))
    yield from (each for each in found if len(each.positions))


def _stretches(periods: Mapping[str, Period], gauge: Gauge) -> dict[str, int]:
    """Return the stretch that each period belongs to: a change of definition begins a new one."""
    return {
        name: sum(parse_period(change.period, one.kind) <= one for change in gauge.breaks)
        for name, one in periods.items()
    }


def _oldest_first(texts: pd.Series, period: Callable[[str], Period]) -> dict[str, Period]:
    return {one.id: one for one in sorted(map(period, texts.unique()))}


def _parts_of_years(texts: pd.Series) -> Iterator[dict[str, Period]]:
    """Yield the quarters, then the months, each kind by itself and oldest first."""
    found = _oldest_first(texts, parse_local_period)
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        of_kind = {name: period for name, period in found.items() if period.kind is kind}
        if of_kind:
            yield of_kind
