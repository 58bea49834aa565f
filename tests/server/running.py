"""A real server in a process of its own, and what one sends to it."""

import asyncio
import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websockets
from starlette.types import Message

from benchmarks.sessions import PageFailedError, Visitor, visiting
from dashboard.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]
# From here comes the proxy that the board's server trusts; everything else comes from 127.0.0.1.
PROXY = "127.0.0.2"
LOG = "log.txt"
# The script writes these when it begins and when it is done.
BEGAN, DONE = "began.txt", "done.txt"
# And this one when the last is gone that it kept of a session.
LET_GO = "let_go.txt"
SECRET = "0123456789abcdef0123456789abcdef"
# Notes beside itself how many runs it ever saw at once, and what it knows of who looks.
SCRIPT = (
    f"""
BEGAN, DONE, LET_GO = {BEGAN!r}, {DONE!r}, {LET_GO!r}
"""
    + """
import gc, json, threading, time, warnings, weakref
from pathlib import Path
import streamlit as st
from streamlit.logger import get_logger
from streamlit.runtime import get_instance
from dashboard.errors import ChangeRefusedError, NotAllowedError, SetupError
from dashboard.ui import components

@st.cache_resource
def counts():
    return {"lock": threading.Lock(), "now": 0, "most": 0}

seen, seconds = counts(), float(st.query_params.get("seconds", 0.05))
with seen["lock"]:
    seen["now"] += 1
    seen["most"] = max(seen["most"], seen["now"])
beside = Path(__file__)
beside.with_name(BEGAN).write_text("began")
time.sleep(seconds)
with seen["lock"]:
    seen["now"] -= 1
beside.with_name("most_at_once.txt").write_text(str(seen["most"]))
sessions = get_instance()._session_mgr
beside.with_name("who.json").write_text(
    json.dumps(
        {
            "address": st.context.ip_address,
            "cookie secret": st.get_option("server.cookieSecret"),
            "connected": sessions.num_active_sessions(),
            "listed": len(sessions.list_active_sessions()),
            **st.context.headers.to_dict(),
        }
    )
)
if "keep" in st.query_params:
    st.session_state.kept = threading.Event()
    weakref.finalize(st.session_state.kept, beside.with_name(LET_GO).write_text, "let go")
if "collect" in st.query_params:
    gc.collect()
if "warn" in st.query_params:
    warnings.warn("will be taken away", FutureWarning)
if "told" in st.query_params:
    get_logger("streamlit.of_its_own").warning("Session %s of %s", "s3ss10n", "Ann")
if "refuse" in st.query_params:
    with components.shown_errors():
        raise NotAllowedError("Ann may not")
for name, kind in st.query_params.items():
    if name == "raise":
        raise {"set-up": SetupError, "refused": ChangeRefusedError, "bug": KeyError}[kind](
            "Ann\\nOther"
        )
if "file" in st.query_params:
    from dashboard.ui.components import offer_file
    from dashboard.ui.signing import let_in
    if let_in():
        offer_file("Save", lambda: b"3 children", "own.csv", "text/csv", "own")
        st.image(bytes.fromhex(st.query_params["file"]))
st.write("done")
beside.with_name(DONE).write_text("done")
"""
)
START = (
    "import sys; from pathlib import Path; from dashboard.server import serve; "
    "from streamlit import config; "
    "config.set_option('server.disconnectedSessionTTL', float(sys.argv[3])); "
    "folder = Path(sys.argv[1]); trouble = folder / 'trouble.txt'; "
    "serve(port=0, script=folder / 'script.py', scripts_at_once=int(sys.argv[2]), "
    "trouble=lambda: trouble.read_text() if trouble.exists() else None)"
)


def settings_of(**settings: Any) -> Settings:
    """Return the settings of an operator who sets these."""
    return Settings(**settings)


def signing_in(**further: Any) -> Settings:
    """Return settings with which people sign in, and further ones."""
    needed = {
        "public_address": "https://board.example",
        "sign_in_metadata": "https://provider.example/.well-known/openid-configuration",
        "sign_in_client_id": "board",
        "sign_in_client_secret": "secret",
        "cookie_secret": SECRET,
    }
    return settings_of(**(needed | further))


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the environment in which a server has these settings."""
    values = settings.model_dump(exclude_unset=True)
    values["proxy_addresses"] = " ".join(map(str, settings.proxy_addresses))
    return {f"DASHBOARD_{name.upper()}": str(value) for name, value in values.items()}


async def nothing_comes() -> Message:
    """Be what a server receives from, where nothing more comes."""
    return {"type": "http.disconnect"}


async def left_unread(_: Message) -> None:
    """Be where a server sends to, and nobody looks."""


def run_alone(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: a browser journey before leaves a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@dataclass
class RunningServer:
    process: subprocess.Popen[str]
    address: str
    folder: Path

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def ask(self, method, path, body=None, by=None, **headers):
        """Return the answer and its body; `by` is the address that one asks from."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=20, source_address=(by, 0) if by else None
        )
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, headers=sent)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def wait_for(self, file: str) -> None:
        give_up = time.monotonic() + 10
        while not (self.folder / file).exists():
            assert time.monotonic() < give_up, f"the script never wrote {file}"
            time.sleep(0.02)

    @property
    def log(self) -> str:
        return (self.folder / LOG).read_text("utf-8")

    @property
    def reached_at(self) -> str:
        return self.address.replace("localhost", "127.0.0.1")

    def most_at_once(self, visitors):
        async def visit():
            async with visiting(self.reached_at) as visitor:
                await visitor.open()

        async def visit_all():
            await asyncio.gather(*(visit() for _ in range(visitors)))

        run_alone(visit_all())
        return int((self.folder / "most_at_once.txt").read_text())

    def visit(
        self, query: str = "", by: str = "127.0.0.1", host: str | None = None, **headers: str
    ) -> dict[str, Any]:
        """Open a page as a browser does, and return what its script knew of who looks.

        A page may fail, and the server may end meanwhile.
        """

        async def visit() -> None:
            async with open_websocket(self, host, by, **headers) as websocket:
                with contextlib.suppress(PageFailedError, websockets.ConnectionClosed):
                    await Visitor(websocket, query=query).open()

        run_alone(visit())
        known: dict[str, Any] = json.loads((self.folder / "who.json").read_text())
        return known


def start(
    folder: Path,
    scripts_at_once: int = 1,
    environment: Mapping[str, str] | None = None,
    forgets_after_seconds: float = 60,
) -> RunningServer:
    """Start a server; who left is forgotten after so many seconds, and their files with them."""
    (folder / "script.py").write_text(SCRIPT)
    with (folder / LOG).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [
                *[sys.executable, "-c", START, str(folder)],
                *[str(scripts_at_once), str(forgets_after_seconds)],
            ],
            cwd=PROJECT,
            env=os.environ | dict(environment or {}),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout is not None
    return RunningServer(process, process.stdout.readline().strip(), folder)


def stop(server: RunningServer) -> None:
    """End a server, which has to end well."""
    server.process.terminate()
    server.process.communicate(timeout=30)
    assert server.process.returncode == 0


def through(outside: socket.socket) -> dict[str, str]:
    proxy = f"http://127.0.0.1:{outside.getsockname()[1]}"
    return dict.fromkeys(("http_proxy", "https_proxy"), proxy) | {"no_proxy": ""}


def open_websocket(
    server: RunningServer, host: str | None = None, by: str | None = None, **headers: str
) -> Any:
    """Return a websocket to open under a name, from an address, with a browser's headers."""
    return websockets.connect(
        f"ws://{host or 'localhost'}:{server.port}/_stcore/stream",
        host="127.0.0.1",
        port=server.port,
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        local_addr=(by, 0) if by else None,
        proxy=None,
        max_size=None,
        ping_interval=None,
    )


def try_websocket(server: RunningServer, host: str | None = None, **headers: str) -> None:
    """Open a websocket and close it, or raise what refused it."""

    async def open_and_close() -> None:
        async with open_websocket(server, host, **headers):
            pass

    run_alone(open_and_close())
