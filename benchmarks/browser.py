"""What a person at a browser waits for: a cold load, and a filter change until all is still."""

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    CDPSession,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e.browser import find_browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MBIT_BYTES_A_SECOND = 1_000_000 / 8
LATENCY_MS = 40
QUIET_MS = 500
PATIENCE_SECONDS = 90.0
LIST_DRAWN_MS = 2_000

# Notes in the page itself, so that the browser's remote control is not part of the time.
_WATCH = """
window.bench = {began: 0, heard: 0, changed: 0};
document.addEventListener('click', () => {
    window.bench = {began: performance.now(), heard: 0, changed: 0};
}, true);
window.WebSocket = class extends WebSocket {
    constructor(...args) {
        super(...args);
        this.addEventListener('message', () => { window.bench.heard = performance.now(); });
    }
};
new MutationObserver(() => { window.bench.changed = performance.now(); })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
window.bench_still = (quiet) => {
    const streamlit = document.querySelector('[data-testid=stApp]');
    const last = Math.max(window.bench.heard, window.bench.changed);
    // Dash says in its title that a callback is still running.
    const done = streamlit
        ? window.bench.heard > 0 && streamlit.dataset.testScriptState === 'notRunning'
            && !document.querySelector('[data-testid=stSkeleton]')
        : window.bench.changed > 0 && document.title !== 'Updating...';
    return done && performance.now() - last > quiet;
};
window.bench_waited = () => window.bench.changed - window.bench.began;
"""


@dataclass(frozen=True)
class ColdLoad:
    """A first visit with an empty cache: until the screen was still, and what came over."""

    settled_ms: float
    megabytes: float


@dataclass
class Visit:
    """A page open in a browser, with what it complained about and what it still loads."""

    page: Page
    control: CDPSession
    loading: set[Request] = field(default_factory=set)
    received_bytes: float = 0.0
    refused_by_policy: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Follow the network, the console and every change of the screen."""
        self.page.add_init_script(_WATCH)
        self.page.on("request", self._begin)
        self.page.on("requestfinished", self._end)
        self.page.on("requestfailed", self._end)
        self.page.on("console", self._note)
        self.control.send("Network.enable")
        self.control.on("Network.loadingFinished", self._count)

    def _begin(self, request: Request) -> None:
        self.loading.add(request)

    def _end(self, request: Request) -> None:
        self.loading.discard(request)

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.refused_by_policy.append(message.text)

    def _count(self, event: dict[str, float]) -> None:
        self.received_bytes += event["encodedDataLength"]

    def slow_down(self, megabits_a_second: float, *, gzip: bool) -> None:
        """Give the page a slow line, and a browser that takes gzip or takes it not."""
        speed = megabits_a_second * MBIT_BYTES_A_SECOND
        line = {"downloadThroughput": speed, "uploadThroughput": speed, "latency": LATENCY_MS}
        self.control.send("Network.emulateNetworkConditions", {"offline": False, **line})
        if not gzip:
            self.page.set_extra_http_headers({"Accept-Encoding": "identity"})

    def settled_ms(self) -> float:
        """Return the milliseconds from the last click, or the start, to the last change.

        Raises:
            TimeoutError: if the screen is not still after a minute and a half.
        """
        latest = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < latest:
            if not self.loading and self.page.evaluate(f"window.bench_still?.({QUIET_MS})"):
                return float(self.page.evaluate("window.bench_waited()"))
            self.page.wait_for_timeout(50)
        raise TimeoutError(f"{self.page.url} was not still after {PATIENCE_SECONDS:.0f} seconds")


@contextlib.contextmanager
def browsing() -> Iterator[Browser | None]:
    """Give an installed browser, or None where none is found."""
    path = find_browser()
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def visit(browser: Browser) -> Iterator[Visit]:
    """Give a page with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    visit = Visit(page, context.new_cdp_session(page))
    visit.watch()
    yield visit
    context.close()


def cold_load(
    browser: Browser, address: str, *, gzip: bool, megabits_a_second: float = 5.0
) -> ColdLoad:
    """Return how long a first visit takes on a line of so many megabits a second."""
    with visit(browser) as first:
        first.slow_down(megabits_a_second, gzip=gzip)
        first.page.goto(address, wait_until="commit", timeout=PATIENCE_SECONDS * 1000)
        return ColdLoad(first.settled_ms(), first.received_bytes / 1_000_000)


@dataclass(frozen=True)
class FilterChange:
    """How long a filter change took until the screen was still, and what the policy refused."""

    median_ms: float | None
    refused_by_policy: int


def first_list(page: Page) -> Locator:
    """Return a page's first select box: on most of the dashboard's pages, the service."""
    return page.get_by_role("combobox").first


def filter_change(
    browser: Browser, address: str, changes: int, list_of: Callable[[Page], Locator] = first_list
) -> FilterChange:
    """Return the median time from choosing in a list of a page's to a still screen.

    A page without the list, or whose list offers no choice, has no time.
    """
    with visit(browser) as opened:
        opened.page.goto(address, wait_until="commit")
        opened.settled_ms()
        chosen = list_of(opened.page)
        waits = [
            wait for n in range(changes + 1) if (wait := _choose(opened, chosen, n)) is not None
        ]
        # The first change also loads what only a second drawing needs.
        median = statistics.median(waits[1:]) if len(waits) > 1 else None
        return FilterChange(median, len(opened.refused_by_policy))


def _choose(opened: Visit, chosen: Locator, number: int) -> float | None:
    if chosen.count() == 0:
        return None
    chosen.click()
    options = opened.page.get_by_role("option")
    options.first.wait_for()
    try:
        # The list draws its options one after the other.
        options.nth(1).wait_for(timeout=LIST_DRAWN_MS)
    except PlaywrightTimeoutError:
        opened.page.keyboard.press("Escape")
        return None
    # Back and forth between the first two: each is a change.
    options.nth((number + 1) % 2).click()
    return opened.settled_ms()
