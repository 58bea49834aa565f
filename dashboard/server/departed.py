"""Sessions whose browser is gone: kept a while, in case it comes back, and then let go."""

import asyncio
import contextlib

from streamlit.runtime import memory_session_storage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo

# Streamlit's setting: a moment without a network loses nobody what they typed.
SECONDS = "server.disconnectedSessionTTL"
# After its time, so that a session is overdue for sure when it is looked for.
_SPARE_SECONDS = 0.1


class Departed(MemorySessionStorage):
    """Lets each session go when its time is up, whether or not another one leaves later.

    Streamlit drops those that are overdue only when the next one leaves: of a crowd, the last
    128 stayed for as long as nobody came. `let_go` counts those whose time was up.
    """

    def __init__(self, ttl_seconds: float) -> None:
        super().__init__(ttl_seconds=ttl_seconds)  # type: ignore[arg-type]
        self.let_go = 0
        self._overdue_after_seconds = ttl_seconds + _SPARE_SECONDS

    def save(self, session_info: SessionInfo) -> None:
        """Keep a session for its time."""
        super().save(session_info)
        loop, left = asyncio.get_running_loop(), session_info.session.id
        loop.call_later(self._overdue_after_seconds, self._let_go, left)

    def _let_go(self, session_id: str) -> None:
        # Who came back and left again has time left.
        if self.get(session_id) is None:
            with contextlib.suppress(KeyError):
                self.delete(session_id)
            self.let_go += 1


def keep_departed_in(departed: Departed) -> None:
    """Make the app that is served keep in it the sessions that left.

    Streamlit makes a storage of its own, by the name replaced here. Should a new one rename it,
    tests/server fails.
    """
    vars(memory_session_storage)[MemorySessionStorage.__name__] = lambda **_: departed
