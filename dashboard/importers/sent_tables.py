"""Tables with headings as people send them: where the header is, and the cells of each column.

Every table that somebody loads is read here, so that all are read alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.core.own.sheets import FigureSheet
from dashboard.errors import Problem
from dashboard.importers.columns import nearest
from dashboard.importers.files.cells import Reading, column_letters
from dashboard.importers.files.grids import Grid, SentFile, read_grids
from dashboard.importers.files.packages import SMALL_UNPACKED_BYTES, refusal
from dashboard.importers.imported import ROW

# A title or a note may stand above the header of a table of figures.
_ROWS_ABOVE = 10


@dataclass(frozen=True)
class Headings:
    """The columns that a table may have, in lower case: those read, and of them those needed.

    `shown_only` are columns that exports add for their readers; nobody looks at what they hold.
    """

    names: tuple[str, ...]
    needed: tuple[str, ...]
    shown_only: tuple[str, ...] = ()


@dataclass(frozen=True)
class SentTable:
    """The rows below a header: ROW, and as text each column read that the file has.

    Where the header has faults, nothing is read. `of_rows` are the problems of single rows.
    """

    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    of_header: tuple[Problem, ...] = ()
    of_rows: tuple[Problem, ...] = ()

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


def has_layout(sent: SentFile, layout: FigureSheet) -> bool:
    """Return whether a sheet of a file has the marks of a layout in its header."""
    return any(_header_at(grid, layout) is not None for grid in sent.grids)


def table_of(sent: SentFile, layout: FigureSheet) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a file's rows as text, a column for each of the layout and ROW, or what is wrong.

    A column that the file does not have is empty, and so are cells that a row of a CSV file leaves
    out at its end. The file must have the layout.
    """
    (grid, place), *others = _found(sent, layout)
    if others:
        titles = ", ".join(f'"{each.name}"' for each in (grid, *(other for other, _ in others)))
        reason = f"has more than one sheet of figures ({titles})"
        return pd.DataFrame(), [Problem(None, "file", "", reason, "load one sheet at a time")]
    headings = Headings(layout.names, layout.needed, layout.shown_only)
    table = _not_without_rows(_below(grid, place, headings), "figures")
    return (pd.DataFrame() if table.of_header else table.filled(layout.names)), table.problems


def beside_unread(found: Iterable[Problem], unread: Sequence[Problem]) -> Iterator[Problem]:
    """Return the problems found, without what is only missing because a cell could not be read."""
    rows = {problem.row for problem in unread}
    return (problem for problem in found if problem.value or problem.row not in rows)


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
    """Return the table of the sheet whose first row has the columns needed, else of the first.

    Rows that are not whole are left out; see `whole_table`. `rows_are` says what a table without
    any lacks.
    """
    filled = [grid for grid in sent.grids if not grid.cells.empty]
    if not filled:
        return SentTable(of_rows=tuple(p for grid in sent.grids for p in grid.unreadable))
    wanted = set(headings.needed)
    named = (grid for grid in filled if wanted <= set(map(heading, grid.cells.iloc[0])))
    return _not_without_rows(whole_table(next(named, filled[0]), headings), rows_are)


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
    return SentTable(whole, of_rows=(*of_length, *table.of_rows))


def heading(text: object) -> str:
    """Return a heading as it is compared: in lower case, with single blanks."""
    return " ".join(str(text).split()).casefold()


def _found(sent: SentFile, layout: FigureSheet) -> list[tuple[Grid, int]]:
    places = ((grid, _header_at(grid, layout)) for grid in sent.grids)
    return [(grid, place) for grid, place in places if place is not None]


def _header_at(grid: Grid, layout: FigureSheet) -> int | None:
    for place, cells in enumerate(grid.cells.head(_ROWS_ABOVE).itertuples(index=False, name=None)):
        names = set(map(heading, cells))
        if names >= layout.marks and not names & layout.never:
            return place
    return None


def _below(grid: Grid, place: int, headings: Headings) -> SentTable:
    """Return the table whose header is at a place of a sheet's rows, counted from 0."""
    header, rows = grid.cells.iloc[place], grid.cells.iloc[place + 1 :]
    names = {number: heading(header[number]) for number in range(len(header))}
    header_row = int(grid.cells.index[place])
    faults = tuple(_header_problems(names, rows, headings, header_row))
    if faults:
        return SentTable(of_header=faults)
    columns = {name: rows[n].array for n, name in names.items() if name in headings.names}
    table = pd.DataFrame({ROW: rows.index.to_numpy(), **columns})
    return SentTable(table, of_rows=tuple(_unread(grid, names, headings, header_row)))


def _not_without_rows(table: SentTable, rows_are: str) -> SentTable:
    if table.problems or not table.rows.empty:
        return table
    lacking = Problem(None, "file", "", f"holds no {rows_are}", "add a row under the header")
    return replace(table, of_header=(lacking,))


def _header_problems(
    names: Mapping[int, str], rows: pd.DataFrame, headings: Headings, row: int
) -> Iterator[Problem]:
    """Yield what is wrong with a header: columns nobody knows, that stand twice or that lack."""
    given = [name for name in names.values() if name]
    for name in sorted(set(given) - {*headings.names, *headings.shown_only}):
        advice = nearest(name, headings.names)
        yield Problem(row, name, name, "is not a column of the template", advice)
    for name in sorted({name for name in given if given.count(name) > 1}):
        yield Problem(row, name, name, "heads two columns", "keep one of them")
    for name in headings.needed:
        if name not in given:
            yield Problem(row, name, "", "is missing from the header", f'add the column "{name}"')
    for number in (number for number, name in names.items() if not name):
        filled = rows[number][rows[number] != ""]
        if not filled.empty:
            where, reason = f"column {column_letters(number + 1)}", "has no heading above it"
            advice = "give it one, or empty it; in CSV, a text with a comma needs quotation marks"
            yield Problem(int(filled.index[0]), where, filled.iloc[0], reason, advice)


def _unread(
    grid: Grid, names: Mapping[int, str], headings: Headings, header_row: int
) -> Iterator[Problem]:
    """Yield the cells without a value below the header, by the headings of their columns."""
    by_letters = {column_letters(number + 1): name for number, name in names.items()}
    for problem in grid.unreadable:
        name = by_letters.get(problem.column, "")
        if name in headings.names and (problem.row or 0) > header_row:
            yield replace(problem, column=name)


def _of_one_length(grid: Grid) -> tuple[Grid, list[Problem]]:
    """Return a CSV table without the rows that end before or after its header, and these."""
    if grid.lengths is None:
        return grid, []
    width = 1 + max(number for number, text in enumerate(grid.cells.iloc[0]) if text)
    off = grid.lengths < width
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
