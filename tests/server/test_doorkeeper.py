"""Who is let in, under which names and from which pages."""

import re

import pytest
import websockets

from dashboard.errors import SetupError
from dashboard.server.doorkeeper import allowed_hosts
from tests.server.running import settings_of, signing_in, try_websocket


def test_a_name_that_only_points_at_this_machine_is_refused(server):
    answer, body = server.get("/", Host="evil.example")

    assert answer.status == 400
    assert body == b"Invalid host header"
    with pytest.raises(websockets.InvalidStatus, match="400"):
        try_websocket(server, host="evil.example")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1:80", "[::1]:8501", "LOCALHOST"])
def test_this_machines_own_names_are_answered(server, name):
    answer, _ = server.get("/", Host=name)

    assert answer.status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost:1", "http://[", "null", ""]
)
def test_another_pages_websocket_is_refused_without_asking_the_internet(server, outside, origin):
    with pytest.raises(websockets.InvalidStatus, match="403"):
        try_websocket(server, Origin=origin)

    with pytest.raises(BlockingIOError):
        outside.accept()


def test_the_dashboards_own_page_opens_its_websocket(server):
    try_websocket(server, Origin=server.address)


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
        allowed_hosts("127.0.0.1", settings_of())


def test_health_answers_to_any_name(board):
    answer, _ = board.get("/health", Host="localhost")

    assert answer.status == 200


def test_a_page_under_an_allowed_name_opens_its_websocket(board):
    try_websocket(board, "board.example", Origin=f"https://board.example:{board.port}")


@pytest.mark.parametrize("path", ["/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_what_else_streamlit_opens_to_anybody_is_closed(server, path):
    assert server.get(path)[0].status == 404


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("by", FOREIGN)
def test_a_foreign_page_changes_nothing(server, method, by):
    answer, body = server.ask(method, "/_stcore/upload_file/a/b", **by)

    assert (answer.status, body) == (403, b"Only the dashboard's own pages may do this.")


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_name_of_the_public_address_is_answered_without_naming_it_again(monkeypatch, host):
    monkeypatch.delenv("STREAMLIT_SERVER_ALLOWED_HOSTS", raising=False)

    assert allowed_hosts(host, signing_in()) == ["board.example"]
