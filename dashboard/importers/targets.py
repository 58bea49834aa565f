"""A table of targets, one row a service, indicator and area."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.core.place_names import plain_name
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.headings import Headings
from dashboard.importers.sent_tables import small_table

COLUMNS = ["service", "indicator", "unit", "value", "area", "note"]
LARGEST_BYTES, MOST_ROWS = 1_000_000, 5_000
_HEADINGS = Headings(names=tuple(COLUMNS), needed=tuple(COLUMNS[:4]))
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


def read_target_rows(content: bytes, file: str) -> list[TargetRow]:
    """Return the rows of a file of targets.

    Raises:
        ImportRefusedError: if it is too large or no table with these columns, or a row stands
            there twice.
    """
    sent = small_table(content, file, _HEADINGS, LARGEST_BYTES, MOST_ROWS, rows_are="targets")
    rows = [TargetRow(number, **cells) for number, cells in sent.records(COLUMNS)]
    problems = [*sent.problems, *_repeated(rows)]
    if problems:
        raise ImportRefusedError(file, problems)
    return rows


def _repeated(rows: list[TargetRow]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(plain_name(part) for part in (row.service, row.indicator, row.area))
        earlier = first.setdefault(key, row.number)
        if earlier != row.number:
            where = f"keep one: row {earlier} sets the same target"
            yield Problem(row.number, "indicator", row.indicator, "is there twice", where)
