"""The cells of a sheet as they are read: gathered row by row, within what figures may need."""

import itertools

import pandas as pd

from dashboard.errors import Problem
from dashboard.importers.files.packages import refusal

MOST_SHEETS = 200
# As many rows as a spreadsheet has, and twice that for CSV files, which know no bound.
MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
MOST_CELLS = 20_000_000
# A million cells of a workbook may share one text, which takes its room only once they are apart.
MOST_CHARACTERS = 60_000_000
MOST_UNREADABLE = 10_000
_PART_OF_CELLS, _PART_OF_ROWS = 200_000, 10_000
_FEWER = "delete what does not belong to the table, or load it in parts"


class Allowance:
    """How much a file may still hold, over all of its sheets."""

    def __init__(self, file: str, most_characters: int = MOST_CHARACTERS) -> None:
        self.file, self._most_characters = file, most_characters
        self._cells, self._characters, self._unreadable = 0, 0, 0

    def take(self, cells: int, characters: int) -> None:
        self._cells += cells
        self._characters += characters
        if self._cells > MOST_CELLS:
            raise refusal(self.file, f"holds more than {MOST_CELLS:,} cells", _FEWER)
        if self._characters > self._most_characters:
            reason = f"holds more than {self._most_characters // 1_000_000} million characters"
            raise refusal(self.file, reason, _FEWER)

    def take_unreadable(self) -> None:
        self._unreadable += 1
        if self._unreadable > MOST_UNREADABLE:
            reason = f"holds more than {MOST_UNREADABLE:,} formulas or errors without a value"
            raise refusal(self.file, reason, "paste the values alone (Paste special, Values)")


class SheetCells:
    """The cells of one sheet; rows come in their order, blank ones need not come at all."""

    def __init__(self, name: str, allowance: Allowance) -> None:
        self.name = name
        self._allowance = allowance
        self._numbers: list[int] = []
        self._rows: list[list[str]] = []
        self._waiting = 0
        self._width = self._height = self._area = 0
        self._frames: list[pd.DataFrame] = []
        self._unreadable: list[Problem] = []

    @property
    def unreadable(self) -> tuple[Problem, ...]:
        return tuple(self._unreadable)

    def add(self, number: int, cells: list[str]) -> None:
        """Keep a row of stripped cells whose last one is not blank.

        Raises:
            ImportRefusedError: for a row or column beyond those that a file of figures may have,
                and once there are too many cells.
        """
        if number > MOST_ROWS:
            self._refuse(f"reaches beyond row {MOST_ROWS:,}")
        if len(cells) > MOST_COLUMNS:
            self._refuse(f"holds more than {MOST_COLUMNS} columns in row {number:,}")
        self._numbers.append(number)
        self._rows.append(cells)
        self._waiting += len(cells)
        if self._waiting > _PART_OF_CELLS or len(self._rows) == _PART_OF_ROWS:
            self._put_by()

    def report(self, row: int, column: int, value: str, reason: str, advice: str) -> None:
        """Note a cell (its column counted from 0) that holds no value of its own."""
        self._allowance.take_unreadable()
        where = column_letters(column + 1)
        self._unreadable.append(Problem(row, where, value[:200], reason, advice))

    def frame(self) -> pd.DataFrame:
        """Return all rows, blank where a row is shorter than others."""
        if self._rows or not self._frames:
            self._put_by()
        columns = range(self._width)
        return pd.concat([f.reindex(columns=columns, fill_value="") for f in self._frames])

    def _put_by(self) -> None:
        self._width = max(self._width, max(map(len, self._rows), default=0))
        self._height += len(self._rows)
        before, self._area = self._area, self._height * self._width
        self._allowance.take(
            self._area - before, sum(map(len, itertools.chain.from_iterable(self._rows)))
        )
        width = self._width
        padded = (
            row + [""] * (width - len(row)) if len(row) < width else row for row in self._rows
        )
        # Text in columns takes a fraction of the room that as many strings take.
        columns = {n: pd.array(c, dtype="str") for n, c in enumerate(zip(*padded, strict=True))}
        index = pd.Index(self._numbers, dtype="int64")
        self._frames.append(pd.DataFrame(columns, index=index))
        self._numbers, self._rows, self._waiting = [], [], 0

    def _refuse(self, reason: str) -> None:
        named = f'has a sheet "{self.name}" that' if self.name else "has a table that"
        raise refusal(self._allowance.file, f"{named} {reason}", _FEWER)


def column_letters(number: int) -> str:
    """Return the letters that head a column, counted from 1.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int | None:
    """Return the number, from 1, of the column that letters head, or None where there is none.

    >>> column_number("AB")
    28
    """
    if not (letters.isascii() and letters.isupper() and letters.isalpha() and len(letters) < 4):
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
