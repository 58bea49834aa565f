"""The tuned server: what it adds to Streamlit's, seen from outside."""

import asyncio
import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import websockets

from benchmarks.sessions import visiting
from dashboard.errors import SetupError
from dashboard.server import serve
from dashboard.server.doorkeeper import allowed_hosts
from dashboard.server.headers import INDEX, content_security_policy
from dashboard.server.own_page import own_form_of
from dashboard.server.turns import Turns
from dashboard.server.warming import imports_of, pages_of
from dashboard.ui.browser import COOKIE
from dashboard.ui.navigation import CONTENT_ID, PAGES
from tests.databases import on_both_databases

ASSETS = INDEX.parent
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


def run_alone(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: a browser journey before leaves a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


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

        run_alone(visit_all())
        return int((self.folder / "most_at_once.txt").read_text())


def start(
    folder: Path, scripts_at_once: int = 1, environment: Mapping[str, str] | None = None
) -> RunningServer:
    script = folder / "script.py"
    script.write_text(COUNTING_SCRIPT)
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(script), str(scripts_at_once)],
        cwd=PROJECT,
        env=os.environ | dict(environment or {}),
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
def server(tmp_path_factory, outside) -> Iterator[RunningServer]:
    running = start(tmp_path_factory.mktemp("served"), environment=through(outside))
    yield running
    stop(running, signal.SIGTERM)


@pytest.fixture(scope="module")
def board(tmp_path_factory) -> Iterator[RunningServer]:
    """A server that runs two scripts at once and answers to names that an operator gave it."""
    named = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "board.example, *.inner.example 127.0.0.1"}
    running = start(tmp_path_factory.mktemp("board"), scripts_at_once=2, environment=named)
    yield running
    stop(running, signal.SIGTERM)


@pytest.fixture(scope="module")
def outside() -> Iterator[socket.socket]:
    """A proxy that never answers, which everything that goes out to the internet knocks at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def through(outside: socket.socket) -> dict[str, str]:
    proxy = f"http://127.0.0.1:{outside.getsockname()[1]}"
    return dict.fromkeys(("http_proxy", "https_proxy"), proxy) | {"no_proxy": ""}


async def open_websocket(server: RunningServer, host: str | None = None, **headers: str) -> None:
    """Open a websocket under a name, with the browser's headers, or raise what refused it."""
    port = urlsplit(server.address).port
    address = f"ws://{host or 'localhost'}:{port}/_stcore/stream"
    async with websockets.connect(
        address, host="127.0.0.1", port=port, additional_headers=headers, proxy=None
    ):
        pass


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
    assert "ETag" not in answer.headers
    assert b"<title>Youth justice board dashboard</title>" in gzip.decompress(body)


@pytest.mark.parametrize("path", ["/", "/ratings", "/nowhere"])
@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_the_link_past_the_menu_stands_before_everything_else_of_the_page(server, path, accepted):
    _, body = server.get(path, Accept_Encoding=accepted, If_None_Match='"kept"')

    page = (gzip.decompress(body) if accepted == "gzip" else body).decode()
    assert '<html lang="en-GB">' in page
    visible = re.sub("<style>.*?</style>", "", page.partition("<body>")[2], flags=re.DOTALL)
    first = re.search("<(a|button|input) [^>]*>", visible)
    assert first
    assert first[0] == f'<a class="yj-skip" href="#{CONTENT_ID}">'


def test_an_address_with_a_slash_in_it_is_no_page_and_says_where_to_start(server):
    answer, body = server.get("/a/b")

    assert answer.status == 404
    assert b'There is no page at this address. Start at the <a href="/">Overview</a>.' in body


def test_a_page_of_another_form_than_streamlits_is_refused_before_anybody_sees_it():
    with pytest.raises(SetupError, match="Streamlit's page has no <title>Streamlit</title>"):
        own_form_of('<html lang="en"><title>Another</title><body></body></html>')


def test_a_browser_gets_a_random_name_once_when_it_opens_a_page(server):
    names = [server.get("/partners", Accept="text/html")[0].headers["Set-Cookie"] for _ in "ab"]

    assert names[0] != names[1]
    assert names[0].endswith("; Path=/; HttpOnly; SameSite=Lax")
    known = server.get("/partners", Accept="text/html", Cookie=names[0].partition(";")[0])[0]
    assert "Set-Cookie" not in known.headers


@pytest.mark.parametrize("path", ["/health", "/_stcore/health", "/static/js/none.js"])
def test_nothing_but_a_page_gives_a_browser_a_name(server, path):
    assert COOKIE not in (server.get(path, Accept="*/*")[0].headers["Set-Cookie"] or "")


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
    rules = content_security_policy(INDEX).split("; ")
    (scripts,) = [rule for rule in rules if rule.startswith("script-src")]

    assert re.fullmatch(r"script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'", scripts)


def test_scripts_take_turns(server):
    assert server.most_at_once(visitors=6) == 1


def test_no_more_scripts_run_at_once_than_allowed(board):
    assert board.most_at_once(visitors=8) == 2


def test_a_name_that_only_points_at_this_machine_is_refused(server):
    answer, body = server.get("/", Host="evil.example")

    assert answer.status == 400
    assert body == b"Invalid host header"
    with pytest.raises(websockets.InvalidStatus, match="400"):
        run_alone(open_websocket(server, host="evil.example"))


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1:80", "[::1]:8501", "LOCALHOST"])
def test_this_machines_own_names_are_answered(server, name):
    answer, _ = server.get("/", Host=name)

    assert answer.status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost:1", "http://[", "null", ""]
)
def test_another_pages_websocket_is_refused_without_asking_the_internet(server, outside, origin):
    with pytest.raises(websockets.InvalidStatus, match="403"):
        run_alone(open_websocket(server, Origin=origin))

    with pytest.raises(BlockingIOError):
        outside.accept()


def test_the_dashboards_own_page_opens_its_websocket(server):
    run_alone(open_websocket(server, Origin=server.address))


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/%6detrics"])
def test_nobody_is_told_how_many_people_are_here(server, path):
    answer, _ = server.get(path)

    assert answer.status == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [("board.example", 200), ("a.inner.example", 200), ("other.example", 400), ("localhost", 400)],
)
def test_an_operator_says_under_which_names_it_answers(board, name, status):
    answer, _ = board.get("/", Host=name)

    assert answer.status == status


@pytest.mark.parametrize("name", ["board*", "*.*.example", "*example"])
def test_a_name_with_a_misplaced_star_is_one_sentence(monkeypatch, name):
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", f"board.example {name}")

    with pytest.raises(SetupError, match=f'"{re.escape(name)}" in STREAMLIT_SERVER_ALLOWED_HOSTS'):
        allowed_hosts("127.0.0.1")


def test_health_answers_to_any_name(board):
    answer, _ = board.get("/health", Host="localhost")

    assert answer.status == 200


def test_a_page_under_an_allowed_name_opens_its_websocket(board):
    port = urlsplit(board.address).port

    run_alone(open_websocket(board, "board.example", Origin=f"https://board.example:{port}"))


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(SetupError, match=f"Port {port} on 127.0.0.1 is already in use: "):
            serve(port=port)


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])
def test_an_address_of_another_machine_is_one_sentence(host):
    with pytest.raises(SetupError, match=f'"{re.escape(host)}" is not one of this machine'):
        serve(host=host, port=0)


def test_a_port_in_use_is_said_before_anything_is_loaded():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SetupError):
        serve(port=other.getsockname()[1], warm_up=lambda: pytest.fail("loaded"))


def command(database: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve", "--port", "0"],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": database},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@on_both_databases
def test_the_command_says_its_address_and_nothing_else_and_ends_quietly(own_database_url):
    on_sqlite = own_database_url.startswith("sqlite")
    ended_by = signal.SIGINT if on_sqlite else signal.SIGTERM
    process = command(own_database_url)
    assert process.stdout is not None
    address = process.stdout.readline()
    running = RunningServer(process, address.strip(), PROJECT)

    with socket.create_connection(("127.0.0.1", urlsplit(running.address).port)):
        said, complained, code = stop(running, ended_by)

    assert re.fullmatch(r"http://localhost:\d+\n", address)
    assert (said, complained, code) == ("", "", 0)


def test_a_fault_of_set_up_ends_the_command_with_one_sentence(tmp_path):
    file = tmp_path / "board.sqlite3"
    file.write_text("a letter, not a database" * 100, encoding="utf-8")

    process = command(f"sqlite:///{file}")
    said, complained = process.communicate(timeout=60)

    assert (said, process.returncode) == ("", 1)
    assert re.fullmatch(r"The database .* cannot be opened .*\n", complained)


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


def test_what_any_page_imports_is_imported_before_the_first_visitor():
    script = PROJECT / "app.py"
    pages = pages_of(script)
    found = imports_of([script, *pages])

    assert {entry.path for entry in PAGES} <= set(pages)
    assert {"dashboard.usecases.overview", "dashboard.usecases.packs.issuing"} <= found
