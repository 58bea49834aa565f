"""Limits for each visitor, so that one who floods the server leaves it to the others.

They are counted in this process; a balancer in front can count for all. Visitors of one council
often share one address, so a limit by address is wide enough for a whole council at nine o'clock.
"""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, runtime

from dashboard.server.proxies import client_of
from dashboard.server.refusing import refuse
from dashboard.server.routes import SIGN_IN, UPLOADS, part_of, path_of
from dashboard.ui import visits
from dashboard.ui.allowance import Allowance

# Somebody needs two for each sign-in: 30 people of one council within a minute.
SIGN_INS = "60/minute"
# Each page that is opened needs one: ten a second from one council.
OPENINGS = "600/minute"
# An officer loads a handful of files in a sitting.
UPLOADS_OF_SESSION = "30/minute"
UPLOADS_OF_CLIENT = "120/minute"
# Files stay in memory while their page is open: no more than five of the largest.
MEGABYTES_OF_SESSION = "250/10minutes"

_MEGABYTE = 1024 * 1024
# What a form wraps around the file that it carries.
_WRAPPING = 64 * 1024
_TOO_OFTEN = "This was asked for too often: wait a little, then try again."


class ArrivalLimits:
    """Refuses who signs in or opens pages too often, with status 429."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._sign_ins = Allowance(SIGN_INS)
        self._openings = Allowance(OPENINGS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        counted = self._counted(scope)
        client = client_of(scope)
        if counted is None or counted.takes(client):
            await self._app(scope, receive, send)
        else:
            await _come_again(scope, receive, send, counted.seconds_to_wait(client))

    def _counted(self, scope: Scope) -> Allowance | None:
        if scope["type"] == "websocket":
            return self._openings
        is_sign_in = scope["type"] == "http" and part_of(scope) in SIGN_IN
        return self._sign_ins if is_sign_in else None


class Uploads:
    """Lets a file in only from the dashboard's own page, while it is open, and not too many.

    The doorkeeper has turned foreign pages away; what names no page at all is turned away here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._sessions = Allowance(UPLOADS_OF_SESSION)
        self._clients = Allowance(UPLOADS_OF_CLIENT)
        self._megabytes = Allowance(MEGABYTES_OF_SESSION)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        changes = scope["type"] == "http" and scope["method"] not in {"GET", "HEAD", "OPTIONS"}
        if not changes or part_of(scope) != UPLOADS:
            await self._app(scope, receive, send)
        elif refusal := _why_not(scope):
            await refuse(scope, receive, send, *refusal)
        elif wait_seconds := self._must_wait(scope):
            await _come_again(scope, receive, send, wait_seconds)
        else:
            await self._app(scope, receive, send)

    def _must_wait(self, scope: Scope) -> int:
        session, client = _session_of(scope), client_of(scope)
        size = -(-_length(Headers(scope=scope)) // _MEGABYTE)
        counts = ((self._sessions, session, 1), (self._clients, client, 1))
        for allowance, whom, much in (*counts, (self._megabytes, session, size)):
            if not allowance.takes(whom, much):
                return allowance.seconds_to_wait(whom)
        return 0


def _why_not(scope: Scope) -> tuple[HTTPStatus, str] | None:
    headers = Headers(scope=scope)
    if not (headers.get("origin") or headers.get("sec-fetch-site")):
        return HTTPStatus.FORBIDDEN, "Files are taken from the dashboard's own pages only."
    if not runtime.get_instance().is_active_session(_session_of(scope)):
        return HTTPStatus.FORBIDDEN, "This page is no longer connected: reload it."
    # Files stay in memory, and a stranger could fill it.
    if not visits.may_send_files(_session_of(scope)):
        return HTTPStatus.FORBIDDEN, "Sign in before you send a file."
    if scope["method"] == "PUT" and "content-length" not in headers:
        return HTTPStatus.LENGTH_REQUIRED, "Say how large the file is."
    if _length(headers) > _most_bytes():
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The file is too large."
    return None


def _most_bytes() -> int:
    return int(config.get_option("server.maxUploadSize")) * _MEGABYTE + _WRAPPING


def _length(headers: Headers) -> int:
    text = headers.get("content-length", "0")
    # What is no number is refused by the server before it comes here.
    return int(text) if text.isdecimal() else 0


def _session_of(scope: Scope) -> str:
    return path_of(scope).removeprefix(f"{UPLOADS}/").partition("/")[0]


async def _come_again(scope: Scope, receive: Receive, send: Send, wait_seconds: int) -> None:
    await refuse(scope, receive, send, HTTPStatus.TOO_MANY_REQUESTS, _TOO_OFTEN, wait_seconds)
