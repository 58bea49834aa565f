"""What is sent to an open page within a moment goes out at once, whole and in order."""

import asyncio

import pytest

from dashboard.server.gathering import MOMENT_SECONDS, Gathered


class Wire:
    """A transport that notes each time something is written to it."""

    def __init__(self):
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data):
        assert not self.closed
        self.written.append(data)

    def close(self):
        self.closed = True

    def is_closing(self):
        return self.closed

    def get_extra_info(self, name):
        return f"the {name}"


@pytest.fixture
def wire():
    return Wire()


def on_the_way(wire, sending):
    """Let something be sent over a wire, and wait for longer than a moment."""

    async def send():
        sending(Gathered(wire, asyncio.get_running_loop()))
        await asyncio.sleep(MOMENT_SECONDS * 5)

    with asyncio.Runner() as runner:
        runner.run(send())


def test_what_comes_within_a_moment_is_written_once_in_its_order(wire):
    def send(gathered):
        for part in (b"a", b"b", b"c"):
            gathered.write(part)
        assert wire.written == []

    on_the_way(wire, send)

    assert wire.written == [b"abc"]


def test_what_comes_after_the_moment_is_written_too(wire):
    async def send():
        gathered = Gathered(wire, asyncio.get_running_loop())
        gathered.write(b"a")
        await asyncio.sleep(MOMENT_SECONDS * 5)
        gathered.write(b"b")
        await asyncio.sleep(MOMENT_SECONDS * 5)

    with asyncio.Runner() as runner:
        runner.run(send())

    assert wire.written == [b"a", b"b"]


def test_nothing_is_lost_when_the_page_is_hung_up_on(wire):
    def say_goodbye(gathered):
        gathered.write(b"goodbye")
        gathered.close()

    on_the_way(wire, say_goodbye)

    assert wire.written == [b"goodbye"]
    assert wire.closed


def test_nothing_is_written_to_a_page_that_is_gone(wire):
    def leave(gathered):
        gathered.write(b"too late")
        wire.close()

    on_the_way(wire, leave)

    assert wire.written == []


def test_all_else_is_asked_of_the_connection_itself(wire):
    def ask(gathered):
        assert gathered.get_extra_info("peername") == "the peername"
        assert not gathered.is_closing()

    on_the_way(wire, ask)
