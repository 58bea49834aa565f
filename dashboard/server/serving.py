"""The server itself: a port, the app with what surrounds it, and quiet beginnings and ends."""

import asyncio
import contextlib
import errno
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit import config

from dashboard.errors import SetupError
from dashboard.server.daily import once_a_day
from dashboard.server.doorkeeper import LOOPBACK, Doorkeeper, allowed_hosts
from dashboard.server.headers import INDEX, SecurityHeaders, content_security_policy
from dashboard.server.own_page import OwnPage
from dashboard.server.turns import Turns, keep_for_good, keep_house, take_turns
from dashboard.server.visitors import Visitors
from dashboard.server.warming import import_all_of

APP = Path(__file__).resolve().parents[2] / "app.py"

EVERY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104

# One, because Python runs one thread at a time anyway: scripts that take turns each finish
# sooner than scripts that share, and the event loop keeps its half of the interpreter.
SCRIPTS_AT_ONCE = 1
# A browser that does not hang up in time is left behind.
FAREWELL_SECONDS = 2


def serve(
    host: str = "127.0.0.1",
    port: int = 8501,
    *,
    script: Path = APP,
    secrets: Mapping[str, Any] | None = None,
    warm_up: Callable[[], None] | None = None,
    daily: Callable[[], None] | None = None,
    scripts_at_once: int = SCRIPTS_AT_ONCE,
) -> None:
    """Serve the app until Ctrl-C or SIGTERM, and print its address once when it is ready.

    Port 0 takes any free port.  `warm_up` is called before the first visitor is let in;
    `daily` is called then and once a day; `secrets` are Streamlit's (sign-in), in place of a
    secrets.toml.

    Raises:
        SetupError: if the port or the address cannot be had; and whatever `warm_up` raises.
    """
    with _listening(host, port) as listener, contextlib.suppress(KeyboardInterrupt):
        _end_quietly_when_terminated()
        turns = Turns(scripts_at_once)
        _settings(host, listener.getsockname()[1])
        app = _app(script, turns, secrets, allowed_hosts(host), daily)
        take_turns(turns)
        # Here and not in the app's lifespan, where an expected error would end in a stack.
        if warm_up is not None:
            warm_up()
        import_all_of(script)
        keep_for_good()
        address = address_for_people(host, listener.getsockname()[1])
        _Server(_uvicorn_settings(app), address).run(sockets=[listener])


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
    except (OSError, UnicodeError) as fault:
        raise SetupError(_why_no_port(host, port, fault)) from fault


def _why_no_port(host: str, port: int, fault: OSError | UnicodeError) -> str:
    reason = fault.errno if isinstance(fault, OSError) else None
    if reason == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is already in use: "
            "stop the program that uses it or choose another port with --port."
        )
    if reason == errno.EACCES:
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
    # Streamlit collects garbage after every run, which costs more than the run: `keep_house`.
    config.set_option("runner.postScriptGC", False, source)


def _uvicorn_settings(app: st.App) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=config.get_option("server.maxWidgetStateSize") * 1024 * 1024,
        ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
        timeout_graceful_shutdown=FAREWELL_SECONDS,
    )


class _Server(uvicorn.Server):
    """Says where it is once it really accepts visitors."""

    def __init__(self, settings: uvicorn.Config, address: str) -> None:
        super().__init__(settings)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self._address, flush=True)  # noqa: T201


def _app(
    script: Path,
    turns: Turns,
    secrets: Mapping[str, Any] | None,
    names: list[str],
    daily: Callable[[], None] | None = None,
) -> st.App:
    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        chores = [asyncio.create_task(keep_house(turns))]
        if daily is not None:
            chores.append(asyncio.create_task(once_a_day(daily)))
        yield
        for chore in chores:
            chore.cancel()

    return st.App(
        script,
        secrets=secrets,
        lifespan=lifespan,
        routes=[Route("/health", _health)],
        middleware=[
            Middleware(SecurityHeaders, policy=content_security_policy(INDEX)),
            Middleware(Doorkeeper, names=names),
            Middleware(Visitors),
            Middleware(GZipMiddleware, compresslevel=6),
            Middleware(OwnPage, index=INDEX),
        ],
    )


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
