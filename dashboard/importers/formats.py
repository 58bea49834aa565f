"""Every layout of file that can be loaded, and which of them a file is in."""

from collections.abc import Iterable

from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers import figures_table
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format
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
_LONGEST_SHOWN = 120


def recognised(sent: SentFile) -> Format:
    """Return the layout that a file is in.

    Raises:
        ImportRefusedError: naming the official layout that it is in and that has no reader, or
            else the layouts that are known and the file's first row.
    """
    for one in FORMATS:
        if one.recognises(sent):
            return one
    unread = unread_layout(sent)
    if unread is not None:
        raise ImportRefusedError(sent.name, [unread])
    titles = "; ".join(one.title for one in FORMATS)
    advice = f"load a file in one of these layouts, with its header as it came: {titles}"
    reason = "is a first row that no known layout has"
    problem = Problem(None, "file", _first_row(sent), reason, advice)
    raise ImportRefusedError(sent.name, [problem])


def _first_row(sent: SentFile) -> str:
    filled = (grid.cells.iloc[0] for grid in sent.grids if not grid.cells.empty)
    cells: Iterable[str] = next(filled, ())
    return ", ".join(str(cell) for cell in cells if cell)[:_LONGEST_SHOWN]
