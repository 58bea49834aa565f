"""The dashboard's own table of published figures: one row an indicator, area and period."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

import pandas as pd

from dashboard.core.area_names import AreaNameError, AreaNames, unknown_names
from dashboard.core.areas import Area, AreaType
from dashboard.core.own.sheets import (
    AREA,
    COUNT,
    INDICATOR,
    NOTE,
    PERIOD,
    PLACE,
    POPULATION,
    PUBLISHED_SHEET,
    STATE,
    VALUE,
)
from dashboard.core.place_names import plain_name
from dashboard.core.published.indicators import State
from dashboard.core.register.sheets import as_typed
from dashboard.core.written.meaning import Meaning
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import ROW, SHEET, Format, Imported, Known
from dashboard.importers.tables.columns import (
    MOST_SLIPS,
    Understood,
    distinct_mapped,
    each_row,
    pairs_mapped,
    refuse_problems,
    understood,
)
from dashboard.importers.tables.figure_rows import NO_FIGURES, FigureRows, figure_rows, has_layout
from dashboard.importers.tables.published_rows import CheckedRows, checked_rows, observations
from dashboard.importers.tables.repeats import Repeats, repeats
from dashboard.importers.tables.rows_beside import Beside, RowsUnderstood, rows_beside
from dashboard.importers.tables.sent_tables import beside_unread
from dashboard.narrative import readings

# Names that are looked up although they may be wrong; a file with more is wrong as a whole.
_MOST_WRONG_NAMES = 200
# Longer texts are no name of ours, and to compare them takes time.
_LONGEST = 200
_YEAR = re.compile(r"[12][0-9]{3}|[0-9]{2}[/-][0-9]{2}")


def _recognises(sent: SentFile) -> bool:
    return has_layout(sent, PUBLISHED_SHEET)


def _read(sent: SentFile, known: Known) -> Imported:
    """Return published figures; whether they are plausible is for whoever loads them.

    Raises:
        ImportRefusedError: carrying every problem of the file.
    """
    read = figure_rows(sent, PUBLISHED_SHEET)
    if read.rows.empty:
        refuse_problems(sent.name, read.problems, PUBLISHED_SHEET.names, read.sheets)
    indicators, places = _indicators(read.rows, known), _AreaLookup(known)
    table = read.rows.assign(
        **{
            INDICATOR: indicators.values.fillna(read.rows[INDICATOR]),
            NOTE: distinct_mapped(read.rows[NOTE], as_typed),
        }
    )
    _refuse_own_figures(sent.name, table, known)
    table, beside = _figures(replace(read, rows=table), known, places)
    if table.empty:
        refuse_problems(sent.name, [*beside.problems, NO_FIGURES], PUBLISHED_SHEET.names)
    coded, wrong_areas, not_known = _with_codes(table, places)
    checked = checked_rows(coded, known.indicators, known.areas, plausible=False)
    again = _repeats(checked.typed, read.sheets)
    problems = chain(beside.problems, wrong_areas, checked.problems, again.problems)
    unread = beside.unread_in(read)
    found_too = beside_unread(problems, unread)
    refuse_problems(sent.name, chain(unread, found_too), PUBLISHED_SHEET.names, sheets=read.sheets)
    shown_only = [*read.notes, beside.note, again.note, *_read_as(indicators, checked)]
    return _imported(read, checked, again, shown_only, [*not_known, *places.notes])


def _indicators(table: pd.DataFrame, known: Known) -> Understood:
    """Return the indicators of rows, by id or by a name that no other has."""
    times = Counter(plain_name(each.name) for each in known.indicators.values())
    by_name = {plain_name(each.name): each.id for each in known.indicators.values()}

    def read(text: str) -> Meaning[str] | None:
        if text.lower() in known.indicators:
            return Meaning(text.lower())
        name = plain_name(text[:_LONGEST])
        return Meaning(by_name[name], otherwise=True) if times[name] == 1 else None

    return understood(table[INDICATOR], read)


def _refuse_own_figures(file: str, table: pd.DataFrame, known: Known) -> None:
    """Refuse a table of a service's own indicators, whose teams are headed as areas."""
    own = table[table[INDICATOR].isin(list(known.local_indicators))]
    if not own.empty and not table[INDICATOR].isin(list(known.indicators)).any():
        reason = "is an indicator of own figures, and the table is laid out as published ones"
        advice = f'change "{AREA.capitalize()}" to "{PLACE.capitalize()}" in the header'
        row, given = int(own[ROW].iloc[0]), str(own[INDICATOR].iloc[0])
        raise ImportRefusedError(file, [Problem(row, INDICATOR, given, reason, advice)])


def _figures(read: FigureRows, known: Known, places: "_AreaLookup") -> tuple[pd.DataFrame, Beside]:
    """Return the rows of figures, and what stands beside them."""
    table = read.rows
    indicator, period = table[INDICATOR].isin(list(known.indicators)), _is_dated(table[PERIOD])
    named = understood(table[AREA], places.known).values.notna()
    state = table[STATE].str.lower().isin([state.value for state in State])
    understood_rows = RowsUnderstood(indicator, period, state, names=indicator & period & named)
    beside = rows_beside(read, PUBLISHED_SHEET, understood_rows)
    return beside.without(table), beside


def _is_dated(texts: pd.Series) -> pd.Series:
    """Return where a text has a year in it, whatever kind of period its indicator has."""
    return distinct_mapped(texts, lambda text: _YEAR.search(text[:_LONGEST]) is not None).astype(
        bool
    )


def _repeats(typed: pd.DataFrame, sheets: Sequence[str]) -> Repeats:
    columns = [INDICATOR, AREA, PERIOD, VALUE, COUNT, POPULATION, STATE, NOTE]
    return repeats(typed, typed[columns], columns[:3], "indicator, area and period", sheets)


def _imported(
    read: FigureRows,
    checked: CheckedRows,
    again: Repeats,
    shown_only: Iterable[str],
    notes: Iterable[str],
) -> Imported:
    typed = checked.typed[~again.again] if again.again.any() else checked.typed
    of_cells = tuple(note for note in shown_only if note)
    return Imported(
        published=observations(typed),
        notes=(*of_cells, *notes),
        shown_only=frozenset(of_cells),
        title="Published figures",
        sheets=read.sheets,
        sheet_of_row=tuple(typed[SHEET]) if SHEET in typed.columns else (),
    )


def _read_as(indicators: Understood, checked: CheckedRows) -> Iterator[str]:
    if indicators.otherwise:
        yield readings.read_as(INDICATOR, indicators.otherwise).text
    for column, read_as in checked.read_as.items():
        yield readings.read_as(column, read_as).text


def _with_codes(
    table: pd.DataFrame, places: "_AreaLookup"
) -> tuple[pd.DataFrame, Iterator[Problem], list[str]]:
    """Return the rows with the code of each area, a problem for each that has none, and notes.

    Areas that nobody knows yet, such as new councils, are left out by name.
    """
    found = pairs_mapped(table[INDICATOR], table[AREA], places.code_or_fault)
    wrong = found.map(lambda each: isinstance(each, AreaNameError)).astype(bool)
    faults = {fault.given: fault for fault in found[wrong].unique()}
    new = places.new_among(faults, set(found[~wrong].unique()))
    left_out = wrong & table[AREA].isin(new)
    if left_out.any():
        kept = table.assign(found=found, wrong=wrong)[~left_out].reset_index(drop=True)
        table, found, wrong = kept[list(table.columns)], kept["found"], kept["wrong"]

    def says(given: str) -> tuple[str, str]:
        return faults[given].reason, faults[given].advice

    coded = table.assign(area=found.where(~wrong, table[AREA]))
    notes = [readings.areas_not_known(new, int(left_out.sum())).text] if new else []
    return coded, each_row(table, wrong, AREA, says), notes


class _AreaLookup:
    """The code of an area by its code or name, as the indicator's figures have it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        places = known.areas.values()
        self._names = {kind: AreaNames(places, kind) for kind in AreaType}
        self._renewed: dict[str, Area] = {}
        self._faults: dict[tuple[AreaType, str], AreaNameError] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each old code that was met, in the order of the file."""
        return tuple(
            f"{code} is an old code of {area.name}: its figures are taken under {area.code}."
            for code, area in self._renewed.items()
        )

    def known(self, text: str) -> Meaning[str] | None:
        """Return a text that is the code or the name of a place of any type, None for others."""
        return Meaning(text) if self.knows(text) else None

    def knows(self, text: str) -> bool:
        """Return whether a text is the code or the name of a place of any type."""
        return text in self._known.areas or any(each.knows(text) for each in self._names.values())

    def new_among(self, unknown: Collection[str], named: Collection[str]) -> list[str]:
        """Return the names among unknown ones that are those of new areas, and no slips.

        `named` are the codes of the areas that the file names; without any, none is new. An area
        has a row for each year, and any of them may be misspelt.
        """
        found = unknown_names(unknown, len(named), self._names.values())
        return list(found.new) if named else []

    def code_or_fault(self, indicator: str, text: str) -> str | AreaNameError:
        """Return the code of an area or what is wrong; one name may mean an authority or a service.

        The figures of an indicator are for one type of area, and that is the type that is meant.
        """
        if text in self._known.areas:
            return text
        if len(self._faults) >= MOST_SLIPS:
            return _unknown_area(text)
        for total in (AreaType.REGION, AreaType.COUNTRY):
            if self._names[total].knows(text):
                return self._names[total].find(text).code
        renewed = self._names[AreaType.LOCAL_AUTHORITY].of_old_code(text)
        if renewed is not None:
            self._renewed[text] = renewed
            return renewed.code
        rules = self._known.indicators.get(indicator)
        return self._of_kind(rules.published_for if rules else AreaType.LOCAL_AUTHORITY, text)

    def _of_kind(self, kind: AreaType, text: str) -> str | AreaNameError:
        if (kind, text) not in self._faults:
            try:
                if len(self._faults) >= _MOST_WRONG_NAMES:
                    raise _unknown_area(text)
                return self._names[kind].find(text).code
            except AreaNameError as fault:
                self._faults[kind, text] = fault
        return self._faults[kind, text]


def _unknown_area(text: str) -> AreaNameError:
    return AreaNameError(text, "is not a known area", "write its code or its name in full")


FORMAT = Format(
    "figures-table", "The dashboard's own table of published figures", _recognises, _read
)
