"""The end of a server: what has begun is finished, and nothing new begins."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.refusing import refuse
from dashboard.server.routes import UPLOADS, part_of
from dashboard.server.turns import Turns

# A balancer notices at its next question that this server is not ready, so that long it stays.
NOTICE_SHARE = 0.25
# A browser that does not hang up in time is left behind.
FAREWELL_SECONDS = 2
# An exit code by custom tells of the signal that ended a program.
_BY_SIGNAL = 128


def _leave() -> None:
    os._exit(0)


class Ending:
    """Whether the end has begun, and when it may come.

    `seconds` is how long what has begun may take; with 0 the end comes at once. What hangs even
    then is `cut_off`.
    """

    def __init__(
        self, turns: Turns, seconds: float, cut_off: Callable[[], object] = _leave
    ) -> None:
        self.seconds = seconds
        self._cut_off = cut_off
        self.uploads = 0
        self._turns = turns
        self._began: float | None = None

    @property
    def begun(self) -> bool:
        return self._began is not None

    @property
    def may_come(self) -> bool:
        """Whether nothing is under way any more and others had time to notice, or time is up."""
        if self._began is None:
            return False
        since = time.monotonic() - self._began
        idle = not (self._turns.running or self._turns.waiting or self.uploads)
        return since >= self.seconds or (idle and since >= self.seconds * NOTICE_SHARE)

    def begin(self) -> None:
        """Begin the end, and make sure of it: whatever hangs is cut off when time is up."""
        self._began = time.monotonic()
        at_last = threading.Timer(self.seconds + 2 * FAREWELL_SECONDS, self._cut_off)
        at_last.daemon = True
        at_last.start()


class NothingNew:
    """Opens no further page once the end has begun, and counts the files that are coming in."""

    def __init__(self, app: ASGIApp, ending: Ending) -> None:
        self._app = app
        self._ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and self._ending.begun:
            sentence = "This server is ending: try again."
            await refuse(scope, receive, send, HTTPStatus.SERVICE_UNAVAILABLE, sentence, 1)
        elif scope["type"] == "http" and part_of(scope) == UPLOADS:
            await self._upload(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._ending.uploads += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._ending.uploads -= 1


class Server(uvicorn.Server):
    """Says where it is once it really accepts visitors, and ends as `Ending` says.

    The first signal begins the end, a second one ends it at once.
    """

    def __init__(self, settings: uvicorn.Config, ending: Ending) -> None:
        super().__init__(settings)
        self._address = ""
        self._ending = ending

    def run_at(self, address: str, listener: socket.socket) -> None:
        """Serve whoever comes to a socket, whose address people type like this, until the end."""
        self._address = address
        self.run(sockets=[listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self._address, flush=True)  # noqa: T201

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self._ending.seconds:
            super().handle_exit(sig, frame)
        elif self._ending.begun:
            os._exit(_BY_SIGNAL + sig)
        else:
            self._ending.begin()

    async def on_tick(self, counter: int) -> bool:
        self.should_exit = self.should_exit or self._ending.may_come
        return await super().on_tick(counter)


def end_quietly_when_terminated() -> None:
    """SIGTERM ends like Ctrl-C: uvicorn takes both over and hands them back when it is done."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
