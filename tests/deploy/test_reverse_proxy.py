"""What deploy/nginx.conf does before two servers that only tell what reached them."""

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tests.programs import needed
from tests.reverse_proxy import (
    KIT,
    MISSING,
    Proxy,
    find_nginx,
    free_port,
    running_proxy,
    write_configuration,
)

SOCKET = {"Connection": "Upgrade", "Upgrade": "websocket"}
MEGABYTE = 1024 * 1024
# What comes of a request before somebody pauses.
PARTS = {"header": "X-Slow: ", "body": "Content-Length: 10\r\n\r\nx"}


class Telling(BaseHTTPRequestHandler):
    """Answers with the headers that came and with the server's own name."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self):
        if self.headers.get("Upgrade") and self.server.ends:
            self.send_error(503)
            return
        told = {**{k.lower(): v for k, v in self.headers.items()}, "server": self.server.name}
        body = json.dumps(told).encode()
        if self.headers.get("Upgrade"):
            self.send_response(101)
            self.send_header("Connection", "Upgrade")
            self.send_header("Upgrade", "websocket")
            self.send_header("X-Server", self.server.name)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, name: str, port: int = 0, *, ends: bool = False) -> None:
        super().__init__(("127.0.0.1", port), Telling)
        self.name, self.ends = name, ends


@contextmanager
def serving(name: str, *, ends: bool = False) -> Iterator[Server]:
    with Server(name, ends=ends) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


@contextmanager
def proxied(*ports: int, **options) -> Iterator[Proxy]:
    with running_proxy(needed(find_nginx(), MISSING), (ports[0], ports[1]), **options) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    """A proxy before two servers that both live, called 1 and 2."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(name)) for name in ("1", "2")]
        yield stack.enter_context(proxied(*(each.server_port for each in servers)))


@contextmanager
def with_one_gone(gone: str) -> Iterator[Proxy]:
    left = "2" if gone == "1" else "1"
    with serving(left) as server:
        ports = {left: server.server_port, gone: free_port()}
        with proxied(ports["1"], ports["2"]) as proxy:
            yield proxy


def ask(proxy: Proxy, path="/", method="GET", body=None, **headers):
    """Return the answer and its text, and what it says it saw, if it comes from a server."""
    trusting = ssl.create_default_context(cafile=proxy.certificate)
    place = urlsplit(proxy.address)
    connection = http.client.HTTPSConnection(place.netloc, timeout=10, context=trusting)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode() if answer.status != 101 else ""
        return answer, text, json.loads(text) if text.startswith("{") else {}
    finally:
        connection.close()


def logged(proxy, path):
    """Return what the log says of this path, which it does a moment after the answer."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        for line in proxy.access_log.read_text("utf-8").splitlines():
            told = json.loads(line)
            if told["path"] == path:
                return told
        time.sleep(0.01)
    raise AssertionError(f"{path} is not in the log")


@contextmanager
def connected(proxy: Proxy) -> Iterator[ssl.SSLSocket]:
    trusting = ssl.create_default_context(cafile=proxy.certificate)
    place = urlsplit(proxy.address)
    plain = socket.create_connection(("127.0.0.1", place.port), timeout=5)
    with trusting.wrap_socket(plain, server_hostname=place.hostname) as line:
        yield line


def cookie_of(answer):
    return (answer.headers["Set-Cookie"] or "").split(";")[0]


def test_a_browser_is_named_the_server_that_answered_and_stays_with_it(proxy):
    answer, _, seen = ask(proxy)
    cookie = cookie_of(answer)

    assert cookie == f"board_server={seen['server']}"
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in answer.headers["Set-Cookie"]
    for _ in range(6):
        again, _, seen_again = ask(proxy, Cookie=cookie)
        assert seen_again["server"] == seen["server"]
        assert again.headers["Set-Cookie"] is None


def test_browsers_that_come_first_are_shared_out(proxy):
    assert {ask(proxy)[2]["server"] for _ in range(40)} == {"1", "2"}


@pytest.mark.parametrize("gone", ["1", "2"])
def test_a_browser_whose_server_is_gone_reaches_the_other_and_is_named_that_one(gone):
    left = "2" if gone == "1" else "1"
    with with_one_gone(gone) as proxy:
        answer, _, seen = ask(proxy, Cookie=f"board_server={gone}")

        assert (answer.status, seen["server"]) == (200, left)
        assert cookie_of(answer) == f"board_server={left}"


@pytest.mark.parametrize("gone", ["1", "2"])
def test_a_websocket_whose_server_is_gone_opens_at_the_other_and_moves_the_browser(gone):
    left = "2" if gone == "1" else "1"
    with with_one_gone(gone) as proxy:
        cookie = f"board_server={gone}"
        answer, _, _ = ask(proxy, "/_stcore/stream", Cookie=cookie, **SOCKET)

        assert (answer.status, answer.headers["X-Server"]) == (101, left)
        assert cookie_of(answer) == f"board_server={left}"


def test_a_websocket_that_an_ending_server_refuses_opens_at_the_other():
    with serving("1", ends=True) as ending, serving("2") as other:
        ports = (ending.server_port, other.server_port)
        with proxied(*ports) as proxy:
            answer, _, _ = ask(proxy, "/_stcore/stream", Cookie="board_server=1", **SOCKET)

            assert (answer.status, answer.headers["X-Server"]) == (101, "2")


def test_when_no_server_is_left_one_sentence_says_so():
    with proxied(free_port(), free_port()) as proxy:
        answer, text, _ = ask(proxy)

        assert answer.status == 503
        assert text == "The dashboard is not running at the moment. Try again in a minute.\n"
        assert answer.headers["Set-Cookie"] is None


def test_a_server_sees_the_name_and_port_that_the_browser_asked_for(proxy):
    seen = ask(proxy)[2]

    assert seen["host"] == urlsplit(proxy.address).netloc
    assert seen["x-forwarded-proto"] == "https"


def test_nothing_that_a_visitor_says_of_a_proxy_reaches_a_server(proxy):
    told = {
        "X_Forwarded_For": "10.9.8.7",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Port": "1",
        "X_Forwarded_Prefix": "/evil",
        "X_Real_IP": "10.9.8.7",
        "Forwarded": "for=10.9.8.7",
        "X_Request_ID": "chosen",
        "X_Signed_In_As": "chair@board.example",
    }
    seen = ask(proxy, **told)[2]

    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "https"
    assert len(seen["x-request-id"]) == 32
    only = {name for name in seen if name.startswith("x-") or name == "forwarded"}
    assert only == {"x-forwarded-for", "x-forwarded-proto", "x-request-id"}


def test_a_websocket_is_passed_on_and_no_other_upgrade(proxy):
    assert ask(proxy, "/_stcore/stream", **SOCKET)[0].status == 101
    other = ask(proxy, Connection="Upgrade", Upgrade="h2c")[2]
    assert other.get("connection", "") == ""


def test_a_file_of_the_largest_size_passes_and_a_larger_one_does_not(proxy):
    path = "/_stcore/upload_file/session/file"

    assert ask(proxy, path, "PUT", b"\0" * 50 * MEGABYTE)[0].status == 200
    too_large = {"Content_Length": str(52 * MEGABYTE)}
    assert ask(proxy, path, "PUT", **too_large)[0].status == 413


@pytest.mark.parametrize("path", ["/ready", "/metrics"])
def test_what_is_for_those_who_watch_is_not_shown_to_visitors(proxy, path):
    assert ask(proxy, path)[0].status == 404


def test_signing_in_too_often_is_refused_and_opening_pages_is_not(proxy):
    statuses = [ask(proxy, "/auth/login")[0].status for _ in range(60)]

    assert statuses[:40] == [200] * 40
    assert 429 in statuses
    assert ask(proxy)[0].status == 200


def test_whoever_asks_for_another_name_gets_no_answer(proxy):
    place = urlsplit(proxy.address)
    stranger = ssl.create_default_context(cafile=proxy.certificate)
    plain = socket.create_connection(("127.0.0.1", place.port), timeout=5)

    with plain, pytest.raises(ssl.SSLError):
        stranger.wrap_socket(plain, server_hostname="other.example")


def test_whoever_sends_slowly_is_let_go():
    soon = {f"client_{part}_timeout": f"client_{part}_timeout 200ms; #" for part in PARTS}
    with serving("1") as server, proxied(server.server_port, free_port(), changes=soon) as proxy:
        place = urlsplit(proxy.address)
        for beginning in PARTS.values():
            with connected(proxy) as line:
                line.sendall(f"PUT / HTTP/1.1\r\nHost: {place.netloc}\r\n{beginning}".encode())
                assert line.recv(1) == b""


def test_nginx_takes_the_servers_of_the_containers_too(tmp_path):
    write_configuration(tmp_path, free_port(), (free_port(), free_port()))
    shutil.copy(KIT / "servers.compose.conf", tmp_path / "servers.conf")

    files = ["-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log"]
    command = [needed(find_nginx(), MISSING), "-t", *files]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)

    assert tried.returncode == 0, tried.stderr


def test_the_log_has_no_address_of_a_visitor_and_no_code_of_a_sign_in(proxy):
    ask(proxy, "/oauth2callback?code=very-secret")

    told = logged(proxy, "/oauth2callback")
    assert "very-secret" not in str(told)
    assert "127.0.0.1" not in str(told)


@pytest.mark.parametrize("part", ["/media", "/_stcore/upload_file"])
def test_the_log_has_no_id_by_which_a_file_could_be_fetched(proxy, part):
    ask(proxy, f"{part}/0123456789abcdef.pdf")

    logged(proxy, part)
    assert "0123456789abcdef" not in proxy.access_log.read_text("utf-8")
