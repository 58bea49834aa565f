"""Files that somebody downloads: saved by the browser, and never run as a page of the dashboard."""

import hashlib
import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import memory_media_file_storage

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


def address_files_in_secret() -> None:
    """Make the address of each stored file one that nobody can work out.

    Streamlit makes it of the content. So whoever guessed a file with small numbers could ask
    whether anybody has it, and of two large files that differ in a few figures one was sent for
    both. Should a new Streamlit rename what is replaced here, tests/server fails.
    """
    key = secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)

    def address_of(data: bytes, mimetype: str, filename: str | None = None) -> str:
        about = f"{mimetype}\n{filename}\n".encode()
        return hashlib.blake2b(about + data, digest_size=16, key=key).hexdigest()

    vars(memory_media_file_storage)["_calculate_file_id"] = address_of


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
