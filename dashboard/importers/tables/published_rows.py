"""Rows of published figures, whatever file they came from: what is wrong, and what they say.

The area of a row is a code here; how it was written is for whoever read the file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import pandas as pd

from dashboard.core.areas import Area, AreaType
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Indicator, State
from dashboard.core.published.states import read_published_state, state_for
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.numbers import Absence
from dashboard.core.written.periods import read_year
from dashboard.errors import Problem
from dashboard.importers.imported import ROW
from dashboard.importers.tables.columns import Understood, each_row, nearest, sparingly, understood
from dashboard.importers.tables.number_columns import NumberColumn, number_column

COLUMNS = ["indicator", "area", "period", "value", "count", "population", "state", "note"]
_WITHOUT_VALUE = {State.SUPPRESSED.value, State.NOT_PUBLISHED.value}
# Figures of these may stand beside those of the type an indicator is published for.
_TOTALS = {AreaType.REGION, AreaType.COUNTRY}


@dataclass(frozen=True)
class CheckedRows:
    """Rows with numbers, states and periods, and what is wrong with them.

    `read_as` says for each column what texts were read as that are not written as they are kept.
    """

    typed: pd.DataFrame
    problems: Iterator[Problem]
    read_as: Mapping[str, Mapping[str, str]]


def checked_rows(
    table: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
    *,
    plausible: bool,
) -> CheckedRows:
    """Return the rows, given as text by COLUMNS and ROW, with numbers and states, and all problems.

    An area that is not known is no problem here. With `plausible`, a value outside the range of its
    indicator is one; else whoever asked looks at those.
    """
    cells = _Cells(table)
    typed = cells.typed()
    problems = [
        _unknown_indicators(table, indicators),
        _number_problems(cells, typed),
        _state_problems(cells, typed),
    ]
    read_as = cells.read_as()
    known = typed[typed["indicator"].isin(list(indicators)) & typed["area"].isin(list(areas))]
    for name, rows in known.groupby("indicator", sort=False):
        rules = indicators[str(name)]
        periods = understood(rows["period"], _reader_of_periods(rules))
        typed.loc[rows.index, "period"] = periods.values.fillna(rows["period"])
        if periods.otherwise:
            read_as["period"] = {**read_as.get("period", {}), **periods.otherwise}
        no_period = each_row(rows, periods.values.isna(), "period", periods.says(("", "")))
        problems += [no_period, _wrong_areas(rows, rules, areas), _no_share(cells, rows, rules)]
        if plausible:
            problems.append(_implausible(rows, rules))
    return CheckedRows(typed, chain(*problems), read_as)


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


@dataclass(frozen=True)
class _Cells:
    """The cells of numbers and states as they were written, beside what they mean."""

    table: pd.DataFrame

    @cached_property
    def columns(self) -> dict[str, NumberColumn]:
        return {
            name: number_column(self.table[name], whole=name != "value")
            for name in ("value", "count", "population")
        }

    @cached_property
    def written(self) -> Understood:
        return understood(self.table["state"], _state)

    @cached_property
    def given(self) -> pd.Series:
        """Where a value, or what should be one, stands."""
        return (self.table["value"] != "") & ~self.columns["value"].absent

    @cached_property
    def state(self) -> pd.Series:
        """The state meant; where none is written, a sign or a mark in the value's cell gives it."""
        value, bare = self.columns["value"], self.table["state"] == ""
        state = self.written.values.mask(bare & value.marked("u"), State.DOUBTFUL.value)
        for why in Absence if value.absent.any() else ():
            state = state.mask(bare & value.absent_for(why), state_for(why).value)
        return state

    def typed(self) -> pd.DataFrame:
        numbers = {name: column.number for name, column in self.columns.items()}
        return self.table.assign(**numbers, state=self.state)

    def read_as(self) -> dict[str, Mapping[str, str]]:
        """Return by column what texts mean that do not say it plainly."""
        words = {name: _absent_words if name == "value" else _not_known for name in self.columns}
        found = {name: each.read_as(words[name]) for name, each in self.columns.items()}
        return {
            name: each for name, each in (found | {"state": self.written.otherwise}).items() if each
        }


def _absent_words(why: Absence) -> str:
    return state_for(why).value


def _not_known(_: Absence) -> str:
    return "not known"


def _state(text: str) -> Meaning[str]:
    found = read_published_state(text)
    return Meaning(found.value.value, found.otherwise)


def _number_problems(cells: _Cells, typed: pd.DataFrame) -> Iterator[Problem]:
    table = cells.table
    for name, column in cells.columns.items():
        yield from each_row(table, column.refused, name, column.says)
    for name in ("count", "population"):
        below = ("is below zero", "correct it; leave it empty where it is not known")
        yield from each_row(table, typed[name] < 0, name, below)
    none = ("is nought, so that nothing can be out of it", "leave it empty where it is not known")
    yield from each_row(table, typed["population"] == 0, "population", none)
    more = ("is more than the population", "correct the count or the population")
    beyond = (typed["count"] > typed["population"]) & (typed["population"] > 0)
    yield from each_row(table, beyond, "count", more)


def _state_problems(cells: _Cells, typed: pd.DataFrame) -> Iterator[Problem]:
    table, given, signed = cells.table, cells.given, cells.columns["value"].absent
    count = (table["count"] != "") & ~cells.columns["count"].absent
    written = cells.written.values.where(table["state"] != "")
    a_state = ("is not a state", f"write one of {', '.join(State)}")
    yield from each_row(table, cells.written.values.isna(), "state", cells.written.says(a_state))
    why = "give the value, or the state not published or suppressed"
    empty = (table["state"] == "") & ~given & ~signed
    yield from each_row(table, empty, "value", ("is missing and no state says why", why))
    held = typed["state"].isin(_WITHOUT_VALUE) & (given | count)
    beside = ("stands beside a figure", "remove the value and the count, or correct the state")
    yield from each_row(table, held, "state", beside)
    lacking = written.notna() & ~written.isin(_WITHOUT_VALUE) & ~given
    yield from each_row(table, lacking, "value", ("is missing for its state", why))
    withheld = cells.columns["value"].absent_for(Absence.WITHHELD)
    against = withheld & (written == State.NOT_PUBLISHED.value)
    contradicts = ("contradicts the sign in place of the value", "correct one of the two")
    yield from each_row(table, against, "state", contradicts)


def _reader_of_periods(rules: Indicator) -> Callable[[str], Meaning[str]]:
    def read(text: str) -> Meaning[str]:
        found = read_year(text, rules.period_kind)
        if found.value.end_year not in SENSIBLE_YEARS:
            reason = "is not a year that figures can be of"
            raise NotReadError(text, reason, "correct the year")
        return Meaning(found.value.id, found.otherwise)

    return read


def _no_share(cells: _Cells, rows: pd.DataFrame, rules: Indicator) -> Iterator[Problem]:
    if rules.unit.is_percentage:
        return
    share = cells.columns["value"].share[rows.index]
    reason = f"has a percent sign, and {rules.id} is {rules.unit.long}"
    yield from each_row(
        cells.table.loc[rows.index], share, "value", (reason, "write the number alone")
    )


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
