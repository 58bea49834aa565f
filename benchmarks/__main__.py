"""One run of all measurements: `python -m benchmarks [--quick] [--json FILE]`.

The report is plain text.  Milliseconds hold for this machine at this moment; the ratios
within the run are what can be compared with another run.
"""

import argparse
import json
import math
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.browser import ColdLoad, FilterChange, browsing, cold_load, filter_change
from benchmarks.grids import CSV_ROWS, XLSX_ROWS, ReadingTiming, reading_timing
from benchmarks.script_time import crowd_timing, script_timing
from benchmarks.servers import BARE, REPRESENTATIVE, dashboard, streamlit_defaults, tuned
from benchmarks.sessions import Timing
from benchmarks.statistics import CELLS, PEER_ROWS, IntervalTiming, interval_timing
from dashboard.ui.navigation import PAGES
from tests.e2e.browser import MISSING

OWN_WORK_MS = 60.0
FILTER_RATIO = 1.2
CROWD_P95_MS = 500.0
INTERVAL_RATIO = 3.0
READING_RATIO = 6.0
SESSIONS = (50, 200)


@dataclass(frozen=True)
class Effort:
    """How much is measured: of everything a little more, or just enough to see a fault."""

    runs: int
    changes: int
    crowd_seconds: float
    default_crowds: Sequence[int]
    loads: Sequence[str]
    interval_runs: int
    reading_runs: int


WITH_GZIP, WITHOUT_GZIP = "tuned, gzip", "tuned, a browser without gzip"
DEFAULTS = "Streamlit's defaults"
FULL = Effort(
    60,
    8,
    40.0,
    default_crowds=SESSIONS,
    loads=(WITH_GZIP, WITHOUT_GZIP, DEFAULTS),
    interval_runs=20,
    reading_runs=3,
)
QUICK = Effort(
    15,
    2,
    10.0,
    default_crowds=SESSIONS[:1],
    loads=(WITH_GZIP, WITHOUT_GZIP),
    interval_runs=5,
    reading_runs=1,
)


@dataclass
class Findings:
    """Everything one run found, by the name of what was measured."""

    intervals: IntervalTiming
    reading: ReadingTiming
    scripts: dict[str, Timing] = field(default_factory=dict)
    filters: dict[str, FilterChange] = field(default_factory=dict)
    cold_loads: dict[str, ColdLoad] = field(default_factory=dict)
    crowds: dict[str, Timing] = field(default_factory=dict)


BARE_NAME, REPRESENTATIVE_NAME = "bare page", "representative page"


def measure(effort: Effort) -> Findings:
    """Return what one run finds; the servers run one after another, never together."""
    print("... intervals", flush=True)
    intervals = interval_timing(effort.interval_runs)
    print("... large files", flush=True)
    found = Findings(intervals, reading_timing(effort.reading_runs))
    _measure_pages(found, effort)
    _measure_loads(found, effort)
    _measure_crowds(found, effort)
    return found


def _measure_pages(found: Findings, effort: Effort) -> None:
    for name, script in ((BARE_NAME, BARE), (REPRESENTATIVE_NAME, REPRESENTATIVE)):
        with tuned(script) as address:
            _measure_page(found, effort, name, address, "")
    with dashboard() as address:
        for entry in PAGES:
            _measure_page(found, effort, entry.title, address, entry.url_path)


def _measure_page(found: Findings, effort: Effort, name: str, address: str, path: str) -> None:
    print(f"... {name}", flush=True)
    found.scripts[name] = script_timing(address, path, effort.runs)
    with browsing() as browser:
        if browser is not None:
            changed = filter_change(browser, f"{address}/{path}", effort.changes)
            found.filters[name] = changed


def _measure_loads(found: Findings, effort: Effort) -> None:
    for name in effort.loads:
        print(f"... cold load, {name}", flush=True)
        server = streamlit_defaults if name == DEFAULTS else tuned
        with browsing() as browser, server(REPRESENTATIVE) as address:
            if browser is not None:
                # A visitor before: what is measured is the line, not the first imports.
                script_timing(address, runs=1)
                found.cold_loads[name] = cold_load(browser, address, gzip=name != WITHOUT_GZIP)


def _measure_crowds(found: Findings, effort: Effort) -> None:
    for name, server, crowds in (
        ("tuned", tuned, SESSIONS),
        ("defaults", streamlit_defaults, effort.default_crowds),
    ):
        for sessions in crowds:
            print(f"... {sessions} sessions, {name}", flush=True)
            with server(REPRESENTATIVE) as address:
                timing = crowd_timing(address, sessions, effort.crowd_seconds)
            found.crowds[f"{sessions} sessions, {name}"] = timing


# The report


def report(found: Findings) -> str:
    """Return the findings as plain text, each target with whether it was met."""
    parts = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores; trust the ratios.",
        _scripts_report(found),
        _filters_report(found),
        _loads_report(found),
        _crowds_report(found),
        _intervals_report(found.intervals),
        _reading_report(found.reading),
        _targets_report(found),
    ]
    return "\n\n".join(parts)


def own_work_ms(found: Findings, name: str) -> float:
    """Return a page's own work: its median script time less that of a bare page."""
    return found.scripts[name].median_ms - found.scripts[BARE_NAME].median_ms


def _scripts_report(found: Findings) -> str:
    reference = found.scripts[REPRESENTATIVE_NAME].median_ms
    rows = [
        [
            name,
            f"{timing.median_ms:.0f}",
            f"{timing.p95_ms:.0f}",
            f"{own_work_ms(found, name):.0f}",
            f"{timing.median_ms / reference:.2f}",
        ]
        for name, timing in found.scripts.items()
    ]
    heads = ["Script time, warm", "median ms", "p95 ms", "own work ms", "x representative"]
    return _table(heads, rows)


def _filters_report(found: Findings) -> str:
    if not found.filters:
        return MISSING
    rows = [
        [name, _whole(change.median_ms), _ratio(found, name), str(change.refused_by_policy)]
        for name, change in found.filters.items()
    ]
    heads = ["Filter change to settled screen", "median ms", "x representative", "CSP refusals"]
    return _table(heads, rows)


def _filter_ratio(found: Findings, name: str) -> float | None:
    mine, reference = found.filters[name].median_ms, found.filters[REPRESENTATIVE_NAME].median_ms
    return mine / reference if mine is not None and reference is not None else None


def _ratio(found: Findings, name: str) -> str:
    ratio = _filter_ratio(found, name)
    return "no filter" if ratio is None else f"{ratio:.2f}"


def _loads_report(found: Findings) -> str:
    if not found.cold_loads:
        return "Cold load: not measured without a browser."
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
    return _table(["Cold load at 5 Mbit/s", "seconds", "MB received", "x fastest"], rows)


def _crowds_report(found: Findings) -> str:
    rows = [
        [
            name,
            f"{timing.median_ms:.0f}",
            f"{timing.p95_ms:.0f}",
            str(timing.answers),
            str(timing.unanswered),
        ]
        for name, timing in found.crowds.items()
    ]
    heads = ["Each acts every 10 s", "median ms", "p95 ms", "answers", "gave up (30 s)"]
    return _table(heads, rows)


def _intervals_report(timing: IntervalTiming) -> str:
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
    return _table(["Wilson intervals", "best ms", "x its pair"], rows)


def _reading_report(timing: ReadingTiming) -> str:
    rows = [
        [f"{XLSX_ROWS:,} rows, XLSX", f"{timing.xlsx_ms:.0f}", f"{timing.xlsx_to_calamine:.1f}"],
        ["the same, calamine", f"{timing.calamine_ms:.0f}", "1.0"],
        [f"{CSV_ROWS:,} rows, CSV", f"{timing.csv_ms:.0f}", f"{timing.csv_to_bare:.1f}"],
        ["the same, parsed only", f"{timing.bare_csv_ms:.0f}", "1.0"],
    ]
    return _table(["Reading nine columns", "best ms", "x its pair"], rows)


def _targets_report(found: Findings) -> str:
    names = [entry.title for entry in PAGES]
    slowest = max(names, key=lambda name: own_work_ms(found, name))
    crowd = found.crowds[f"{SESSIONS[-1]} sessions, tuned"]
    lines = [
        _verdict(
            f"every page's own work under {OWN_WORK_MS:.0f} ms",
            own_work_ms(found, slowest) < OWN_WORK_MS,
            f"most on {slowest}, {own_work_ms(found, slowest):.0f} ms",
        ),
        _filter_verdict(found, names),
        _verdict(
            f"{SESSIONS[-1]} sessions with p95 under {CROWD_P95_MS:.0f} ms",
            crowd.p95_ms < CROWD_P95_MS,
            f"{crowd.p95_ms:.0f} ms",
        ),
        _verdict(
            f"Wilson intervals at most {INTERVAL_RATIO:.0f} times the bare formula",
            found.intervals.to_bare <= INTERVAL_RATIO,
            f"{found.intervals.to_bare:.2f} times",
        ),
        _verdict(
            f"large workbooks read in at most {READING_RATIO:.0f} times the time of calamine",
            found.reading.xlsx_to_calamine <= READING_RATIO,
            f"{found.reading.xlsx_to_calamine:.1f} times",
        ),
    ]
    return "\n".join(["Wanted", *lines])


def _filter_verdict(found: Findings, names: Sequence[str]) -> str:
    wanted = f"filter to settled screen at most {FILTER_RATIO} times the representative page"
    if not found.filters:
        return f"  NOT MEASURED  {wanted}: no browser"
    ratios = {name: _filter_ratio(found, name) for name in names}
    known = {name: ratio for name, ratio in ratios.items() if ratio is not None}
    if not known:
        return f"  NOT MEASURED  {wanted}: no page has a filter"
    slowest = max(known, key=lambda name: known[name])
    return _verdict(
        wanted, known[slowest] <= FILTER_RATIO, f"most on {slowest}, {known[slowest]:.2f} times"
    )


def _verdict(wanted: str, met: bool, measured: str) -> str:
    return f"  {'MET    ' if met else 'NOT MET'}  {wanted}: {measured}"


def _whole(milliseconds: float | None) -> str:
    return "-" if milliseconds is None or math.isnan(milliseconds) else f"{milliseconds:.0f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in [heads, *rows]
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def main() -> None:
    """Measure, print the report and, where asked, write the findings as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure less, in three minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the findings here")
    wanted = parser.parse_args()
    found = measure(QUICK if wanted.quick else FULL)
    print(f"\n{report(found)}")
    if wanted.json:
        wanted.json.write_text(json.dumps(asdict(found), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
