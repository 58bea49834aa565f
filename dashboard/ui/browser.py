"""What a browser chose, kept while it stays open and this process lives: through a reload too.

Streamlit forgets a session when a page is reloaded, and a link within a table does that. The
server gives each browser a cookie that holds nothing but a random name; see `server.visitors`.
"""

from collections import OrderedDict

import streamlit as st

COOKIE = "board_browser"
# What is kept of a browser: the id of who acts, and who of them asked to see small numbers.
PERSON, SMALL_NUMBERS = "person", "small numbers"
# As many browsers as are kept in mind; of more, those that chose longest ago are asked again.
_MOST = 10_000


def keep(choice: str, what: str = PERSON) -> None:
    """Keep what this browser chose; without its cookie nothing is kept."""
    name = st.context.cookies.get(COOKIE)
    if name:
        held = _held()
        held[name] = {**held.get(name, {}), what: choice}
        held.move_to_end(name)
        while len(held) > _MOST:
            held.popitem(last=False)


def kept(what: str = PERSON) -> str:
    """Return what this browser chose last, or ""."""
    return _held().get(st.context.cookies.get(COOKIE) or "", {}).get(what, "")


@st.cache_resource(show_spinner=False)
def _held() -> "OrderedDict[str, dict[str, str]]":
    return OrderedDict()
