"""Servers that many tests ask, each started once."""

import socket
from collections.abc import Iterator

import pytest

from benchmarks.sessions import MEMBER_HEADER
from tests.server.running import (
    PROXY,
    RunningServer,
    environment_of,
    settings_of,
    signing_in,
    start,
    stop,
    through,
)


@pytest.fixture(scope="session")
def server(tmp_path_factory, outside) -> Iterator[RunningServer]:
    """A server as on somebody's own computer."""
    folder = tmp_path_factory.mktemp("served")
    running = start(folder, environment=through(outside), forgets_after_seconds=0.3)
    yield running
    stop(running)


@pytest.fixture(scope="session")
def board_database(sqlite) -> Iterator[str]:
    """The database of the servers on which people are signed in."""
    with sqlite.shipped() as url:
        yield url


@pytest.fixture(scope="session")
def board(tmp_path_factory, metrics_port, board_database) -> Iterator[RunningServer]:
    """A server behind a proxy, where people sign in; it runs two scripts at once."""
    named = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "*.inner.example 127.0.0.1"}
    named["DATABASE_URL"] = board_database
    settings = signing_in(
        proxy_addresses=PROXY, metrics_port=metrics_port, log="json", drain_seconds=1
    )
    running = start(tmp_path_factory.mktemp("board"), 2, named | environment_of(settings))
    yield running
    stop(running)


@pytest.fixture(scope="session")
def proxied(tmp_path_factory, board_database) -> Iterator[RunningServer]:
    """A server behind a proxy that signs people in and names them."""
    settings = settings_of(
        proxy_header=MEMBER_HEADER,
        proxy_addresses=PROXY,
        public_address="https://board.example",
        drain_seconds=1,
    )
    given = {"DATABASE_URL": board_database} | environment_of(settings)
    running = start(tmp_path_factory.mktemp("proxied"), environment=given)
    yield running
    stop(running)


@pytest.fixture(scope="session")
def metrics_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def outside() -> Iterator[socket.socket]:
    """A proxy that never answers, which everything that goes out to the internet knocks at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener
