"""Servers to measure: the tuned one, Streamlit's defaults, and the dashboard itself.

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
REPRESENTATIVE = HERE / "apps" / "representative.py"

START_SECONDS = 90.0


class ServerDidNotStartError(RuntimeError):
    """A server that was to be measured ended or stayed silent."""


@contextlib.contextmanager
def tuned(script: Path) -> Iterator[str]:
    """Serve one script as the dashboard is served; gives the address."""
    port = _free_port()
    with _running([sys.executable, "-m", "benchmarks.servers", str(script), str(port)], port) as at:
        yield at


@contextlib.contextmanager
def streamlit_defaults(script: Path) -> Iterator[str]:
    """Serve one script as `streamlit run` does without any setting; gives the address."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    # Started elsewhere, so that the settings of this project are not read.
    with tempfile.TemporaryDirectory() as elsewhere, _running(command, port, elsewhere) as at:
        yield at


@contextlib.contextmanager
def dashboard() -> Iterator[str]:
    """Serve the dashboard over a database of its own; gives the address."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        store = {"DATABASE_URL": f"sqlite:///{Path(folder, 'benchmark.db').as_posix()}"}
        command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
        with _running(command, port, environment=store) as address:
            yield address


@contextlib.contextmanager
def _running(
    command: Sequence[str],
    port: int,
    folder: str | Path = PROJECT,
    environment: dict[str, str] | None = None,
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
            if not _answers(server, f"{address}/_stcore/health"):
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
