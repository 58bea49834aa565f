"""Tables with headings as people send them: where the header is, and the cells of each column.

Every table that somebody loads is read here, so that all are read alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.errors import Problem
from dashboard.importers.files.cells import Reading, column_letters
from dashboard.importers.files.grids import Grid, SentFile, read_grids
from dashboard.importers.files.packages import SMALL_UNPACKED_BYTES, refusal
from dashboard.importers.imported import ROW
from dashboard.importers.tables.headings import (
    Header,
    Headings,
    cells_not_read,
    columns_not_read,
    header_problems,
    heading,
)
from dashboard.narrative import readings

# A title and a few notes may stand above a header.
_ROWS_ABOVE = 10


@dataclass(frozen=True)
class SentTable:
    """The rows below a header: ROW, and as text each column read that the file has.

    Where the header has faults, nothing is read. `of_rows` are the problems of single rows, `notes`
    say what was not read.
    """

    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    of_header: tuple[Problem, ...] = ()
    of_rows: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        return [*self.of_header, *self.of_rows]

    def filled(self, names: Iterable[str]) -> pd.DataFrame:
        """Return the rows with all of these columns, empty where the file has none."""
        wanted, given = [ROW, *names], list(self.rows.columns)
        if given == wanted:
            return self.rows
        absent = [name for name in wanted if name not in given]
        return self.rows.assign(**dict.fromkeys(absent, ""))[wanted]

    def records(self, names: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the number of each row, and its cells by column."""
        if self.rows.empty:
            return
        for number, *cells in self.filled(names).itertuples(index=False, name=None):
            yield int(number), dict(zip(names, cells, strict=True))


def beside_unread(found: Iterable[Problem], unread: Sequence[Problem]) -> Iterator[Problem]:
    """Return the problems found, without what is only missing because a cell could not be read."""
    rows = {(problem.sheet, problem.row) for problem in unread}
    return (each for each in found if each.value or (each.sheet, each.row) not in rows)


def small_table(
    content: bytes, file: str, headings: Headings, largest_bytes: int, most_rows: int, rows_are: str
) -> SentTable:
    """Return the table of a small file, whose header is its first row; see `first_table`.

    Raises:
        ImportRefusedError: for a file or table that is too large, and for no table at all.
    """
    if len(content) > largest_bytes:
        reason = f"is larger than {largest_bytes // 1_000_000} MB"
        raise refusal(file, reason, "send a smaller one")
    if not content:
        advice = f"start it with the columns {', '.join(headings.names)}"
        raise refusal(file, "is empty", advice)
    sent = read_grids(content, file, Reading(unpacked_bytes=SMALL_UNPACKED_BYTES))
    table = first_table(sent, headings, rows_are)
    if len(table.rows) > most_rows:
        reason = f"has {len(table.rows):,} rows; {most_rows:,} are the most that can be read"
        raise refusal(file, reason, "send a smaller one")
    return table


def first_table(sent: SentFile, headings: Headings, rows_are: str) -> SentTable:
    """Return the table of the sheet whose first rows have the columns needed, else of the first.

    A sheet that is shown goes before a hidden one; what is not read of a workbook is named. Rows
    that are not whole are left out; see `whole_table`. `rows_are` says what a table without
    any lacks.
    """
    filled = sorted((g for g in sent.grids if not g.cells.empty), key=lambda grid: grid.hidden)
    if not filled:
        return SentTable(of_rows=tuple(p for grid in sent.grids for p in grid.unreadable))
    named = (below for grid in filled if (below := _from_header(grid, headings)) is not None)
    chosen = next(named, filled[0])
    others = [
        f"{grid.name} (hidden)" if grid.hidden else grid.name
        for grid in filled
        if grid.name != chosen.name
    ]
    table = _not_without_rows(whole_table(chosen, headings), rows_are)
    note = [readings.sheets_not_read(others).text] if others else []
    return replace(table, notes=(*table.notes, *note))


def _from_header(grid: Grid, headings: Headings) -> Grid | None:
    """Return a sheet from its header on, which may stand below a title, or None without any."""
    for place in range(min(_ROWS_ABOVE, len(grid.cells))):
        if set(headings.needed) <= set(map(heading, grid.cells.iloc[place])):
            lengths = None if grid.lengths is None else grid.lengths[place:]
            return replace(grid, cells=grid.cells.iloc[place:], lengths=lengths)
    return None


def whole_table(grid: Grid, headings: Headings) -> SentTable:
    """Return the table of a sheet whose first row is the header, with whole rows only.

    Rows of a CSV file with more or fewer cells than the header are problems and left out, as are
    rows with a cell that holds no value of its own.
    """
    grid, of_length = _of_one_length(grid)
    table = _below(grid, 0, headings)
    if table.of_header:
        return table
    unread = {problem.row for problem in table.of_rows}
    whole = table.rows[~table.rows[ROW].isin(unread)] if unread else table.rows
    return SentTable(whole, of_rows=(*of_length, *table.of_rows), notes=table.notes)


def header_at(grid: Grid, place: int) -> Header:
    """Return the header that stands at a place of a sheet's rows, counted from 0."""
    written = tuple(map(str, grid.cells.iloc[place]))
    length = None if grid.lengths is None else int(grid.lengths[place])
    return Header(int(grid.cells.index[place]), written, length)


def unread_cells(grid: Grid, header: Header, headings: Headings) -> Iterator[Problem]:
    """Yield the cells without a value below a header, by the headings of their columns."""
    by_letters = {column_letters(number + 1): name for number, name in enumerate(header.names)}
    for problem in grid.unreadable:
        name = by_letters.get(problem.column, "")
        if name in headings.names and (problem.row or 0) > header.row:
            yield replace(problem, column=name)


def _below(grid: Grid, place: int, headings: Headings) -> SentTable:
    """Return the table whose header is at a place of a sheet's rows, counted from 0."""
    header, rows = header_at(grid, place), grid.cells.iloc[place + 1 :]
    faults = tuple(header_problems(header, rows, headings))
    if faults:
        return SentTable(of_header=faults)
    columns = {name: rows[number].array for name, number in header.places(headings).items()}
    table = pd.DataFrame({ROW: rows.index.to_numpy(), **columns})
    unread = tuple(unread_cells(grid, header, headings))
    return SentTable(table, of_rows=unread, notes=tuple(_notes(header, rows, headings)))


def _notes(header: Header, rows: pd.DataFrame, headings: Headings) -> Iterator[str]:
    columns = columns_not_read(header, rows, headings)
    if columns:
        yield readings.columns_not_read(columns).text
    cells = list(cells_not_read(header, rows))
    if cells:
        yield readings.cells_not_read(cells).text


def _not_without_rows(table: SentTable, rows_are: str) -> SentTable:
    if table.problems or not table.rows.empty:
        return table
    lacking = Problem(None, "file", "", f"holds no {rows_are}", "add a row under the header")
    return replace(table, of_header=(lacking,))


def _of_one_length(grid: Grid) -> tuple[Grid, list[Problem]]:
    """Return a CSV table without the rows that end before or after its header, and these."""
    if grid.lengths is None:
        return grid, []
    width = 1 + max(number for number, text in enumerate(grid.cells.iloc[0]) if text)
    # A row of one cell is a remark, and no row that lost its end.
    off = (grid.lengths < width) & (grid.lengths > 1)
    if grid.cells.shape[1] > width:
        off |= (grid.cells.iloc[:, width:] != "").any(axis="columns").to_numpy()
    if not off.any():
        return grid, []
    rows = zip(grid.cells.index[off], grid.lengths[off], grid.cells[off].to_numpy(), strict=True)
    problems = [
        _of_another_length(int(row), int(n), list(cells[:n]), width) for row, n, cells in rows
    ]
    return replace(grid, cells=grid.cells[~off]), problems


def _of_another_length(row: int, length: int, cells: list[str], width: int) -> Problem:
    reason = f"has {length} cells where the header has {width}"
    return Problem(row, "row", ",".join(cells), reason, "mend the row")
