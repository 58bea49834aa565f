"""Security headers: what every answer tells the browser never to allow."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's own page, the only one there is.
INDEX = Path(st.__file__).resolve().parent / "static" / "index.html"
_POLICY = "Content-Security-Policy"
_YEAR_SECONDS = 365 * 24 * 3600


class SecurityHeaders:
    """Tells the browser what the dashboard never does, so that nobody can make it.

    Where it is reached over https, the browser is told to use nothing else, and sends its cookies
    over nothing else.
    """

    def __init__(self, app: ASGIApp, policy: str, *, https: bool) -> None:
        self._app = app
        self._https = https
        self._headers = {
            _POLICY: policy,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if https:
            self._headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_http = scope["type"] == "http"
        await self._app(scope, receive, changing(send, self._add) if is_http else send)

    def _add(self, headers: MutableHeaders) -> None:
        # A file that somebody downloads comes with a stricter policy of its own.
        policy = headers.get(_POLICY, self._headers[_POLICY])
        headers.update(self._headers | {_POLICY: policy})
        if self._https:
            _keep_cookies_to_https(headers)


def _keep_cookies_to_https(headers: MutableHeaders) -> None:
    # Streamlit leaves it out, for browsers that forget such cookies on http://localhost.
    for number, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie" and b"; secure" not in value.lower():
            headers.raw[number] = (name, value + b"; Secure")


def changing(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    """Return where an answer is sent whose headers `change` is to change on its way."""

    async def send_changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return send_changed


def content_security_policy(index: Path) -> str:
    """Return the policy under which Streamlit and Plotly work and nothing else does.

    Nothing is loaded from elsewhere.  Streamlit's page has one inline script, which is
    allowed by its hash, so an upgrade of Streamlit needs no change here.  Styles are
    inline by Streamlit's design, and Plotly draws its picture downloads from blobs.
    """
    inline = re.findall(r"<script>(.*?)</script>", index.read_text("utf-8"), re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self' data: blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{rule} {sources}" for rule, sources in rules.items())
