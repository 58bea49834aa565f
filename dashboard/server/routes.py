"""The parts of the server by name, as limits, logs and metrics know them: never a whole address."""

from starlette.types import Scope
from streamlit import config

from dashboard.ui.navigation import PAGES

UPLOADS = "/_stcore/upload_file"
STREAM = "/_stcore/stream"
MEDIA = "/media"
# Streamlit's own: where its sign-in button leads, and where the provider sends people back to.
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
SIGN_IN = frozenset({LOGIN, CALLBACK})
HEALTH, READY = "/health", "/ready"
OTHER = "other"

# What comes after these is an id of a session or a file, or the name of one of many files.
_WITH_MORE = (UPLOADS, MEDIA, "/static", "/component", "/_stcore/bidi-components")
_WHOLE = (
    SIGN_IN
    | {"/", HEALTH, READY, STREAM, "/auth/logout", "/_stcore/health", "/_stcore/host-config"}
    | {f"/{page.url_path}" for page in PAGES}
)


def part_of(scope: Scope) -> str:
    """Return which part of the server a request is for; "other" for an address of nothing here.

    It has no query, no id of a session and no name of a file, and there are few of them.

    >>> part_of({"path": "/media/0123.png"})
    '/media'
    >>> part_of({"path": "/whatever/somebody/asks"})
    'other'
    """
    path = path_of(scope)
    for beginning in _WITH_MORE:
        if path.startswith(f"{beginning}/"):
            return beginning
    return path if path in _WHOLE else OTHER


def path_of(scope: Scope) -> str:
    """Return the path that is asked for, without the folder under which the dashboard may stand."""
    path: str = scope["path"]
    base = base_path()
    return path.removeprefix(base) or "/" if path.startswith(f"{base}/") or path == base else path


def base_path() -> str:
    """Return the folder under which the dashboard stands, such as /board; "" for none."""
    folder = config.get_option("server.baseUrlPath").strip("/")
    return f"/{folder}" if folder else ""
