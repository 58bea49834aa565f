"""Sessions are looked at when they have news; those that left are kept for their time."""

import asyncio
import contextlib
import weakref
from types import SimpleNamespace
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionInfo

from benchmarks.sessions import Visitor
from dashboard.server.sessions import Departed, WithNews
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


def test_a_server_looks_at_the_session_that_runs_and_at_none_that_is_quiet(server):
    async def stay_while_another_comes():
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(3):
                quiet = await stack.enter_async_context(open_websocket(server))
                await Visitor(quiet).open()
            return await asyncio.to_thread(server.visit)

    known = run_alone(stay_while_another_comes())

    assert known["connected"] >= 4
    assert known["listed"] <= 1


def with_queues(**waiting: int) -> tuple[WithNews, list[str]]:
    """Return sessions with so many messages that wait, and where calls to send are noted."""
    calls: list[str] = []
    parts: Any = dict.fromkeys(["session_storage", "uploaded_file_manager", "script_cache"])
    sessions = WithNews(message_enqueued_callback=lambda: calls.append("called"), **parts)
    for name, number in waiting.items():
        queue = ForwardMsgQueue()
        for _ in range(number):
            queue.enqueue(ForwardMsg())
        session: Any = SimpleNamespace(id=name, _browser_queue=queue)
        client: Any = None
        sessions._active_session_info_by_id[name] = ActiveSessionInfo(client, session)
    return sessions, calls


def test_those_are_listed_that_have_something_to_be_sent_and_all_are_counted():
    sessions, _ = with_queues(ann=2, ben=0, cat=1)

    assert [each.session.id for each in sessions.list_active_sessions()] == ["ann", "cat"]
    assert sessions.num_active_sessions() == 3


def test_the_server_is_called_once_until_it_looks_and_again_for_what_comes_after():
    sessions, calls = with_queues()
    tell = sessions._message_enqueued_callback
    assert tell is not None

    tell()
    tell()
    assert calls == ["called"]

    sessions.list_active_sessions()
    tell()
    assert calls == ["called", "called"]


def test_a_server_tells_each_page_the_whole_theme(server):
    class Listener(Visitor):
        """Keeps the theme that it is told."""

        def _learn(self, message: ForwardMsg) -> None:
            if message.WhichOneof("type") == "new_session":
                themes.append(message.new_session.custom_theme)
            super()._learn(message)

    async def look_twice():
        async with open_websocket(server) as websocket:
            visitor = Listener(websocket)
            await visitor.open()
            await visitor.again()

    themes: list[CustomThemeConfig] = []
    run_alone(look_twice())

    whole = CustomThemeConfig()
    app_session._populate_theme_msg(whole)
    assert whole.primary_color == "#12436D"
    assert themes == [whole, whole]
