"""Gives each browser a name of its own, so that it is known again after a reload."""

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.headers import changing
from dashboard.ui.browser import COOKIE


class Visitors:
    """Sets a cookie with a random name where somebody opens a page and has none.

    It ends with the browser, no script can read it, and it holds nothing about anybody.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = _opens_a_page(scope)
        await self._app(scope, receive, changing(send, _name) if named else send)


def _name(headers: MutableHeaders) -> None:
    # Lax and not strict: who follows a link from a mail keeps the name they have.
    name = secrets.token_urlsafe(24)
    headers.append("Set-Cookie", f"{COOKIE}={name}; Path=/; HttpOnly; SameSite=Lax")


def _opens_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    known = COOKIE in cookie_parser(headers.get("cookie", ""))
    return "text/html" in headers.get("accept", "") and not known
