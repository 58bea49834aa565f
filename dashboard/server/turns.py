"""A bound on the scripts that run at once, and what is done between them."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

from dashboard.server.garbage import Garbage, collect
from dashboard.server.sessions import Departed

# A longer run (an import, a board pack) no longer holds up the others.
LONG_RUN_SECONDS = 1.0


class Turns:
    """Lets so many scripts run at once, and the others in the order in which they came.

    In order, because two runs of one visitor must not overtake each other.  A run that
    takes long steps aside: it goes on, and stops counting.
    """

    def __init__(self, at_once: int, long_run_seconds: float = LONG_RUN_SECONDS) -> None:
        self.taken = 0
        # Told how many seconds a run took, waiting apart.
        self.when_done: Callable[[float], object] = lambda _: None
        self._at_once = at_once
        self._long_run_seconds = long_run_seconds
        self._lock = threading.Lock()
        self._waiting: deque[tuple[int, threading.Event]] = deque()
        # Those that count, and all of them.
        self._began: dict[int, float] = {}
        self._running: dict[int, float] = {}

    def __enter__(self) -> Self:
        called = threading.Event()
        with self._lock:
            self._waiting.append((threading.get_ident(), called))
            self._call_next()
        called.wait()
        self._running[threading.get_ident()] = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        run = threading.get_ident()
        self.when_done(time.monotonic() - self._running.pop(run))
        with self._lock:
            self._began.pop(run, None)
            self._call_next()

    @property
    def running(self) -> int:
        """Return how many scripts run, long ones too."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """Return how many scripts wait for their turn."""
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Return whether no script runs or waits, long ones apart."""
        return not self._began and not self._waiting

    def let_long_runs_step_aside(self) -> None:
        """Give the turns of runs that take long to those who wait."""
        latest = time.monotonic() - self._long_run_seconds
        with self._lock:
            self._began = {run: began for run, began in self._began.items() if began > latest}
            self._call_next()

    def _call_next(self) -> None:
        while self._waiting and len(self._began) < self._at_once:
            run, called = self._waiting.popleft()
            self._began[run] = time.monotonic()
            self.taken += 1
            called.set()


def take_turns(turns: Turns) -> None:
    """Make every session of this process run its script only in its turn.

    Streamlit has no setting for this, and every visitor's script is a thread of its own:
    beyond a few dozen they starve the event loop and each other.  A session makes its
    runner by the name replaced here; the one method overridden is the whole of a run, so
    that a run that waits behaves like one that is slow (a click is not lost).  Should a new
    Streamlit rename either, tests/server fails.  docs/decisions.md says more.
    """

    class RunnerInTurn(ScriptRunner):
        def _run_script(self, rerun_data: RerunData) -> None:
            with turns:
                super()._run_script(rerun_data)

    vars(app_session)[ScriptRunner.__name__] = RunnerInTurn


async def keep_house(turns: Turns, departed: Departed) -> None:
    """Let long runs step aside, and collect garbage in quiet moments, as `garbage` says."""
    garbage = Garbage(collect, (turns.taken, departed.let_go), time.monotonic())
    while True:
        await asyncio.sleep(0.5)
        turns.let_long_runs_step_aside()
        garbage.tend((turns.taken, departed.let_go), time.monotonic(), idle=turns.idle)
