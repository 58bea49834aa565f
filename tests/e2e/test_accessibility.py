"""Every page, wide and narrow, by axe: nothing serious that the app can mend."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.ui.navigation import PAGES
from tests.e2e.conftest import visit

pytestmark = pytest.mark.e2e
MENDED = ("critical", "serious", "moderate")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.title)
def test_axe_finds_nothing_serious_and_nothing_runs_off_the_side(page, app_url, entry):
    visit(page, f"{app_url}/{entry.url_path}")

    # A page is drawn once and then made narrower, which takes a third of the time.
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 320:
            assert (width, found_by_axe(page)) == (width, [])


def found_by_axe(page):
    violations = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in MENDED]


def test_a_service_can_be_chosen_by_keyboard_alone(page, app_url):
    visit(page, app_url)

    for _ in range(40):
        page.keyboard.press("Tab")
        if (
            page.evaluate("document.activeElement.getAttribute('aria-label') || ''").startswith(
                "Selected Hertfordshire. Service"
            )
            or page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
        ):
            break
    page.keyboard.type("Essex")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Essex youth justice service").wait_for()
