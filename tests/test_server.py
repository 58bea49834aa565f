"""The tuned server: what it adds to Streamlit's, seen from outside."""

import asyncio
import gzip
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import websockets

from benchmarks.sessions import visiting
from dashboard.errors import SetupError
from dashboard.server import serve
from dashboard.server.assets import ASSETS
from dashboard.server.headers import content_security_policy
from dashboard.server.turns import Turns

PROJECT = Path(__file__).resolve().parents[1]
# Notes beside itself how many runs it ever saw at once.
COUNTING_SCRIPT = """
import threading, time
from pathlib import Path
import streamlit as st

@st.cache_resource
def counts():
    return {"lock": threading.Lock(), "now": 0, "most": 0}

seen = counts()
with seen["lock"]:
    seen["now"] += 1
    seen["most"] = max(seen["most"], seen["now"])
time.sleep(0.05)
with seen["lock"]:
    seen["now"] -= 1
Path(__file__).with_name("most_at_once.txt").write_text(str(seen["most"]))
st.write("done")
"""
START = "import sys; from pathlib import Path; from dashboard.server import serve; " + (
    "serve(port=0, script=Path(sys.argv[1]), scripts_at_once=int(sys.argv[2]))"
)


@dataclass
class RunningServer:
    process: subprocess.Popen[str]
    address: str
    folder: Path

    def get(self, path, **headers):
        port = urlsplit(self.address).port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=sent)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def most_at_once(self, visitors):
        async def visit():
            async with visiting(self.address.replace("localhost", "127.0.0.1")) as visitor:
                await visitor.open()

        async def visit_all():
            await asyncio.gather(*(visit() for _ in range(visitors)))

        asyncio.run(visit_all())
        return int((self.folder / "most_at_once.txt").read_text())


def start(folder: Path, scripts_at_once: int = 1) -> RunningServer:
    script = folder / "script.py"
    script.write_text(COUNTING_SCRIPT)
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(script), str(scripts_at_once)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return RunningServer(process, process.stdout.readline().strip(), folder)


def stop(server: RunningServer, with_signal: int) -> tuple[str, str, int]:
    server.process.send_signal(with_signal)
    said, complained = server.process.communicate(timeout=30)
    return said, complained, server.process.returncode


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[RunningServer]:
    running = start(tmp_path_factory.mktemp("served"))
    yield running
    stop(running, signal.SIGTERM)


def largest_asset() -> Path:
    return max(ASSETS.glob("static/js/*.js"), key=lambda file: file.stat().st_size)


def test_the_health_route_answers_small_json(server):
    answer, body = server.get("/health")

    assert answer.status == 200
    assert json.loads(body) == {"status": "ok"}


def test_streamlits_own_files_are_compressed_and_may_be_kept_for_ever(server):
    asset = largest_asset()
    path = f"/{asset.relative_to(ASSETS).as_posix()}"

    answer, body = server.get(path, Accept_Encoding="gzip, br")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == asset.read_bytes()


@pytest.mark.parametrize("accepted", ["identity", "br"])
def test_a_browser_that_takes_no_gzip_gets_the_file_as_it_is(server, accepted):
    asset = largest_asset()

    answer, body = server.get(f"/{asset.relative_to(ASSETS).as_posix()}", Accept_Encoding=accepted)

    assert "Content-Encoding" not in answer.headers
    assert body == asset.read_bytes()


def test_the_page_itself_is_compressed_and_asked_for_again_each_time(server):
    answer, body = server.get("/", Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"<title>Streamlit</title>" in gzip.decompress(body)


@pytest.mark.parametrize("path", ["/", "/health", "/_stcore/health", "/static/js/none.js"])
def test_every_answer_tells_the_browser_what_the_dashboard_never_does(server, path):
    answer, _ = server.get(path)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Server" not in answer.headers


def test_the_policy_allows_the_inline_script_of_streamlits_page_and_no_other():
    rules = content_security_policy(ASSETS / "index.html").split("; ")
    (scripts,) = [rule for rule in rules if rule.startswith("script-src")]

    assert re.fullmatch(r"script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'", scripts)


def test_scripts_take_turns(server):
    assert server.most_at_once(visitors=6) == 1


def test_no_more_scripts_run_at_once_than_allowed(tmp_path):
    running = start(tmp_path, scripts_at_once=2)

    assert running.most_at_once(visitors=8) == 2
    stop(running, signal.SIGTERM)


def test_a_name_that_only_points_at_this_machine_is_refused(server):
    async def visit_under_a_foreign_name():
        port = urlsplit(server.address).port
        foreign = f"ws://elsewhere.example:{port}/_stcore/stream"
        async with websockets.connect(foreign, host="127.0.0.1", port=port):
            pass

    with pytest.raises(websockets.InvalidStatus, match="403"):
        asyncio.run(visit_under_a_foreign_name())


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_its_address_once_and_ends_quietly(tmp_path, ending):
    running = start(tmp_path)

    with socket.create_connection(("127.0.0.1", urlsplit(running.address).port)):
        said, complained, code = stop(running, ending)

    assert re.fullmatch(r"http://localhost:\d+", running.address)
    assert (said, complained, code) == ("", "", 0)


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(SetupError, match=f"Port {port} on 127.0.0.1 is already in use: "):
            serve(port=port)


def test_an_address_of_another_machine_is_one_sentence():
    with pytest.raises(SetupError, match=r'"192\.0\.2\.1" is not one of this machine'):
        serve(host="192.0.2.1", port=0)


class Runs:
    """Threads that take a turn, say so, and keep it until they are told to leave."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.began: list[str] = []
        self.leave = threading.Event()
        self.threads: list[threading.Thread] = []

    def come(self, name: str) -> None:
        thread = threading.Thread(target=self._run, args=[name], daemon=True)
        self.threads.append(thread)
        thread.start()
        time.sleep(0.02)

    def _run(self, name: str) -> None:
        with self.turns:
            self.began.append(name)
            self.leave.wait(5)

    def end(self) -> None:
        self.leave.set()
        for thread in self.threads:
            thread.join(5)


def test_those_who_wait_run_in_the_order_in_which_they_came():
    runs = Runs(Turns(at_once=1))
    for name in "abcde":
        runs.come(name)
    while_the_first_ran = list(runs.began)

    runs.end()

    assert while_the_first_ran == ["a"]
    assert runs.began == list("abcde")
    assert runs.turns.idle


def test_a_long_run_steps_aside_and_its_end_frees_no_turn_twice():
    runs = Runs(Turns(at_once=1, long_run_seconds=0.0))
    for name in "abc":
        runs.come(name)
    time.sleep(0.01)

    runs.turns.let_long_runs_step_aside()
    time.sleep(0.05)
    after_stepping_aside = list(runs.began)
    runs.end()

    assert after_stepping_aside == ["a", "b"]
    assert runs.began == ["a", "b", "c"]
    assert runs.turns.idle


def test_a_run_that_fails_gives_its_turn_back():
    turns = Turns(at_once=1)

    with pytest.raises(ZeroDivisionError), turns:
        1 / 0  # noqa: B018

    with turns:
        assert not turns.idle
    assert turns.idle
