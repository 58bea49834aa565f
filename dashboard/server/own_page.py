"""Streamlit's one page as this house serves it: our title, and a way past the menu before all."""

from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.errors import SetupError
from dashboard.server.routes import base_path, path_of
from dashboard.ui.navigation import CONTENT_ID, PRODUCT

# Streamlit's own link lands before the menu, and would stand beside ours.
_SKIP = f"""<style>
[data-testid="stSkipToContent"] {{ display: none; }}
.yj-skip {{ position: fixed; top: 0; left: 0; z-index: 1000000; padding: 0.7rem 1rem;
  background: #FFFFFF; color: #12436D; font: 600 1rem "Source Sans", Arial, sans-serif;
  outline: 3px solid #1D1D1D; outline-offset: -3px; }}
.yj-skip:not(:focus) {{ width: 1px; height: 1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); }}
@media print {{ .yj-skip {{ display: none; }} }}
/* The page for signing in has no menu to pass. */
body:not(:has(#{CONTENT_ID})) .yj-skip {{ display: none; }}
</style>
<nav aria-label="Past the menu"><a class="yj-skip" href="#{CONTENT_ID}">Skip the menu</a></nav>"""
_OF_THE_BROWSER = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})
_NO_PAGE = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No such page - {PRODUCT}</title>
</head>
<body style="font: 1.1rem/1.5 Arial, sans-serif; margin: 2rem; max-width: 40rem">
<main>
<h1>There is no such page</h1>
<p>There is no page at this address. Start at the <a href="{{start}}">Overview</a>.</p>
</main>
</body>
</html>
"""


def own_form_of(streamlits_page: str) -> str:
    """Return Streamlit's page with our title, our language and our link before everything.

    Raises:
        SetupError: if the page has another form than the one these are put into.
    """
    page = streamlits_page
    ours = {
        '<html lang="en">': '<html lang="en-GB">',
        "<title>Streamlit</title>": f"<title>{PRODUCT}</title>",
        "<body>": f"<body>\n{_SKIP}",
    }
    for theirs, own in ours.items():
        if page.count(theirs) != 1:
            raise SetupError(f"Streamlit's page has no {theirs}: install the version we name.")
        page = page.replace(theirs, own)
    return page


class OwnPage:
    """Answers with our form of Streamlit's page wherever Streamlit answers with its own.

    Streamlit does so at every address. One with a slash in it cannot load the scripts of that page
    and would stay blank, so there our words stand instead.
    """

    def __init__(self, app: ASGIApp, index: Path) -> None:
        self._app = app
        self._size = str(index.stat().st_size)
        self._page = own_form_of(index.read_text("utf-8")).encode()
        self._no_page = _NO_PAGE.replace("{start}", f"{base_path()}/").encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        nested = "/" in path_of(scope).strip("/")
        body = self._no_page if nested else self._page
        status = HTTPStatus.NOT_FOUND if nested else HTTPStatus.OK
        await self._app(_asked_plainly(scope), receive, _Exchange(send, self._size, status, body))


def _asked_plainly(scope: Scope) -> Scope:
    """Return a request for the page as it is: not compressed yet, and not only if it is newer."""
    headers = [(name, value) for name, value in scope["headers"] if name not in _OF_THE_BROWSER]
    return {**scope, "headers": headers}


class _Exchange:
    """One answer on its way: Streamlit's page is exchanged, all else passes as it is."""

    def __init__(self, send: Send, size: str, status: HTTPStatus, body: bytes) -> None:
        self._send = send
        self._size = size
        self._status = status
        self._body = body
        self._exchanges = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._send(self._begun(message))
        elif not self._exchanges:
            await self._send(message)
        elif not message.get("more_body"):
            await self._send({"type": "http.response.body", "body": self._body})

    def _begun(self, message: Message) -> Message:
        headers = MutableHeaders(raw=[*message["headers"]])
        kind = headers.get("Content-Type", "")
        # Pages of others, such as a file that somebody downloads, have another length.
        theirs = kind.startswith("text/html") and headers.get("Content-Length") == self._size
        self._exchanges = message["status"] == HTTPStatus.OK and theirs
        if not self._exchanges:
            return message
        headers["Content-Length"] = str(len(self._body))
        for of_their_file in ("ETag", "Last-Modified", "Accept-Ranges"):
            del headers[of_their_file]
        return {**message, "status": int(self._status), "headers": headers.raw}
