"""Whose word counts about a visitor."""

import ipaddress

import pytest

from dashboard.server.proxies import UNKNOWN, TrustedProxies, client_of
from tests.server.running import PROXY, left_unread, nothing_comes, run_alone, settings_of

SAYS = [(b"x-remote-user", b"ann"), (b"accept", b"text/html")]


def passed_on(peer, headers, proxies=("10.1.2.3/32", "fd00::/8"), kind="http"):
    """Return the scope that comes through from a peer."""
    seen = {}

    async def app(scope, receive, send):
        seen.update(scope)

    settings = settings_of(
        proxy_header="X-Remote-User", proxy_addresses=tuple(map(ipaddress.ip_network, proxies))
    )
    scope = {"type": kind, "client": peer, "scheme": "http", "headers": headers}
    run_alone(TrustedProxies(app, settings)(scope, nothing_comes, left_unread))
    return seen


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "name",
    [
        b"x-remote-user",
        b"X-Remote-User",
        b"x_remote_user",
        b"X_REMOTE-USER",
        b"x-forwarded-for",
        b"x-forwarded-proto",
        b"x_forwarded_for",
        b"forwarded",
        b"x-real-ip",
        b"x-request-id",
    ],
)
@pytest.mark.parametrize("peer", [("10.1.2.4", 1), ("::1", 1), ("/run/board.sock", 0), None])
def test_nobody_but_the_proxy_is_believed_about_a_visitor(peer, name, kind):
    seen = passed_on(peer, [(name, b"10.9.9.9"), (b"accept", b"text/html")], kind=kind)

    assert seen["headers"] == [(b"accept", b"text/html")]
    assert (seen["client"], seen["scheme"]) == (peer, "http")


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3", "fd00::7"])
def test_the_proxy_is_believed(peer):
    told = [(b"x-forwarded-for", b"192.0.2.7"), (b"x-forwarded-proto", b"https")]

    seen = passed_on((peer, 1), [*SAYS, *told])

    assert seen["headers"] == [*SAYS, *told]
    assert (seen["client"][0], seen["scheme"]) == ("192.0.2.7", "https")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"x_remote_user", b"eve")],
        [(b"x-remote-user", b"eve"), (b"x-remote-user", b"ann")],
        [(b"x-remote-user", b"eve"), (b"X-Remote-User", b"ann")],
    ],
)
def test_what_a_visitor_slips_past_the_proxy_is_not_believed(headers):
    assert passed_on(("10.1.2.3", 1), headers)["headers"] == []


def test_a_visitor_cannot_choose_an_address_by_sending_one():
    told = [(b"x-forwarded-for", b"1.1.1.1, 192.0.2.7, 10.1.2.3")]

    assert passed_on(("10.1.2.3", 1), told)["client"][0] == "192.0.2.7"


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        (("192.0.2.7", 4), "192.0.2.7"),
        (("::ffff:192.0.2.7", 4), "192.0.2.7"),
        (("2001:db8:1:2:3:4:5:6", 4), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::", 4), "2001:db8:1:2::/64"),
        (("x" * 9999, 4), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_limits_count_by_address_and_by_network_of_a_household(client, counted):
    assert client_of({"client": client}) == counted


def test_pages_know_the_address_that_the_proxy_tells_of(board):
    told = {"X_Forwarded_For": "192.0.2.7", "X_Request_ID": "from-the-proxy"}

    by_proxy = board.visit(by=PROXY, host="board.example", **told)
    by_stranger = board.visit(host="board.example", **told)

    assert (by_proxy["address"], by_proxy["X-Request-Id"]) == ("192.0.2.7", "from-the-proxy")
    assert by_stranger["X-Request-Id"] != "from-the-proxy"
    assert "X-Forwarded-For" not in by_stranger


def test_a_computer_of_ones_own_believes_no_proxy_on_it(server):
    assert "X-Forwarded-For" not in server.visit(X_Forwarded_For="192.0.2.7")
