"""What must hold before the server listens: whom a network may meet here, and how they sign in."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from dashboard.errors import SetupError
from dashboard.server.routes import CALLBACK
from dashboard.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# 32 random letters are more than anybody can try; see NIST SP 800-107 on keys for HMAC.
SHORTEST_SECRET = 32


def require_safe(host: str, settings: Settings) -> None:
    """Refuse settings with which a stranger could act as somebody else.

    Raises:
        SetupError: naming what to set, never the value of a secret.
    """
    if not _on_this_machine(host) and not settings.knows_who:
        raise SetupError(
            f'"{host}" can be reached by others and nobody has to sign in: '
            "set up signing in (docs/deployment.md), or leave out --host."
        )
    if settings.signs_in:
        _require_safe_sign_in(settings)
    if any(network.prefixlen == 0 for network in settings.proxy_addresses):
        raise SetupError("DASHBOARD_PROXY_ADDRESSES names every address: name only the proxy's.")


def sign_in_secrets(settings: Settings) -> dict[str, Any]:
    """Return what Streamlit needs to sign people in, as its secrets; {} where nobody signs in."""
    if not settings.signs_in:
        return {}
    return {
        "auth": {
            "redirect_uri": settings.public_address.rstrip("/") + CALLBACK,
            "cookie_secret": settings.cookie_secret,
            "client_id": settings.sign_in_client_id,
            "client_secret": settings.sign_in_client_secret,
            "server_metadata_url": settings.sign_in_metadata,
        }
    }


def is_https(settings: Settings) -> bool:
    """Return whether browsers reach the dashboard over an encrypted connection."""
    return urlsplit(settings.public_address).scheme == "https"


def _require_safe_sign_in(settings: Settings) -> None:
    if len(settings.cookie_secret) < SHORTEST_SECRET:
        raise SetupError(
            f"DASHBOARD_COOKIE_SECRET is shorter than {SHORTEST_SECRET} letters: "
            "make a random one that is longer."
        )
    for name in ("public_address", "sign_in_metadata"):
        if not _is_private(getattr(settings, name)):
            raise SetupError(
                f"DASHBOARD_{name.upper()} must begin with https://, because people sign in there."
            )
    if urlsplit(settings.public_address).path.strip("/"):
        raise SetupError(
            "DASHBOARD_PUBLIC_ADDRESS has a path: give the dashboard a host name of its own."
        )


def _is_private(address: str) -> bool:
    """Return whether nobody on the way can read or change what is sent to an address."""
    parts = urlsplit(address)
    on_the_way = parts.scheme == "https" or _on_this_machine(parts.hostname or "")
    return bool(parts.scheme and parts.hostname) and on_the_way


def _on_this_machine(host: str) -> bool:
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
