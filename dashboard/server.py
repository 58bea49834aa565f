"""The tuned server: everything that stands between the socket and the app's script.

Streamlit's own server is used as it is (`st.App` on uvicorn).  Around it stand compressed
assets, security headers, warm imports, a bound on the scripts that run at once, and garbage
collection that does not wait at the end of every run.  `streamlit run app.py` works without
any of it, only slower.
"""

import ast
import asyncio
import base64
import contextlib
import errno
import functools
import gc
import gzip
import hashlib
import importlib
import mimetypes
import re
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

from dashboard.errors import SetupError

APP = Path(__file__).resolve().parent.parent / "app.py"
ASSETS = Path(st.__file__).resolve().parent / "static"

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
EVERY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104

# One, because Python runs one thread at a time anyway: scripts that take turns each finish
# sooner than scripts that share, and the event loop keeps its half of the interpreter.
SCRIPTS_AT_ONCE = 1
# A longer run (an import, a board pack) no longer holds up the others.
LONG_RUN_SECONDS = 1.0
COLLECT_WHEN_QUIET_AFTER_SECONDS = 10.0
COLLECT_AT_LATEST_AFTER_SECONDS = 60.0
# A browser that does not hang up in time is left behind.
FAREWELL_SECONDS = 2


def serve(
    host: str = "127.0.0.1",
    port: int = 8501,
    *,
    script: Path = APP,
    secrets: Mapping[str, Any] | None = None,
    warm_up: Callable[[], None] | None = None,
    scripts_at_once: int = SCRIPTS_AT_ONCE,
) -> None:
    """Serve the app until Ctrl-C or SIGTERM, and print its address once when it is ready.

    Port 0 takes any free port.  `warm_up` is called before the first visitor is let in;
    `secrets` are Streamlit's (sign-in), in place of a secrets.toml.

    Raises:
        SetupError: if the port or the address cannot be had.
    """
    with _listening(host, port) as listener, contextlib.suppress(KeyboardInterrupt):
        _end_quietly_when_terminated()
        turns = Turns(scripts_at_once)
        app = _app(script, turns, secrets, warm_up)
        _settings(host, listener.getsockname()[1])
        _take_turns(turns)
        settings = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="websockets-sansio",
            ws_max_size=config.get_option("server.maxWidgetStateSize") * 1024 * 1024,
            ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
            timeout_graceful_shutdown=FAREWELL_SECONDS,
        )
        _Server(settings, address=address_for_people(host, listener.getsockname()[1])).run(
            sockets=[listener]
        )


def address_for_people(host: str, port: int) -> str:
    """Return what to type into a browser on this machine.

    >>> address_for_people("127.0.0.1", 8501)
    'http://localhost:8501'
    >>> address_for_people("10.1.2.3", 80)
    'http://10.1.2.3:80'
    """
    name = "localhost" if host in LOOPBACK | EVERY_ADDRESS else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as fault:
        raise SetupError(_why_no_port(host, port, fault)) from fault


def _why_no_port(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is already in use: "
            "stop the program that uses it or choose another port with --port."
        )
    if fault.errno == errno.EACCES:
        return f"Port {port} is reserved by this machine: choose one above 1023 with --port."
    return f'The address "{host}" is not one of this machine: choose another with --host.'


def _end_quietly_when_terminated() -> None:
    """SIGTERM ends like Ctrl-C: uvicorn takes both over and hands them back when it is done."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _settings(host: str, port: int) -> None:
    source = "dashboard.server"
    config.set_option("server.address", host, source)
    config.set_option("server.port", port, source)
    # Streamlit collects garbage after every run, which costs more than the run: `_keep_house`.
    config.set_option("runner.postScriptGC", False, source)
    if host in LOOPBACK and not config.get_option("server.allowedHosts"):
        # Else a web page elsewhere could give its own name this machine's address and
        # speak to the dashboard through the visitor's browser (DNS rebinding).
        config.set_option("server.allowedHosts", sorted(LOOPBACK), source)


class _Server(uvicorn.Server):
    """Says where it is once it really accepts visitors."""

    def __init__(self, settings: uvicorn.Config, address: str) -> None:
        super().__init__(settings)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self._address, flush=True)  # noqa: T201


# The app and what surrounds it


def _app(
    script: Path,
    turns: "Turns",
    secrets: Mapping[str, Any] | None,
    warm_up: Callable[[], None] | None,
) -> st.App:
    assets = Assets(ASSETS)

    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        await run_in_threadpool(_warm, script, warm_up)
        chores = [
            asyncio.create_task(_keep_house(turns)),
            asyncio.create_task(run_in_threadpool(assets.compress_all)),
        ]
        yield
        for chore in chores:
            chore.cancel()

    return st.App(
        script,
        secrets=secrets,
        lifespan=lifespan,
        routes=[Route("/health", _health)],
        middleware=[
            Middleware(SecurityHeaders, policy=content_security_policy(ASSETS / "index.html")),
            Middleware(GZipMiddleware, compresslevel=6),
            Middleware(CompressedAssets, assets=assets),
        ],
    )


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


class SecurityHeaders:
    """Tells the browser what the dashboard never does, so that nobody can make it."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


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


class Assets:
    """Streamlit's own files, each compressed once and kept in memory (about 8 MB)."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            f"/{file.relative_to(folder).as_posix()}": file
            for file in folder.joinpath("static").rglob("*")
            if file.suffix in {".js", ".css", ".svg", ".json", ".wasm"}
        }
        self.compressed = functools.cache(self._compress)

    def has(self, path: str) -> bool:
        """Return whether there is such a file and compressing it is worth while."""
        return path in self._files

    def _compress(self, path: str) -> bytes:
        return gzip.compress(self._files[path].read_bytes(), compresslevel=9, mtime=0)

    def compress_all(self) -> None:
        """Compress what nobody has asked for yet, the small files of every page first."""
        for path in sorted(self._files, key=lambda path: self._files[path].stat().st_size):
            self.compressed(path)


class CompressedAssets:
    """Sends Streamlit's files compressed; Streamlit itself leaves that to a proxy.

    Their names carry a hash of their content, so a browser may keep them for ever.
    """

    def __init__(self, app: ASGIApp, assets: Assets) -> None:
        self._app = app
        self._assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        takes_gzip = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
        wanted = takes_gzip and scope["method"] in {"GET", "HEAD"}
        if not (wanted and self._assets.has(scope["path"])):
            return None
        body = await run_in_threadpool(self._assets.compressed, scope["path"])
        return Response(
            body,
            media_type=mimetypes.guess_type(scope["path"])[0],
            headers={
                "Content-Encoding": "gzip",
                "Cache-Control": "public, immutable, max-age=31536000",
                "Vary": "Accept-Encoding",
            },
        )


# Before the first visitor


def _warm(script: Path, warm_up: Callable[[], None] | None) -> None:
    for name in sorted(imports_of([script, *script.parent.glob("dashboard/pages/*.py")])):
        importlib.import_module(name)
    if warm_up is not None:
        warm_up()
    # What is loaded now stays: no collection needs to look at it again.
    gc.collect()
    gc.freeze()


# What Streamlit and its charts and tables import only when they are first used.
USED_LATER = frozenset(
    {
        "jinja2",
        "numpy",
        "pandas.io.formats.style",
        "plotly.graph_objects",
        "plotly.io",
        "pyarrow",
        "sqlalchemy.orm",
    }
)


def imports_of(scripts: Iterable[Path]) -> set[str]:
    """Return the names of the modules that some scripts import, without running them."""
    names = set(USED_LATER)
    for script in scripts:
        for node in ast.walk(ast.parse(script.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names.add(node.module)
    return names


# While it runs


class Turns:
    """Lets so many scripts run at once, and the others in the order in which they came.

    In order, because two runs of one visitor must not overtake each other.  A run that
    takes long steps aside: it goes on, and stops counting.
    """

    def __init__(self, at_once: int, long_run_seconds: float = LONG_RUN_SECONDS) -> None:
        self.taken = 0
        self._at_once = at_once
        self._long_run_seconds = long_run_seconds
        self._lock = threading.Lock()
        self._waiting: deque[tuple[int, threading.Event]] = deque()
        self._began: dict[int, float] = {}

    def __enter__(self) -> Self:
        called = threading.Event()
        with self._lock:
            self._waiting.append((threading.get_ident(), called))
            self._call_next()
        called.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._lock:
            self._began.pop(threading.get_ident(), None)
            self._call_next()

    @property
    def idle(self) -> bool:
        """Return whether no script runs or waits, long ones apart."""
        return not self._began and not self._waiting

    def let_long_runs_step_aside(self) -> None:
        """Give the turns of runs that take long to those who wait."""
        latest = time.monotonic() - self._long_run_seconds
        with self._lock:
            self._began = {run: began for run, began in self._began.items() if began > latest}
            self._call_next()

    def _call_next(self) -> None:
        while self._waiting and len(self._began) < self._at_once:
            run, called = self._waiting.popleft()
            self._began[run] = time.monotonic()
            self.taken += 1
            called.set()


def _take_turns(turns: Turns) -> None:
    """Make every session of this process run its script only in its turn.

    Streamlit has no setting for this, and every visitor's script is a thread of its own:
    beyond a few dozen they starve the event loop and each other.  A session makes its
    runner by the name replaced here; the one method overridden is the whole of a run, so
    that a run that waits behaves like one that is slow (a click is not lost).  Should a new
    Streamlit rename either, tests/test_server.py fails.  docs/decisions.md says more.
    """

    class RunnerInTurn(ScriptRunner):
        def _run_script(self, rerun_data: RerunData) -> None:
            with turns:
                super()._run_script(rerun_data)

    vars(app_session)[ScriptRunner.__name__] = RunnerInTurn


async def _keep_house(turns: Turns) -> None:
    """Collect garbage in quiet moments, or at the latest after a minute of work.

    A session's memory is full of cycles, so that without it a busy server grows.
    """
    collected_at, collected_turn = time.monotonic(), turns.taken
    while True:
        await asyncio.sleep(0.5)
        turns.let_long_runs_step_aside()
        since = time.monotonic() - collected_at
        quiet = turns.idle and since > COLLECT_WHEN_QUIET_AFTER_SECONDS
        due = quiet or since > COLLECT_AT_LATEST_AFTER_SECONDS
        if due and turns.taken > collected_turn:
            collected_at, collected_turn = time.monotonic(), turns.taken
            gc.collect()
