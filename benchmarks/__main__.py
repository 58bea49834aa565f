"""One run of all measurements: `python -m benchmarks [--quick] [--markdown] [--json FILE]`.

Milliseconds hold for this machine at this moment; the ratios within the run are what can be
compared with another run.
"""

import argparse
import contextlib
import datetime as dt
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from benchmarks.browser import browsing, cold_load, filter_change
from benchmarks.database import Filling, fill
from benchmarks.grids import reading_timing
from benchmarks.packs import packs_timing
from benchmarks.report import DEFAULTS, SESSIONS, TUNED, Findings, PageTimings, report
from benchmarks.script_time import crowd_timing, script_timing
from benchmarks.servers import bare, dash_page, dashboard, streamlit_defaults
from benchmarks.statistics import interval_timing
from dashboard.ui.navigation import PAGES

# A page that is heavy to draw, and the only one that is also written in Dash.
HEAVY = "comparison"


@dataclass(frozen=True)
class Effort:
    """How much is measured: of everything a little more, or just enough to see a fault."""

    services: int
    runs: int
    changes: int
    crowd_seconds: float
    default_crowds: Sequence[int]
    loads: Sequence[str]
    interval_runs: int
    reading_runs: int
    pack_runs: int


WITH_GZIP, WITHOUT_GZIP = "tuned, gzip", "tuned, a browser without gzip"
FULL = Effort(
    services=154,
    runs=30,
    changes=8,
    crowd_seconds=40.0,
    default_crowds=SESSIONS[:1],
    loads=(WITH_GZIP, WITHOUT_GZIP, DEFAULTS),
    interval_runs=20,
    reading_runs=3,
    pack_runs=20,
)
QUICK = Effort(
    services=10,
    runs=9,
    changes=2,
    crowd_seconds=10.0,
    default_crowds=(),
    loads=(WITH_GZIP, WITHOUT_GZIP),
    interval_runs=5,
    reading_runs=1,
    pack_runs=3,
)


@dataclass(frozen=True)
class Databases:
    """A small and a full database, by their urls, with what is in them."""

    small: str
    full: str
    in_small: Filling
    in_full: Filling
    filling_seconds: float
    megabytes: float


@contextlib.contextmanager
def databases(services: int) -> Iterator[Databases]:
    """Fill a database with one service and another with so many; both go with the run."""
    today = dt.datetime.now(tz=dt.UTC).date()
    with tempfile.TemporaryDirectory() as folder:
        small, full = Path(folder, "small.sqlite3"), Path(folder, "full.sqlite3")
        in_small = fill(_url(small), 1, today)
        began = time.perf_counter()
        in_full = fill(_url(full), services, today)
        seconds = time.perf_counter() - began
        yield Databases(
            small=_url(small),
            full=_url(full),
            in_small=in_small,
            in_full=in_full,
            filling_seconds=seconds,
            megabytes=full.stat().st_size / 1_000_000,
        )


def _url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def measure(effort: Effort) -> Findings:
    """Return what one run finds; nothing else is asked of the machine while something is timed."""
    _say(f"a database of {effort.services} services")
    with databases(effort.services) as held:
        found = _begun(held, effort)
        _measure_pages(found, held, effort)
        with browsing() as browser:
            if browser is not None:
                _measure_filters(found, held, browser, effort)
                _measure_loads(found, held, browser, effort)
        _measure_crowds(found, held, effort)
    return found


def _begun(held: Databases, effort: Effort) -> Findings:
    _say("intervals, large files, a bare page, board packs")
    with bare() as address:
        bare_timing = script_timing(address, runs=effort.runs)
    return Findings(
        small=held.in_small,
        full=held.in_full,
        filling_seconds=held.filling_seconds,
        megabytes=held.megabytes,
        bare=bare_timing,
        intervals=interval_timing(effort.interval_runs),
        reading=reading_timing(effort.reading_runs),
        packs=packs_timing(held.small, effort.pack_runs, effort.services),
    )


def _measure_pages(found: Findings, held: Databases, effort: Effort) -> None:
    # Both servers run, and one is idle: a busy moment of the machine then falls on both.
    with dashboard(held.small) as small, dashboard(held.full) as full:
        for entry in PAGES:
            _say(entry.title)
            timings = [script_timing(at, entry.url_path, effort.runs) for at in (small, full)]
            found.pages[entry.title] = PageTimings(*timings)


def _measure_filters(found: Findings, held: Databases, browser: Browser, effort: Effort) -> None:
    _say("filters")
    with dashboard(held.small) as address:
        for entry in PAGES:
            url = f"{address}/{entry.url_path}"
            found.filters[entry.title] = filter_change(browser, url, effort.changes)
        url = f"{address}/{HEAVY}"
        found.similar_areas = filter_change(browser, url, effort.changes, _indicators)
    with dash_page(held.small) as address:
        found.in_dash = filter_change(browser, address, effort.changes, _indicators_in_dash)


def _indicators(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Indicator").first


def _indicators_in_dash(page: Page) -> Locator:
    return page.locator("#indicator")


def _measure_loads(found: Findings, held: Databases, browser: Browser, effort: Effort) -> None:
    for name in effort.loads:
        _say(f"cold load, {name}")
        server = streamlit_defaults if name == DEFAULTS else dashboard
        with server(held.small) as address:
            # A visitor before: what is measured is the line, not the first imports.
            script_timing(address, HEAVY, runs=1)
            url = f"{address}/{HEAVY}"
            found.cold_loads[name] = cold_load(browser, url, gzip=name != WITHOUT_GZIP)


def _measure_crowds(found: Findings, held: Databases, effort: Effort) -> None:
    for name, server, crowds in (
        (TUNED, dashboard, SESSIONS),
        (DEFAULTS, streamlit_defaults, effort.default_crowds),
    ):
        for sessions in crowds:
            _say(f"{sessions} sessions, {name}")
            with server(held.small) as address:
                timing = crowd_timing([address], sessions, effort.crowd_seconds)
            found.crowds[f"{sessions} sessions, {name}"] = timing


def _say(what: str) -> None:
    print(f"... {what}", flush=True)


def main() -> None:
    """Measure, print the report and, where asked, write the findings as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help=f"measure less, with {QUICK.services} services"
    )
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the findings here")
    wanted = parser.parse_args()
    found = measure(QUICK if wanted.quick else FULL)
    print(f"\n{report(found, markdown=wanted.markdown)}")
    if wanted.json:
        wanted.json.write_text(json.dumps(asdict(found), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
