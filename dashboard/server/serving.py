"""The server itself: a port, the app with what surrounds it, and quiet beginnings and ends."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit import config
from uvicorn.config import LOGGING_CONFIG

from dashboard.errors import SetupError
from dashboard.server.callback import mend_sign_in
from dashboard.server.daily import once_a_day
from dashboard.server.doorkeeper import Doorkeeper, allowed_hosts
from dashboard.server.downloads import Downloads
from dashboard.server.ending import (
    FAREWELL_SECONDS,
    Ending,
    NothingNew,
    Server,
    end_quietly_when_terminated,
)
from dashboard.server.garbage import keep_for_good, keep_together
from dashboard.server.gathering import GatheringProtocol
from dashboard.server.headers import INDEX, SecurityHeaders, content_security_policy
from dashboard.server.journal import Journal
from dashboard.server.limiting import ArrivalLimits, Uploads
from dashboard.server.logs import begin_log
from dashboard.server.messages import Messages
from dashboard.server.metrics import count, offer
from dashboard.server.own_page import OwnPage
from dashboard.server.owners import Owners, give_files_owners
from dashboard.server.patience import ImpatientProtocol
from dashboard.server.proxies import TrustedProxies
from dashboard.server.readiness import Readiness
from dashboard.server.returning import Returning
from dashboard.server.routes import HEALTH, READY
from dashboard.server.sessions import SECONDS, Departed, keep_sessions, keep_theme
from dashboard.server.starting import LOOPBACK, is_https, require_safe, sign_in_secrets
from dashboard.server.turns import Turns, keep_house, take_turns
from dashboard.server.visitors import Visitors
from dashboard.server.warming import import_all_of
from dashboard.settings import Settings
from dashboard.settings import settings as settings_of_the_environment
from dashboard.ui.failures import tell

APP = Path(__file__).resolve().parents[2] / "app.py"

EVERY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104

# One, because Python runs one thread at a time anyway: scripts that take turns each finish
# sooner than scripts that share, and the event loop keeps its half of the interpreter.
SCRIPTS_AT_ONCE = 1
# The largest thing that a page sends is a form full of text: a few hundred thousand letters.
MOST_FRAME_MEGABYTES = 4


def serve(
    host: str = "127.0.0.1",
    port: int = 8501,
    *,
    settings: Settings | None = None,
    script: Path = APP,
    warm_up: Callable[[], None] | None = None,
    trouble: Callable[[], str | None] = lambda: None,
    daily: Callable[[], None] = lambda: None,
    scripts_at_once: int = SCRIPTS_AT_ONCE,
) -> None:
    """Serve the app until Ctrl-C or SIGTERM, and print its address once when it is ready.

    Port 0 takes any free port. `settings` are the environment's if left out. `warm_up` is called
    before the first visitor is let in, `daily` then and once a day; `trouble` tells /ready in one
    word what is wrong, or None.

    Raises:
        SetupError: if strangers could come in, or the port or the address cannot be had; and
            whatever `warm_up` raises.
    """
    told = settings or settings_of_the_environment()
    require_safe(host, told)
    keep_together()
    with _listening(host, port) as listener, contextlib.suppress(KeyboardInterrupt):
        end_quietly_when_terminated()
        turns = Turns(scripts_at_once)
        _begin_to_watch(told, turns)
        mend_sign_in()
        _configure(host, listener.getsockname()[1], told)
        server = _server(script, turns, told, allowed_hosts(host, told), trouble, daily)
        take_turns(turns)
        # Here and not in the app's lifespan, where an expected error would end in a stack.
        if warm_up is not None:
            warm_up()
        import_all_of(script)
        keep_for_good()
        server.run_at(address_for_people(host, listener.getsockname()[1]), listener)


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


def _configure(host: str, port: int, settings: Settings) -> None:
    source = "dashboard.server"
    config.set_option("server.address", host, source)
    config.set_option("server.port", port, source)
    # Streamlit collects garbage after every run, which costs more than the run: `keep_house`.
    config.set_option("runner.postScriptGC", False, source)
    config.set_option("server.maxWidgetStateSize", MOST_FRAME_MEGABYTES, source)
    # Whose pages may steer the dashboard in a frame: nobody's.
    config.set_option("client.allowedOrigins", [], source)
    # A sign-in that began at one server may come back to another.
    if settings.cookie_secret:
        config.set_option("server.cookieSecret", settings.cookie_secret, source)


def _begin_to_watch(settings: Settings, turns: Turns) -> None:
    begin_log(settings)
    count(turns)
    offer(settings)


def _server(
    script: Path,
    turns: Turns,
    settings: Settings,
    names: list[str],
    trouble: Callable[[], str | None],
    daily: Callable[[], None],
) -> Server:
    # Where nobody signs in, one person sits at this computer and wants it to end at once.
    ending = Ending(turns, settings.drain_seconds if settings.knows_who else 0)
    departed = Departed(config.get_option(SECONDS))
    keep_sessions(departed)
    keep_theme()

    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        house = keep_house(turns, departed)
        chores = [asyncio.create_task(each) for each in (house, once_a_day(daily))]
        yield
        for chore in chores:
            chore.cancel()

    app = st.App(
        script,
        secrets=sign_in_secrets(settings),
        lifespan=lifespan,
        on_script_error=tell,
        routes=[Route(HEALTH, _health), Route(READY, Readiness(trouble, ending).answer)],
        middleware=_around(script, settings, names, ending),
    )
    return Server(_uvicorn_settings(app, settings), ending)


def _around(script: Path, settings: Settings, names: list[str], ending: Ending) -> list[Middleware]:
    """Return what a request goes through before it reaches Streamlit, the first one first."""
    policy = content_security_policy(INDEX)
    return [
        Middleware(TrustedProxies, settings=settings),
        Middleware(Journal),
        Middleware(SecurityHeaders, policy=policy, https=is_https(settings)),
        Middleware(Doorkeeper, names=names),
        Middleware(NothingNew, ending=ending),
        Middleware(ArrivalLimits),
        Middleware(Messages, script=script),
        Middleware(Uploads),
        Middleware(Visitors),
        Middleware(Returning),
        Middleware(GZipMiddleware, compresslevel=6),
        Middleware(Owners, settings=settings, addresses=give_files_owners()),
        Middleware(Downloads),
        Middleware(OwnPage, index=INDEX),
    ]


def _uvicorn_settings(app: st.App, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=ImpatientProtocol,
        log_level="warning",
        log_config=None if settings.log == "json" else LOGGING_CONFIG,
        access_log=False,
        server_header=False,
        # `TrustedProxies` has to see who really called.
        proxy_headers=False,
        ws=GatheringProtocol,
        ws_max_size=MOST_FRAME_MEGABYTES * 1024 * 1024,
        ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
        timeout_graceful_shutdown=FAREWELL_SECONDS,
    )


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
