"""What is sent to a page within a moment goes out at once: each sending costs the machine."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

# A page is some hundred messages in a few dozen milliseconds; nobody sees so short a wait.
MOMENT_SECONDS = 0.004


class GatheringProtocol(WebSocketsSansIOProtocol):
    """Sends to an open page what its script makes, a moment's worth at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        gathered = Gathered(cast(asyncio.Transport, transport), self.loop)
        super().connection_made(cast(asyncio.Transport, gathered))


class Gathered:
    """A transport that writes what it was given within a moment in one go, in the same order."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._given: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Take what is to be sent, and send it with what comes within a moment."""
        if not self._given:
            self._loop.call_later(MOMENT_SECONDS, self._send)
        self._given.append(data)

    def close(self) -> None:
        """Send what is left, and hang up."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        given, self._given = self._given, []
        # Who hung up meanwhile gets nothing more.
        if given and not self._transport.is_closing():
            self._transport.write(b"".join(given))
