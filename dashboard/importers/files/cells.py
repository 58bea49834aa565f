"""The cells of a sheet: what each shows as text, and all of them within what a file may need."""

import datetime as dt
import functools
import itertools
import re
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from openpyxl.utils.datetime import from_excel

from dashboard.errors import Problem
from dashboard.importers.files.packages import LARGEST_UNPACKED_BYTES, refusal

MOST_SHEETS = 200
# As many rows as a spreadsheet has, and twice that for CSV files, which know no bound.
MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
MOST_CELLS = 20_000_000
# A million cells of a workbook may share one text, which takes its room only once they are apart.
MOST_CHARACTERS = 60_000_000
MOST_UNREADABLE = 10_000
# Nobody merges more cells in a table by hand.
MOST_MERGED = 300
_PART_OF_CELLS, _PART_OF_ROWS = 200_000, 10_000
_FEWER = "delete what does not belong to the table, or load it in parts"

# Whole numbers up to this length are exact in a workbook, which keeps fifteen digits.
_EXACT_DIGITS = 15
# Days and small numbers come again and again.
_REMEMBERED, _LONGEST_NUMBER = 10_000, 400
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T00:00(:00(\.0+)?)?Z?)?", re.ASCII)
_FIRST_OF_MONTH = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])-01")
_LINE_BREAK_CODE = re.compile(r"(?<!_x005F)_x000D_|\r(?=\n)")
_CODE_OF_A_CODE = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Reading:
    """How a file is read: which of its sheets, what a formula counts as, and how much it may be.

    Without `sheets`, all are read. Where formulas do not count, each is unreadable, even with a
    value stored beside it.
    """

    sheets: Collection[str] = ()
    formulas_count: bool = True
    unpacked_bytes: int = LARGEST_UNPACKED_BYTES

    def wants(self, sheet: str) -> bool:
        return not self.sheets or sheet_key(sheet) in map(sheet_key, self.sheets)


WHOLE_FILE = Reading()


def sheet_key(name: str) -> str:
    """Return a sheet's name as it is compared, whatever its case and blanks."""
    return " ".join(name.split()).casefold()


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
    """The cells of one sheet; rows come in their order, blank ones need not come at all.

    `lengths` is for CSV files: how many cells each row has, with the blank ones at its end.
    `merged` holds one more area than MOST_MERGED where there are more.
    """

    def __init__(self, name: str, allowance: Allowance, *, hidden: bool = False) -> None:
        self.name, self.hidden = name, hidden
        self.lengths = array("i")
        self.merged: list[str] = []
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

    def merge(self, area: str) -> None:
        """Note cells that are merged into one, such as A1:B1."""
        if len(self.merged) <= MOST_MERGED:
            self.merged.append(area[:200])

    def frame(self) -> pd.DataFrame:
        """Return all rows, blank where a row is shorter than others."""
        if self._rows or not self._frames:
            self._put_by()
        if len(self._frames) == 1:
            return self._frames[0]
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


def plain_text(text: str) -> str:
    """Return the text of a cell without Excel's codes for signs and without blanks around it."""
    if "_x" in text or "\r" in text:
        # For the return of an old line break, and for what only looks like a code.
        shown = _LINE_BREAK_CODE.sub("", text).replace("\r", "\n")
        text = _CODE_OF_A_CODE.sub("_", shown)
    return text.strip()


def number_text(stored: str) -> str | None:
    """Return a stored number as somebody would type it, or None for what is no number.

    Numbers are stored in binary: fifteen digits are what a spreadsheet shows and all that counts.

    >>> [number_text(stored) for stored in ("12.0", "0.30000000000000004", "1E-05", "twelve")]
    ['12', '0.3', '0.00001', None]
    """
    if len(stored) <= _EXACT_DIGITS and stored.isdecimal() and stored.isascii():
        return stored.lstrip("0") or "0"
    return _rounded(stored) if len(stored) <= _LONGEST_NUMBER else None


@functools.lru_cache(_REMEMBERED)
def _rounded(stored: str) -> str | None:
    if not _NUMBER.fullmatch(stored):
        return None
    shown = f"{float(stored):.{_EXACT_DIGITS}g}"
    if shown == "-0":
        return "0"
    return f"{Decimal(shown):f}" if "e" in shown else shown


def percent_text(stored: str) -> str | None:
    """Return a share with its sign, as it is shown, or None for what is no number.

    >>> percent_text("0.152")
    '15.2%'
    """
    if len(stored) > _LONGEST_NUMBER or not _NUMBER.fullmatch(stored):
        return None
    shown = number_text(f"{Decimal(stored) * 100:f}")
    return shown and f"{shown}%"


def moment_text(stored: str, epoch: dt.datetime) -> str | None:
    """Return the day, time or both that a serial number stands for, or None for no day.

    >>> moment_text("45838", dt.datetime(1899, 12, 30))
    '2025-06-30'
    """
    return _moment(stored, epoch) if len(stored) <= _LONGEST_NUMBER else None


@functools.lru_cache(_REMEMBERED)
def _moment(stored: str, epoch: dt.datetime) -> str | None:
    if not _NUMBER.fullmatch(stored):
        return None
    try:
        moment = from_excel(float(stored), epoch)
    except (ValueError, OverflowError):
        return None
    return None if moment is None else iso_text(moment.isoformat())


def month_text(shown: str) -> str:
    """Return the month in words for its first day, and any other day or time as it is.

    For a day that a spreadsheet shows without its number: whoever typed it meant the month.

    >>> month_text("2025-06-01"), month_text("2025-06-15")
    ('June 2025', '2025-06-15')
    """
    if not _FIRST_OF_MONTH.fullmatch(shown):
        return shown
    return f"{dt.date.fromisoformat(shown):%B %Y}"


def iso_text(stored: str) -> str:
    """Return an ISO date, without its time where that is midnight."""
    day = _ISO_DAY.fullmatch(stored)
    return day[1] if day else stored
