"""The dashboard's own table of published figures: one row an indicator, area and period."""

from collections.abc import Iterator
from itertools import chain

import pandas as pd

from dashboard.core.area_names import AreaNameError, AreaNames
from dashboard.core.areas import Area, AreaType
from dashboard.core.own.sheets import AREA, INDICATOR, NOTE, PUBLISHED_SHEET
from dashboard.core.register.sheets import as_typed
from dashboard.errors import Problem
from dashboard.importers.columns import distinct_mapped, each_row, pairs_mapped, refuse_problems
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.published_rows import checked_rows, observations
from dashboard.importers.sent_tables import beside_unread, has_layout, table_of

# Names that are looked up although they may be wrong; a file with more is wrong as a whole.
_MOST_WRONG_NAMES = 200


def _recognises(sent: SentFile) -> bool:
    return has_layout(sent, PUBLISHED_SHEET)


def _read(sent: SentFile, known: Known) -> Imported:
    """Return published figures; whether they are plausible is for whoever loads them.

    Raises:
        ImportRefusedError: carrying every problem of the file.
    """
    table, unread = table_of(sent, PUBLISHED_SHEET)
    if table.empty:
        refuse_problems(sent.name, unread, PUBLISHED_SHEET.names)
    table[INDICATOR] = table[INDICATOR].str.lower()
    table[NOTE] = distinct_mapped(table[NOTE], as_typed)
    places = _AreaLookup(known)
    table, wrong_areas = _with_codes(table, places)
    typed, wrong = checked_rows(table, known.indicators, known.areas, plausible=False)
    found = beside_unread(chain(wrong_areas, wrong), unread)
    refuse_problems(sent.name, chain(unread, found), PUBLISHED_SHEET.names)
    return Imported(published=observations(typed), notes=places.notes, title="Published figures")


def _with_codes(
    table: pd.DataFrame, places: "_AreaLookup"
) -> tuple[pd.DataFrame, Iterator[Problem]]:
    """Return the rows with the code of each area, and a problem for each that has none."""
    found = pairs_mapped(table[INDICATOR], table[AREA], places.code_or_fault)
    wrong = found.map(lambda each: isinstance(each, AreaNameError)).astype(bool)
    faults = {fault.given: fault for fault in found[wrong].unique()}

    def says(given: str) -> tuple[str, str]:
        return faults[given].reason, faults[given].advice

    return table.assign(area=found.where(~wrong, table[AREA])), each_row(table, wrong, AREA, says)


class _AreaLookup:
    """The code of an area by its code or name, as the indicator's figures have it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        places = known.areas.values()
        self._names = {kind: AreaNames(places, kind) for kind in AreaType}
        self._renewed: dict[str, Area] = {}
        self._wrong = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each old code that was met, in the order of the file."""
        return tuple(
            f"{code} is an old code of {area.name}: its figures are taken under {area.code}."
            for code, area in self._renewed.items()
        )

    def code_or_fault(self, indicator: str, text: str) -> str | AreaNameError:
        """Return the code of an area or what is wrong; one name may mean an authority or a service.

        The figures of an indicator are for one type of area, and that is the type that is meant.
        """
        if text in self._known.areas:
            return text
        for total in (AreaType.REGION, AreaType.COUNTRY):
            if self._names[total].knows(text):
                return self._names[total].find(text).code
        renewed = self._names[AreaType.LOCAL_AUTHORITY].of_old_code(text)
        if renewed is not None:
            self._renewed[text] = renewed
            return renewed.code
        if self._wrong >= _MOST_WRONG_NAMES:
            return AreaNameError(text, "is not a known area", "write its code or its name in full")
        rules = self._known.indicators.get(indicator)
        kind = rules.published_for if rules else AreaType.LOCAL_AUTHORITY
        try:
            return self._names[kind].find(text).code
        except AreaNameError as fault:
            self._wrong += 1
            return fault


FORMAT = Format(
    "figures-table", "The dashboard's own table of published figures", _recognises, _read
)
