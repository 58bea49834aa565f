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
# Nobody presses so often; each message takes the server from the others for a millisecond.
MOST_A_SECOND, MOST_AT_ONCE = 10.0, 50


class Messages:
    """Leaves out what no page of the dashboard sends over its websocket, and where it lies here.

    A page that sends more than `at_once`, and then more than `a_second`, is heard more slowly.
    """

    def __init__(
        self,
        app: ASGIApp,
        script: Path,
        a_second: float = MOST_A_SECOND,
        at_once: int = MOST_AT_ONCE,
    ) -> None:
        self._app = app
        self._script = script
        self._seconds_each = 1 / a_second
        self._seconds_saved = at_once / a_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        heard_until = time.monotonic() - self._seconds_saved

        async def receive_what_may_be_asked() -> Message:
            nonlocal heard_until
            while True:
                message = await receive()
                now = time.monotonic()
                heard_until = max(heard_until, now - self._seconds_saved) + self._seconds_each
                # Meanwhile nothing more is read, so that what is sent waits with who sends it.
                if heard_until > now:
                    await asyncio.sleep(heard_until - now)
                if _may_be_asked(message):
                    return message

        async def send_without_places(message: Message) -> None:
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
