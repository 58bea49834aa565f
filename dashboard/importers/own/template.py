"""The dashboard's own template of a service's own figures: one row a figure."""

from collections.abc import Iterator
from itertools import chain

import pandas as pd

from dashboard.core.own.figures import parse_local_period
from dashboard.core.own.sheets import LOCAL_SHEET, VALUE
from dashboard.importers.cell_problems import refuse_problems
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import OWN_COLUMNS, ROW, Format, Imported, Known
from dashboard.importers.own.names import names_resolved
from dashboard.importers.own.numbers import NumberCells, number_problems, numbers_worked_out
from dashboard.importers.sent_tables import beside_unread, has_layout, table_of


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
    cells = NumberCells(table, names["indicator"], known.local_indicators)
    found = beside_unread(chain(wrong_names, number_problems(cells)), unread)
    refuse_problems(sent.name, chain(unread, found), LOCAL_SHEET.names)
    own = pd.concat([table[[ROW]], names, numbers_worked_out(cells)], axis="columns")
    return Imported(
        own=own.assign(edition_id=None)[OWN_COLUMNS],
        notes=tuple(_notes(cells, own)),
        title=f"Own figures of {known.service.name}",
        publisher=known.service.name,
        edition=_span(own),
    )


def _notes(cells: NumberCells, own: pd.DataFrame) -> Iterator[str]:
    worked_out = int((cells.share & ~cells.given[VALUE] & own[VALUE].notna()).sum())
    if worked_out:
        yield f"Values worked out from their count and denominator: {worked_out:,}."
    of_none = int(cells.of_none.sum())
    if of_none:
        yield f"Figures held as not applicable, because their denominator is 0: {of_none:,}."


def _span(own: pd.DataFrame) -> str:
    periods = sorted(parse_local_period(text) for text in own["period"].unique())
    ids = dict.fromkeys((periods[0].id, periods[-1].id))
    return " to ".join(ids)


FORMAT = Format(
    "local-template", "The dashboard's own template of local figures", _recognises, _read
)
