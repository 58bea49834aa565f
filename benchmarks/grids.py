"""What reading a large file takes: beside a reader that bounds nothing, and beside bare parsing."""

import csv
import io
import time
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from dashboard.importers.files.grids import read_grids

XLSX_ROWS, CSV_ROWS = 100_000, 1_000_000


@dataclass(frozen=True)
class ReadingTiming:
    """The best times of reading nine columns: ours, and the reference's of the same run."""

    xlsx_ms: float
    calamine_ms: float
    csv_ms: float
    bare_csv_ms: float

    @property
    def xlsx_to_calamine(self) -> float:
        return self.xlsx_ms / self.calamine_ms

    @property
    def csv_to_bare(self) -> float:
        return self.csv_ms / self.bare_csv_ms


def reading_timing(runs: int) -> ReadingTiming:
    """Return how long a workbook and a CSV file of many rows take, the best of some runs.

    The workbook's reference is calamine, which is compiled; it bounds no room and cannot tell a
    formula from a value.
    """
    workbook, table = _workbook(), _csv()
    best = [
        min(measured)
        for measured in zip(*(_once(workbook, table) for _ in range(runs)), strict=True)
    ]
    return ReadingTiming(*best)


def _once(workbook: bytes, table: bytes) -> tuple[float, float, float, float]:
    return (
        _ms(lambda: read_grids(workbook, "figures.xlsx")),
        _ms(lambda: _bare_workbook(workbook)),
        _ms(lambda: read_grids(table, "figures.csv")),
        _ms(lambda: _bare_csv(table)),
    )


def _row(number: int) -> list[object]:
    place, value = f"team-{number % 7}", number % 5000 / 10
    row: list[object] = [
        "first-time-entrants",
        place,
        "2025-26 Q1",
        "sex-girls",
        value,
        number % 400,
        20_000,
    ]
    return [*row, "provisional", f"note {number}"]


def _workbook() -> bytes:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Figures")
    for number in range(XLSX_ROWS):
        sheet.append(_row(number))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _csv() -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(map(_row, range(CSV_ROWS)))
    return written.getvalue().encode()


def _bare_workbook(content: bytes) -> object:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def _bare_csv(content: bytes) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline="")))


def _ms(work: Callable[[], object]) -> float:
    # Time of the processor: these take so long that a busy machine's other work falls into them.
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000
