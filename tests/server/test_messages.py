"""What an open page may ask of the server, and is told."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.server.messages import Messages
from tests.server.running import left_unread, run_alone

END = {"type": "websocket.disconnect"}


def message(asked):
    return {"type": "websocket.receive", "bytes": BackMsg(**asked).SerializeToString()}


def heard_of(*messages):
    """Return what the page behind hears of some messages, up to the end of the connection."""
    coming = iter((*messages, END))
    heard: list[Any] = []

    async def receive():
        return next(coming)

    async def app(scope, receive, send):
        while not heard or heard[-1]["type"] != END["type"]:
            heard.append(await receive())

    run_alone(Messages(app, Path("app.py"))({"type": "websocket"}, receive, left_unread))
    return heard[:-1] if heard[-1] == END else heard


@pytest.mark.parametrize(
    "asked",
    [
        {"rerun_script": {"query_string": "service=leeds"}},
        {"stop_script": True},
        {"app_heartbeat": True},
        {"file_urls_request": {"session_id": "1"}},
        {"backend_operation_request": {"deferred_file": {"file_id": "1"}}},
        {"backend_operation_request": {"dataframe_chunk": {}}},
    ],
)
def test_what_the_dashboards_page_asks_is_heard(asked):
    assert heard_of(message(asked)) == [message(asked)]


@pytest.mark.parametrize(
    "asked",
    [
        {"clear_cache": True},
        {"load_git_info": True},
        {"set_run_on_save": True},
        {"debug_shutdown_runtime": True},
        {"backend_operation_request": {}},
        {"backend_operation_request": {"install_skills": {}}},
        {"backend_operation_request": {"dismiss_skills_nudge": {}}},
    ],
)
def test_what_is_for_developers_is_not_heard_and_what_comes_next_is(asked):
    after = message({"app_heartbeat": True})
    garbage = {"type": "websocket.receive", "bytes": b"\xff"}

    assert heard_of(message(asked), after, garbage) == [after, garbage]


def test_a_page_that_sends_more_than_anybody_presses_is_hung_up_on():
    sent = [message({"app_heartbeat": True})] * 60

    assert heard_of(*sent) == sent
    assert heard_of(*sent, *sent) == [*sent, {"type": "websocket.disconnect", "code": 1008}]


def test_nothing_more_is_sent_to_a_page_that_was_hung_up_on():
    told = []

    async def receive():
        return message({"app_heartbeat": True})

    async def send(each):
        told.append(each["type"])

    async def app(scope, receive, send):
        while (await receive())["type"] != END["type"]:
            await send({"type": "websocket.send", "bytes": b"heard"})
        await send({"type": "websocket.send", "bytes": b"too late"})

    run_alone(Messages(app, Path("app.py"))({"type": "websocket"}, receive, send))

    assert told == ["websocket.send"] * 60 + ["websocket.close"]


def test_a_server_hears_nothing_that_is_for_developers(server):
    with connect(f"ws://localhost:{server.port}/_stcore/stream", proxy=None) as websocket:
        for asked in (BackMsg(set_run_on_save=True), BackMsg(rerun_script=ClientState())):
            websocket.send(asked.SerializeToString())
        first = ForwardMsg.FromString(websocket.recv(timeout=10))

    # Else the answer to the first would come first.
    assert first.WhichOneof("type") == "new_session"


def test_no_page_is_told_where_the_program_lies(server):
    told = b""
    with connect(f"ws://localhost:{server.port}/_stcore/stream", proxy=None) as websocket:
        websocket.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        while (message := ForwardMsg.FromString(websocket.recv(decode=False))) and (
            message.WhichOneof("type") != "script_finished"
        ):
            told += message.SerializeToString()

    assert b"script.py" in told
    assert str(server.folder).encode() not in told
