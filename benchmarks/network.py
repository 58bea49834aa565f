"""Several servers over one PostgreSQL, and hundreds of members: how long they wait, what stays.

`python -m benchmarks.network` prints one table. The members come as through a proxy that signed
them in, each from an address of their own; nobody but this machine is asked for anything.
"""

import argparse
import contextlib
import datetime as dt
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import psutil

from benchmarks.database import fill
from benchmarks.script_time import crowd_timing
from benchmarks.servers import dashboard
from benchmarks.sessions import MEMBER_HEADER, Timing
from dashboard.core.people import Actor, Role, Signature
from dashboard.core.register.actions import Update
from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.accounts import set_account_email
from tests.postgresql_server import find_server, running_server

# The officer of the register, and how a proxy names them.
WRITER_ID, MEMBER = "ben", "ben.okafor@board.example"
SERVERS, CROWDS, SESSIONS = 2, 4, 400
# As long as people may stay away before the memory that they took is looked at.
QUIET_SECONDS = 300


@dataclass(frozen=True)
class Crowd:
    """How long one crowd waited, and the memory of each server in megabytes, then and later."""

    waited: Timing
    during_mb: list[float]
    after_mb: list[float]


@dataclass(frozen=True)
class Findings:
    """What one run found of the crowds that came one after the other.

    The first ones fill what is kept for everybody, up to a bound. So the level that memory has to
    come back to is what stands once it is full: another crowd must leave no more than that.
    """

    fresh_mb: list[float]
    crowds: list[Crowd]
    updates_stored: int


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Give the address of a PostgreSQL database with a service, its register and its member."""
    programs = find_server()
    if programs is None:
        raise SystemExit("No PostgreSQL server was found: name its programs in POSTGRESQL_BIN.")
    with running_server(programs) as address:
        url = address.format("postgres")
        now = dt.datetime.now(tz=dt.UTC)
        fill(url, 1, now.date())
        _give_address(url, now)
        yield url


def _give_address(url: str, now: dt.datetime) -> None:
    """Let the officer of the register sign in; who does so is an administrator."""
    administrator = Actor("The benchmark", (Role.ADMINISTRATOR,), "automatic")
    store = open_store(url)
    set_account_email(store, Signature(administrator, now), WRITER_ID, MEMBER)
    store.close()


@contextlib.contextmanager
def servers(url: str, number: int) -> Iterator[list[str]]:
    """Serve one database so many times, for members whom a proxy names."""
    settings = {
        "DASHBOARD_PROXY_HEADER": MEMBER_HEADER,
        "DASHBOARD_PROXY_ADDRESSES": "127.0.0.1",
    }
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(dashboard(url, **settings)) for _ in range(number)]


def measure(crowds: int, sessions: int, seconds: float, quiet_seconds: float) -> Findings:
    """Return how long crowds of members waited on two servers, and what they left in memory."""
    with database() as url, servers(url, SERVERS) as addresses:
        # Every page first on each server: what is measured is the crowd, not the first look.
        crowd_timing(addresses, 40, 20, MEMBER)
        fresh = _memory_mb(addresses)
        came = [_crowd(addresses, sessions, seconds, quiet_seconds) for _ in range(crowds)]
        return Findings(fresh, came, _updates(url))


def _crowd(addresses: Sequence[str], sessions: int, seconds: float, quiet_seconds: float) -> Crowd:
    waited = crowd_timing(addresses, sessions, seconds, MEMBER)
    during = _memory_mb(addresses)
    time.sleep(quiet_seconds)
    return Crowd(waited, during, _memory_mb(addresses))


def _memory_mb(addresses: Sequence[str]) -> list[float]:
    """Return what each server holds, by the process that listens on its port."""
    ports = [int(address.rpartition(":")[2]) for address in addresses]
    listening = {
        one.laddr.port: one.pid
        for one in psutil.net_connections("tcp")
        if one.status == psutil.CONN_LISTEN and one.laddr
    }
    return [psutil.Process(listening[port]).memory_info().rss / 1_000_000 for port in ports]


def _updates(url: str) -> int:
    """Return how many updates are stored that the crowd posted."""
    store = open_store(url)
    with store.reading() as held:
        updates = held.of(Update).of(Update).values()
    store.close()
    return sum("of the benchmark" in update.text for update in updates)


def main() -> None:
    """Measure as the command line says and print the findings as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network", description=__doc__)
    parser.add_argument("--crowds", type=int, default=CROWDS, help="one after the other")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=60.0, help="after the last came")
    parser.add_argument("--quiet", type=float, default=QUIET_SECONDS, help="after they left")
    wanted = parser.parse_args()
    found = measure(wanted.crowds, wanted.sessions, wanted.seconds, wanted.quiet)
    print(json.dumps(asdict(found), indent=2))


if __name__ == "__main__":
    main()
