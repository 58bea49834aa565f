"""A register that somebody edited in a spreadsheet: its rows, or what is wrong with them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.core.periods import date_words
from dashboard.core.register.sheets import SHEETS, Cell, CellKind, Column, Sheet, as_typed
from dashboard.core.written.absences import absence_of
from dashboard.core.written.days import read_day
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.plain import plain_text
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.cells import Reading
from dashboard.importers.files.grids import SentFile, read_grids
from dashboard.importers.files.packages import SMALL_UNPACKED_BYTES, is_workbook, refusal
from dashboard.importers.register.sheets import RegisterTable, sheet_of_csv, sheets_in_workbook
from dashboard.importers.tables.headings import heading
from dashboard.importers.tables.sent_tables import SentTable, whole_table
from dashboard.narrative.register.sent_registers import (
    days_read,
    of_sheet,
    others_not_looked_at,
    rows_not_of_register,
)

LARGEST_BYTES, MOST_ROWS = 5_000_000, 5_000
# A formula is no value that somebody typed, even where its result is stored beside it.
_READING = Reading(formulas_count=False, unpacked_bytes=SMALL_UNPACKED_BYTES)
_TITLED = replace(_READING, sheets=[sheet.title for sheet in SHEETS])
_MOST_SHOWN = 3
# Ids of the register have hyphens; a note or a total below the table has none, or blanks.
_ID = re.compile(r"[^ ]+-[^ ]+")


@dataclass(frozen=True)
class SentRow:
    """One row by the keys of its columns; a column that the file lacks is not there.

    Texts are as they were typed, days are days or None, a version is a number or None. `status` is
    what stands in the column that only shows it.
    """

    sheet: Sheet
    number: int
    cells: Mapping[str, Cell]
    status: str = ""


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
    """The rows of a file, and those that cannot be read; the two do not overlap.

    `notes` say what was not read, and what was read otherwise than it stands there.
    """

    rows: tuple[SentRow, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...] = ()


def read_register(content: bytes, file: str) -> SentRegister:
    """Return the rows of a workbook, or of a CSV file of one of its sheets.

    Days are real dates of the workbook, or written as people do, with the day always first. A sheet
    of the register may have another name, and a title above its header. Hidden rows and columns are
    read like any other. A row that cannot be read is refused by itself.

    Raises:
        ImportRefusedError: if the file is too large, is neither, holds no sheet of the register or
            two that could be the same one, or its columns are not those of the export.
    """
    if not content:
        raise refusal(file, "is empty", "export the register again and edit that file")
    if len(content) > LARGEST_BYTES:
        reason = f"is larger than {LARGEST_BYTES // 1_000_000} MB"
        raise refusal(file, reason, "load one service's register at a time, without pictures")
    found, notes = _found(content, file)
    for one in found:
        _refuse_by_shape(one, file)
    tables = {one.sheet: _table(one) for one in found}
    problems = [problem for table in tables.values() for problem in table.of_header]
    if problems:
        raise ImportRefusedError(file, problems)
    rows = [row for one in found for row in _rows(one, tables[one.sheet])]
    _refuse_without_rows(rows, notes, file, is_csv=not is_workbook(content))
    return SentRegister(
        tuple(row for row in rows if isinstance(row, SentRow)),
        tuple(row for row in rows if isinstance(row, RefusedRow)),
        (
            *notes,
            *(note for one in found for note in _notes(one, tables[one.sheet])),
        ),
    )


def _found(content: bytes, file: str) -> tuple[list[RegisterTable], list[str]]:
    if not is_workbook(content):
        return [sheet_of_csv(read_grids(content, file, _READING))], []
    sent, unread = _sheets(content, file)
    found, notes = sheets_in_workbook(sent)
    return found, [*notes, *unread]


def _sheets(content: bytes, file: str) -> tuple[SentFile, list[str]]:
    """Return the sheets of a workbook; where one is too large, those of the register's titles."""
    try:
        return read_grids(content, file, _READING), []
    except ImportRefusedError as too_large:
        sent = read_grids(content, file, _TITLED)
        if not sent.grids:
            raise
        reason = too_large.problems[0].reason
        return sent, [others_not_looked_at(reason).text]


def _refuse_without_rows(
    rows: Sequence[object], notes: Sequence[str], file: str, *, is_csv: bool
) -> None:
    if rows or not (is_csv or notes):
        return
    unread = f" ({' '.join(notes).rstrip('.')})" if notes else ""
    advice = "add a row under the header" + (" of the sheet that is read" if notes else "")
    raise refusal(file, f"holds no rows{unread}", advice)


def _refuse_by_shape(found: RegisterTable, file: str) -> None:
    grid, title = found.grid, found.sheet.title
    if len(grid.cells) > MOST_ROWS + 1:
        reason = f"has {len(grid.cells) - 1:,} rows; {MOST_ROWS:,} are the most that can be read"
        raise refusal(file, reason, "load one service's register at a time")
    first, last = min(grid.cells.index, default=1), max(grid.cells.index, default=0)
    if last > MOST_ROWS + first:
        reason = f'has a sheet "{title}" that reaches to row {last:,}'
        advice = f"delete what stands below the table; {MOST_ROWS:,} rows are the most"
        raise refusal(file, reason, advice)
    merged = [area for area in grid.merged if _touches(area, first, last)]
    if merged:
        reason = f'has merged cells in the sheet "{title}" ({", ".join(merged[:_MOST_SHOWN])})'
        raise refusal(file, reason, "unmerge them and fill in each cell")


def _touches(area: str, first: int, last: int) -> bool:
    """Return whether merged cells reach into rows; an area that cannot be read does."""
    rows = [int(number) for number in re.findall(r"[0-9]{1,7}", area)]
    return not rows or (min(rows) <= last and max(rows) >= first)


def _table(found: RegisterTable) -> SentTable:
    grid, title = found.grid, found.sheet.title
    if not found.has_header:
        given = " ".join(grid.cells.iloc[0])[:60] if len(grid.cells) else ""
        reason, advice = "is not the header of the export", "write the header of the export again"
        return SentTable(of_header=(Problem(1, f"{title}, header", given, reason, advice),))
    return whole_table(grid, found.headings)


def _notes(found: RegisterTable, table: SentTable) -> Iterator[str]:
    yield from found.notes
    title = found.sheet.title
    yield from (of_sheet(title, note).text for note in table.notes)
    beside = [
        (f"row {number}", cells[_first(found.sheet)]) for number, cells in _beside(found, table)
    ]
    if beside:
        yield of_sheet(title, rows_not_of_register(beside, len(beside)).text).text
    for column in found.sheet.columns:
        name = heading(column.title)
        if column.kind is CellKind.DATE and name in table.rows:
            meanings = dict(_days_otherwise(table.rows[name].unique()))
            if meanings:
                yield days_read(title, name, meanings).text


def _days_otherwise(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each day that is written otherwise, and what it was read as."""
    for text in texts:
        try:
            found = read_day(text)
        except NotReadError:
            continue
        if found.otherwise:
            yield text, date_words(found.value)


def _first(sheet: Sheet) -> str:
    return heading(sheet.columns[0].title)


def _beside(found: RegisterTable, table: SentTable) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows that hold a text in the first column alone, such as a note or a total."""
    for number, cells in table.records(found.headings.names):
        filled = [text for text in cells.values() if text]
        if filled == [cells[_first(found.sheet)]] and not _ID.fullmatch(filled[0]):
            yield number, cells


def _rows(found: RegisterTable, table: SentTable) -> Iterator[SentRow | RefusedRow]:
    sheet, statuses = found.sheet, _statuses(found)
    beside = {number for number, _ in _beside(found, table)}
    refused: dict[int | None, Problem] = {}
    for problem in table.of_rows:
        refused.setdefault(problem.row, problem)
    yield from (_refused(sheet, problem) for problem in refused.values())
    columns = [column for column in sheet.columns if heading(column.title) in table.rows]
    names = [heading(column.title) for column in columns]
    for number, cells in table.records(names):
        if number not in beside:
            typed = dict(zip(columns, cells.values(), strict=True))
            yield _row(sheet, number, typed, statuses.get(number, ""))


def _statuses(found: RegisterTable) -> dict[int, str]:
    """Return what stands in the column that shows the status, by the number of its row."""
    column, cells = found.sheet.by_key.get("status"), found.grid.cells
    names = [heading(text) for text in cells.iloc[0]] if len(cells) else []
    if column is None or heading(column.title) not in names:
        return {}
    shown = cells[names.index(heading(column.title))]
    return dict(zip(map(int, cells.index), map(str, shown), strict=True))


def _refused(sheet: Sheet, problem: Problem) -> RefusedRow:
    of_cell = "" if problem.column == "row" else f"The {problem.column} "
    reason = f'{of_cell}"{problem.value[:60]}" {problem.reason}: {problem.advice}.'
    return RefusedRow(sheet, problem.row or 1, reason)


def _row(
    sheet: Sheet, number: int, cells: Mapping[Column, str], status: str
) -> SentRow | RefusedRow:
    read: dict[str, Cell] = {}
    for column, text in cells.items():
        typed = as_typed(_line_breaks(text))
        try:
            read[column.key] = _read(column, typed)
        except _CellError as error:
            return _refused(sheet, Problem(number, heading(column.title), typed, *error.args))
    return SentRow(sheet, number, read, status)


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
    try:
        return read_day(text).value
    except NotReadError as error:
        if absence_of(plain_text(text)[:100]) is not None:
            raise _CellError(error.reason, "write a day, or leave it empty") from error
        raise _CellError(error.reason, error.advice) from error


def _version(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise _CellError("is no version", "export the register again and edit that file")
    return int(text)
