"""Whose word counts: headers in which a proxy speaks of a visitor, believed from its address only.

A visitor who reaches the server directly could send the same headers, and be anybody.
"""

import ipaddress
from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from dashboard.settings import Settings

_SPOKEN = frozenset({b"forwarded", b"x-real-ip", b"x-request-id"})
_FORWARDED = b"x-forwarded-"
UNKNOWN = "unknown"
# An internet provider gives each household and office at least so much of version 6.
_ONE_CLIENT_BITS = 64


class TrustedProxies:
    """Takes from each request what only a trusted proxy may say.

    From a trusted one the client's address and the scheme are those that it tells of; everybody
    after this reads them as `scope["client"]` and `scope["scheme"]` (`st.context.ip_address`).
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._networks = settings.proxy_addresses
        self._told = ProxyHeadersMiddleware(app, [str(each) for each in self._networks])  # type: ignore[arg-type]
        self._names = _SPOKEN | {settings.proxy_header.lower().encode()} - {b""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        client = _plain_client(scope)
        trusted = self._trusts(client)
        headers = self._believed(scope["headers"], trusted=trusted)
        told = {**scope, "client": client, "headers": headers}
        if trusted:
            await self._told(told, receive, send)  # type: ignore[arg-type]
        else:
            await self._app(told, receive, send)

    def _trusts(self, peer: tuple[str, int] | None) -> bool:
        # Through a Unix socket comes whoever may open the file, so nobody is trusted there.
        address = _address(peer[0] if peer else "")
        return address is not None and any(address in network for network in self._networks)

    def _believed(
        self, headers: list[tuple[bytes, bytes]], *, trusted: bool
    ) -> list[tuple[bytes, bytes]]:
        times = Counter(name.lower() for name, _ in headers)
        return [
            (name, value)
            for name, value in headers
            if not self._is_a_proxys(name) or (trusted and self._is_unmistakable(name, times))
        ]

    def _is_a_proxys(self, name: bytes) -> bool:
        plain = _plain(name)
        return plain in self._names or plain.startswith(_FORWARDED)

    def _is_unmistakable(self, name: bytes, times: "Counter[bytes]") -> bool:
        # A proxy replaces its header, not one with underscores, nor adds its own to a visitor's.
        plain = _plain(name)
        return plain == name.lower() and (plain.startswith(_FORWARDED) or times[plain] == 1)


def client_of(scope: Scope) -> str:
    """Return the address that limits count by: of version 6, the network of one household."""
    client = scope.get("client")
    address = _address(client[0] if client else "")
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _ONE_CLIENT_BITS), strict=False))
    return str(address or UNKNOWN)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    # A socket for both versions writes an address of version 4 like one of version 6.
    return getattr(address, "ipv4_mapped", None) or address


def _plain_client(scope: Scope) -> tuple[str, int] | None:
    client: tuple[str, int] | None = scope.get("client")
    address = _address(client[0]) if client else None
    return (str(address), client[1]) if client and address else client


def _plain(name: bytes) -> bytes:
    return name.lower().replace(b"_", b"-")
