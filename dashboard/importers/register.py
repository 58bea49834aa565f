"""A register that somebody edited in a spreadsheet: its rows, or what is wrong with them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.core.register.sheets import SHEETS, Cell, CellKind, Column, Sheet, as_typed
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.packages import is_workbook, refusal
from dashboard.importers.files.tables import header_problems, read_table
from dashboard.importers.files.workbooks import SentCell, SentSheet, Unreadable, read_workbook

LARGEST_BYTES, MOST_ROWS = 5_000_000, 5_000
_ISO = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_DAY_FIRST = r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})"


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

    Days are real Excel dates, 2027-03-31, or 31/03/2027 with the day always first. A row that
    cannot be read is refused by itself.

    Raises:
        ImportRefusedError: if the file is too large, is neither, or its columns are not those of
            the export.
    """
    if not content:
        raise refusal(file, "is empty", "export the register again and edit that file")
    if len(content) > LARGEST_BYTES:
        reason = f"is larger than {LARGEST_BYTES // 1_000_000} MB"
        raise refusal(file, reason, "load one service's register at a time, without pictures")
    if is_workbook(content):
        return _of_workbook(content, file)
    return _of_csv(content, file)


def _of_workbook(content: bytes, file: str) -> SentRegister:
    titles = {sheet.title: sheet.title for sheet in SHEETS}
    held = read_workbook(content, file, titles, MOST_ROWS)
    found = {sheet: held[sheet.title] for sheet in SHEETS if sheet.title in held}
    problems = [p for sheet, sent in found.items() for p in _header_faults(sheet, sent.header)]
    if problems:
        raise ImportRefusedError(file, problems)
    rows = [row for sheet, sent in found.items() for row in _rows(sheet, sent)]
    return _parted(rows)


def _of_csv(content: bytes, file: str) -> SentRegister:
    sheet = _sheet_of_csv(content, file)
    columns = [column.title.lower() for column in sheet.columns]
    needed = [sheet.by_key[key].title.lower() for key in sheet.needed]
    sent = read_table(content, columns, needed)
    if len(sent.rows) > MOST_ROWS:
        reason = f"has {len(sent.rows):,} rows; {MOST_ROWS:,} are the most that can be read"
        raise refusal(file, reason, "load one service's register at a time")
    if any(not problem.row or problem.row == 1 for problem in sent.problems):
        raise ImportRefusedError(file, sent.problems)
    stripped = [(number, [_line_breaks(cell) for cell in row]) for number, row in sent.rows]
    rows = _rows(sheet, SentSheet(sent.header, [(n, list(row)) for n, row in stripped]))
    refused = (_refused(sheet, problem) for problem in sent.problems)
    return _parted([*rows, *refused])


def _refused(sheet: Sheet, problem: Problem) -> RefusedRow:
    reason = f'"{problem.value[:60]}" {problem.reason}: {problem.advice}.'
    return RefusedRow(sheet, problem.row or 1, reason)


def _line_breaks(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _sheet_of_csv(content: bytes, file: str) -> Sheet:
    """Return the sheet whose first column heads a CSV file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        advice = 'save it in Excel as "CSV UTF-8 (Comma delimited)" and load it again'
        raise refusal(file, "is not in UTF-8, so names could come out wrong", advice) from error
    header = text.partition("\n")[0]
    first = {name.strip(' "\r').lower() for name in re.split("[,;]", header)}
    # The id of a recommendation heads a column of both.
    for sheet in reversed(SHEETS):
        if sheet.columns[0].title.lower() in first:
            return sheet
    titles = " nor ".join(f'"{sheet.columns[0].title}"' for sheet in SHEETS)
    reason = f"has no column {titles} in its first row"
    raise refusal(file, reason, "keep the header of the export, separated by commas")


def _header_faults(sheet: Sheet, header: Sequence[str]) -> Iterator[Problem]:
    titles = [column.title.lower() for column in sheet.columns]
    names = [name.strip().lower() for name in header]
    where = f"{sheet.title}, header"
    if not set(names) & set(titles):
        reason = "is not the header of the export"
        yield Problem(1, where, " ".join(header)[:60], reason, "delete the rows above the header")
        return
    needed = [sheet.by_key[key].title.lower() for key in sheet.needed]
    yield from header_problems(names, titles, needed, ())


def _parted(rows: Sequence[SentRow | RefusedRow]) -> SentRegister:
    return SentRegister(
        tuple(row for row in rows if isinstance(row, SentRow)),
        tuple(row for row in rows if isinstance(row, RefusedRow)),
    )


def _rows(sheet: Sheet, sent: SentSheet) -> Iterator[SentRow | RefusedRow]:
    by_title = {column.title.lower(): column for column in sheet.columns}
    columns = [by_title[name.strip().lower()] for name in sent.header]
    for number, cells in sent.rows:
        yield _row(sheet, number, zip(columns, cells, strict=True))


def _row(
    sheet: Sheet, number: int, cells: Iterable[tuple[Column, SentCell]]
) -> SentRow | RefusedRow:
    read: dict[str, Cell] = {}
    for column, cell in cells:
        if column.shown_only:
            continue
        value = _read(column, cell)
        if isinstance(value, Unreadable):
            shown = f'The {column.title.lower()} "{value.shown[:60]}"'
            return RefusedRow(sheet, number, f"{shown} {value.reason}: {value.advice}.")
        read[column.key] = value
    return SentRow(sheet, number, read)


def _read(column: Column, cell: SentCell) -> Unreadable | Cell:
    if isinstance(cell, Unreadable):
        return cell
    if column.kind is CellKind.DATE:
        return cell if isinstance(cell, dt.date) else _day(as_typed(cell))
    text = cell.isoformat() if isinstance(cell, dt.date) else as_typed(cell)
    return _version(text) if column.kind is CellKind.VERSION else text


def _day(text: str) -> dt.date | Unreadable | None:
    if not text:
        return None
    match = re.fullmatch(_ISO, text) or re.fullmatch(_DAY_FIRST, text)
    advice = "write the day first, like 31/03/2027, or 2027-03-31"
    if match is None:
        return Unreadable(text, "is no date with a year of four digits", advice)
    try:
        return dt.date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        return Unreadable(text, "is no day of the calendar", advice)


def _version(text: str) -> int | Unreadable | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        return Unreadable(text, "is no version", "export the register again and edit that file")
    return int(text)
