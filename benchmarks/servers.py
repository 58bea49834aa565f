"""Servers to measure: the dashboard, the same under Streamlit's defaults, and a page in Dash.

Each is a process of its own on a free loopback port, and ends with the measurement.
"""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
BARE = HERE / "apps" / "bare.py"

START_SECONDS = 90.0


class ServerDidNotStartError(RuntimeError):
    """A server that was to be measured ended or stayed silent."""


@contextlib.contextmanager
def bare() -> Iterator[str]:
    """Serve a bare page as the dashboard is served; gives the address."""
    port = _free_port()
    with _running([sys.executable, "-m", "benchmarks.servers", str(BARE), str(port)], port) as at:
        yield at


@contextlib.contextmanager
def dashboard(database: str, **settings: str) -> Iterator[str]:
    """Serve the dashboard over a database, named by its url; gives the address.

    `settings` are variables of its environment.
    """
    port = _free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    environment = {"DATABASE_URL": database, **settings}
    with _running(command, port, environment=environment) as address:
        yield address


@contextlib.contextmanager
def streamlit_defaults(database: str) -> Iterator[str]:
    """Serve the dashboard as `streamlit run` does without any setting; gives the address."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    store = {"DATABASE_URL": database}
    # Started elsewhere, so that the settings of this project are not read.
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        _running(command, port, elsewhere, store) as address,
    ):
        yield address


@contextlib.contextmanager
def dash_page(database: str) -> Iterator[str]:
    """Serve the page of similar areas as it is written in Dash; gives the address."""
    port = _free_port()
    command = [sys.executable, "-m", "benchmarks.apps.similar_areas", str(port)]
    store = {"DATABASE_URL": database}
    with _running(command, port, environment=store, health="/_dash-layout") as address:
        yield address


@contextlib.contextmanager
def _running(
    command: Sequence[str],
    port: int,
    folder: str | Path = PROJECT,
    environment: dict[str, str] | None = None,
    health: str = "/_stcore/health",
) -> Iterator[str]:
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(server, f"{address}{health}"):
                said.seek(0)
                raise ServerDidNotStartError(f"{' '.join(command)}\n{said.read()}")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=15)


def _answers(server: subprocess.Popen[bytes], health: str) -> bool:
    latest = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < latest:
        with contextlib.suppress(OSError, urllib.error.URLError):
            urllib.request.urlopen(health, timeout=START_SECONDS).close()
            return True
        time.sleep(0.2)
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


if __name__ == "__main__":
    from dashboard.server import serve

    serve(port=int(sys.argv[2]), script=Path(sys.argv[1]))
