"""Sessions that left are kept for their time and no longer."""

import asyncio
import weakref
from types import SimpleNamespace
from typing import Any

from streamlit.runtime.session_manager import SessionInfo

from benchmarks.sessions import Visitor
from dashboard.server.departed import Departed
from tests.server.running import LET_GO, open_websocket, run_alone

TIME_SECONDS = 0.2


def session_that_left() -> SessionInfo:
    session: Any = SimpleNamespace(id="ann")
    return SessionInfo(client=None, session=session)


def test_a_session_that_left_is_let_go_though_no_other_one_leaves_after_it():
    async def leave():
        departed = Departed(TIME_SECONDS)
        left = session_that_left()
        departed.save(left)
        held = weakref.ref(left)
        del left
        assert departed.get("ann") is held()
        await asyncio.sleep(TIME_SECONDS + 0.2)
        return held(), departed.let_go

    assert asyncio.run(leave()) == (None, 1)


def test_one_that_came_back_and_left_again_has_its_whole_time():
    async def leave_twice():
        departed = Departed(TIME_SECONDS)
        departed.save(session_that_left())
        await asyncio.sleep(TIME_SECONDS * 0.9)
        departed.delete("ann")
        departed.save(session_that_left())
        # The time of the first is up, that of the second is not.
        await asyncio.sleep(TIME_SECONDS * 0.8)
        return departed.get("ann"), departed.let_go

    kept, let_go = asyncio.run(leave_twice())

    assert kept is not None
    assert let_go == 0


def test_the_time_of_one_that_came_back_and_stays_ends_without_a_fault():
    async def come_back():
        faults: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
        departed = Departed(TIME_SECONDS)
        departed.save(session_that_left())
        departed.delete("ann")
        await asyncio.sleep(TIME_SECONDS + 0.2)
        return departed.list(), faults

    assert asyncio.run(come_back()) == ([], [])


def test_a_server_lets_go_what_a_visitor_left_before_the_next_one_leaves(server):
    async def stay_a_while():
        async with open_websocket(server) as websocket:
            await Visitor(websocket, query="collect=1&seconds=0.6").open()
            return (server.folder / LET_GO).exists()

    server.visit("keep=1")

    assert run_alone(stay_a_while())
