"""The sessions of this server: looked at when they have news, kept a while when they have gone."""

import asyncio
import contextlib
from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit import runtime
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import RuntimeConfig, app_session
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

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


class WithNews(WebsocketSessionManager):
    """Lists those sessions only that have something to be sent to their browser.

    Up to a hundred times a second Streamlit empties the queue of every session that it is listed,
    and with hundreds of them nearly all are empty. It is called to do so once, and not by each
    message, until it asks for them.
    """

    def __init__(self, *, message_enqueued_callback: Callable[[], None], **given: Any) -> None:
        super().__init__(message_enqueued_callback=self._call, **given)
        self._callback = message_enqueued_callback
        self._called = False

    def _call(self) -> None:
        if not self._called:
            self._called = True
            self._callback()

    def list_active_sessions(self) -> list[ActiveSessionInfo]:
        """Return the sessions with something to be sent."""
        # First: what comes from now on may be too late for this list, and calls again.
        self._called = False
        return [each for each in super().list_active_sessions() if _has_news(each)]

    def num_active_sessions(self) -> int:
        """Return how many sessions a browser is connected to, with news or without."""
        return len(super().list_active_sessions())


def _has_news(active: ActiveSessionInfo) -> bool:
    return not active.session._browser_queue.is_empty()


def keep_sessions(departed: Departed) -> None:
    """Make the app that is served list its sessions as here, and keep in `departed` those who left.

    Streamlit makes the settings of its runtime by the name replaced here. Should a new one rename
    it, or the queue that is looked at, tests/server fails.
    """

    def settings(**given: Any) -> RuntimeConfig:
        ours = {"session_manager_class": WithNews, "session_storage": departed}
        return RuntimeConfig(**given | ours)

    vars(runtime)[RuntimeConfig.__name__] = settings


def keep_theme() -> None:
    """Make the app tell each page the theme as it was when the first one asked.

    Streamlit goes through all of its settings for that, six times for each run of a page, by the
    name replaced here. Should a new one rename it, tests/server fails.
    """
    read = app_session._populate_theme_msg

    @cache
    def theme(section: str) -> CustomThemeConfig:
        found = CustomThemeConfig()
        read(found, section)
        return found

    def tell(told: CustomThemeConfig, section: str = "theme") -> None:
        if theme(section).ByteSize():
            told.MergeFrom(theme(section))

    vars(app_session)[read.__name__] = tell
