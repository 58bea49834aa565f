"""The dashboard's own template of a service's own figures: one row a figure, its value worked out.

What is missing or impossible among its numbers and states is told row by row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import pandas as pd

from dashboard.core.own.figures import LocalState, parse_local_period
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.own.sheets import COUNT, DENOMINATOR, LOCAL_SHEET, STATE, VALUE
from dashboard.errors import Problem
from dashboard.importers.columns import (
    DECIMAL,
    WHOLE,
    absent_says,
    decimal_says,
    distinct_mapped,
    each_row,
    numbers_of,
    refuse_problems,
    whole_says,
)
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import OWN_COLUMNS, ROW, Format, Imported, Known
from dashboard.importers.own.names import names_resolved
from dashboard.importers.sent_tables import beside_unread, has_layout, table_of

_NUMBERS = {VALUE: DECIMAL, COUNT: WHOLE, DENOMINATOR: WHOLE}
_STATES = {state.value: state.value for state in LocalState} | {"": LocalState.FINAL.value}
_DECIMALS, _LARGEST_COUNT = 9, 999_999_999
_USABLE = [state.value for state in LocalState if state.usable]
_ABSENT = [state.value for state in LocalState if not state.usable]
_OR_WHY = f"or a state that says why there is none ({', '.join(_ABSENT)})"


@dataclass(frozen=True)
class _NumberCells:
    """The cells of numbers and states as they were written, beside what they mean.

    `indicator` is each row's local indicator by id, missing where it is not known.
    """

    table: pd.DataFrame
    indicator: pd.Series
    rules: Mapping[str, LocalIndicator]

    @cached_property
    def _read(self) -> dict[str, tuple[pd.Series, pd.Series]]:
        return {name: numbers_of(self.table[name], form) for name, form in _NUMBERS.items()}

    def number(self, column: str) -> pd.Series:
        return self._read[column][0]

    def no_number(self, column: str) -> pd.Series:
        return self._read[column][1]

    @cached_property
    def given(self) -> pd.DataFrame:
        """Where anything stands in the cells of numbers."""
        return self.table[list(_NUMBERS)] != ""

    @cached_property
    def state(self) -> pd.Series:
        """The state meant, an empty one being final; missing where it is none."""
        return distinct_mapped(self.table[STATE], lambda text: _STATES.get(text.casefold()))

    @cached_property
    def usable(self) -> pd.Series:
        return self.state.isin(_USABLE)

    @cached_property
    def plain(self) -> pd.Series:
        """Where the figure is a plain count; false where the indicator is not known."""
        return self._is([each.id for each in self.rules.values() if each.is_count])

    @cached_property
    def share(self) -> pd.Series:
        """Where it is a share or rate of a denominator."""
        return self._is([each.id for each in self.rules.values() if not each.is_count])

    @cached_property
    def percentage(self) -> pd.Series:
        return self._is([each.id for each in self.rules.values() if each.unit.is_percentage])

    @cached_property
    def audit(self) -> pd.Series:
        kinds = [each.id for each in self.rules.values() if each.kind is LocalKind.AUDIT]
        return self._is(kinds)

    @cached_property
    def multiplier(self) -> pd.Series:
        by_id = {each.id: float(each.unit.multiplier) for each in self.rules.values()}
        return self.indicator.map(by_id).astype(float)

    @cached_property
    def of_none(self) -> pd.Series:
        """Where a share is asked of no children at all, so that there is none."""
        none = (self.number(DENOMINATOR) == 0) & (self.number(COUNT) == 0)
        return self.share & self.usable & none & ~self.given[VALUE]

    def _is(self, ids: list[str]) -> pd.Series:
        return self.indicator.isin(ids)


def _recognises(sent: SentFile) -> bool:
    return has_layout(sent, LOCAL_SHEET)


def _read(sent: SentFile, known: Known) -> Imported:
    """Return a service's own figures, the value worked out where only counts are given.

    Raises:
        ImportRefusedError: carrying every problem of the file.
    """
    table, unread = table_of(sent, LOCAL_SHEET)
    if table.empty:
        refuse_problems(sent.name, unread, LOCAL_SHEET.names)
    names, wrong_names = names_resolved(table, known)
    cells = _NumberCells(table, names["indicator"], known.local_indicators)
    found = beside_unread(chain(wrong_names, _number_problems(cells)), unread)
    refuse_problems(sent.name, chain(unread, found), LOCAL_SHEET.names)
    own = pd.concat([table[[ROW]], names, _numbers_worked_out(cells)], axis="columns")
    return Imported(
        own=own.assign(edition_id=None)[OWN_COLUMNS],
        notes=tuple(_notes(cells, own)),
        title=f"Own figures of {known.service.name}",
        publisher=known.service.name,
        edition=_span(own),
    )


def _notes(cells: _NumberCells, own: pd.DataFrame) -> Iterator[str]:
    worked_out = int((cells.share & ~cells.given[VALUE] & own[VALUE].notna()).sum())
    if worked_out:
        yield f"Values worked out from their count and denominator: {worked_out:,}."
    of_none = int(cells.of_none.sum())
    if of_none:
        yield f"Figures stored as not applicable, because their denominator is 0: {of_none:,}."


def _span(own: pd.DataFrame) -> str:
    periods = sorted(parse_local_period(text) for text in own["period"].unique())
    ids = dict.fromkeys((periods[0].id, periods[-1].id))
    return " to ".join(ids)


def _numbers_worked_out(cells: _NumberCells) -> pd.DataFrame:
    """Return value, count, denominator and state of each row, values not given worked out.

    A plain count's value is its count and the other way round, so that small ones are always known
    to be small. What is asked of no children at all is not applicable. For cells without problems.
    """
    value, count = cells.number(VALUE), cells.number(COUNT)
    denominator = cells.number(DENOMINATOR)
    share = count / denominator.where(denominator > 0)
    # A spreadsheet keeps fifteen digits, so that what is loaded, exported and loaded is the same.
    worked_out = (share * cells.multiplier).round(_DECIMALS)
    return pd.DataFrame(
        {
            VALUE: value.fillna(count.where(cells.plain, worked_out)),
            COUNT: count.fillna(value.where(cells.plain)).mask(cells.of_none),
            DENOMINATOR: denominator,
            STATE: cells.state.mask(cells.of_none, LocalState.NOT_APPLICABLE.value),
        }
    )


def _number_problems(cells: _NumberCells) -> Iterator[Problem]:
    """Yield what is wrong with the numbers and states of rows, each by its form and together."""
    yield from _by_form(cells)
    yield from _missing(cells)
    yield from _too_much(cells)
    yield from _impossible(cells)


def _by_form(cells: _NumberCells) -> Iterator[Problem]:
    table = cells.table
    yield from each_row(table, cells.no_number(VALUE), VALUE, _value_says)
    for column in (COUNT, DENOMINATOR):
        yield from each_row(table, cells.no_number(column), column, _whole_says)
        below = ("is below zero", "correct it, or leave it empty where it is not known")
        yield from each_row(table, cells.number(column) < 0, column, below)
    unknown = ("is not a state", f"leave it empty, or write one of {', '.join(LocalState)}")
    yield from each_row(table, cells.state.isna(), STATE, unknown)


def _missing(cells: _NumberCells) -> Iterator[Problem]:
    table, given = cells.table, cells.given
    wanted, nothing = cells.usable & ~cells.audit, ~given[VALUE] & ~given[COUNT]
    remedy = f"give the value, the count, {_OR_WHY}, or remove the row"
    no_state = ("is missing and no state says why", remedy)
    yield from each_row(table, wanted & nothing & (table[STATE] == ""), VALUE, no_state)
    with_state = ("is missing for its state", f"give the value, the count, {_OR_WHY}")
    yield from each_row(table, wanted & nothing & (table[STATE] != ""), VALUE, with_state)
    half = wanted & cells.share & ~given[VALUE] & given[COUNT] & ~given[DENOMINATOR]
    lacking = ("is missing, so no value can be worked out", "give it, or give the value")
    yield from each_row(table, half, DENOMINATOR, lacking)
    for column, words in ((COUNT, "the answer was yes"), (DENOMINATOR, "were audited")):
        advice = f"write in how many cases {words}, {_OR_WHY}, or remove the row"
        audited = cells.usable & cells.audit & ~given[column]
        yield from each_row(table, audited, column, ("is missing for a case audit", advice))


def _too_much(cells: _NumberCells) -> Iterator[Problem]:
    given = cells.given
    held = cells.state.isin(_ABSENT) & (given[VALUE] | given[COUNT])
    beside = ("stands beside a figure", "remove the value and the count, or correct the state")
    yield from each_row(cells.table, held, STATE, beside)
    plain = ("stands beside a plain count", "leave it empty, as this indicator has none")
    yield from each_row(cells.table, cells.plain & given[DENOMINATOR], DENOMINATOR, plain)


def _impossible(cells: _NumberCells) -> Iterator[Problem]:
    table, value, count = cells.table, cells.number(VALUE), cells.number(COUNT)
    denominator = cells.number(DENOMINATOR)
    whole = ("is not a number of children", "write a whole number, 0 or more")
    no_count = (value < 0) | (value % 1 > 0) | (value > _LARGEST_COUNT)
    yield from each_row(table, cells.plain & no_count, VALUE, whole)
    over = cells.percentage & (denominator >= 0) & (count > denominator)
    above = ("is more than the denominator", "correct the count or the denominator")
    yield from each_row(table, over, COUNT, above)
    none = cells.share & cells.usable & (denominator == 0) & ~cells.of_none & ~over
    of_none = ("leaves nothing to take a share of", "leave the value empty, or correct this 0")
    yield from each_row(table, none, DENOMINATOR, of_none)


def _value_says(given: str) -> tuple[str, str]:
    return _absent_says(given) or decimal_says(given)


def _whole_says(given: str) -> tuple[str, str]:
    return _absent_says(given) or whole_says(given)


def _absent_says(given: str) -> tuple[str, str] | None:
    others = (LocalState.NOT_RECORDED.value, LocalState.NOT_APPLICABLE.value)
    return absent_says(given, LocalState.WITHHELD.value, others)


FORMAT = Format(
    "local-template", "The dashboard's own template of local figures", _recognises, _read
)
