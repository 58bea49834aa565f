"""How the server says no: a status, one sentence, and when to come again."""

from http import HTTPStatus

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dashboard.server.metrics import REFUSALS


async def refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: HTTPStatus,
    sentence: str,
    wait_seconds: int | None = None,
) -> None:
    """Answer a request, or a websocket that wants to open, with a status and one sentence.

    `wait_seconds` is after how long it may be tried again.
    """
    REFUSALS.labels(int(status)).inc()
    headers = {"Cache-Control": "no-store"}
    if wait_seconds is not None:
        headers["Retry-After"] = str(wait_seconds)
    await PlainTextResponse(sentence, int(status), headers)(scope, receive, send)
