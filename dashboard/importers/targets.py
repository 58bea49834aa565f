"""A table of targets, one row a service, indicator and area."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.core.place_names import plain_name
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.tables.headings import Headings
from dashboard.importers.tables.sent_tables import small_table
from dashboard.narrative import readings

COLUMNS = ["service", "indicator", "unit", "value", "area", "note"]
LARGEST_BYTES, MOST_ROWS = 1_000_000, 5_000
_HEADINGS = Headings(
    names=tuple(COLUMNS),
    needed=tuple(COLUMNS[:4]),
    also_called={
        "service": ("yjs", "youth justice service", "yot"),
        "indicator": ("measure", "kpi"),
        "unit": ("units", "per"),
        "value": ("target", "aim", "figure"),
        "area": ("local authority", "council"),
    },
    called="the template of targets",
    others_may_stand=True,
)
TEMPLATE = (
    "service,indicator,unit,value,area,note\n"
    'hertfordshire,first-time-entrants,"per 100,000",(replace: the value to aim for),'
    "(a local authority; only where the service covers several),(may be left empty)\n"
)


@dataclass(frozen=True)
class TargetRow:
    """One row of the table, as it was written; its content is not checked yet."""

    number: int
    service: str
    indicator: str
    unit: str
    value: str
    area: str
    note: str


@dataclass(frozen=True)
class TargetTable:
    """The rows of a table of targets; `notes` say what of it is not read or counts once."""

    rows: tuple[TargetRow, ...]
    notes: tuple[str, ...] = ()


def read_target_rows(content: bytes, file: str) -> TargetTable:
    """Return the rows of a file of targets; one that repeats another exactly counts once.

    Raises:
        ImportRefusedError: if it is too large or no table with these columns, or two rows set the
            same target otherwise.
    """
    sent = small_table(content, file, _HEADINGS, LARGEST_BYTES, MOST_ROWS, rows_are="targets")
    rows = [TargetRow(number, **cells) for number, cells in sent.records(COLUMNS)]
    repeated = list(_repeated(rows))
    alike = [(row, first) for row, first in repeated if replace(row, number=first.number) == first]
    problems = [*sent.problems, *(_twice(*pair) for pair in repeated if pair not in alike)]
    if problems:
        raise ImportRefusedError(file, problems)
    again = {row.number for row, _ in alike}
    once = tuple(row for row in rows if row.number not in again)
    return TargetTable(once, (*sent.notes, *_once(alike)))


def _repeated(rows: list[TargetRow]) -> Iterator[tuple[TargetRow, TargetRow]]:
    """Yield each row that sets a target again, and the first that sets it."""
    found: dict[tuple[str, ...], TargetRow] = {}
    for row in rows:
        key = tuple(plain_name(part) for part in (row.service, row.indicator, row.area))
        first = found.setdefault(key, row)
        if first is not row:
            yield row, first


def _twice(row: TargetRow, first: TargetRow) -> Problem:
    where = f"keep one: row {first.number} sets the same target"
    return Problem(row.number, "indicator", row.indicator, "is there twice", where)


def _once(alike: list[tuple[TargetRow, TargetRow]]) -> Iterator[str]:
    if alike:
        pairs = [(f"row {row.number}", f"row {first.number}") for row, first in alike]
        yield readings.rows_repeated(pairs, len(pairs)).text
