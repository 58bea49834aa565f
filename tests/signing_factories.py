"""Who is verified in tests, and on what terms people are let in."""

import datetime as dt
from typing import Any

from dashboard.core.accounts import SessionLimits, Terms, Verified

NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
LIMITS = SessionLimits(dt.timedelta(minutes=30), dt.timedelta(hours=12))
# What a provider says of Ann, who signed in a minute ago.
CLAIMS: dict[str, Any] = {
    "iss": "https://login.example",
    "sub": "ann-at-login",
    "email": "ann@council.example",
    "email_verified": True,
    "name": "Ann Lee",
    "nonce": "once",
    "iat": NOW.timestamp() - 60,
}

# With which people sign in with that provider.
SETTINGS = {
    "SIGN_IN_METADATA": "https://login.example/.well-known/openid-configuration",
    "SIGN_IN_CLIENT_ID": "board",
    "SIGN_IN_CLIENT_SECRET": "told to nobody",
    "COOKIE_SECRET": "thirty-two letters for this test",
    "PUBLIC_ADDRESS": "https://board.example",
}


def verified(**changed: object) -> Verified:
    """Ann, as the provider knows her, who signed in just now."""
    usual: dict[str, object] = {
        "issuer": "https://login.example",
        "subject": "ann-at-login",
        "email": "ann@council.example",
        "confirmed": True,
        "name": "Ann Lee",
        "key": "1" * 64,
        "signed_in_at": NOW,
    }
    return Verified(**(usual | changed))  # type: ignore[arg-type]


def terms(**changed: object) -> Terms:
    """The usual limits, and nobody named to come first."""
    usual: dict[str, object] = {"limits": LIMITS, "identity": "identity verified by login.example"}
    return Terms(**(usual | changed))  # type: ignore[arg-type]
