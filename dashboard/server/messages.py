"""What an open page may ask: what the dashboard's own page asks, and nothing for developers."""

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

# Streamlit takes more from anybody, sign-in or not: to empty the memory of all visitors, to tell
# of the program's version control, to write into the folder of who runs it.
_ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_OPERATION = "backend_operation_request"
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})


class Messages:
    """Leaves out what no page of the dashboard sends over its websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_what_may_be_asked() -> Message:
            while True:
                message = await receive()
                if _may_be_asked(message):
                    return message

        is_page = scope["type"] == "websocket"
        await self._app(scope, receive_what_may_be_asked if is_page else receive, send)


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
