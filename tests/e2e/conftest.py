"""A real server on a free loopback port and a real browser, for the journeys."""

import datetime as dt
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from dashboard.store.engine import open_store
from tests.e2e.browser import MISSING, find_browser
from tests.local_factories import load_own, series_of
from tests.long_register import write_people
from tests.programs import needed
from tests.reverse_proxy import free_port

ROOT = Path(__file__).resolve().parents[2]
# What a browser run as root in a container needs, what keeps it from calling home, and what spares
# it from making scripts faster that run for a moment: a fifth of its time went into that.
FLAGS = [
    "--js-flags=--no-opt,--no-maglev",
    "--no-sandbox",
    "--disable-gpu",
    # A twelfth of what is left goes into drawing that nobody looks at.
    "--num-raster-threads=1",
    "--disable-checker-imaging",
    "--disable-partial-raster",
    "--disable-lcd-text",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 120
NO_SETTINGS: Mapping[str, str] = {}
WIDE: ViewportSize = {"width": 1280, "height": 900}
# Key performance indicator 2 stood at about 66% and fell: three quarters below its lower limit.
FALLEN = (66, 64, 67, 65, 66, 68, 64, 66, 65, 67, 66, 66, 65, 44, 42, 41)
MENDED = ("critical", "serious", "moderate")


# A grey bar stands where something will be drawn once the browser has fetched what draws it. What
# is pressed before that may move away from under the press.
SETTLED = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    ':has(h1):not(:has([data-testid="stSkeleton"]))'
)
# Resolves once nothing has moved, grown or shrunk for so many frames, and nothing is to move within
# a minute.
STILL = """frames => new Promise(resolve => {
    let before = "", same = 0;
    const look = () => {
        const moving = document.getAnimations().filter(each => each.playState === "running"
            && each.effect.getComputedTiming().endTime < 60000).length;
        const parts = document.querySelectorAll("html, main, section, details, summary");
        const now = [moving, innerWidth, ...Array.from(parts, each => {
            const {top, width, height} = each.getBoundingClientRect();
            return [top, width, height, each.scrollWidth, each.scrollHeight].join(" ");
        })].join(" ");
        same = now === before && moving === 0 ? same + 1 : 0;
        before = now;
        same < frames ? requestAnimationFrame(look) : resolve();
    };
    look();
})"""
FRAMES = 6
# What passes is not asked for, which takes axe as long again.
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def app_url(sqlite):
    """The address of the dashboard, served as `make run` serves it; its database began empty.

    Journeys that share it only read.
    """
    with sqlite.new() as url, serving(url) as address:
        yield address


@pytest.fixture(scope="session")
def people_database(sqlite):
    """A database with people of every role, and own figures of Leeds of which one fell."""
    with sqlite.shipped() as url:
        with closing(open_store(url)) as store:
            write_people(store, dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=400))
            load_own(store, {"kpi-2-education": series_of(FALLEN, 100)}, "leeds")
        yield url


@pytest.fixture(scope="session")
def people_url(people_database):
    """The dashboard of that database, for journeys that change different things."""
    with serving(people_database) as address:
        yield address


@pytest.fixture
def new_url(sqlite):
    """A dashboard that nobody has registered with yet."""
    with sqlite.shipped() as url, serving(url) as address:
        yield address


@contextmanager
def serving(url: str, settings: Mapping[str, str] = NO_SETTINGS) -> Iterator[str]:
    """Serve the dashboard on a database, with settings by their names, and yield its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    given = {**settings, "PUBLIC_ADDRESS": address} if settings else {}
    with started(url, port, given) as server:
        wait_until_healthy(address, server)
        yield address


@contextmanager
def started(
    url: str, port: int, settings: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the dashboard on a database and a port, with settings by their names, and end it."""
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url}
        | {f"DASHBOARD_{name}": value for name, value in settings.items()},
    )
    try:
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def provider_of(
    monkeypatch: pytest.MonkeyPatch, people: Mapping[str, Mapping[str, object]]
) -> Iterator[Mapping[str, str]]:
    """Run a provider that asks for no password, and yield the settings with which it signs in.

    `people` are the claims by who they are. It is on loopback without TLS.
    """
    # Imported here, because few journeys need it and its own libraries warn.
    from oidc_provider_mock import User, run_server_in_thread

    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    users = [User(sub=who, claims=dict(claims)) for who, claims in people.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield {
            "SIGN_IN_METADATA": (
                f"http://localhost:{server.server_port}/.well-known/openid-configuration"
            ),
            "SIGN_IN_CLIENT_ID": "board",
            "SIGN_IN_CLIENT_SECRET": "known to the provider",
            "COOKIE_SECRET": "thirty-two letters for this test",
        }


@pytest.fixture(scope="session")
def browser():
    path = needed(find_browser(), MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def context(browser: Browser):
    """One profile for all journeys, so that the app's scripts are fetched and compiled once."""
    opened = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def tab(context: BrowserContext):
    """One tab for all journeys: where the app ran before, a page is drawn in half the time."""
    opened = context.new_page()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, tab: Page):
    """The tab as somebody opens it whom no dashboard has seen before, on a wide screen."""
    context.clear_cookies()
    tab.set_viewport_size(WIDE)
    tab.emulate_media(media="screen")
    yield tab
    tab.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
    # So that nothing of this journey is heard by the next one.
    tab.goto("about:blank")


# A busy machine draws late; five seconds would fail for that alone.
expect.set_options(timeout=20_000)


def visit(page: Page, address: str) -> Page:
    """Open an address and wait until the page has settled."""
    page.goto(address)
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until the script has run and nothing of the page is still to be drawn."""
    page.wait_for_selector(SETTLED)
    return page


def still(page: Page) -> Page:
    """Wait until the page has stopped moving."""
    page.evaluate(STILL, FRAMES)
    return page


def found_by_axe(page: Page) -> list[tuple[str, str]]:
    """Return what is not accessible on a page and can be mended: rule, and the first element."""
    violations = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in MENDED]


def unfold(page: Page, words: str) -> None:
    """Open the folded part of these very words and wait until it has stopped moving."""
    summary = page.locator("summary").get_by_text(words, exact=True)
    summary.click()
    expect(page.locator("details[open]").filter(has=summary)).to_be_visible()
    still(settled(page))


def act_as(page: Page, name: str) -> None:
    """Say who acts, as the page asks for it."""
    page.get_by_role("button", name="Choose your name").or_(
        page.get_by_role("button", name="Change who acts")
    ).click()
    box = page.get_by_role("combobox", name="Who are you?")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    expect(page.get_by_text(f"You act as {name}")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page)


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


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"no answer from {address}/health in {SECONDS_TO_START} seconds")
