"""Official tables as they are printed: where the header stands, and what a cell and its marks say.

A header is found below the notes, whatever its order and blanks.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.core.published.indicators import State
from dashboard.errors import Problem
from dashboard.importers.files.grids import Grid, SentFile

# Notes above a table fill a screen at most.
_DEEPEST = 60

_NUMBER = r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,20})?(e[+-]?\d{1,2})?"
# What tables put behind a number or a heading: the number of a note, or a letter such as "r" for
# revised. A letter alone in a cell is a mark.
_REMARK = r"\[\s*(notes? ?\d+(?:\s*,\s*(?:note )?\d+)*|[a-z]|low)\s*\]"
_WITHHELD = {"c", "*", "low"}
_ABSENT = {"-", "\u2013", "\u2014", ".", "..", "...", "\u2026", ":", "x", "z", "na", "n/a"}
_SMALL = r"(<|fewer than|less than) ?\d+"


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

    @property
    def notes_above(self) -> str:
        """Everything that stands above the header, in lower case."""
        above = self.grid.cells.loc[self.grid.cells.index < self.row]
        return " ".join(" ".join(cells) for cells in above.to_numpy().tolist()).casefold()

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
    for number, cells in zip(
        grid.cells.index[:_DEEPEST], grid.cells.head(_DEEPEST).to_numpy().tolist(), strict=True
    ):
        headings = [heading(str(cell)) for cell in cells]
        if set(needed) <= set(headings):
            repeated = {name for name in headings if name and headings.count(name) > 1}
            columns = {name: headings.index(name) for name in headings if name}
            return OfficialTable(grid, int(number), columns, tuple(sorted(repeated)))
    return None


def find_in_file(sent: SentFile, needed: Collection[str], sheet: str = "") -> OfficialTable | None:
    """Return the first table with these headings, looking in the sheet of this name first."""
    named = sent.grid(sheet) if sheet else None
    grids = [*([named] if named else []), *sent.grids]
    return next((found for grid in grids if (found := find_table(grid, needed))), None)


@dataclass(frozen=True)
class Printed:
    """What a cell says: a number, or the state that its mark stands for; `note` names the marks."""

    value: float | None
    state: State
    note: str = ""


def printed(cell: str) -> Printed | None:
    """Return what a cell says, or None where it is neither a number nor a mark that is known.

    A cell without a number is never zero.

    >>> printed("1,258 [note 3]").value, printed("1,258 [note 3]").note
    (1258.0, 'The source marks it [note 3].')
    >>> printed("c").state, printed("-").state, printed("many")
    (<State.SUPPRESSED: 'suppressed'>, <State.NOT_PUBLISHED: 'not published'>, None)
    """
    text = " ".join(cell.split()).casefold()
    remarks = re.findall(_REMARK, text)
    bare = re.sub(_REMARK, "", text).strip()
    if re.fullmatch(_NUMBER, bare):
        marks = " ".join(f"[{remark}]" for remark in remarks)
        note = f"The source marks it {marks}." if marks else ""
        return Printed(float(bare.replace(",", "")) + 0, State.PUBLISHED, note)
    mark = bare or next((r for r in remarks if r in _WITHHELD | _ABSENT), "")
    state = _state(mark)
    note = f'The source prints "{" ".join(cell.split())}".' if text else ""
    return None if state is None else Printed(None, state, note)


def without_remarks(text: str) -> str:
    """Return a heading or a name without the numbers of notes, its blanks and breaks made single.

    >>> without_remarks(" Local Authority/Region  [note 2]")
    'Local Authority/Region'
    """
    return " ".join(re.sub(_REMARK, " ", text, flags=re.IGNORECASE).split())


def _state(mark: str) -> State | None:
    if mark in _WITHHELD or re.fullmatch(_SMALL, mark):
        return State.SUPPRESSED
    return State.NOT_PUBLISHED if mark in _ABSENT or not mark else None
