"""The rows of figures of a file in one of the dashboard's own layouts, from one sheet or several.

What is not read of its sheets is named, so that nothing is left out in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import pandas as pd

from dashboard.core.own.sheets import OF_FIGURE, PERIOD, FigureSheet
from dashboard.errors import Problem
from dashboard.importers.files.cells import column_letters
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.imported import ROW, SHEET, SheetChoice
from dashboard.importers.tables.headings import (
    Header,
    cells_not_read,
    columns_named,
    columns_not_read,
    header_problems,
    heading,
    headings_of,
    periods_across,
)
from dashboard.importers.tables.merged_cells import Unmerged, merged_headings, unmerged
from dashboard.importers.tables.sent_tables import header_at, unread_cells
from dashboard.narrative import readings

# A title or a note may stand above the header of a table of figures.
_ROWS_ABOVE = 20
# To look for near misses takes time.
_ROWS_COMPARED = 10
# So many columns of a layout make a table look like it, although its header is another.
_LEAST_ALIKE = 3
# To compare spellings takes time: a wider header, or one of a later sheet, is of something else.
_MOST_HEADINGS, _MOST_SHEETS = 40, 20
NO_FIGURES = Problem(None, "file", "", "holds no figures", "add a row under the header")


@dataclass(frozen=True)
class FigureRows:
    """The rows of figures of a file, as text: ROW, every column of its layout, and SHEET.

    Columns that the layout looks at without reading them stand there by their key.

    SHEET is there only where several sheets are read: their names are `sheets`. Where a header has
    faults, there are no rows. `unread` are cells that hold no value. `letters` head the columns, by
    sheet and name. `notes` say what was not read, or read otherwise than it stands.
    """

    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    faults: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    letters: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.faults, *self.unread)


def has_layout(sent: SentFile, layout: FigureSheet) -> bool:
    """Return whether a sheet of a file has the marks of a layout in its header."""
    return any(_header(grid, layout) is not None for grid in sent.grids)


def looks_like(sent: SentFile, layout: FigureSheet) -> int:
    """Return how many columns of a layout a sheet of a file has at the most, near misses too.

    Fewer than three make none look like it: then it is 0.
    """
    return max((_likeness(grid, layout)[0] for grid in sent.grids[:_MOST_SHEETS]), default=0)


def near_misses(sent: SentFile, layout: FigureSheet) -> tuple[Problem, ...]:
    """Return what to change in the header of the sheet that looks most like a layout."""
    grid = max(sent.grids[:_MOST_SHEETS], key=lambda each: _likeness(each, layout)[0])
    header = header_at(grid, _likeness(grid, layout)[1])
    return tuple(header_problems(header, _below(grid, header), headings_of(layout)))


def figure_rows(sent: SentFile, layout: FigureSheet) -> FigureRows:
    """Return the rows of figures of a file that has a layout, or what is wrong with its sheets.

    Several sheets in the layout are read together: hidden ones and those without any figure only
    where there are no others. A column that a sheet does not have is empty. Merged names stand in
    every row they cover.
    """
    sheets = _sheets(sent, layout)
    faults = [*_not_quite(sent, layout, sheets), *(p for each in sheets for p in each.faults)]
    tables = [each.table() for each in sheets]
    names = tuple(each.grid.name for each in sheets)
    if not faults and all(each.rows.empty for each in tables):
        faults = [NO_FIGURES]
    return FigureRows(
        rows=pd.DataFrame() if faults else _together(sheets, tables),
        faults=tuple(faults),
        unread=tuple(
            problem
            for sheet, each in zip(sheets, tables, strict=True)
            for problem in sheet.named((*sheet.unread, *each.problems))
        ),
        notes=tuple(_notes(sheets, tables)),
        sheets=names,
        letters={pair: letter for each in sheets for pair, letter in each.letters()},
    )


@dataclass(frozen=True)
class _Sheet:
    """A sheet with its header and, as columns by number, the rows below it.

    `said` is its name where it has to be said, because several sheets are read.
    """

    grid: Grid
    layout: FigureSheet
    header: Header
    rows: pd.DataFrame
    said: str = ""

    @property
    def places(self) -> dict[str, int]:
        return self.header.places(headings_of(self.layout))

    @property
    def has_figures(self) -> bool:
        places = self.places
        held = (self.rows[places[name]] for name in OF_FIGURE if name in places)
        return any((cells != "").any() for cells in held)

    @property
    def faults(self) -> list[Problem]:
        found = list(header_problems(self.header, self.rows, headings_of(self.layout)))
        across = periods_across(self.header)
        if across is not None:
            found = [across, *(each for each in found if each.column != PERIOD)]
        return self.named((*merged_headings(self.grid, self.header), *found))

    @property
    def unread(self) -> list[Problem]:
        return list(unread_cells(self.grid, self.header, headings_of(self.layout)))

    def named(self, problems: Iterator[Problem] | Sequence[Problem]) -> list[Problem]:
        """Return problems with the sheet they are of, where that has to be said."""
        return [replace(each, sheet=self.said) if self.said else each for each in problems]

    def table(self) -> Unmerged:
        """Return the rows with a column for each of the layout, merged cells filled."""
        places = self.places | dict(self._looked_at())
        cells = {name: self.rows[number].array for name, number in places.items()}
        table = pd.DataFrame({ROW: self.rows.index.to_numpy(), **cells})
        return unmerged(table, self.grid, self.places, OF_FIGURE)

    def _looked_at(self) -> Iterator[tuple[str, int]]:
        for key, called in self.layout.looked_at.items():
            found = (n for n, name in enumerate(self.header.names) if name in called)
            yield from ((key, number) for number in islice(found, 1))

    def letters(self) -> Iterator[tuple[tuple[str, str], str]]:
        for name, number in self.places.items():
            yield (self.said, name), column_letters(number + 1)


def _sheets(sent: SentFile, layout: FigureSheet) -> list[_Sheet]:
    """Return the sheets that are read."""
    found = [sheet for grid in sent.grids if (sheet := _sheet(grid, layout)) is not None]
    shown = [each for each in found if not each.grid.hidden] or found
    filled = [each for each in shown if each.has_figures] or shown[:1]
    return [replace(each, said=each.grid.name) for each in filled] if len(filled) > 1 else filled


def _sheet(grid: Grid, layout: FigureSheet) -> _Sheet | None:
    header = _header(grid, layout)
    return None if header is None else _Sheet(grid, layout, header, _below(grid, header))


def _header(grid: Grid, layout: FigureSheet) -> Header | None:
    for place, cells in enumerate(grid.cells.head(_ROWS_ABOVE).itertuples(index=False, name=None)):
        names = set(map(heading, cells))
        if names >= layout.marks and not names & layout.never:
            return header_at(grid, place)
    return None


def _below(grid: Grid, header: Header) -> pd.DataFrame:
    return grid.cells.iloc[grid.cells.index.searchsorted(header.row, side="right") :]


def _likeness(grid: Grid, layout: FigureSheet) -> tuple[int, int]:
    """Return how many columns of a layout a sheet has, and at which place its header stands."""
    headings, best = headings_of(layout), (0, 0)
    for place, cells in enumerate(
        grid.cells.head(_ROWS_COMPARED).itertuples(index=False, name=None)
    ):
        names = [name for name in map(heading, cells) if name]
        found = columns_named(names, headings) if len(names) <= _MOST_HEADINGS else set()
        if len(found) > max(best[0], _LEAST_ALIKE - 1):
            best = len(found), place
    return best


def _not_quite(
    sent: SentFile, layout: FigureSheet, sheets: Sequence[_Sheet]
) -> Iterator[SheetChoice]:
    """Yield a problem for each sheet that looks like those that are read, but has another header.

    Not read, it would lack without anybody having chosen so.
    """
    read = [each.grid for each in sheets]
    for grid in sent.grids[:_MOST_SHEETS]:
        if grid.hidden or _header(grid, layout) is not None or not _names_all(grid, layout):
            continue
        (change, *_) = near_misses(replace(sent, grids=(grid,)), layout)
        reason = f"looks like a sheet of figures, but is not headed as {layout.called} is"
        names = tuple(each.name for each in (*read, grid))
        advice = f"{change.advice}; or choose one sheet to read"
        yield SheetChoice(change.row, "sheet", grid.name, reason, advice, sheets=names)


def _names_all(grid: Grid, layout: FigureSheet) -> bool:
    """Return whether a header of a sheet names all columns needed, rightly or by a near miss."""
    place = _likeness(grid, layout)[1]
    header = [heading(text) for text in grid.cells.iloc[place]] if len(grid.cells) else []
    return set(layout.needed) <= columns_named(header, headings_of(layout))


def _together(sheets: Sequence[_Sheet], tables: Sequence[Unmerged]) -> pd.DataFrame:
    """Return the rows of all sheets, each with every column of the layout."""
    layout = sheets[0].layout
    names = [*layout.names, *layout.looked_at]
    whole = [each.rows.assign(**_absent(each.rows, names))[[ROW, *names]] for each in tables]
    if len(whole) == 1:
        return whole[0]
    parts = [rows.assign(**{SHEET: sheet.said}) for rows, sheet in zip(whole, sheets, strict=True)]
    return pd.concat(parts, ignore_index=True)


def _absent(rows: pd.DataFrame, names: Sequence[str]) -> dict[str, str]:
    return {name: "" for name in names if name not in rows.columns}


def _notes(sheets: Sequence[_Sheet], tables: Sequence[Unmerged]) -> Iterator[str]:
    headings = headings_of(sheets[0].layout)
    if len(sheets) > 1:
        yield readings.sheets_read([each.said for each in sheets]).text
    columns = [name for s in sheets for name in columns_not_read(s.header, s.rows, headings)]
    if columns:
        yield readings.columns_not_read(columns).text
    cells = [
        (in_sheet(sheet.said, place), text)
        for sheet in sheets
        for place, text in cells_not_read(sheet.header, sheet.rows)
    ]
    if cells:
        yield readings.cells_not_read(cells).text
    areas = [
        in_sheet(sheet.said, area)
        for sheet, each in zip(sheets, tables, strict=True)
        for area in each.areas
    ]
    if areas:
        yield readings.cells_merged(areas).text


def in_sheet(sheet: str, place: str) -> str:
    """Return a place of a table with its sheet, where that has to be said."""
    return f'sheet "{sheet}", {place}' if sheet else place
