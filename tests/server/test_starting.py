"""What must hold before the server listens, and how it begins and ends."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from dashboard.errors import SetupError
from dashboard.server import serve
from dashboard.server.warming import imports_of, pages_of
from dashboard.ui.navigation import PAGES
from tests.databases import on_both_databases
from tests.server.running import PROJECT, RunningServer, signing_in, stop


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(SetupError, match=f"Port {port} on 127.0.0.1 is already in use: "):
            serve(port=port)


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])
def test_an_address_of_another_machine_is_one_sentence(host):
    with pytest.raises(SetupError, match=f'"{re.escape(host)}" is not one of this machine'):
        serve(host=host, port=0, settings=signing_in())


def test_a_port_in_use_is_said_before_anything_is_loaded():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SetupError):
        serve(port=other.getsockname()[1], warm_up=lambda: pytest.fail("loaded"))


def command(database: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve", "--port", "0"],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": database},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@on_both_databases
def test_the_command_says_its_address_and_nothing_else_and_ends_quietly(own_database_url):
    on_sqlite = own_database_url.startswith("sqlite")
    ended_by = signal.SIGINT if on_sqlite else signal.SIGTERM
    process = command(own_database_url)
    assert process.stdout is not None
    address = process.stdout.readline()
    running = RunningServer(process, address.strip(), PROJECT)

    with socket.create_connection(("127.0.0.1", running.port)):
        said, complained, code = stop(running, ended_by)

    assert re.fullmatch(r"http://localhost:\d+\n", address)
    assert (said, complained, code) == ("", "", 0)


def test_a_fault_of_set_up_ends_the_command_with_one_sentence(tmp_path):
    file = tmp_path / "board.sqlite3"
    file.write_text("a letter, not a database" * 100, encoding="utf-8")

    process = command(f"sqlite:///{file}")
    said, complained = process.communicate(timeout=60)

    assert (said, process.returncode) == ("", 1)
    assert re.fullmatch(r"The database .* cannot be opened .*\n", complained)


def test_what_any_page_imports_is_imported_before_the_first_visitor():
    script = PROJECT / "app.py"
    pages = pages_of(script)
    found = imports_of([script, *pages])

    assert {entry.path for entry in PAGES} <= set(pages)
    assert {"dashboard.usecases.overview", "dashboard.usecases.packs.issuing"} <= found
