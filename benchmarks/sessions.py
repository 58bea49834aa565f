"""Visitors without a browser: they speak Streamlit's protocol over websockets and time it.

Run as a process of its own (`python -m benchmarks.sessions URL ...`), so that the visitors'
work is not the server's, and prints one line of JSON.
"""

import argparse
import asyncio
import contextlib
import json
import math
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

import uvloop
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection

ACT_EVERY_SECONDS = 10.0
ARRIVALS_A_SECOND = 10.0
# An answer that takes longer counts as this long: nobody would have waited for it.
PATIENCE_SECONDS = 30.0
# How a proxy names who it signed in.
MEMBER_HEADER = "X-Board-Member"
# The heaviest pages that people come for, by their place in the address.
MIX = ("", "comparison", "local", "ratings", "recommendations", "indicators")
OPENS_ANOTHER_PAGE = 0.25
# A member keeps to their service, and seldom looks back.
KEPT = ("Service", "Day")
# What writes: a form, who sends it, and the labels of its box and its button.
FORM, ONE_WRITER_IN = "recommendation", 20
WHO, WRITER = "Who are you?", "Ben Okafor"
UPDATE, POST = "Post an update: what has happened, what is in the way?", "Post the update"
FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}


class PageFailedError(RuntimeError):
    """A page showed an exception, or did not do what it was asked; such a page is not fast."""


@dataclass(frozen=True)
class Timing:
    """How long visitors waited, in milliseconds; `unanswered` gave up after 30 seconds."""

    answers: int
    unanswered: int
    median_ms: float
    p95_ms: float
    usual_ms: float
    writes: int = 0

    @classmethod
    def of(cls, waits_ms: Sequence[float], unanswered: int = 0, writes: int = 0) -> "Timing":
        """Return the median, the 95th percentile and the mean of the faster nine tenths.

        Giving up counts as waiting 30 seconds.
        """
        all_ms = sorted([*waits_ms, *[PATIENCE_SECONDS * 1000] * unanswered])
        if not all_ms:
            return cls(0, 0, math.nan, math.nan, math.nan)
        p95 = all_ms[min(len(all_ms) - 1, round(0.95 * (len(all_ms) - 1)))]
        median = statistics.median(all_ms)
        usual = statistics.fmean(all_ms[: max(1, len(all_ms) * 9 // 10)])
        return cls(len(waits_ms), unanswered, median, p95, usual, writes)


@dataclass
class Kept:
    """The large messages that a browser keeps: asked again, the server only names them.

    As Streamlit's own page does: one that the last runs did not use is let go. `messages` has each
    by its name, with the runs since it was used.
    """

    most_runs_unused: int = 0
    messages: dict[str, tuple[ForwardMsg, int]] = field(default_factory=dict)

    def whole(self, message: ForwardMsg) -> ForwardMsg:
        """Return what was sent, or what it names.

        Raises:
            PageFailedError: if it names what a browser would have let go.
        """
        named = message.WhichOneof("type") == "ref_hash"
        if not named and not message.metadata.cacheable:
            return message
        name = message.ref_hash if named else message.hash
        if named and name not in self.messages:
            raise PageFailedError(f"the server named a message that was let go: {name}")
        whole = self.messages[name][0] if named else message
        self.messages[name] = (whole, 0)
        return whole

    def let_go(self) -> None:
        """Let go what was not used for too many runs, at the end of one."""
        self.messages = {
            name: (whole, runs + 1)
            for name, (whole, runs) in self.messages.items()
            if runs < self.most_runs_unused
        }


@dataclass
class Visitor:
    """One open page: what it shows decides which filters can be moved and which form be sent.

    `choices` are the filters, by the widget's id; `fields` the ids of text boxes and buttons by
    their label; `told` is what the page said was done; `kept` is what need not be sent again.
    """

    socket: ClientConnection
    page: str = ""
    choices: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)
    page_hash: str = ""
    query: str = ""

    async def open(self, page: str | None = None) -> float:
        """Return the milliseconds from asking for a page, or for this one, to its script's end."""
        self.page, self.page_hash = self.page if page is None else page, ""
        return await self._run(self._request())

    async def again(self) -> float:
        """Return the milliseconds from asking for the page as it is to its script's end."""
        return await self._run(self._request())

    async def act(self) -> float:
        """Return the milliseconds from moving one of the page's filters to its script's end."""
        request = self._request()
        if self.choices:
            widget = random.choice(list(self.choices))
            _set_text(request, widget, random.choice(self.choices[widget]))
        return await self._run(request)

    async def say_who(self, name: str) -> None:
        """Choose a name in the page's list of people."""
        request = self._request()
        _set_text(request, self.fields[WHO], name)
        await self._run(request)

    async def write(self, text: str) -> float:
        """Return the milliseconds from posting an update to the end of the page that shows it.

        Raises:
            PageFailedError: if the page does not say that the update was stored.
        """
        request = self._request()
        _set_text(request, self.fields[UPDATE], text)
        pressed = request.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = self.fields[POST], True
        waited_ms = await self._run(request)
        if not any("was posted" in words for words in self.told):
            raise PageFailedError(f"nothing was stored; the page says {self.told}")
        return waited_ms

    def _request(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_name = "" if self.page_hash else self.page
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.query_string = self.query
        message.rerun_script.cached_message_hashes.extend(self.kept.messages)
        return message

    async def _run(self, request: BackMsg) -> float:
        began = time.perf_counter()
        await self.socket.send(request.SerializeToString())
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                sent = ForwardMsg.FromString(await self.socket.recv(decode=False))
                self._learn(self.kept.whole(sent))
                if _finished(sent):
                    self.kept.let_go()
                    return (time.perf_counter() - began) * 1000

    def _learn(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
            self.kept.most_runs_unused = message.new_session.config.max_cached_message_age
            self.choices, self.fields, self.told = {}, {}, []
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._see(message.delta.new_element)

    def _see(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailedError(f"{self.page or 'first page'}: {element.exception.message}")
        if kind == "alert":
            self.told.append(element.alert.body)
        elif kind == "selectbox":
            self._see_list(element.selectbox)
        elif kind in ("text_area", "button"):
            shown = getattr(element, kind)
            self.fields[shown.label] = shown.id

    def _see_list(self, shown: Selectbox) -> None:
        if shown.label == WHO:
            self.fields[WHO] = shown.id
        elif shown.label not in KEPT and not shown.form_id and len(shown.options) > 1:
            self.choices[shown.id] = list(shown.options)


def _set_text(request: BackMsg, widget: str, text: str) -> None:
    state = request.rerun_script.widget_states.widgets.add()
    state.id, state.string_value = widget, text


Act = Callable[[Visitor], Awaitable[float]]


def _finished(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED


@contextlib.asynccontextmanager
async def visiting(  # type: ignore[no-untyped-def]
    address: str, page: str = "", headers: Mapping[str, str] | None = None
):
    """Give one visitor of a page of the server at an address such as http://127.0.0.1:8501.

    `headers` are what a proxy in front of the server would say of the visitor.
    """
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with websockets.connect(
        stream,
        additional_headers=headers,
        max_size=None,
        open_timeout=PATIENCE_SECONDS,
        ping_interval=None,
        compression=None,
    ) as socket:
        yield Visitor(socket, page)


@dataclass
class Crowd:
    """Many visitors of the heaviest pages, each of whom acts every ten seconds until a moment.

    One in twenty posts updates to a recommendation. The others move a filter of their page, or
    open another page. They spread over the servers, and each stays with theirs. Where a proxy
    signs people in, `member` is the address of the person that it names.
    """

    addresses: Sequence[str]
    ends_at: float
    member: str = ""
    waits_ms: list[float] = field(default_factory=list)
    writes: int = 0
    unanswered: int = 0

    async def visit(self, number: int) -> None:
        """Open a page, then act again and again; only the acting is counted."""
        await asyncio.sleep(number / ARRIVALS_A_SECOND)
        writes = number % ONE_WRITER_IN == 0
        address = self.addresses[number // ONE_WRITER_IN % len(self.addresses)]
        page = FORM if writes else random.choice(MIX)
        try:
            async with visiting(address, page, self._headers(number)) as visitor:
                await visitor.open()
                if writes and not self.member:
                    await visitor.say_who(WRITER)
                await asyncio.sleep(random.uniform(0, ACT_EVERY_SECONDS))
                await self._keep_acting(visitor, self._write if writes else _read)
        except (TimeoutError, OSError, websockets.WebSocketException):
            self.unanswered += 1

    def _headers(self, number: int) -> dict[str, str]:
        if not self.member:
            return {}
        at = f"10.1.{number // 250}.{number % 250 + 1}"
        return {MEMBER_HEADER: self.member, "X-Forwarded-For": at}

    async def _keep_acting(self, visitor: Visitor, act: Act) -> None:
        # At least once, however long the opening took; and nobody hurries at the end.
        while True:
            waited_ms = await act(visitor)
            self.waits_ms.append(waited_ms)
            rest_seconds = max(0.0, ACT_EVERY_SECONDS - waited_ms / 1000)
            if time.monotonic() + rest_seconds > self.ends_at:
                return
            await asyncio.sleep(rest_seconds)

    async def _write(self, visitor: Visitor) -> float:
        self.writes += 1
        return await visitor.write(f"Update {self.writes} of the benchmark")


async def _read(visitor: Visitor) -> float:
    if random.random() < OPENS_ANOTHER_PAGE:
        return await visitor.open(random.choice(MIX))
    return await visitor.act()


async def crowd_timing(
    addresses: Sequence[str], sessions: int, seconds: float, member: str = ""
) -> Timing:
    """Return how long so many sessions waited while each acted every ten seconds."""
    ends_at = time.monotonic() + sessions / ARRIVALS_A_SECOND + seconds
    crowd = Crowd(addresses, ends_at, member)
    await asyncio.gather(*(crowd.visit(number) for number in range(sessions)))
    return Timing.of(crowd.waits_ms, crowd.unanswered, crowd.writes)


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
    parser.add_argument("addresses", nargs="+", metavar="address")
    parser.add_argument("--page", default="")
    parser.add_argument("--sessions", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--member", default="", help="who a proxy says that each of them is")
    wanted = parser.parse_args()
    measured = (
        alone_timing(wanted.addresses[0], wanted.page, wanted.runs)
        if wanted.sessions == 1
        else crowd_timing(wanted.addresses, wanted.sessions, wanted.seconds, wanted.member)
    )
    # A faster loop than Python's own: what the visitors take, the servers beside them lack.
    print(json.dumps(asdict(uvloop.run(measured))))


if __name__ == "__main__":
    main()
