"""Who is let in: under which names the server answers, to which pages, and what stays closed."""

import os
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from dashboard.errors import SetupError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
ALLOWED_HOSTS = "STREAMLIT_SERVER_ALLOWED_HOSTS"

_HEALTH = "/health"
# Open to anybody, and tells how many people are here.
_METRICS = "/_stcore/metrics"
_MAY_NOT_COME_IN = 1008


def allowed_hosts(host: str) -> list[str]:
    """Return the names under which the server answers, ["*"] for all.

    On loopback these are only this machine's own names, unless the operator names others.
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
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(_METRICS):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        elif scope["type"] == "websocket" and not _is_own_page(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": _MAY_NOT_COME_IN})
        # Whoever watches over the server may not know its name, and learns only that it is there.
        elif scope["type"] == "http" and scope["path"] == _HEALTH:
            await self._app(scope, receive, send)
        else:
            await self._named(scope, receive, send)


def _is_own_page(headers: Headers) -> bool:
    """Whoever sends no origin is no browser, and no page makes it do what it does not want."""
    host, origin = headers.get("host"), headers.get("origin")
    return origin is None or _place(origin) == host


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
