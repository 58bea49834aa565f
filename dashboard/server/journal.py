"""Each request by an id of its own, counted and written down when it is answered."""

import logging
import re
import time
import uuid
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.logs import CURRENT, REQUEST_ID, REQUESTS
from dashboard.server.metrics import REQUESTS as COUNTED
from dashboard.server.metrics import SESSIONS
from dashboard.server.proxies import client_of
from dashboard.server.routes import part_of

_LOG = logging.getLogger(REQUESTS)
_AN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_STARTS = frozenset({"http.response.start", "websocket.http.response.start"})


class Journal:
    """Gives each request an id, which the answer and every line of the log about it have.

    It is the one that a trusted proxy gave. A websocket is written down when it opens.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        entry = _Entry(scope, send)
        CURRENT.set(entry.id)
        try:
            await self._app(entry.scope, receive, entry)
        except Exception:
            entry.write(HTTPStatus.INTERNAL_SERVER_ERROR)
            raise
        finally:
            entry.close()


class _Entry:
    """One request on its way: what was asked, and what was answered when."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.id = _id_of(scope)
        self.scope = _with_id(scope, self.id)
        self._send = send
        self._began = time.monotonic()
        self._open = False

    async def __call__(self, message: Message) -> None:
        if message["type"] in _STARTS:
            MutableHeaders(scope=message)[REQUEST_ID] = self.id
            self.write(message["status"])
        elif message["type"] == "websocket.accept":
            self._open = True
            SESSIONS.inc()
            self.write(HTTPStatus.SWITCHING_PROTOCOLS)
        await self._send(message)

    def close(self) -> None:
        if self._open:
            SESSIONS.dec()

    def write(self, status: int) -> None:
        """Write down and count with which status it was answered."""
        route = part_of(self.scope)
        COUNTED.labels(route, int(status)).inc()
        told = {
            "request": self.id,
            "method": self.scope.get("method", "WEBSOCKET"),
            "route": route,
            "status": int(status),
            "milliseconds": round((time.monotonic() - self._began) * 1000),
        }
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            told["client"] = client_of(self.scope)
        _LOG.info("answered", extra=told)


def _id_of(scope: Scope) -> str:
    told = Headers(scope=scope).get(REQUEST_ID, "")
    return told if _AN_ID.fullmatch(told) else uuid.uuid4().hex


def _with_id(scope: Scope, request: str) -> Scope:
    headers = MutableHeaders(raw=[*scope["headers"]])
    headers[REQUEST_ID] = request
    return {**scope, "headers": headers.raw}
