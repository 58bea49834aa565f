"""Rows of published figures, whatever file they came from: what is wrong, and what they say.

The area of a row is a code here; how it was written is for whoever read the file.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

import pandas as pd

from dashboard.core.areas import Area, AreaType
from dashboard.core.periods import parse_period
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Indicator, State
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.errors import DashboardError, Problem
from dashboard.importers.columns import (
    DECIMAL,
    WHOLE,
    decimal_says,
    each_row,
    nearest,
    numbers_of,
    sparingly,
    whole_says,
)
from dashboard.importers.imported import ROW

COLUMNS = ["indicator", "area", "period", "value", "count", "population", "state", "note"]
_WITHOUT_VALUE = {State.SUPPRESSED.value, State.NOT_PUBLISHED.value}
# Figures of these may stand beside those of the type an indicator is published for.
_TOTALS = {AreaType.REGION, AreaType.COUNTRY}


def checked_rows(
    table: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
    *,
    plausible: bool,
) -> tuple[pd.DataFrame, Iterator[Problem]]:
    """Return the rows, given as text by COLUMNS and ROW, with numbers and states, and all problems.

    An area that is not known is no problem here. With `plausible`, a value outside the range of its
    indicator is one; else whoever asked looks at those.
    """
    typed, number_problems = _typed(table)
    problems = [
        _unknown_indicators(table, indicators),
        number_problems,
        _state_problems(table),
    ]
    known = typed[typed["indicator"].isin(list(indicators)) & typed["area"].isin(list(areas))]
    for name, rows in known.groupby("indicator", sort=False):
        rules = indicators[str(name)]
        periods, refused = _periods(rows, rules)
        typed.loc[rows.index, "period"] = periods
        problems += [refused, _wrong_areas(rows, rules, areas)]
        if plausible:
            problems.append(_implausible(rows, rules))
    return typed, chain(*problems, _duplicates(typed))


def observations(typed: pd.DataFrame) -> pd.DataFrame:
    """Return rows without problems in the columns `row`, `indicator` and OBSERVATION_COLUMNS."""
    frame = typed.rename(columns={"area": "area_code"}).assign(edition_id=None)
    return frame[[ROW, "indicator", *OBSERVATION_COLUMNS]].reset_index(drop=True)


def _unknown_indicators(
    table: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> Iterator[Problem]:
    bad = ~table["indicator"].isin(list(indicators))
    says = sparingly("is not a known indicator", lambda given: nearest(given, indicators))
    return each_row(table, bad, "indicator", says)


def _typed(table: pd.DataFrame) -> tuple[pd.DataFrame, Iterator[Problem]]:
    """Return the rows with numbers, and states where none is written, and what is no number."""
    value, no_value = numbers_of(table["value"], DECIMAL)
    count, no_count = numbers_of(table["count"], WHOLE)
    population, no_population = numbers_of(table["population"], WHOLE)
    state = table["state"].str.lower()
    state = state.where(state != "", State.PUBLISHED.value)
    typed = table.assign(value=value, count=count, population=population, state=state)
    problems = (
        each_row(table, no_value, "value", decimal_says),
        each_row(table, no_count, "count", whole_says),
        each_row(table, no_population, "population", whole_says),
        _number_problems(table, typed),
    )
    return typed, chain.from_iterable(problems)


def _number_problems(table: pd.DataFrame, typed: pd.DataFrame) -> Iterator[Problem]:
    for column in ("count", "population"):
        below = ("is below zero", "correct it; leave it empty where it is not known")
        yield from each_row(table, typed[column] < 0, column, below)
    none = ("is nought, so that nothing can be out of it", "leave it empty where it is not known")
    yield from each_row(table, typed["population"] == 0, "population", none)
    more = ("is more than the population", "correct the count or the population")
    beyond = (typed["count"] > typed["population"]) & (typed["population"] > 0)
    yield from each_row(table, beyond, "count", more)


def _state_problems(table: pd.DataFrame) -> Iterator[Problem]:
    state, given = table["state"].str.lower(), table["value"] != ""
    words = [word.value for word in State]
    unknown = (state != "") & ~state.isin(words)
    a_state = ("is not a state", f"write one of {', '.join(words)}")
    yield from each_row(table, unknown, "state", a_state)
    why = "give the value, or the state not published or suppressed"
    empty = (state == "") & ~given
    yield from each_row(table, empty, "value", ("is missing and no state says why", why))
    held = state.isin(_WITHOUT_VALUE) & (given | (table["count"] != ""))
    beside = ("stands beside a figure", "remove the value and the count, or correct the state")
    yield from each_row(table, held, "state", beside)
    lacking = state.isin(set(words) - _WITHOUT_VALUE) & ~given
    yield from each_row(table, lacking, "value", ("is missing for its state", why))


def _periods(rows: pd.DataFrame, rules: Indicator) -> tuple[pd.Series, Iterator[Problem]]:
    ids: dict[str, str] = {}
    faults: dict[str, tuple[str, str]] = {}
    for text in rows["period"].unique():
        try:
            period = parse_period(text, rules.period_kind)
        except DashboardError as error:
            faults[text] = (f"is no period of {rules.id}", str(error))
            continue
        ids[text] = period.id
        if period.end_year not in SENSIBLE_YEARS:
            faults[text] = ("is not a year that figures can be of", "correct the year")
    refused = each_row(rows, rows["period"].isin(list(faults)), "period", lambda text: faults[text])
    return rows["period"].map(lambda text: ids.get(text, text)), refused


def _implausible(rows: pd.DataFrame, rules: Indicator) -> Iterator[Problem]:
    value = rows["value"]
    if rules.unit.is_percentage:
        beyond = (value < 0) | (value > 100)
        no_percentage = ("is not a percentage", "write a number from 0 to 100")
        yield from each_row(rows, beyond, "value", no_percentage)
        rows, value = rows[~beyond], value[~beyond]
    low, high = rules.plausible_minimum, rules.plausible_maximum
    # A doubtful figure is held because it is not believed; it enters no mean, rank or trend.
    believed = rows["state"] != State.DOUBTFUL.value
    beyond = believed & ((value < low) | (value > high))
    reason = (
        f"is outside what is plausible for {rules.id} ({low:,g} to {high:,g} {rules.unit.short})"
    )
    advice = "check the decimal point and the unit against the source"
    yield from each_row(rows, beyond, "value", (reason, advice))


def _wrong_areas(
    rows: pd.DataFrame, rules: Indicator, areas: Mapping[str, Area]
) -> Iterator[Problem]:
    allowed = {*_TOTALS, rules.published_for}
    codes = [code for code in rows["area"].unique() if areas[code].area_type not in allowed]
    advice = f"{rules.id} is published for a {rules.published_for}, a region or England"
    wrong = ("is a place of another kind", advice)
    return each_row(rows, rows["area"].isin(codes), "area", wrong)


def _duplicates(table: pd.DataFrame) -> Iterator[Problem]:
    keys = ["indicator", "area", "period"]
    repeated = table[table.duplicated(keys)]
    if repeated.empty:
        return
    first = table.drop_duplicates(keys).set_index(keys)[ROW]
    for row, *key in repeated[[ROW, *keys]].itertuples(index=False, name=None):
        where = f"keep one: row {first[tuple(key)]} holds the same indicator, area and period"
        yield Problem(row, "row", " ".join(key), "is there twice", where)
