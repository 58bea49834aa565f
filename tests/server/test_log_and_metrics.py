"""What the operator reads: the log, metrics, and whether the server is ready."""

import json
import logging
import re
import socket
import threading
import time
import urllib.request
from typing import Any

import pytest
from starlette.requests import Request

from dashboard.errors import SetupError
from dashboard.server.ending import Ending
from dashboard.server.journal import Journal
from dashboard.server.logs import REQUESTS
from dashboard.server.metrics import offer
from dashboard.server.readiness import Readiness
from dashboard.server.turns import Turns
from tests.server.running import (
    PROXY,
    left_unread,
    nothing_comes,
    run_alone,
    settings_of,
)

SESSION = "11111111-2222-3333-4444-555555555555"
ASKED = [
    ("GET", "/health"),
    ("GET", "/partners?name=Ann+Other"),
    ("GET", "/media/0123456789.png"),
    ("PUT", f"/_stcore/upload_file/{SESSION}/1"),
]
REFUSED_BY_PROVIDER = "/oauth2callback?error=access_denied&error_description=Ann+may+not"
PAGES = {"page-set-up", "page-refused", "page-bug", "page-warned", "page-told", "page-role"}
WRITTEN = PAGES | {"asked", "sent-back", "too-often"}


@pytest.fixture(scope="module")
def log(board) -> list[dict[str, Any]]:
    """Return what the board's server wrote down of some requests and errors."""
    named = {"by": PROXY, "Host": "board.example", "X_Forwarded_For": "203.0.113.7"}
    for method, path in ASKED:
        board.ask(method, path, **named, X_Request_ID="asked")
    board.ask("GET", REFUSED_BY_PROVIDER, **named, X_Request_ID="sent-back")
    for _ in range(60):
        board.ask("GET", "/auth/login", **named, X_Request_ID="too-often")
    for kind in ("set-up", "refused", "bug"):
        board.visit(f"raise={kind}", PROXY, "board.example", X_Request_ID=f"page-{kind}")
    board.visit("warn=1", PROXY, "board.example", X_Request_ID="page-warned")
    board.visit("told=1", PROXY, "board.example", X_Request_ID="page-told")
    board.visit("refuse=1", PROXY, "board.example", X_Request_ID="page-role")
    lines = [json.loads(line) for line in board.log.splitlines()]
    return [line for line in lines if line["request"] in WRITTEN]


def of(log, **wanted):
    return [line for line in log if wanted.items() <= line.items()]


@pytest.mark.parametrize(
    ("method", "route", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/partners", 200),
        ("GET", "/media", 403),
        ("PUT", "/_stcore/upload_file", 403),
        ("GET", "/auth/login", 302),
        ("GET", "/auth/login", 429),
        ("WEBSOCKET", "/_stcore/stream", 101),
    ],
)
def test_each_request_is_one_line(log, method, route, status):
    line = of(log, method=method, route=route, status=status)[0]

    assert line["level"] == "INFO"
    assert re.match(r"20\d\d-\d\d-\d\dT", line["time"])
    assert line["milliseconds"] >= 0
    assert line["request"]


def test_a_line_about_a_request_tells_nothing_about_who_asked(log):
    everything = json.dumps(of(log, logger="dashboard.requests"))

    assert not any(told in everything for told in ("Ann", SESSION, "0123456789"))
    assert [line["client"] for line in log if "client" in line] == ["203.0.113.7"]


def test_whom_the_provider_refused_is_not_named_in_the_log(log):
    (line,) = of(log, level="ERROR", request="sent-back")

    assert line["message"] == "The provider signed nobody in: access_denied"


def test_the_id_of_a_trusted_proxy_goes_through_and_another_is_replaced(board):
    by_proxy, _ = board.ask("GET", "/health", by=PROXY, X_Request_ID="from-the-proxy")
    by_stranger, _ = board.get("/health", X_Request_ID="made-up")
    odd, _ = board.ask("GET", "/health", by=PROXY, X_Request_ID="two words")

    assert by_proxy.headers["X-Request-ID"] == "from-the-proxy"
    assert re.fullmatch("[0-9a-f]{32}", by_stranger.headers["X-Request-ID"])
    assert re.fullmatch("[0-9a-f]{32}", odd.headers["X-Request-ID"])


def test_an_expected_error_of_a_page_is_one_line_for_the_operator(log):
    (line,) = of(log, level="ERROR", request="page-set-up")

    assert line["message"] == "SetupError: Ann Other"
    assert not {"traceback", "exc_info"} & set(line)


def test_what_somebody_was_refused_is_not_repeated_in_the_log(log):
    (line,) = of(log, level="ERROR", request="page-refused")

    assert line["message"] == "ChangeRefusedError: refused, and told so"


def test_what_a_role_does_not_allow_is_one_line_without_who_or_what(log):
    (line,) = of(log, logger="dashboard.refusals")

    assert (line["message"], line["request"]) == ("not allowed", "page-role")
    assert "Ann" not in json.dumps(line)


def test_what_streamlit_fills_into_its_words_is_in_neither_form_of_the_log(log, server):
    before = server.log
    server.visit("told=1")

    (line,) = of(log, level="WARNING", request="page-told")
    assert line["message"] == "Session … of …"
    assert re.search(r"Session … of …\n\Z", server.log.removeprefix(before))


def test_a_bug_is_one_line_that_has_its_kind_and_all_of_its_traceback(log):
    (line,) = of(log, level="ERROR", request="page-bug")

    assert line["error"] == "KeyError"
    assert line["traceback"].startswith("Traceback (most recent call last):\n")
    assert "script.py" in line["traceback"]


def test_what_a_library_warns_of_is_one_line_too(log):
    (line,) = of(log, logger="py.warnings", request="page-warned")

    assert "will be taken away" in line["message"]


def test_a_bug_of_the_server_is_a_request_that_failed(caplog):
    async def fails(scope, receive, send):
        raise KeyError

    caplog.set_level(logging.INFO, logger=REQUESTS)
    scope = {"type": "http", "method": "GET", "path": "/ratings", "headers": []}
    with pytest.raises(KeyError):
        run_alone(Journal(fails)(scope, nothing_comes, left_unread))

    (line,) = [record for record in caplog.records if record.name == REQUESTS]
    assert (line.route, line.status) == ("/ratings", 500)


def test_a_log_in_words_has_an_expected_error_on_one_line_and_no_requests(server):
    before = server.log

    server.visit("raise=set-up")

    assert re.fullmatch(r"[^\n]*SetupError: Ann Other\n", server.log.removeprefix(before))


def metrics(port) -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    numbers = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(number) for name, _, number in numbers}


def test_metrics_stand_on_a_port_of_their_own_and_count_what_happens(board, metrics_port):
    before = metrics(metrics_port)
    board.get("/partners?secret=1", Host="board.example")
    board.get("/_stcore/metrics", Host="board.example")
    board.visit(host="board.example")
    board.get("/ready")
    after = metrics(metrics_port)

    def risen(name):
        return after[name] - before.get(name, 0)

    assert risen('dashboard_requests_total{route="/partners",status="200"}') == 1
    assert risen('dashboard_refusals_total{status="404"}') == 1
    assert risen("dashboard_run_seconds_count") == 1
    assert after["dashboard_ready"] == 1
    assert {"dashboard_sessions", "dashboard_scripts_running", "dashboard_scripts_waiting"} <= set(
        after
    )
    assert "dashboard_writes_total" in after


def test_no_address_that_anybody_makes_up_becomes_a_metric(board, metrics_port):
    for made_up in ("/wp-admin", "/partners/ann", "/media/0123"):
        board.get(made_up, Host="board.example")

    assert not any(
        word in name for name in metrics(metrics_port) for word in ("wp-admin", "ann", "0123")
    )


def test_a_port_for_metrics_that_is_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"Port {port} for metrics cannot be had"):
            offer(settings_of(metrics_port=port))


def test_ready_says_in_one_word_what_is_wrong_and_answers_to_any_name(board):
    well, body = board.get("/ready", Host="10.1.2.3")
    assert (well.status, json.loads(body)) == (200, {"status": "ready"})

    (board.folder / "trouble.txt").write_text("database")
    time.sleep(0.6)
    ill, body = board.get("/ready")
    (board.folder / "trouble.txt").unlink()

    assert (ill.status, json.loads(body)) == (503, {"status": "database"})
    assert board.get("/health")[0].status == 200


def asked(trouble, **limits):
    readiness = Readiness(trouble, Ending(Turns(1), 0), **limits)
    answer = run_alone(readiness.answer(Request({"type": "http"})))
    return answer.status_code, json.loads(answer.body)["status"]


def test_a_check_that_fails_is_no_reason_to_be_ready():
    assert asked(lambda: 1 / 0) == (503, "fault")


def test_a_database_that_does_not_answer_makes_nobody_wait_longer_than_the_limit():
    never = threading.Event()

    assert asked(never.wait, longest_seconds=0.05) == (503, "slow")
    never.set()
