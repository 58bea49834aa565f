"""The dashboard's own template of a service's own figures: one row a figure, its value worked out.

What is missing or impossible among its numbers and states is told row by row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import pandas as pd

from dashboard.core.own.figures import LocalState, parse_local_period
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.own.sheets import (
    COUNT,
    DENOMINATOR,
    LOCAL_SHEET,
    STATE,
    VALUE,
)
from dashboard.core.own.states import read_local_state, state_for
from dashboard.core.written.meaning import Meaning
from dashboard.core.written.numbers import Absence
from dashboard.errors import Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import OWN_COLUMNS, ROW, SHEET, Format, Imported, Known
from dashboard.importers.own.columns_beside import beside_problems
from dashboard.importers.own.names import Names, names_of
from dashboard.importers.tables.columns import Understood, each_row, refuse_problems, understood
from dashboard.importers.tables.figure_rows import NO_FIGURES, FigureRows, figure_rows, has_layout
from dashboard.importers.tables.number_columns import NumberColumn, number_column
from dashboard.importers.tables.repeats import Repeats, repeats
from dashboard.importers.tables.rows_beside import Beside, RowsUnderstood, rows_beside
from dashboard.importers.tables.sent_tables import beside_unread
from dashboard.narrative import readings

_NUMBERS = (VALUE, COUNT, DENOMINATOR)
_KEYS = ("indicator", "place", "period", "group")
_DECIMALS, _LARGEST_COUNT = 9, 999_999_999
_USABLE = [state.value for state in LocalState if state.usable]
_ABSENT = [state.value for state in LocalState if not state.usable]
_OR_WHY = f"or a state that says why there is none ({', '.join(_ABSENT)})"
# What a table puts behind a figure that may change.
_PROVISIONAL_MARKS = ("p", "provisional", "e", "estimate", "estimated")


@dataclass(frozen=True)
class _NumberCells:
    """The cells of numbers and states as they were written, beside what they mean.

    `indicator` is each row's local indicator by id, missing where it is not known.
    """

    table: pd.DataFrame
    indicator: pd.Series
    rules: Mapping[str, LocalIndicator]

    @cached_property
    def columns(self) -> dict[str, NumberColumn]:
        return {name: number_column(self.table[name], whole=name != VALUE) for name in _NUMBERS}

    def number(self, column: str) -> pd.Series:
        return self.columns[column].number

    @cached_property
    def given(self) -> pd.DataFrame:
        """Where a number, or what should be one, stands in the cells of numbers."""
        filled = self.table[list(_NUMBERS)] != ""
        return filled.assign(
            **{name: filled[name] & ~self.columns[name].absent for name in _NUMBERS}
        )

    @cached_property
    def written(self) -> Understood:
        """The states as they are written, an empty one being final."""
        return understood(self.table[STATE], _state)

    @cached_property
    def state(self) -> pd.Series:
        """The state meant; missing where it is none.

        Where none is written, a sign of absence gives it, or a mark behind the number.
        """
        bare = self.table[STATE] == ""
        signed = bare & ~self.has_figure & self.signed.notna()
        state = self.written.values.mask(self.marked_provisional, LocalState.PROVISIONAL.value)
        return state.mask(signed, self.signed)

    @cached_property
    def marked_provisional(self) -> pd.Series:
        """Where a mark behind the figure says that it may change, and no state is written."""
        found = pd.Series(False, index=self.table.index)
        for mark in _PROVISIONAL_MARKS:
            found |= self.columns[VALUE].marked(mark) | self.columns[COUNT].marked(mark)
        return found & (self.table[STATE] == "")

    @cached_property
    def has_figure(self) -> pd.Series:
        return self.given[VALUE] | self.given[COUNT]

    @cached_property
    def signed(self) -> pd.Series:
        """The state that a sign of absence gives in place of the value, else of the count."""
        found = pd.Series(None, index=self.table.index, dtype=object)
        for name in (COUNT, VALUE):
            column = self.columns[name]
            for why in Absence if column.absent.any() else ():
                found = found.mask(column.absent_for(why), state_for(why).value)
        return found

    @cached_property
    def against(self) -> pd.Series:
        """Where a sign says otherwise than the state beside it why there is no figure.

        A dash says nothing that a state does not say better, and "n/a" may be not recorded too.
        """
        written = self.written.values.where(self.table[STATE] != "")
        vague = self.signed == LocalState.NOT_RECORDED.value
        vague |= (self.signed == LocalState.NOT_APPLICABLE.value) & (
            written == LocalState.NOT_RECORDED.value
        )
        signed = self.signed.notna() & ~vague & ~self.has_figure
        return signed & written.notna() & (written != self.signed)

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
    read = figure_rows(sent, LOCAL_SHEET)
    if read.rows.empty:
        refuse_problems(sent.name, read.problems, LOCAL_SHEET.names, read.sheets)
    names = names_of(read.rows, known)
    beside = rows_beside(read, LOCAL_SHEET, _known_of(read.rows, names))
    table, found = beside.without(read.rows), beside.without(names.found)
    if table.empty:
        refuse_problems(sent.name, [*beside.problems, NO_FIGURES], LOCAL_SHEET.names)
    cells = _NumberCells(table, found["indicator"], known.local_indicators)
    again = _repeats(cells, found, read.sheets)
    problems = chain(
        beside.problems,
        names.problems(table, found),
        _number_problems(cells),
        beside_problems(table, known),
    )
    unread = beside.unread_in(read)
    found_too = beside_unread(chain(problems, again.problems), unread)
    refuse_problems(sent.name, chain(unread, found_too), LOCAL_SHEET.names, read.sheets)
    return _imported(read, names, beside, cells, found, again)


def _known_of(table: pd.DataFrame, names: Names) -> RowsUnderstood:
    found = names.found
    named = found[list(_KEYS)].notna()
    return RowsUnderstood(
        indicator=named["indicator"],
        period=named["period"],
        state=understood(table[STATE], _state).values.notna(),
        names=named.all(axis="columns"),
    )


def _repeats(cells: _NumberCells, found: pd.DataFrame, sheets: Sequence[str]) -> Repeats:
    """Return which rows give a figure again; a sheet that does so may be another's copy."""
    numbers = {name: cells.number(name) for name in _NUMBERS}
    meant = found.assign(**numbers, state=cells.state)
    return repeats(cells.table, meant, _KEYS, "indicator, area team, period and group", sheets)


def _imported(
    read: FigureRows,
    names: Names,
    beside: Beside,
    cells: _NumberCells,
    found: pd.DataFrame,
    again: Repeats,
) -> Imported:
    own = pd.concat([cells.table[[ROW]], found, _numbers_worked_out(cells)], axis="columns")
    sheets = cells.table[SHEET] if SHEET in cells.table.columns else None
    if again.again.any():
        own = own[~again.again].reset_index(drop=True)
        sheets = None if sheets is None else sheets[~again.again]
    service = names.known.service.name
    of_cells = (*read.notes, beside.note, again.note, *names.notes(cells.table), *_read_as(cells))
    shown_only = tuple(note for note in of_cells if note)
    return Imported(
        own=own.assign(edition_id=None)[OWN_COLUMNS],
        notes=(*shown_only, *_notes(cells)),
        shown_only=frozenset(shown_only),
        title=f"Own figures of {service}",
        publisher=service,
        edition=_span(own),
        sheets=read.sheets,
        sheet_of_row=() if sheets is None else tuple(sheets),
    )


def _state(text: str) -> Meaning[str]:
    found = read_local_state(text)
    return Meaning(found.value.value, found.otherwise)


def _read_as(cells: _NumberCells) -> Iterator[str]:
    for name, column in cells.columns.items():
        read_as = column.read_as(_not_known if name == DENOMINATOR else _absent_words)
        if read_as:
            yield readings.read_as(name, read_as).text
    if cells.written.otherwise:
        yield readings.read_as(STATE, cells.written.otherwise).text
    # Beside a single share that is not applicable, it would tell that share's denominator.
    of_none = int(cells.of_none.sum())
    if of_none:
        yield f"Figures stored as not applicable, because their denominator is 0: {of_none:,}."


def _notes(cells: _NumberCells) -> Iterator[str]:
    marked = int(cells.marked_provisional.sum())
    if marked:
        yield f"Figures that are provisional by the mark behind them: {marked:,}."
    worked_out = cells.share & cells.usable & ~cells.given[VALUE] & ~cells.of_none
    if worked_out.any():
        yield f"Values worked out from their count and denominator: {int(worked_out.sum()):,}."


def _absent_words(why: Absence) -> str:
    return state_for(why).value


def _not_known(_: Absence) -> str:
    return "not known"


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
    for name, column in cells.columns.items():
        yield from each_row(table, column.refused, name, column.says)
    in_unit = ("has a percent sign, and its indicator is no percentage", "write the number alone")
    no_share = cells.columns[VALUE].share & cells.indicator.notna() & ~cells.percentage
    yield from each_row(table, no_share, VALUE, in_unit)
    for name in (COUNT, DENOMINATOR):
        below = ("is below zero", "correct it, or leave it empty where it is not known")
        yield from each_row(table, cells.number(name) < 0, name, below)
    unknown = ("is not a state", f"leave it empty, or write one of {', '.join(LocalState)}")
    yield from each_row(table, cells.written.values.isna(), STATE, cells.written.says(unknown))


def _missing(cells: _NumberCells) -> Iterator[Problem]:
    table, given = cells.table, cells.given
    wanted, nothing = cells.usable & ~cells.audit, ~cells.has_figure & ~cells.against
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
    table, given = cells.table, cells.given
    held = cells.state.isin(_ABSENT) & cells.has_figure & cells.state.notna()
    beside = ("stands beside a figure", "remove the value and the count, or correct the state")
    yield from each_row(table, held, STATE, beside)
    yield from _signs_in_doubt(cells)
    plain = ("stands beside a plain count", "leave it empty, as this indicator has none")
    yield from each_row(table, cells.plain & given[DENOMINATOR], DENOMINATOR, plain)


def _signs_in_doubt(cells: _NumberCells) -> Iterator[Problem]:
    """Yield where a sign of absence contradicts the figure or the state beside it.

    A dash says nothing that a number or a state beside it does not say better.
    """
    if cells.signed.isna().all():
        return
    table, value, count = cells.table, cells.columns[VALUE], cells.columns[COUNT]
    kept = Absence.WITHHELD
    either = ("says that the figure is withheld, beside a figure", "remove one of the two")
    yield from each_row(table, value.absent_for(kept) & cells.given[COUNT], VALUE, either)
    whole = count.absent_for(kept) & cells.given[VALUE] & cells.plain
    yield from each_row(table, whole, COUNT, either)
    contradicts = ("contradicts the sign in place of the figure", "correct one of the two")
    yield from each_row(table, cells.against, STATE, contradicts)


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


FORMAT = Format(
    "local-template", "The dashboard's own template of local figures", _recognises, _read
)
