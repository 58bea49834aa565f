"""What one run found, as tables: plain text for a terminal, Markdown for a page of docs/."""

import math
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.browser import ColdLoad, FilterChange
from benchmarks.database import Filling
from benchmarks.grids import CSV_ROWS, XLSX_ROWS, ReadingTiming
from benchmarks.packs import PacksTiming
from benchmarks.sessions import Timing
from benchmarks.statistics import CELLS, PEER_ROWS, IntervalTiming
from tests.e2e.browser import MISSING

OWN_WORK_MS = 60.0
FULL_RATIO = 1.3
DASH_RATIO = 1.0
CROWD_P95_MS = 400.0
INTERVAL_RATIO = 3.0
READING_RATIO = 6.0
PACK_SECONDS = 10.0
SESSIONS = (50, 200)
TUNED, DEFAULTS = "tuned", "Streamlit's defaults"


@dataclass(frozen=True)
class PageTimings:
    """One page's script time over a small database and over a full one."""

    small: Timing
    full: Timing

    @property
    def ratio(self) -> float:
        """Means compared: a light page takes 6 or 10 ms, and its median jumps between the two."""
        return self.full.usual_ms / self.small.usual_ms


@dataclass
class Findings:
    """Everything one run found, by the name of what was measured."""

    small: Filling
    full: Filling
    filling_seconds: float
    megabytes: float
    bare: Timing
    intervals: IntervalTiming
    reading: ReadingTiming
    packs: PacksTiming
    pages: dict[str, PageTimings] = field(default_factory=dict)
    filters: dict[str, FilterChange] = field(default_factory=dict)
    similar_areas: FilterChange | None = None
    in_dash: FilterChange | None = None
    cold_loads: dict[str, ColdLoad] = field(default_factory=dict)
    crowds: dict[str, Timing] = field(default_factory=dict)

    def own_work_ms(self, page: str) -> float:
        """Return a page's own work: its script time less that of a bare page."""
        return self.pages[page].small.median_ms - self.bare.median_ms

    @property
    def to_dash(self) -> float | None:
        """How long a filter takes beside the same page in Dash; None without a browser."""
        ours = self.similar_areas.median_ms if self.similar_areas else None
        theirs = self.in_dash.median_ms if self.in_dash else None
        return ours / theirs if ours is not None and theirs is not None else None


@dataclass(frozen=True)
class Table:
    """Rows under heads, all of them texts; the first column names the rows."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def plain(self) -> str:
        """Return the table for a terminal, numbers on the right."""
        every = [self.heads, *self.rows]
        widths = [max(len(row[column]) for row in every) for column in range(len(self.heads))]
        first, *rest = ["  ".join(_padded(row, widths)) for row in every]
        return "\n".join([first, "-" * len(first), *rest])

    def markdown(self) -> str:
        """Return the table as Markdown has it."""
        lines = [self.heads, ["---", *["---:"] * (len(self.heads) - 1)], *self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    rest = zip(row[1:], widths[1:], strict=True)
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in rest)]


def report(found: Findings, *, markdown: bool) -> str:
    """Return the findings, each target with its ratio and whether it was met."""
    tables = [table.markdown() if markdown else table.plain() for table in _tables(found)]
    return "\n\n".join([_about(found), *tables])


def _about(found: Findings) -> str:
    full, load = found.full, os.getloadavg()[0] if hasattr(os, "getloadavg") else math.nan
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores; trust the ratios. Load "
        f"average at the end: {load:.1f}. Full database: {full.services} services, "
        f"{full.own_figures:,} own figures, a register of {full.recommendations}; filled in "
        f"{found.filling_seconds:.0f} s, {found.megabytes:.0f} MB. Small: one service, else alike."
    )


def _tables(found: Findings) -> Iterator[Table]:
    yield _pages_table(found)
    if found.filters:
        yield _filters_table(found)
        yield _loads_table(found)
    else:
        yield Table([MISSING], [])
    yield _crowds_table(found)
    yield _intervals_table(found.intervals)
    yield _reading_table(found.reading)
    yield packs_table(found.packs)
    yield _targets_table(found)


def _pages_table(found: Findings) -> Table:
    heads = ["Script time, warm", "small ms", "full ms", "full to small", "own work ms"]
    rows = [
        [
            name,
            f"{page.small.median_ms:.0f}",
            f"{page.full.median_ms:.0f}",
            f"{page.ratio:.2f}",
            f"{found.own_work_ms(name):.0f}",
        ]
        for name, page in found.pages.items()
    ]
    return Table(heads, rows)


def _filters_table(found: Findings) -> Table:
    heads = ["Filter change to settled screen", "median ms", "CSP refusals"]
    rows = [
        [name, _whole(change.median_ms), str(change.refused_by_policy)]
        for name, change in found.filters.items()
    ]
    pair = {"Similar areas, indicator": found.similar_areas, "the same in Dash": found.in_dash}
    rows += [[name, _whole(each.median_ms), "-"] for name, each in pair.items() if each]
    return Table(heads, rows)


def _loads_table(found: Findings) -> Table:
    fastest = min(load.settled_ms for load in found.cold_loads.values())
    rows = [
        [
            name,
            f"{load.settled_ms / 1000:.1f}",
            f"{load.megabytes:.1f}",
            f"{load.settled_ms / fastest:.2f}",
        ]
        for name, load in found.cold_loads.items()
    ]
    return Table(["Cold load at 5 Mbit/s", "seconds", "MB received", "x fastest"], rows)


def _crowds_table(found: Findings) -> Table:
    heads = ["Each acts every 10 s", "median ms", "p95 ms", "answers", "writes", "gave up (30 s)"]
    rows = [
        [
            name,
            f"{timing.median_ms:.0f}",
            f"{timing.p95_ms:.0f}",
            str(timing.answers),
            str(timing.writes),
            str(timing.unanswered),
        ]
        for name, timing in found.crowds.items()
    ]
    return Table(heads, rows)


def _intervals_table(timing: IntervalTiming) -> Table:
    rows = [
        [f"{CELLS:,} cells, ours", f"{timing.ours_ms:.1f}", f"{timing.to_bare:.2f}"],
        [f"{CELLS:,} cells, bare formula", f"{timing.bare_ms:.1f}", "1.00"],
        [f"{PEER_ROWS:,} rows, ours", f"{timing.ours_few_ms:.2f}", "1.00"],
        [
            f"{PEER_ROWS:,} rows, PHStatsMethods",
            f"{timing.peer_few_ms:.0f}",
            f"{timing.peer_to_ours:,.0f}",
        ],
    ]
    return Table(["Wilson intervals", "best ms", "x its pair"], rows)


def _reading_table(timing: ReadingTiming) -> Table:
    rows = [
        [f"{XLSX_ROWS:,} rows, XLSX", f"{timing.xlsx_ms:.0f}", f"{timing.xlsx_to_calamine:.1f}"],
        ["the same, calamine", f"{timing.calamine_ms:.0f}", "1.0"],
        [f"{CSV_ROWS:,} rows, CSV", f"{timing.csv_ms:.0f}", f"{timing.csv_to_bare:.1f}"],
        ["the same, parsed only", f"{timing.bare_csv_ms:.0f}", "1.0"],
    ]
    return Table(["Reading nine columns", "best CPU ms", "x its pair"], rows)


def packs_table(timing: PacksTiming) -> Table:
    """Return what packs took, each service beside the fastest, and every service in one run."""
    fastest = min(each.usual for each in timing.services.values())
    rows = [
        [
            name,
            f"{each.first:.1f}",
            f"{each.usual:.2f}",
            f"{each.usual / fastest:.1f}",
            f"{each.every_format:.1f}",
            "-",
        ]
        for name, each in timing.services.items()
    ]
    rows += [
        ["before any pack", "-", "-", "-", "-", f"{timing.empty_megabytes:.0f}"],
        ["after these", "-", "-", "-", "-", f"{timing.some_megabytes:.0f}"],
        _every_pack(timing, fastest),
    ]
    heads = ["Board pack as PDF", "first s", "p50 s", "x fastest", "all formats s", "most MB"]
    return Table(heads, rows)


def _every_pack(timing: PacksTiming, fastest: float) -> list[str]:
    each = timing.every_seconds / timing.every_count
    name = f"{timing.every_count} services in {timing.every_seconds:.0f} s, each"
    return [name, f"{each:.1f}", "-", f"{each / fastest:.1f}", "-", f"{timing.every_megabytes:.0f}"]


def _targets_table(found: Findings) -> Table:
    slowest = max(found.pages, key=found.own_work_ms)
    grown = max(found.pages, key=lambda name: found.pages[name].ratio)
    crowd = found.crowds[f"{SESSIONS[-1]} sessions, {TUNED}"]
    packs = found.packs.services
    slow = max(packs, key=lambda name: packs[name].first)
    own_ms, ratio = found.own_work_ms(slowest), found.pages[grown].ratio
    rows = [
        _target(f"p95 of {SESSIONS[-1]} sessions, ms", crowd.p95_ms, CROWD_P95_MS),
        _target(f"full to small database, most on {grown}", ratio, FULL_RATIO),
        _target("filter to settled screen, to Dash", found.to_dash, DASH_RATIO),
        _target(f"own work of a page, most on {slowest}, ms", own_ms, OWN_WORK_MS),
        _target("Wilson intervals, to the bare formula", found.intervals.to_bare, INTERVAL_RATIO),
        _target("large workbooks, to calamine", found.reading.xlsx_to_calamine, READING_RATIO),
        _target(f"first pack of a service, most on {slow}, s", packs[slow].first, PACK_SECONDS),
    ]
    return Table(["Wanted", "at most", "measured", "to the target", ""], rows)


def _target(name: str, measured: float | None, most: float) -> list[str]:
    if measured is None:
        return [name, f"{most:g}", "-", "-", "not measured"]
    met = "met" if measured <= most else "MISSED"
    return [name, f"{most:g}", f"{measured:.4g}", f"{measured / most:.2f}", met]


def _whole(milliseconds: float | None) -> str:
    return "no filter" if milliseconds is None else f"{milliseconds:.0f}"
