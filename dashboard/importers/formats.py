"""Every layout of file that can be loaded, and which of them a file is in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dashboard.core.own.sheets import LOCAL_SHEET, PUBLISHED_SHEET
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers import figures_table
from dashboard.importers.files.cells import sheet_key
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official import (
    education_statistics,
    fingertips,
    first_time_entrants_table,
    inspection_list,
    lait,
    local_level_tables,
)
from dashboard.importers.official.unread_layouts import unread_layout
from dashboard.importers.own import template
from dashboard.importers.tables.figure_rows import looks_like, near_misses
from dashboard.importers.tables.headings import periods_across
from dashboard.importers.tables.sent_tables import header_at
from dashboard.narrative import readings

# Official layouts are tried first, the dashboard's own last.
FORMATS: tuple[Format, ...] = (
    first_time_entrants_table.FORMAT,
    local_level_tables.FORMAT,
    fingertips.FORMAT,
    lait.FORMAT,
    education_statistics.FORMAT,
    inspection_list.FORMAT,
    template.FORMAT,
    figures_table.FORMAT,
)
_OWN = (LOCAL_SHEET, PUBLISHED_SHEET)
_LONGEST_SHOWN = 120
_ROWS_ABOVE = 5
_ADVICE = (
    "use the template under Load figures, or a file in one of the layouts named there, with its "
    "header as it came"
)


def read_file(sent: SentFile, known: Known) -> tuple[Format, Imported]:
    """Return the layout that a file is in and what it says, with the sheets that are not read.

    Of a workbook, the sheet that was chosen is read alone.

    Raises:
        ImportRefusedError: with every problem of the file, or if it is in no known layout.
    """
    part = _chosen(sent, known.chosen.sheet)
    layout = recognised(part)
    _require_use_of_columns(sent.name, layout, known.chosen.columns)
    imported = layout.read(part, known)
    others = _not_read(sent, imported.sheets)
    if not others:
        return layout, imported
    note = readings.sheets_not_read(others).text
    shown = imported.shown_only | {note}
    return layout, replace(imported, notes=(*imported.notes, note), shown_only=shown)


def recognised(sent: SentFile) -> Format:
    """Return the layout that a file is in.

    Raises:
        ImportRefusedError: naming the official layout that it is in and that has no reader, what to
            change in a header that is nearly one of the dashboard's own, or else its first row.
    """
    for one in FORMATS:
        if one.recognises(sent):
            return one
    unread = unread_layout(sent)
    if unread is not None:
        raise ImportRefusedError(sent.name, [unread])
    nearest = max(_OWN, key=lambda layout: looks_like(sent, layout))
    if looks_like(sent, nearest):
        raise ImportRefusedError(sent.name, near_misses(sent, nearest))
    across = _periods_across(sent)
    if across is not None:
        raise ImportRefusedError(sent.name, [across])
    reason = "is a first row that no known layout has"
    raise ImportRefusedError(sent.name, [Problem(None, "file", _first_row(sent), reason, _ADVICE)])


def _chosen(sent: SentFile, sheet: str) -> SentFile:
    if not sheet:
        return sent
    grid = sent.grid(sheet)
    if grid is None:
        names = ", ".join(each.name for each in sent.grids if each.name)
        advice = f"choose one of {names}" if names else "leave the sheet out: the file has none"
        raise ImportRefusedError(
            sent.name, [Problem(None, "sheet", sheet, "is no sheet of this file", advice)]
        )
    return replace(sent, grids=(grid,))


def _require_use_of_columns(file: str, layout: Format, columns: Mapping[str, str]) -> None:
    """Refuse a choice of columns for a layout that says itself what stands in them."""
    if columns and layout is not education_statistics.FORMAT:
        reason = f"is chosen, and this file says itself what stands in it ({layout.title})"
        problem = Problem(None, "column", next(iter(columns)), reason, "leave the choice out")
        raise ImportRefusedError(file, [problem])


def _not_read(sent: SentFile, read: Sequence[str]) -> list[str]:
    """Return the sheets that hold something and were not read, where the layout says which were.

    The sheets that a template has beside its table need no mention.
    """
    if not read:
        return []
    keys = {sheet_key(name) for name in (*read, *(name for each in _OWN for name in each.beside))}
    return [
        f"{grid.name} (hidden)" if grid.hidden else grid.name
        for grid in sent.grids
        if sheet_key(grid.name) not in keys and not grid.cells.empty
    ]


def _periods_across(sent: SentFile) -> Problem | None:
    """Return what to do with a sheet whose columns are headed by quarters or months, else None."""
    headers = (
        header_at(grid, place)
        for grid in sent.grids
        for place in range(min(_ROWS_ABOVE, len(grid.cells)))
    )
    return next((told for header in headers if (told := periods_across(header))), None)


def _first_row(sent: SentFile) -> str:
    filled = (grid.cells.iloc[0] for grid in sent.grids if not grid.cells.empty)
    cells: Iterable[str] = next(filled, ())
    return ", ".join(str(cell) for cell in cells if cell)[:_LONGEST_SHOWN]
