"""A real server on a free loopback port and a real browser, for the journeys."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.browser import MISSING, find_browser

ROOT = Path(__file__).resolve().parents[2]
# What a browser run as root in a container needs, and what keeps it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 120


@pytest.fixture(scope="session")
def app_url(tmp_path_factory):
    """The address of the dashboard, served as `make run` serves it, on an empty database."""
    with serving(tmp_path_factory.mktemp("served") / "dashboard.sqlite3") as address:
        yield address


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """Serve the dashboard on a database of its own, and yield its address."""
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
    )
    address = f"http://localhost:{port}"
    try:
        _wait_until_healthy(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    path = find_browser()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


# A busy machine draws late; five seconds would fail for that alone.
expect.set_options(timeout=20_000)


def visit(page: Page, address: str) -> Page:
    """Open an address and wait until the page has settled."""
    page.goto(address)
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until the script has run and nothing is stale."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector("h1")
    return page


def unfold(page: Page, words: str) -> None:
    """Open a folded part of a page and wait until it has stopped moving."""
    page.get_by_text(words).click()
    page.wait_for_timeout(800)


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a list by typing, as a keyboard user does."""
    before = page.url
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    # Before the choice has reached the server, the page still looks settled.
    page.wait_for_url(lambda url: url != before)
    settled(page)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no answer from {address}/health in {SECONDS_TO_START} seconds")
