"""The browser for the journeys: found, else installed, else named as missing.

Run as a module before the tests, it does the installing; the tests only look.
"""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.programs import exit_code, found_or_installed

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = (
    "NO BROWSER WAS FOUND: the browser journeys are skipped. Install Chrome, Chromium or Edge, "
    "or name one in the variable BROWSER_PATH, and run the tests again."
)
_log = logging.getLogger(__name__)


def find_browser() -> Path | None:
    """Return an installed Chrome, Chromium or Edge, or Playwright's own; None where none is."""
    return next((Path(place) for place in _places() if place and Path(place).is_file()), None)


def _places() -> Iterator[str | None]:
    yield os.environ.get("BROWSER_PATH")
    yield from (shutil.which(name) for name in _NAMES)
    yield from _APPLICATIONS
    # Last, because Playwright starts a process to say where its own is.
    yield _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def provide_browser() -> Path | None:
    """Return a browser, installing one where that is possible; None where none can be had."""
    found = found_or_installed(find_browser, "chromium")
    if found is None:
        _install_with_playwright()
        found = find_browser()
    return found


def _install_with_playwright() -> None:
    _log.warning("No browser was found: asking Playwright for its own ...")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, timeout=900)


if __name__ == "__main__":
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    sys.exit(exit_code(provide_browser(), MISSING))
