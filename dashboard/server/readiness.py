"""Whether a balancer may send visitors here: asked at /ready, beside /health for being alive."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.server.ending import Ending
from dashboard.server.metrics import READY

# A balancer asks every few seconds, and counts no answer as a no.
LONGEST_CHECK_SECONDS = 2.0
# However often anybody asks, the database is asked once in so long.
_ANSWER_HOLDS_SECONDS = 0.5

_LOG = logging.getLogger(__name__)


class Readiness:
    """Answers 200 if nothing is wrong, else 503 with what is wrong.

    `trouble` finds it out: None, or a word or sentence that anybody may read.
    """

    def __init__(
        self,
        trouble: Callable[[], str | None],
        ending: Ending,
        longest_seconds: float = LONGEST_CHECK_SECONDS,
    ) -> None:
        self._trouble = trouble
        self._ending = ending
        self._longest_seconds = longest_seconds
        self._asked: Future[str | None] | None = None
        self._asked_at = 0.0
        self._last: str | None = None

    async def answer(self, _: Request) -> Response:
        word = "ending" if self._ending.begun else await self._found()
        status = HTTPStatus.SERVICE_UNAVAILABLE if word else HTTPStatus.OK
        return JSONResponse(
            {"status": word or "ready"}, int(status), headers={"Cache-Control": "no-store"}
        )

    async def _found(self) -> str | None:
        asked = self._current()
        try:
            word = await asyncio.wait_for(
                asyncio.shield(asyncio.wrap_future(asked)), self._longest_seconds
            )
        except TimeoutError:
            word = "slow"
        READY.set(0 if word else 1)
        if word != self._last:
            _LOG.warning("Not ready: %s" if word else "Ready again%s", word or "")
            self._last = word
        return word

    def _current(self) -> "Future[str | None]":
        # One check at a time: a database that does not answer must not gather threads.
        now = time.monotonic()
        if self._asked is None or (
            self._asked.done() and now > self._asked_at + _ANSWER_HOLDS_SECONDS
        ):
            self._asked, self._asked_at = Future(), now
            threading.Thread(target=self._check, args=[self._asked], daemon=True).start()
        return self._asked

    def _check(self, asked: "Future[str | None]") -> None:
        try:
            asked.set_result(self._trouble())
        except Exception:
            _LOG.exception("The check for /ready failed")
            asked.set_result("fault")
