"""A register that somebody edited in a spreadsheet: its rows, or what is wrong with them."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.core.register.sheets import SHEETS, Cell, CellKind, Column, Sheet, as_typed
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.cells import Reading
from dashboard.importers.files.grids import Grid, SentFile, read_grids
from dashboard.importers.files.packages import SMALL_UNPACKED_BYTES, is_workbook, refusal
from dashboard.importers.headings import Headings, heading
from dashboard.importers.sent_tables import SentTable, whole_table

LARGEST_BYTES, MOST_ROWS = 5_000_000, 5_000
_MERGED_SHOWN = 3
# A formula is no value that somebody typed, even where its result is stored beside it.
_READING = Reading(
    sheets=[sheet.title for sheet in SHEETS],
    formulas_count=False,
    unpacked_bytes=SMALL_UNPACKED_BYTES,
)
_ISO = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_DAY_FIRST = r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})"
_TIME_OF_DAY = r"(\d{4}-\d\d-\d\dT)?\d\d:\d\d(:\d\d(\.\d+)?)?"


@dataclass(frozen=True)
class SentRow:
    """One row by the keys of its columns; a column that the file lacks is not there.

    Texts are as they were typed, days are days or None, a version is a number or None.
    """

    sheet: Sheet
    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class RefusedRow:
    """A row that is not taken, and the first reason why, as one sentence that says what to do."""

    sheet: Sheet
    number: int
    reason: str

    @property
    def where(self) -> str:
        return f"{self.sheet.title}, row {self.number}"

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True)
class SentRegister:
    """The rows of a file, and those that cannot be read; the two do not overlap."""

    rows: tuple[SentRow, ...]
    refused: tuple[RefusedRow, ...]


def read_register(content: bytes, file: str) -> SentRegister:
    """Return the rows of a workbook, or of a CSV file of one of its sheets.

    Days are real dates of the workbook, 2027-03-31, or 31/03/2027 with the day always first. Other
    sheets are not looked at; hidden rows and columns are read like any other. A row that cannot be
    read is refused by itself.

    Raises:
        ImportRefusedError: if the file is too large, is neither, or its columns are not those of
            the export.
    """
    if not content:
        raise refusal(file, "is empty", "export the register again and edit that file")
    if len(content) > LARGEST_BYTES:
        reason = f"is larger than {LARGEST_BYTES // 1_000_000} MB"
        raise refusal(file, reason, "load one service's register at a time, without pictures")
    found = _sheets(content, file)
    for sheet, grid in found.items():
        _refuse_by_shape(sheet, grid, file)
    tables = {sheet: _table(sheet, grid) for sheet, grid in found.items()}
    problems = [problem for table in tables.values() for problem in table.of_header]
    if problems:
        raise ImportRefusedError(file, problems)
    rows = [row for sheet, table in tables.items() for row in _rows(sheet, table)]
    if not rows and not is_workbook(content):
        raise refusal(file, "holds no rows", "add a row under the header")
    return SentRegister(
        tuple(row for row in rows if isinstance(row, SentRow)),
        tuple(row for row in rows if isinstance(row, RefusedRow)),
    )


def _sheets(content: bytes, file: str) -> dict[Sheet, Grid]:
    sent = read_grids(content, file, _READING)
    if not is_workbook(content):
        return _sheet_of_csv(sent)
    grids = {sheet: sent.grid(sheet.title) for sheet in SHEETS}
    found = {sheet: grid for sheet, grid in grids.items() if grid is not None}
    if not found:
        words = " nor ".join(f'"{sheet.title}"' for sheet in SHEETS)
        raise refusal(file, f"has no sheet {words}", "keep the sheets' names as they were exported")
    return found


def _sheet_of_csv(sent: SentFile) -> dict[Sheet, Grid]:
    """Return the sheet whose first column heads a CSV file."""
    (grid,) = sent.grids
    header = set(_header(grid))
    # The id of a recommendation heads a column of both.
    for sheet in reversed(SHEETS):
        if heading(sheet.columns[0].title) in header:
            return {sheet: grid}
    titles = " nor ".join(f'"{sheet.columns[0].title}"' for sheet in SHEETS)
    reason = f"has no column {titles} in its first row"
    raise refusal(sent.name, reason, "keep the header of the export")


def _header(grid: Grid) -> list[str]:
    """Return the headings in row 1; none where nothing is written there."""
    return [heading(text) for text in grid.cells.iloc[0]] if 1 in grid.cells.index else []


def _refuse_by_shape(sheet: Sheet, grid: Grid, file: str) -> None:
    if len(grid.cells) > MOST_ROWS + 1:
        reason = f"has {len(grid.cells) - 1:,} rows; {MOST_ROWS:,} are the most that can be read"
        raise refusal(file, reason, "load one service's register at a time")
    last = max(grid.cells.index, default=0)
    if last > MOST_ROWS + 1:
        reason = f'has a sheet "{sheet.title}" that reaches to row {last:,}'
        advice = f"delete what stands below the table; {MOST_ROWS:,} rows are the most"
        raise refusal(file, reason, advice)
    if grid.merged:
        where = ", ".join(grid.merged[:_MERGED_SHOWN])
        reason = f'has merged cells in the sheet "{sheet.title}" ({where})'
        raise refusal(file, reason, "unmerge them and fill in each cell")


def _table(sheet: Sheet, grid: Grid) -> SentTable:
    if not set(_header(grid)) & {heading(column.title) for column in sheet.columns}:
        given = " ".join(grid.cells.iloc[0])[:60] if len(grid.cells) else ""
        reason, advice = "is not the header of the export", "delete the rows above the header"
        return SentTable(of_header=(Problem(1, f"{sheet.title}, header", given, reason, advice),))
    read, shown = (
        tuple(heading(column.title) for column in sheet.columns if column.shown_only is shown_only)
        for shown_only in (False, True)
    )
    needed = tuple(heading(sheet.by_key[key].title) for key in sheet.needed)
    return whole_table(grid, Headings(read, needed, shown))


def _rows(sheet: Sheet, table: SentTable) -> Iterator[SentRow | RefusedRow]:
    refused: dict[int | None, Problem] = {}
    for problem in table.of_rows:
        refused.setdefault(problem.row, problem)
    yield from (_refused(sheet, problem) for problem in refused.values())
    columns = [column for column in sheet.columns if heading(column.title) in table.rows]
    names = [heading(column.title) for column in columns]
    for number, cells in table.records(names):
        yield _row(sheet, number, dict(zip(columns, cells.values(), strict=True)))


def _refused(sheet: Sheet, problem: Problem) -> RefusedRow:
    of_cell = "" if problem.column == "row" else f"The {problem.column} "
    reason = f'{of_cell}"{problem.value[:60]}" {problem.reason}: {problem.advice}.'
    return RefusedRow(sheet, problem.row or 1, reason)


def _row(sheet: Sheet, number: int, cells: Mapping[Column, str]) -> SentRow | RefusedRow:
    read: dict[str, Cell] = {}
    for column, text in cells.items():
        typed = as_typed(_line_breaks(text))
        try:
            read[column.key] = _read(column, typed)
        except _CellError as error:
            return _refused(sheet, Problem(number, heading(column.title), typed, *error.args))
    return SentRow(sheet, number, read)


class _CellError(Exception):
    """A cell is not what its column holds; carries the reason and what to do."""


def _line_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(column: Column, text: str) -> Cell:
    if column.kind is CellKind.DATE:
        return _day(text)
    return _version(text) if column.kind is CellKind.VERSION else text


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    if re.fullmatch(_TIME_OF_DAY, text):
        raise _CellError("holds a time of day", "write the day only")
    match = re.fullmatch(_ISO, text) or re.fullmatch(_DAY_FIRST, text)
    advice = "write the day first, like 31/03/2027, or 2027-03-31"
    if match is None:
        raise _CellError("is no date with a year of four digits", advice)
    try:
        return dt.date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        raise _CellError("is no day of the calendar", advice) from None


def _version(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise _CellError("is no version", "export the register again and edit that file")
    return int(text)
