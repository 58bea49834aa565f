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
from dashboard.server.starting import require_safe, sign_in_secrets
from dashboard.server.warming import imports_of, pages_of
from dashboard.settings import settings as settings_of_the_environment
from dashboard.ui.navigation import PAGES
from tests.databases import on_both_databases
from tests.server.running import PROJECT, SECRET, RunningServer, settings_of, signing_in


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
    assert running.get("/ready")[0].status == 200

    with socket.create_connection(("127.0.0.1", running.port)):
        process.send_signal(ended_by)
        said, complained = process.communicate(timeout=30)

    assert re.fullmatch(r"http://localhost:\d+\n", address)
    assert (said, complained, process.returncode) == ("", "", 0)


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


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "board.example", ""])
def test_a_network_is_refused_where_nobody_signs_in(host):
    with pytest.raises(SetupError, match="nobody has to sign in: set up signing in"):
        serve(host=host, port=0, settings=settings_of())


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_this_computer_needs_no_sign_in(host):
    require_safe(host, settings_of())


@pytest.mark.parametrize(
    "settings",
    [signing_in(), settings_of(proxy_header="X-Remote-User", proxy_addresses="10.1.2.3")],
)
def test_a_network_may_come_where_somebody_says_who_each_visitor_is(settings):
    require_safe("0.0.0.0", settings)


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"cookie_secret": SECRET[1:]}, "DASHBOARD_COOKIE_SECRET is shorter than 32 letters"),
        ({"public_address": "http://board.example"}, "must begin with https://"),
        ({"public_address": "https://"}, "must begin with https://"),
        ({"sign_in_metadata": "login.example"}, "DASHBOARD_SIGN_IN_METADATA must begin with"),
        ({"sign_in_metadata": "http://login.example/x"}, "DASHBOARD_SIGN_IN_METADATA must begin"),
        ({"public_address": "https://council.example/board"}, "give the dashboard a host name"),
        ({"proxy_addresses": "10.0.0.1 0.0.0.0/0"}, "names every address"),
        ({"proxy_addresses": "::/0"}, "names every address"),
    ],
)
def test_a_sign_in_that_can_be_got_round_is_refused(unsafe, sentence):
    with pytest.raises(SetupError, match=re.escape(sentence)) as refused:
        serve(port=0, settings=signing_in(**unsafe))

    assert not any(secret in str(refused.value) for secret in (SECRET[1:], "secret "))


@pytest.fixture
def environment(monkeypatch):
    """A function that sets settings in the environment and returns what is read of it."""

    def read(given):
        for name, value in given.items():
            monkeypatch.setenv(f"DASHBOARD_{name}", value)
        settings_of_the_environment.cache_clear()
        return settings_of_the_environment()

    yield read
    monkeypatch.undo()
    settings_of_the_environment.cache_clear()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"LOG": "xml"}, "DASHBOARD_LOG cannot be used"),
        ({"IDLE_MINUTES": "soon"}, "DASHBOARD_IDLE_MINUTES cannot be used"),
        ({"SIGN_IN_CLIENT_ID": "board"}, "sign-in also needs DASHBOARD_SIGN_IN_METADATA"),
        ({"PROXY_HEADER": "X-Who"}, "also needs DASHBOARD_PROXY_ADDRESSES"),
        ({"ROLES_CLAIM": "roles", "ROLES": "chairs"}, "DASHBOARD_ROLES cannot be used"),
        ({"ROLES": '{"chairs": "leeds: Chair"}'}, "need each other"),
        ({"ROLES_CLAIM": "roles"}, "need each other"),
        ({"FIRST_ADMINISTRATOR": "Ann Lee"}, "is no e-mail address"),
    ],
)
def test_a_setting_that_cannot_be_is_one_sentence_that_names_it(environment, wrong, sentence):
    with pytest.raises(SetupError, match=re.escape(sentence)) as refused:
        environment(wrong)

    assert "\n" not in str(refused.value)


def test_a_setting_with_nothing_after_it_is_as_if_left_out(environment):
    left_out = environment({})
    empty = {"IDLE_MINUTES": "", "ROLES": "", "LOG": "", "PROXY_ADDRESSES": ""}

    assert environment(empty) == left_out


def test_the_sign_in_of_a_computer_of_ones_own_may_do_without_encryption():
    require_safe("127.0.0.1", signing_in(public_address="http://localhost:8501"))


def test_streamlit_is_told_the_provider_and_where_people_come_back_to():
    assert sign_in_secrets(settings_of()) == {}
    assert sign_in_secrets(signing_in(public_address="https://board.example/"))["auth"] == {
        "redirect_uri": "https://board.example/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "board",
        "client_secret": "secret",
        "server_metadata_url": "https://provider.example/.well-known/openid-configuration",
    }


def test_a_sign_in_that_began_at_one_server_may_come_back_to_another(board):
    assert board.visit(host="board.example")["cookie secret"] == SECRET
