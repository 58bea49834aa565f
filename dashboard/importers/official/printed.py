"""Official tables as they are printed: where the header stands, and what a cell and its marks say.

A header is found below the notes, whatever its order and blanks.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.core.published.indicators import State
from dashboard.core.published.states import state_for
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.numbers import Absent, read_number
from dashboard.errors import Problem
from dashboard.importers.files.grids import Grid, SentFile

# What tables put behind a heading or a name: the number of a note, in brackets, in words or raised,
# a sign, or a letter such as "r" for revised. Other words in round brackets are part of a name.
_NOTES = r"\s*(?:notes? ?)?\d{1,3}(?:\s*,\s*(?:note )?\d{1,3}){0,9}\s*"
_REMARK = (
    rf"\[(?:{_NOTES}|\s*(?:[a-z]|low)\s*)\]|\({_NOTES}\)"
    r"|[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,3}|[*\u2020\u2021]{1,3}$"
)
# A number that is of low reliability is printed, and not to be relied on.
_UNRELIABLE = "u"
# A longer cell holds no figure; figures come again and again, as marks do.
_LONGEST, _MOST_REMEMBERED = 200, 20_000


@dataclass(frozen=True)
class OfficialTable:
    """A sheet with the row its header stands in, and the number of each column by its heading.

    Headings are in lower case, their words parted by "_". `rows` are those under the header.
    """

    grid: Grid
    row: int
    columns: Mapping[str, int]
    repeated: tuple[str, ...] = ()

    @property
    def rows(self) -> pd.DataFrame:
        return self.grid.cells.loc[self.grid.cells.index > self.row]

    def written(self, heading: str) -> str:
        """Return a heading as it stands in the file."""
        return str(self.grid.cells.loc[self.row, self.columns[heading]])

    @property
    def lines_above(self) -> list[str]:
        """Each row that stands above the header, in lower case; the title is the first."""
        above = self.grid.cells.loc[self.grid.cells.index < self.row]
        return [" ".join(cells).casefold() for cells in above.to_numpy().tolist()]

    @property
    def notes_above(self) -> str:
        """Everything that stands above the header, in lower case."""
        return " ".join(self.lines_above)

    def records(self) -> pd.DataFrame:
        """Return the rows under the header with their columns by heading."""
        return pd.DataFrame({name: self.rows[number] for name, number in self.columns.items()})

    def problems(self, needed: Collection[str]) -> list[Problem]:
        """Return what is wrong with the columns needed, and each cell that holds no value."""
        return [
            *(
                Problem(self.row, name, name, "heads two columns", "keep one of them")
                for name in self.repeated
                if name in needed
            ),
            *(p for p in self.grid.unreadable if p.row is None or p.row > self.row),
        ]


def heading(text: str) -> str:
    """Return a column's heading as it is looked up.

    >>> heading("Local Authority/Region [note 2] "), heading("Number_Children")
    ('local_authority_region', 'number_children')
    """
    return re.sub(r"[^a-z0-9]+", "_", without_remarks(text).casefold()).strip("_")


def find_table(grid: Grid, needed: Collection[str]) -> OfficialTable | None:
    """Return a sheet's table: the first row that has all of these headings is its header."""
    words = {word for name in needed for word in name.split("_")}
    for number, cells in grid.first_rows:
        # Every layout asks each sheet; a row without the words need not be taken apart again.
        written = " ".join(cells).casefold()
        if not all(word in written for word in words):
            continue
        headings = [heading(str(cell)) for cell in cells]
        if set(needed) <= set(headings):
            repeated = {name for name in headings if name and headings.count(name) > 1}
            columns = {name: headings.index(name) for name in headings if name}
            return OfficialTable(grid, number, columns, tuple(sorted(repeated)))
    return None


def find_in_file(sent: SentFile, needed: Collection[str], sheet: str = "") -> OfficialTable | None:
    """Return the first table with these headings, looking in the sheet of this name first.

    Sheets that are shown come before hidden ones, which may hold an old edition.
    """
    named = sent.grid(sheet) if sheet else None
    grids = [*([named] if named else []), *sorted(sent.grids, key=lambda grid: grid.hidden)]
    return next((found for grid in grids if (found := find_table(grid, needed))), None)


@dataclass(frozen=True)
class Printed:
    """What a cell says: a number, or the state that its mark stands for; `note` names the marks.

    `is_share` says that a percent sign stands behind the number.
    """

    value: float | None
    state: State
    note: str = ""
    is_share: bool = False


def printed(cell: str) -> Printed | None:
    """Return what a cell says, or None where it is neither a number nor a mark that is known.

    Cells are read as everywhere (`core/written`). A cell without a number is never zero.

    >>> printed("1,258 [note 3]").value, printed("1,258 [note 3]").note
    (1258.0, 'The source marks it [note 3].')
    >>> printed("c").state, printed("-").state, printed("many")
    (<State.SUPPRESSED: 'suppressed'>, <State.NOT_PUBLISHED: 'not published'>, None)
    """
    return None if len(cell) > _LONGEST else _printed(cell)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _printed(cell: str) -> Printed | None:
    if not cell.strip():
        return Printed(None, State.NOT_PUBLISHED)
    try:
        found = read_number(cell)
    except NotReadError:
        return None
    if isinstance(found, Absent):
        note = f'The source prints "{" ".join(cell.split())}".'
        return Printed(None, state_for(found.why), note)
    note = f"The source marks it [{', '.join(found.marks)}]." if found.marks else ""
    state = State.DOUBTFUL if _UNRELIABLE in found.marks else State.PUBLISHED
    return Printed(found.value, state, note, found.is_share)


def why_not(cell: str) -> tuple[str, str]:
    """Return why a cell is neither a number nor a mark, and what to do."""
    advice = 'write the number, or a mark such as "c" (withheld) or "-" (not published)'
    try:
        read_number(cell)
    except NotReadError as error:
        if error.reason != "is not a number":
            return error.reason, error.advice
    return "is neither a number nor a mark that is known", advice


def without_remarks(text: str) -> str:
    """Return a heading or a name without the numbers of notes, its blanks and breaks made single.

    >>> without_remarks(" Local Authority/Region  [note 2]"), without_remarks("Dorset (Pre LG) (3)")
    ('Local Authority/Region', 'Dorset (Pre LG)')
    """
    return " ".join(re.sub(_REMARK, " ", " ".join(text.split()), flags=re.IGNORECASE).split())
