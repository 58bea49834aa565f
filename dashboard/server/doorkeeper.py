"""Who is let in: under which names the server answers, to which pages, and what stays closed."""

import os
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
ALLOWED_HOSTS = "STREAMLIT_SERVER_ALLOWED_HOSTS"

_HEALTH = "/health"
# Open to anybody, and tells how many people are here.
_METRICS = "/_stcore/metrics"
_MAY_NOT_COME_IN = 1008


def settle_allowed_hosts(host: str) -> None:
    """Decide under which names the server answers, from what the operator says or the address.

    On loopback only this machine's own names are allowed, unless the operator names others.
    Else a web page elsewhere could give its own name this machine's address and speak to the
    dashboard through the visitor's browser (DNS rebinding).
    """
    # `streamlit run` reads this variable; a server that is not started by it has to.
    named = [name for name in re.split(r"[\s,]+", os.environ.get(ALLOWED_HOSTS, "")) if name]
    if not named and host in LOOPBACK and not config.get_option("server.allowedHosts"):
        named = sorted(LOOPBACK)
    if named:
        config.set_option("server.allowedHosts", named, "dashboard.server")


class Doorkeeper:
    """Refuses foreign names and foreign pages before Streamlit sees them.

    Streamlit looks at the name only when a websocket opens, and at a foreign page's websocket
    only after it has asked a server on the internet for this machine's address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await (_refusal(scope) or self._app)(scope, receive, send)
        elif scope["type"] == "websocket" and not _may_open(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": _MAY_NOT_COME_IN})
        else:
            await self._app(scope, receive, send)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    if scope["path"].rstrip("/").endswith(_METRICS):
        return PlainTextResponse("Not found", 404)
    # Whoever watches over the server may not know its name, and learns only that it is there.
    if scope["path"] == _HEALTH or is_host_allowed(Headers(scope=scope).get("host")):
        return None
    return PlainTextResponse(
        f"The dashboard does not answer to this name: set {ALLOWED_HOSTS} to allow it.", 400
    )


def _may_open(headers: Headers) -> bool:
    """Whoever sends no origin is no browser, and no page makes it do what it does not want."""
    host, origin = headers.get("host"), headers.get("origin")
    return is_host_allowed(host) and (origin is None or _place(origin) == host)


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
