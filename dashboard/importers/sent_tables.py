"""A file in one of the dashboard's own layouts: where its table stands, and its cells by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.core.own.sheets import FigureSheet
from dashboard.errors import Problem
from dashboard.importers.files.cells import column_letters
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.files.tables import header_problems
from dashboard.importers.imported import ROW

# A title or a note may stand above the header.
_ROWS_ABOVE = 10


def has_layout(sent: SentFile, layout: FigureSheet) -> bool:
    """Return whether a sheet of a file has the marks of a layout in its header."""
    return any(_header_at(grid, layout) is not None for grid in sent.grids)


def table_of(sent: SentFile, layout: FigureSheet) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a file's rows as text, a column for each of the layout and ROW, or what is wrong.

    A column that the file does not have is empty. The file must have the layout.
    """
    (grid, place), *others = _found(sent, layout)
    if others:
        titles = ", ".join(f'"{each.name}"' for each in (grid, *(other for other, _ in others)))
        reason = f"has more than one sheet of figures ({titles})"
        return pd.DataFrame(), [Problem(None, "file", "", reason, "load one sheet at a time")]
    header, rows = grid.cells.iloc[place], grid.cells.iloc[place + 1 :]
    names = {number: _key(header[number]) for number in range(len(header))}
    heading_row = int(grid.cells.index[place])
    problems = list(_header_problems(names, rows, layout, heading_row))
    if problems:
        return pd.DataFrame(), problems
    unread = list(_unread(grid, names, layout, heading_row))
    if rows.empty and not unread:
        unread = [Problem(None, "file", "", "holds no figures", "add a row under the header")]
    used = rows[[number for number, name in names.items() if name]]
    return _by_column(used.set_axis(list(filter(None, names.values())), axis=1), layout), unread


def beside_unread(found: Iterable[Problem], unread: Sequence[Problem]) -> Iterator[Problem]:
    """Return the problems found, without what is only missing because a cell could not be read."""
    rows = {problem.row for problem in unread}
    return (problem for problem in found if problem.value or problem.row not in rows)


def _found(sent: SentFile, layout: FigureSheet) -> list[tuple[Grid, int]]:
    places = ((grid, _header_at(grid, layout)) for grid in sent.grids)
    return [(grid, place) for grid, place in places if place is not None]


def _header_at(grid: Grid, layout: FigureSheet) -> int | None:
    for place, cells in enumerate(grid.cells.head(_ROWS_ABOVE).itertuples(index=False, name=None)):
        names = {_key(cell) for cell in cells}
        if names >= layout.marks and not names & layout.never:
            return place
    return None


def _header_problems(
    names: Mapping[int, str], rows: pd.DataFrame, layout: FigureSheet, row: int
) -> Iterator[Problem]:
    given = [name for name in names.values() if name]
    for problem in header_problems(given, layout.names, layout.needed, layout.shown_only):
        yield Problem(row, problem.column, problem.value, problem.reason, problem.advice)
    for number in (number for number, name in names.items() if not name):
        filled = rows[number][rows[number] != ""]
        if not filled.empty:
            where, reason = f"column {column_letters(number + 1)}", "has no heading above it"
            advice = "give it one, or empty it; in CSV, a text with a comma needs quotation marks"
            yield Problem(int(filled.index[0]), where, filled.iloc[0], reason, advice)


def _unread(
    grid: Grid, names: Mapping[int, str], layout: FigureSheet, heading_row: int
) -> Iterator[Problem]:
    """Yield the cells without a value below the header, by the headings of their columns."""
    by_letters = {column_letters(number + 1): name for number, name in names.items()}
    for problem in grid.unreadable:
        name = by_letters.get(problem.column, "")
        if name in layout.names and (problem.row or 0) > heading_row:
            yield replace(problem, column=name)


def _by_column(rows: pd.DataFrame, layout: FigureSheet) -> pd.DataFrame:
    table = pd.DataFrame({ROW: rows.index.to_numpy()})
    for name in layout.names:
        table[name] = rows[name].to_numpy() if name in rows else ""
    return table


def _key(text: object) -> str:
    return " ".join(str(text).split()).casefold()
