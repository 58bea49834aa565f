"""Who is let in: under which names the server answers, to which pages, and what stays closed."""

import os
import re
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from dashboard.errors import SetupError
from dashboard.server.refusing import refuse
from dashboard.server.routes import HEALTH, READY, path_of
from dashboard.server.starting import LOOPBACK
from dashboard.settings import Settings

ALLOWED_HOSTS = "STREAMLIT_SERVER_ALLOWED_HOSTS"

# Streamlit opens these to anybody: they tell how many people are here, or run the script.
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_READS = frozenset({"GET", "HEAD"})
# What a browser says of a request that no page made, or the dashboard's own.
_OWN_SITES = frozenset({"", "none", "same-origin"})


def allowed_hosts(host: str, settings: Settings) -> list[str]:
    """Return the names under which the server answers, ["*"] for all.

    These are the name of the public address and what else the operator names. Without either, on
    loopback, they are this machine's own names.
    Else a web page elsewhere could give its own name this machine's address and speak to the
    dashboard through the visitor's browser (DNS rebinding).

    Raises:
        SetupError: if the operator names one with a star that does not stand for all before a dot.
    """
    # `streamlit run` reads this variable; a server that is not started by it has to.
    named = [name for name in re.split(r"[\s,]+", os.environ.get(ALLOWED_HOSTS, "")) if name]
    named = named or list(config.get_option("server.allowedHosts") or ())
    for name in named:
        if name != "*" and "*" in name.removeprefix("*."):
            raise SetupError(f'"{name}" in {ALLOWED_HOSTS} is no name: write it like *.example.')
    if public := urlsplit(settings.public_address).hostname:
        named.append(public)
    if not named and host in LOOPBACK:
        named = sorted(LOOPBACK)
    # In a header the address of version 6 stands in brackets.
    return [f"[{name}]" if name.count(":") > 1 else name for name in named] or ["*"]


class Doorkeeper:
    """Refuses foreign names and foreign pages before Streamlit sees them.

    Streamlit looks at the name only when a websocket opens, and at a foreign page's websocket
    only after it has asked a server on the internet for this machine's address.
    """

    def __init__(self, app: ASGIApp, names: list[str]) -> None:
        self._app = app
        self._named = TrustedHostMiddleware(app, names, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
        elif _is_closed(scope):
            await refuse(scope, receive, send, HTTPStatus.NOT_FOUND, "Not found")
        elif not _only_reads(scope) and not _is_own_page(Headers(scope=scope)):
            sentence = "Only the dashboard's own pages may do this."
            await refuse(scope, receive, send, HTTPStatus.FORBIDDEN, sentence)
        # Whoever watches over the server may not know its name, and learns only that it is there.
        elif scope["type"] == "http" and path_of(scope) in {HEALTH, READY}:
            await self._app(scope, receive, send)
        else:
            await self._named(scope, receive, send)


def _is_closed(scope: Scope) -> bool:
    path = f"{path_of(scope).rstrip('/')}/"
    return any(path.startswith(f"{closed}/") for closed in _CLOSED)


def _only_reads(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in _READS


def _is_own_page(headers: Headers) -> bool:
    """Whoever sends no origin is no browser, and no page makes it do what it does not want."""
    host, origin = headers.get("host"), headers.get("origin")
    own = headers.get("sec-fetch-site", "") in _OWN_SITES
    return own and (origin is None or _place(origin) == host)


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
