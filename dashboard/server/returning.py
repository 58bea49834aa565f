"""Brings whoever signs in back to the page that they wanted to see."""

from functools import partial
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.headers import changing
from dashboard.server.routes import CALLBACK, LOGIN, path_of

COOKIE = "board_return"
# As long as somebody looks for their password.
_SECONDS = 600
_LONGEST = 2000


class Returning:
    """Keeps in a cookie where somebody was when they pressed the sign-in button, and leads back.

    The provider only ever sends people to one address. Streamlit leads on from there to the first
    page, and would lose the link that they followed. Only a path of ours is kept and followed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_http = scope["type"] == "http"
        on_its_way = changing(send, partial(_keep_or_follow, scope)) if is_http else send
        await self._app(scope, receive, on_its_way)


def place_of(referer: str, host: str) -> str:
    """Return the path and the query of an address, if it is one of ours, or "".

    >>> place_of("https://board.example/comparison?service=kent", "board.example")
    '/comparison?service=kent'
    >>> place_of("https://elsewhere.example/comparison", "board.example")
    ''
    """
    try:
        parts = urlsplit(referer)
    except ValueError:
        return ""
    place = parts._replace(scheme="", netloc="", fragment="").geturl()
    return place if parts.netloc == host and _is_own(place) else ""


def _is_own(place: str) -> bool:
    """Return whether a browser takes it for a path of this server, and for nothing else."""
    plain = place.isascii() and place.isprintable() and not set(place) & set(' ;,"\\')
    return plain and place.startswith("/") and place[1:2] != "/" and len(place) <= _LONGEST


def _keep_or_follow(scope: Scope, answer: MutableHeaders) -> None:
    path, asked = path_of(scope), Headers(scope=scope)
    if path == LOGIN:
        if place := place_of(asked.get("referer", ""), asked.get("host", "")):
            _set_cookie(answer, place, _SECONDS)
    elif path == CALLBACK and "location" in answer:
        place = cookie_parser(asked.get("cookie", "")).get(COOKIE, "")
        if _is_own(place):
            answer["location"] = place
            _set_cookie(answer, "", 0)


def _set_cookie(answer: MutableHeaders, place: str, seconds: int) -> None:
    # Over https `SecurityHeaders` keeps it, as every cookie, to https.
    cookie = f"{COOKIE}={place}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
    answer.append("Set-Cookie", cookie)
