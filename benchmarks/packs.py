"""What a board pack takes, in seconds and memory: of five services, and of every one in one run.

Run as a module it is the process that is measured, and prints what it found as JSON.
"""

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from benchmarks.servers import PROJECT
from dashboard.core.packs.sections import PackFormat
from dashboard.reports.packs.files import pack_bytes
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.packs.making import MadePack, make_pack
from dashboard.usecases.packs.reading import PackAsked

# The one with the long register; one of Wales; of several areas; invented; the smallest.
FIVE = ("hertfordshire", "cardiff", "west-mercia", "exampleshire", "isles-of-scilly")
# What `ru_maxrss` counts in.
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class PackTiming:
    """Seconds that the PDF of one service takes: the first of a process, and the usual one after.

    `every_format` is what writing all five files of it takes.
    """

    first: float
    usual: float
    every_format: float


@dataclass(frozen=True)
class PacksTiming:
    """Packs of some services, and then one PDF of every service, all in one process.

    Megabytes are the most that the process took until then; `empty_megabytes` before any pack.
    """

    services: dict[str, PackTiming]
    every_count: int
    every_seconds: float
    empty_megabytes: float
    some_megabytes: float
    every_megabytes: float


def packs_timing(database: str, runs: int, services: int) -> PacksTiming:
    """Let another process make packs over a database, and return what it found."""
    command = [sys.executable, "-m", "benchmarks.packs", database, str(runs), str(services)]
    said = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    found = json.loads(said.stdout)
    timings = {name: PackTiming(**each) for name, each in found.pop("services").items()}
    return PacksTiming(timings, **found)


def measured(
    store: Store, holdings: Holdings, some: Iterable[str], every: Iterable[str], runs: int
) -> PacksTiming:
    """Return what packs take here and now: of some services many times, then of every one once."""
    empty = _megabytes()
    services = {name: _timing(store, holdings, name, runs) for name in some}
    so_far, names = _megabytes(), list(every)
    seconds = _seconds(store, holdings, names)
    return PacksTiming(services, len(names), seconds, empty, so_far, _megabytes())


def _timing(store: Store, holdings: Holdings, name: str, runs: int) -> PackTiming:
    first = _seconds(store, holdings, [name])
    usual = statistics.median(_seconds(store, holdings, [name]) for _ in range(runs))
    made, began = _made(store, holdings, name), time.perf_counter()
    for wanted in PackFormat:
        pack_bytes(made.document, wanted)
    return PackTiming(first, usual, time.perf_counter() - began)


def _seconds(store: Store, holdings: Holdings, names: Iterable[str]) -> float:
    """Return how long the PDFs of some services take, from the question to the bytes."""
    began = time.perf_counter()
    for name in names:
        pack_bytes(_made(store, holdings, name).document, PackFormat.PDF)
    return time.perf_counter() - began


def _made(store: Store, holdings: Holdings, name: str) -> MadePack:
    return make_pack(store, holdings, PackAsked(name))


def _megabytes() -> float:
    # Windows lacks it, where the report is imported all the same.
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1_000_000


def main() -> None:
    """Measure packs over a database in this process."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.packs", description=__doc__)
    parser.add_argument("database")
    parser.add_argument("runs", type=int)
    parser.add_argument("services", type=int, help="of how many services a pack is made in one run")
    asked = parser.parse_args()
    catalogue, store = open_store_with_shipped_figures(asked.database)
    today = dt.datetime.now(tz=dt.UTC).date()
    holdings = holdings_of(catalogue, store, today, today)
    every = [name for name, one in catalogue.services.items() if not one.invented]
    found = measured(store, holdings, FIVE, every[: asked.services], asked.runs)
    store.close()
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
