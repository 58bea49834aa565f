"""How long the server listens to a connection that does not say what it wants.

Without this, whoever sends one letter a minute on each of a thousand connections keeps everybody
else out ("slow loris"): uvicorn has no such limit of its own.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# A browser sends its headers at once; a phone on a bad line needs seconds.
HEAD_SECONDS = 10.0
# A file of 50 MB over a slow line of 2 Mbit/s takes 200 seconds.
BODY_SECONDS = 300.0
# Four times what browsers and proxies allow for all headers together.
MOST_HEAD_BYTES = 64 * 1024


class ImpatientProtocol(HttpToolsProtocol):
    """Hangs up where the head or the body of a request does not come in time, or never ends."""

    head_seconds, body_seconds = HEAD_SECONDS, BODY_SECONDS

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._hang_up: asyncio.TimerHandle | None = None
        self._in_message = False
        self._head_bytes: int | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._give(self.head_seconds)

    def data_received(self, data: bytes) -> None:
        if not self._in_message and self._hang_up is None:
            self._give(self.head_seconds)
        if (self._head_bytes or 0) > MOST_HEAD_BYTES:
            self.transport.close()
            return
        super().data_received(data)
        # Only after what came first, which may be a whole request with its body.
        if self._head_bytes is not None:
            self._head_bytes += len(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_message, self._head_bytes = True, 0
        # Already set, unless this request came together with the one before.
        if self._hang_up is None:
            self._give(self.head_seconds)

    def on_headers_complete(self) -> None:
        self._head_bytes = None
        self._give(self.body_seconds)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_message = False
        self._give(None)
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._give(None)
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        self._give(None)
        super().connection_lost(exc)

    def _give(self, seconds: float | None) -> None:
        if self._hang_up is not None:
            self._hang_up.cancel()
        close = self.transport.close
        self._hang_up = None if seconds is None else self.loop.call_later(seconds, close)
