"""What a file holds before anybody knows what it means: sheets of text cells, read with bounds."""

from dataclasses import dataclass

import pandas as pd

from dashboard.errors import Problem


@dataclass(frozen=True)
class Grid:
    """One sheet, or a CSV file: every cell as stripped text, "" where there is none.

    The index of `cells` is the row as a spreadsheet counts it (from 1), its columns are numbered
    from 0; rows without anything are left out. `unreadable` are cells that hold no value of
    their own, such as formulas; whoever reads the grid reports those in the part that it uses.
    """

    name: str
    cells: pd.DataFrame
    unreadable: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SentFile:
    """A file that somebody sent, as far as it is understood: its grids in their order."""

    name: str
    sha256: str
    grids: tuple[Grid, ...]

    def grid(self, name: str) -> Grid | None:
        """Return the grid of a name, whatever its case and blanks, or None."""
        wanted = " ".join(name.split()).casefold()
        return next((g for g in self.grids if " ".join(g.name.split()).casefold() == wanted), None)


def read_grids(content: bytes, file_name: str) -> SentFile:
    """Return what an XLSX, ODS or CSV file holds.

    Raises:
        ImportRefusedError: for what is none of these, is damaged or protected, or needs more time
            or memory than a file of figures may.
    """
    raise NotImplementedError
