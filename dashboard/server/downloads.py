"""Files that somebody downloads: saved by the browser, and never run as a page of the dashboard."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.headers import changing
from dashboard.server.routes import MEDIA, part_of

# Pictures of dots cannot hold a script; everything else is saved, not shown.
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
# What a browser would run, under whatever name it comes.
_RUNS = ("html", "xml", "svg", "script", "wasm")
_HARMLESS = "application/octet-stream"
_NOTHING_RUNS = "default-src 'none'; sandbox"


class Downloads:
    """Sends stored files as downloads that no cache keeps, and what could run as plain bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_file = scope["type"] == "http" and part_of(scope) == MEDIA
        await self._app(scope, receive, changing(send, _to_be_saved) if is_file else send)


def _to_be_saved(headers: MutableHeaders) -> None:
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    headers["Content-Security-Policy"] = _NOTHING_RUNS
    # A board's file is kept where its reader saves it, and nowhere else on that computer.
    headers["Cache-Control"] = "no-store"
    if kind in _SHOWN:
        return
    headers.setdefault("Content-Disposition", "attachment")
    if not kind or any(word in kind for word in _RUNS):
        headers["Content-Type"] = _HARMLESS
