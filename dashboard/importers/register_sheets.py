"""Which sheets of a file are the register's, and where the table of each stands.

People rename sheets, copy them, and write above and beside a table. A sheet of the register is
known by its title or by its header. What is not read is named, so that no edit is lost in silence.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.core.register.sheets import CHOICES, READ_ME, SHEETS, Sheet
from dashboard.core.sentences import listed
from dashboard.importers.files.cells import column_letters, sheet_key
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.files.packages import refusal
from dashboard.importers.sent_tables import Headings, heading

# A title and a few notes may stand above a header.
_ROWS_ABOVE = 10
# So many headings of the register are no chance, if one of them tells its rows apart.
_FEWEST_HEADINGS = 3
_ALIKE = 0.75
_MOST_NAMED = 5


def headings_of(sheet: Sheet) -> Headings:
    """Return the columns that a sheet of the register may have, as they are compared."""
    read, shown = (
        tuple(heading(column.title) for column in sheet.columns if column.shown_only is shown_only)
        for shown_only in (False, True)
    )
    return Headings(read, tuple(heading(sheet.by_key[key].title) for key in sheet.needed), shown)


_HEADINGS = {sheet: headings_of(sheet) for sheet in SHEETS}
# What tells the rows of the register apart; another list has an owner and a due date too.
_TELLING = {heading(sheet.columns[0].title) for sheet in SHEETS} | {"version"}


@dataclass(frozen=True)
class RegisterTable:
    """A sheet of the register in a file: `grid` begins with its header.

    `headings` are the columns that it may have, with those that are not read among the ones only
    shown. `notes` name these, and what stands above the header. `slips` are headings that
    nobody knows, each with the column that lacks and is much like it.
    """

    sheet: Sheet
    grid: Grid
    headings: Headings
    slips: Mapping[str, str]
    notes: tuple[str, ...]

    @property
    def has_header(self) -> bool:
        """Whether its first row has any heading of the register."""
        return bool(_given(self.grid, 0) & _known(self.sheet))


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
        f'The sheet "{one.grid.name}" was read as "{one.sheet.title}": it has those columns.'
        for one in chosen
        if not one.is_titled
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


def _known(sheet: Sheet) -> set[str]:
    return {*_HEADINGS[sheet].names, *_HEADINGS[sheet].shown_only}


def _candidate(grid: Grid) -> _Candidate | None:
    by_header = _by_header(grid, _FEWEST_HEADINGS)
    titled = next((one for one in SHEETS if sheet_key(one.title) == sheet_key(grid.name)), None)
    if by_header is not None or titled is None:
        return by_header
    places = range(min(_ROWS_ABOVE, len(grid.cells)))
    place = max(places, key=lambda each: len(_given(grid, each) & _known(titled)), default=0)
    return _Candidate(grid, titled, place)


def _by_header(grid: Grid, fewest: int) -> _Candidate | None:
    best, most = None, fewest - 1
    for place in range(min(_ROWS_ABOVE, len(grid.cells))):
        given = _given(grid, place)
        for sheet in SHEETS:
            fits = len(given & _known(sheet))
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
    names = [one.name for one in others if sheet_key(one.name) not in own and len(one.cells)]
    if names:
        yield f"Not read: {_of_names('sheet', names)}."


def _of_names(kind: str, names: Sequence[str]) -> str:
    shown = [f'"{name[:40]}"' for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED:,} more")
    return f"the {kind}{'s' if len(names) > 1 else ''} {listed(shown)}"


def _table(found: _Candidate) -> RegisterTable:
    """Return the table below a header, with what is passed over named."""
    grid, place = found.grid, found.place
    lengths = None if grid.lengths is None else grid.lengths[place:]
    below = replace(grid, cells=grid.cells.iloc[place:], lengths=lengths)
    grid = _named(below) if lengths is None else below
    headings = _HEADINGS[found.sheet]
    meant = dict(_unknown(grid, headings))
    unread = [text for text, other in meant.items() if not other]
    notes = []
    if place:
        row = int(grid.cells.index[0])
        notes.append(f'"{found.sheet.title}": what stands above row {row} is not read.')
    if unread:
        verb = "are" if len(unread) > 1 else "is"
        notes.append(f'"{found.sheet.title}": {_of_names("column", unread)} {verb} not read.')
    slips = {text: other for text, other in meant.items() if other}
    headings = replace(headings, shown_only=(*headings.shown_only, *map(heading, meant)))
    return RegisterTable(found.sheet, grid, headings, slips, tuple(notes))


def _named(grid: Grid) -> Grid:
    """Return a table of a workbook in which a column that has texts and no heading has its letter.

    In a CSV file such a text may be the rest of a row that one comma too many has moved.
    """
    if not len(grid.cells):
        return grid
    cells = grid.cells.copy()
    for number in range(cells.shape[1]):
        if not cells.iloc[0, number] and (cells.iloc[1:, number] != "").any():
            cells.iloc[0, number] = column_letters(number + 1)
    return replace(grid, cells=cells)


def _unknown(grid: Grid, headings: Headings) -> Iterator[tuple[str, str]]:
    """Yield each heading that nobody knows, with a column that lacks and is much like it, or ""."""
    known = {*headings.names, *headings.shown_only}
    given = _given(grid, 0)
    lacking = [name for name in headings.names if name not in given]
    for cell in grid.cells.iloc[0] if len(grid.cells) else ():
        text = " ".join(str(cell).split())
        if text and heading(text) not in known:
            yield text, _much_like(heading(text), lacking)


def _much_like(name: str, lacking: Sequence[str]) -> str:
    words = set(re.findall(r"[a-z]+", name))
    for other in lacking:
        theirs = set(re.findall(r"[a-z]+", other))
        if words and (words <= theirs or theirs <= words):
            return other
    return next(iter(difflib.get_close_matches(name, lacking, n=1, cutoff=_ALIKE)), "")
