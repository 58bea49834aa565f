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
_SHOWN = 5
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

    @property
    def is_remark(self) -> bool:
        """Whether only its first cell is filled."""
        return bool(self.service) and not (self.indicator or self.unit or self.value or self.area)

    def sets_as(self, other: "TargetRow") -> bool:
        """Return whether it sets the same as another row, whatever their notes."""
        return replace(self, number=other.number, note=other.note) == other


@dataclass(frozen=True)
class TargetTable:
    """The rows of a table of targets; `notes` say what of it is not read or counts once."""

    rows: tuple[TargetRow, ...]
    notes: tuple[str, ...] = ()


def read_target_rows(content: bytes, file: str) -> TargetTable:
    """Return the rows of a file of targets; one that sets the same target again counts once.

    A remark below the table is no target.

    Raises:
        ImportRefusedError: if it is too large or no table with these columns, or two rows set the
            same target otherwise.
    """
    sent = small_table(content, file, _HEADINGS, LARGEST_BYTES, MOST_ROWS, rows_are="targets")
    every = [TargetRow(number, **cells) for number, cells in sent.records(COLUMNS)]
    rows = [row for row in every if not row.is_remark]
    repeated = list(_repeated(rows))
    alike = [(row, first) for row, first in repeated if row.sets_as(first)]
    problems = [*sent.problems, *(_twice(*pair) for pair in repeated if pair not in alike)]
    if problems:
        raise ImportRefusedError(file, problems)
    again = {row.number for row, _ in alike}
    once = tuple(row for row in rows if row.number not in again)
    remarks = [(f"row {row.number}", row.service) for row in every if row.is_remark]
    beside = [readings.rows_not_read(remarks[:_SHOWN], len(remarks)).text] if remarks else []
    return TargetTable(once, (*sent.notes, *beside, *_once(alike)))


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
        exactly = all(row.note in ("", first.note) for row, first in alike)
        yield readings.rows_repeated(pairs, len(pairs), exactly=exactly).text
    lost = [
        (f"row {row.number}", row.note) for row, first in alike if row.note not in ("", first.note)
    ]
    if lost:
        yield readings.remarks_not_read(lost[:_SHOWN], len(lost)).text
