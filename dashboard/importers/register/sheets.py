"""Which sheets of a file are the register's, and where the table of each stands.

People rename sheets, copy them, and write above and beside a table. A sheet of the register is
known by its title or by its header. What is not read is named, so that no edit is lost in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.core.register.sheets import CHOICES, READ_ME, SHEETS, Sheet
from dashboard.importers.files.cells import sheet_key
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.files.packages import refusal
from dashboard.importers.tables.headings import Headings, heading
from dashboard.narrative import readings
from dashboard.narrative.register.sent_registers import above_not_read, sheet_renamed

# A title and a few notes may stand above a header.
_ROWS_ABOVE = 10
# So many headings of the register are no chance, if one of them tells its rows apart.
_FEWEST_HEADINGS = 3
_MOST_NAMED = 5


def _headings_of(sheet: Sheet) -> Headings:
    read, shown = (
        tuple(heading(column.title) for column in sheet.columns if column.shown_only is shown_only)
        for shown_only in (False, True)
    )
    return Headings(
        names=read,
        needed=tuple(heading(sheet.by_key[key].title) for key in sheet.needed),
        shown_only=shown,
        also_called={heading(column.title): column.also_called for column in sheet.columns},
        called="the register",
        others_may_stand=True,
    )


_HEADINGS = {sheet: _headings_of(sheet) for sheet in SHEETS}
# What tells the rows of the register apart; another list has an owner and a due date too.
_TELLING = {heading(sheet.columns[0].title) for sheet in SHEETS} | {"version"}


@dataclass(frozen=True)
class RegisterTable:
    """A sheet of the register in a file: `grid` begins with its header, if it has one.

    `notes` say what stands above the header.
    """

    sheet: Sheet
    grid: Grid
    headings: Headings
    notes: tuple[str, ...] = ()

    @property
    def has_header(self) -> bool:
        """Whether its first row has any heading of the register."""
        return bool(_given(self.grid, 0) & self.headings.known)


@dataclass(frozen=True)
class _Candidate:
    """A sheet that could be one of the register's; `place` is that of its header among its rows."""

    grid: Grid
    sheet: Sheet
    place: int

    @property
    def is_titled(self) -> bool:
        return sheet_key(self.grid.name) == sheet_key(self.sheet.title)

    @cached_property
    def is_whole(self) -> bool:
        """Whether its header has every column without which no row can be placed."""
        return set(_HEADINGS[self.sheet].needed) <= _given(self.grid, self.place)

    @property
    def has_rows(self) -> bool:
        return len(self.grid.cells) > self.place + 1


def sheets_in_workbook(sent: SentFile) -> tuple[list[RegisterTable], list[str]]:
    """Return the sheets of the register in a workbook, and what to say of its other sheets.

    Raises:
        ImportRefusedError: if it has none, or two that could be the same one.
    """
    found = [each for grid in sent.grids if (each := _candidate(grid)) is not None]
    chosen = [one for sheet in SHEETS if (one := _chosen(sent.name, sheet, found)) is not None]
    if not chosen:
        words = " nor ".join(f'"{sheet.title}"' for sheet in SHEETS)
        reason = f"has no sheet {words}, and none with their columns"
        raise refusal(sent.name, reason, "export the register again and edit that file")
    notes = [
        sheet_renamed(one.grid.name, one.sheet.title).text for one in chosen if not one.is_titled
    ]
    unread = _unread(sent, [one.grid for one in chosen])
    return [_table(one) for one in chosen], [*notes, *unread]


def sheet_of_csv(sent: SentFile) -> RegisterTable:
    """Return the sheet of the register that a CSV file is, by its header.

    Raises:
        ImportRefusedError: if it is none.
    """
    (grid,) = sent.grids
    found = _by_header(grid, fewest=1)
    if found is None:
        titles = " nor ".join(f'"{sheet.columns[0].title}"' for sheet in SHEETS)
        reason = f"has no column {titles} in its first rows"
        raise refusal(sent.name, reason, "keep the header of the export")
    return _table(found)


def _given(grid: Grid, place: int) -> set[str]:
    """Return the headings in a row of a sheet, counted from 0; none where there is no such row."""
    if place >= len(grid.cells):
        return set()
    return {name for text in grid.cells.iloc[place] if (name := heading(text))}


def _candidate(grid: Grid) -> _Candidate | None:
    by_header = _by_header(grid, _FEWEST_HEADINGS)
    titled = next((one for one in SHEETS if sheet_key(one.title) == sheet_key(grid.name)), None)
    if by_header is not None or titled is None:
        return by_header
    places = range(min(_ROWS_ABOVE, len(grid.cells)))
    place = max(
        places, key=lambda each: len(_given(grid, each) & _HEADINGS[titled].known), default=0
    )
    return _Candidate(grid, titled, place)


def _by_header(grid: Grid, fewest: int) -> _Candidate | None:
    best, most = None, fewest - 1
    for place in range(min(_ROWS_ABOVE, len(grid.cells))):
        given = _given(grid, place)
        for sheet in SHEETS:
            fits = len(given & _HEADINGS[sheet].known)
            if fits > most and given & _TELLING:
                best, most = _Candidate(grid, sheet, place), fits
    return best


def _chosen(file: str, sheet: Sheet, found: Sequence[_Candidate]) -> _Candidate | None:
    """Return the candidate that is a sheet of the register, or None where it has none.

    Raises:
        ImportRefusedError: where two with rows could be it.
    """
    own = [one for one in found if one.sheet is sheet]
    filled = [one for one in own if one.has_rows and (one.is_whole or one.is_titled)]
    # Nobody edits a sheet that is hidden while another is shown.
    filled = [one for one in filled if not one.grid.hidden] or filled
    if len(filled) > 1:
        names = " and ".join(f'"{one.grid.name}"' for one in filled[:_MOST_NAMED])
        reason = f'has {len(filled)} sheets that could be "{sheet.title}": {names}'
        raise refusal(file, reason, "keep the one that you edited and delete the other")
    # A header that was broken is better refused than an empty sheet read.
    broken = [one for one in own if one.has_rows]
    titled = [one for one in own if one.is_titled]
    return next(iter([*filled, *broken, *titled, *own]), None)


def _unread(sent: SentFile, read: Sequence[Grid]) -> Iterator[str]:
    others = [grid for grid in sent.grids if all(grid is not one for one in read)]
    own = set(map(sheet_key, (READ_ME, CHOICES)))
    names = [
        f"{one.name} (hidden)" if one.hidden else one.name
        for one in others
        if sheet_key(one.name) not in own and len(one.cells)
    ]
    if names:
        yield readings.sheets_not_read(names).text


def _table(found: _Candidate) -> RegisterTable:
    grid, place = found.grid, found.place
    headings, title = _HEADINGS[found.sheet], found.sheet.title
    if not place:
        return RegisterTable(found.sheet, grid, headings)
    lengths = None if grid.lengths is None else grid.lengths[place:]
    below = replace(grid, cells=grid.cells.iloc[place:], lengths=lengths)
    note = above_not_read(title, int(below.cells.index[0])).text
    return RegisterTable(found.sheet, below, headings, (note,))
