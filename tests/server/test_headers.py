"""What every answer tells the browser, and what the browser keeps."""

import json
import re

import pytest

from dashboard.server.headers import INDEX, content_security_policy
from dashboard.ui.browser import COOKIE


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


def test_a_browser_gets_a_random_name_once_when_it_opens_a_page(server):
    names = [server.get("/partners", Accept="text/html")[0].headers["Set-Cookie"] for _ in "ab"]

    assert names[0] != names[1]
    assert names[0].endswith("; Path=/; HttpOnly; SameSite=Lax")
    known = server.get("/partners", Accept="text/html", Cookie=names[0].partition(";")[0])[0]
    assert "Set-Cookie" not in known.headers


@pytest.mark.parametrize("path", ["/health", "/_stcore/health", "/static/js/none.js"])
def test_nothing_but_a_page_gives_a_browser_a_name(server, path):
    assert COOKIE not in (server.get(path, Accept="*/*")[0].headers["Set-Cookie"] or "")


@pytest.mark.parametrize("path", ["/partners", "/_stcore/health"])
def test_cookies_and_pages_keep_to_https_where_people_come_by_it(board, path):
    answer, _ = board.get(path, Accept="text/html", Host="board.example")

    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    assert all(cookie.endswith("; Secure") for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_computer_of_ones_own_is_reached_without_https(server):
    answer, _ = server.get("/partners", Accept="text/html")

    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers


def test_no_other_origin_is_told_that_it_may_steer_the_dashboard(server):
    answer, body = server.get("/_stcore/host-config", Origin="https://share.streamlit.io")

    assert json.loads(body)["allowedOrigins"] == []
    assert "Access-Control-Allow-Origin" not in answer.headers
