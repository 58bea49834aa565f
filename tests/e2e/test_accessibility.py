"""Every page, wide and narrow, by axe: nothing serious that the app can mend."""

import pytest
from playwright.sync_api import expect

from dashboard.ui.navigation import NO_PAGE, PAGES
from tests.e2e.conftest import found_by_axe, still, visit

pytestmark = pytest.mark.e2e
# Of a phone's screen, which is 390 by 844.
PHONE, UPPER_TWO_FIFTHS = 390, 0.4 * 844
# It fills the screen at a meeting, so it has no menu and no choice of service and day.
FULL_SCREEN = "meeting_view"


@pytest.mark.parametrize("entry", [*PAGES, NO_PAGE], ids=lambda entry: entry.title)
def test_axe_finds_nothing_serious_nothing_runs_off_the_side_and_a_phone_shows_the_answer(
    tab, app_url, entry
):
    page = visit(tab, f"{app_url}/{entry.url_path}")

    # A page is drawn once and then made narrower, which takes a third of the time.
    for width in (1280, PHONE, 320):
        narrowed(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 320:
            assert (width, found_by_axe(page)) == (width, [])
        if width == PHONE:
            choices = 0 if entry.subject == FULL_SCREEN else 2
            expect(page.locator(".st-key-view").get_by_role("combobox")).to_have_count(choices)
            top = page.locator(".st-key-page").evaluate("e => e.getBoundingClientRect().top")
            assert top <= UPPER_TWO_FIFTHS


def narrowed(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return still(page)


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
