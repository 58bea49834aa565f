"""Visitors without a browser: they speak Streamlit's protocol over websockets and time it.

Run as a process of its own (`python -m benchmarks.sessions URL ...`), so that the visitors'
work is not the server's, and prints one line of JSON.
"""

import argparse
import asyncio
import contextlib
import json
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

ACT_EVERY_SECONDS = 10.0
ARRIVALS_A_SECOND = 10.0
# An answer that takes longer counts as this long: nobody would have waited for it.
PATIENCE_SECONDS = 30.0
# "Script finished" is a message of a few bytes; larger ones need not be understood.
SMALL_MESSAGE_BYTES = 400
FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}


class PageFailedError(RuntimeError):
    """A page showed an exception; a page that fails is not fast."""


@dataclass(frozen=True)
class Timing:
    """How long visitors waited, in milliseconds; `unanswered` gave up after 30 seconds."""

    answers: int
    unanswered: int
    median_ms: float
    p95_ms: float

    @classmethod
    def of(cls, waits_ms: Sequence[float], unanswered: int = 0) -> "Timing":
        """Return the median and the 95th percentile; giving up counts as waiting 30 seconds."""
        all_ms = sorted([*waits_ms, *[PATIENCE_SECONDS * 1000] * unanswered])
        if not all_ms:
            return cls(0, 0, float("nan"), float("nan"))
        p95 = all_ms[min(len(all_ms) - 1, round(0.95 * (len(all_ms) - 1)))]
        return cls(len(waits_ms), unanswered, statistics.median(all_ms), p95)


@dataclass
class Visitor:
    """One open page: what it shows decides which filter it can move."""

    socket: ClientConnection
    page: str = ""
    choices: dict[str, list[str]] = field(default_factory=dict)
    page_hash: str = ""

    async def open(self) -> float:
        """Return the milliseconds from asking for the page to its script's end."""
        return await self._run(self._request(), learn=True)

    async def again(self) -> float:
        """Return the milliseconds from asking for the page as it is to its script's end."""
        return await self._run(self._request(), learn=False)

    async def act(self) -> float:
        """Return the milliseconds from moving the page's first filter to its script's end."""
        return await self._run(self._request(moving=True), learn=False)

    def _request(self, *, moving: bool = False) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_name = "" if self.page_hash else self.page
        message.rerun_script.page_script_hash = self.page_hash
        if moving and self.choices:
            widget, options = next(iter(self.choices.items()))
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = widget, random.choice(options)
        return message

    async def _run(self, request: BackMsg, *, learn: bool) -> float:
        began = time.perf_counter()
        await self.socket.send(request.SerializeToString())
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                payload = await self.socket.recv(decode=False)
                if learn or len(payload) < SMALL_MESSAGE_BYTES:
                    message = ForwardMsg.FromString(payload)
                    self._learn(message)
                    if _finished(message):
                        return (time.perf_counter() - began) * 1000

    def _learn(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.page_hash = message.new_session.page_script_hash
        if message.WhichOneof("type") == "navigation":
            self.page_hash = message.navigation.page_script_hash
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise PageFailedError(f"{self.page or 'first page'}: {element.exception.message}")
        if element.WhichOneof("type") == "selectbox" and len(element.selectbox.options) > 1:
            self.choices[element.selectbox.id] = list(element.selectbox.options)


def _finished(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED


@contextlib.asynccontextmanager
async def visiting(address: str, page: str = ""):  # type: ignore[no-untyped-def]
    """Give one visitor of a page of the server at an address such as http://127.0.0.1:8501."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with websockets.connect(
        stream, max_size=None, open_timeout=PATIENCE_SECONDS, ping_interval=None, compression=None
    ) as socket:
        yield Visitor(socket, page)


@dataclass
class Crowd:
    """Many visitors of one page, each of whom acts every ten seconds until a given moment."""

    address: str
    page: str
    ends_at: float
    waits_ms: list[float] = field(default_factory=list)
    unanswered: int = 0

    async def visit(self, arrives_after_seconds: float) -> None:
        """Open the page, then act again and again; only the acting is counted."""
        await asyncio.sleep(arrives_after_seconds)
        try:
            async with visiting(self.address, self.page) as visitor:
                await visitor.open()
                await asyncio.sleep(random.uniform(0, ACT_EVERY_SECONDS))
                await self._keep_acting(visitor)
        except (TimeoutError, OSError, websockets.WebSocketException):
            self.unanswered += 1

    async def _keep_acting(self, visitor: Visitor) -> None:
        # At least once, however long the opening took; and nobody hurries at the end.
        while True:
            waited_ms = await visitor.act()
            self.waits_ms.append(waited_ms)
            rest_seconds = max(0.0, ACT_EVERY_SECONDS - waited_ms / 1000)
            if time.monotonic() + rest_seconds > self.ends_at:
                return
            await asyncio.sleep(rest_seconds)


async def crowd_timing(address: str, page: str, sessions: int, seconds: float) -> Timing:
    """Return how long so many sessions waited while each acted every ten seconds."""
    arriving_seconds = sessions / ARRIVALS_A_SECOND
    crowd = Crowd(address, page, time.monotonic() + arriving_seconds + seconds)
    await asyncio.gather(
        *(crowd.visit(number / ARRIVALS_A_SECOND) for number in range(sessions)),
    )
    return Timing.of(crowd.waits_ms, crowd.unanswered)


async def alone_timing(address: str, page: str, runs: int) -> Timing:
    """Return how long a single visitor waited for runs of a warm page, its filters unmoved."""
    async with visiting(address, page) as visitor:
        await visitor.open()
        for _ in range(3):
            await visitor.again()
        return Timing.of([await visitor.again() for _ in range(runs)])


def main() -> None:
    """Measure as the command line says and print the timing as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--page", default="")
    parser.add_argument("--sessions", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--runs", type=int, default=40)
    wanted = parser.parse_args()
    measured = (
        alone_timing(wanted.address, wanted.page, wanted.runs)
        if wanted.sessions == 1
        else crowd_timing(wanted.address, wanted.page, wanted.sessions, wanted.seconds)
    )
    print(json.dumps(asdict(asyncio.run(measured))))


if __name__ == "__main__":
    main()
