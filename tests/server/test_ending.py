"""A server ends without cutting off what has begun."""

import json
import signal
import threading
import time

import pytest
import websockets

from dashboard.server.ending import Ending
from dashboard.server.turns import Turns
from tests.server.running import BEGAN, DONE, environment_of, signing_in, start, try_websocket


@pytest.mark.parametrize(
    ("seconds", "uploads", "may_come"),
    [(0, 0, True), (60, 0, False), (60, 1, False), (0, 1, True)],
)
def test_the_end_waits_for_what_is_under_way_until_time_is_up(seconds, uploads, may_come):
    ending = Ending(Turns(1), seconds, cut_off=lambda: None)
    ending.uploads = uploads
    assert not ending.may_come

    ending.begin()

    assert ending.may_come is may_come


def test_the_end_waits_for_a_page_that_is_being_made_and_then_comes():
    turns = Turns(1)
    ending = Ending(turns, 0.4, cut_off=lambda: None)
    ending.begin()

    time.sleep(0.15)
    with turns:
        while_it_is_made = ending.may_come

    assert not while_it_is_made
    assert ending.may_come


def test_what_hangs_is_cut_off():
    cut_off = threading.Event()

    Ending(Turns(1), -3.99, cut_off=cut_off.set).begin()

    assert cut_off.wait(5)


@pytest.fixture
def busy(tmp_path):
    """A server that makes a page, which takes a while, and has not finished it."""
    running = start(tmp_path, environment=environment_of(signing_in(drain_seconds=60)))
    visit = threading.Thread(target=running.visit, args=["seconds=0.8", "127.0.0.1", NAME])
    visit.start()
    running.wait_for(BEGAN)
    yield running
    running.process.kill()
    visit.join()
    running.process.communicate()


NAME = "board.example"


def test_when_told_to_end_it_finishes_pages_and_takes_no_new_ones_until_told_again(busy):
    busy.process.send_signal(signal.SIGTERM)
    time.sleep(0.1)

    answer, body = busy.get("/ready")
    assert (answer.status, json.loads(body)) == (503, {"status": "ending"})
    assert busy.get("/health")[0].status == 200
    with pytest.raises(websockets.InvalidStatus, match="503"):
        try_websocket(busy, NAME)
    busy.wait_for(DONE)
    assert busy.process.poll() is None
    busy.process.send_signal(signal.SIGTERM)
    assert busy.process.wait(timeout=10) == 128 + signal.SIGTERM
