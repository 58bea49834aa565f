"""What an open page may ask and is told: what the dashboard needs, and nothing for developers."""

import asyncio
import time
from pathlib import Path

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Streamlit takes more from anybody, sign-in or not: to empty the memory of all visitors, to tell
# of the program's version control, to write into the folder of who runs it.
_ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_OPERATION = "backend_operation_request"
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
# Nobody presses so often. What is sent beyond it would keep the others waiting, also if it were
# only heard more slowly: the lines keep thousands of messages, long after who sent them has gone.
MOST_A_SECOND, MOST_AT_ONCE = 3.0, 60
_AGAINST_THE_RULES = 1008


class Messages:
    """Leaves out what no page of the dashboard sends over its websocket, and where it lies here.

    A page that sends more than so many at once, and then more than so many a second, is hung up on.
    """

    def __init__(self, app: ASGIApp, script: Path) -> None:
        self._app = app
        self._script = script

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pace, hung_up = _Pace(), asyncio.Event()

        async def receive_what_may_be_asked() -> Message:
            while True:
                message = await receive()
                if message["type"] == "websocket.receive" and pace.is_broken():
                    hung_up.set()
                    await send({"type": "websocket.close", "code": _AGAINST_THE_RULES})
                    return {"type": "websocket.disconnect", "code": _AGAINST_THE_RULES}
                if _may_be_asked(message):
                    return message

        async def send_without_places(message: Message) -> None:
            # What was on its way to a page that was hung up on is no fault for the log.
            if not hung_up.is_set():
                await send(self._without_places(message))

        if scope["type"] == "websocket":
            await self._app(scope, receive_what_may_be_asked, send_without_places)
        else:
            await self._app(scope, receive, send)

    def _without_places(self, message: Message) -> Message:
        told = message.get("bytes")
        # Few messages have it, and the others are not looked at any closer.
        if not told or str(self._script).encode() not in told:
            return message
        page = ForwardMsg.FromString(told)
        if page.WhichOneof("type") != "new_session":
            return message
        page.new_session.main_script_path = self._script.name
        return {**message, "bytes": page.SerializeToString()}


class _Pace:
    """How often a page sends: the moment up to which what it sent would be at the usual pace."""

    def __init__(self) -> None:
        self._sent_until = 0.0

    def is_broken(self) -> bool:
        """Count one message, and return whether it is one too many."""
        now = time.monotonic()
        usual = max(self._sent_until, now - MOST_AT_ONCE / MOST_A_SECOND)
        self._sent_until = usual + 1 / MOST_A_SECOND
        return self._sent_until > now


def _may_be_asked(message: Message) -> bool:
    sent = message.get("bytes")
    if message["type"] != "websocket.receive" or not sent:
        return True
    try:
        asked = BackMsg.FromString(sent)
    except DecodeError:
        # Streamlit hangs up on it.
        return True
    kind = asked.WhichOneof("type")
    if kind == _OPERATION:
        return asked.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in _ASKED
