"""Nobody keeps a connection by saying nothing."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from dashboard.server.patience import HEAD_SECONDS, MOST_HEAD_BYTES, ImpatientProtocol

WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
BODY_BEGINS = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"


class Hasty(ImpatientProtocol):
    head_seconds, body_seconds = 0.2, 0.4


async def answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def echo(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(await websocket.receive_text())


@contextlib.contextmanager
def serving(protocol: type[ImpatientProtocol]) -> Iterator[int]:
    app = Starlette(
        routes=[Route("/", answer, methods=["GET", "POST"]), WebSocketRoute("/echo", echo)]
    )
    settings = uvicorn.Config(app, http=protocol, ws="websockets-sansio", log_level="critical")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(Hasty) as port:
        yield port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port))


def heard(connection: socket.socket) -> bytes:
    """Return what the server answers, to the end of its sentence."""
    told = b""
    while not told.endswith(b" bytes"):
        told += connection.recv(65536)
    return told


def seconds_kept(port, first, dribble=b"", until=1.5):
    """Return how long the server keeps a connection on which little comes."""
    with connected(port) as connection:
        connection.sendall(first)
        began = time.monotonic()
        connection.settimeout(0.05)
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < until:
                with contextlib.suppress(TimeoutError):
                    if connection.recv(65536) == b"":
                        break
                connection.sendall(dribble)
        return time.monotonic() - began


@pytest.mark.parametrize(
    ("first", "dribble"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\n", b""),
        (b"GET / HTTP/1.1\r\n", b"X-A: b\r\n"),
        (b"", b"\r\n"),
        (b"GET / HTTP/1.1\r\nX-Long: ", b"x"),
        (WHOLE, b"\r\n"),
        (WHOLE + b"GET", b" "),
    ],
    ids=[
        "silence",
        "half a head",
        "headers one by one",
        "empty lines",
        "a header without end",
        "empty lines after an answer",
        "half a head after an answer",
    ],
)
def test_who_does_not_say_what_they_want_is_hung_up_on(port, first, dribble):
    assert 0.1 < seconds_kept(port, first, dribble) < 0.6


@pytest.mark.parametrize("dribble", [b"", b"\x00"], ids=["silence", "byte by byte"])
def test_a_body_that_does_not_come_is_not_waited_for_for_ever(port, dribble):
    endless = BODY_BEGINS.replace(b": 9", b": 999")

    assert 0.3 < seconds_kept(port, endless, dribble) < 0.9


def send_again_and_again(connection: socket.socket, header: bytes) -> None:
    for _ in range(10_000):
        connection.sendall(header)


def test_a_head_without_end_is_hung_up_on_however_fast_it_comes():
    header = b"X-A: " + b"x" * 8000 + b"\r\n"
    with serving(ImpatientProtocol) as port, connected(port) as connection:
        began = time.monotonic()
        connection.sendall(b"GET / HTTP/1.1\r\n")
        with pytest.raises(ConnectionError):
            send_again_and_again(connection, header)

    assert time.monotonic() - began < HEAD_SECONDS


def test_who_asks_in_time_is_answered_again_and_again_on_one_connection(port):
    with connected(port) as connection:
        for _ in range(4):
            connection.sendall(WHOLE)
            assert b"0 bytes" in heard(connection)
            time.sleep(0.15)
        connection.sendall(BODY_BEGINS)
        time.sleep(0.25)
        connection.sendall(b"x" * 6)
        assert b"9 bytes" in heard(connection)


def test_a_large_request_that_comes_at_once_is_answered(port):
    with connected(port) as connection:
        size = 3 * MOST_HEAD_BYTES
        connection.sendall(BODY_BEGINS.replace(b": 9", f": {size}".encode()) + b"x" * (size - 3))
        assert f"{size} bytes".encode() in heard(connection)


def test_a_page_that_is_open_is_not_hung_up_on(port):
    with connect(f"ws://127.0.0.1:{port}/echo", proxy=None) as websocket:
        time.sleep(0.6)
        websocket.send("still here")
        assert websocket.recv() == "still here"
