"""The menu in a real browser: by keyboard, by finger, and how much of a phone's screen it takes."""

from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import settled, visit

pytestmark = pytest.mark.e2e
BOXES = """links => links.map(link => {
    const {left, top, right, bottom} = link.getBoundingClientRect();
    return {left, top, right, bottom};
})"""


def menu(page):
    links = page.locator(".st-key-menu").get_by_role("link")
    expect(links.first).to_be_visible()
    return links


def overlap(one, other):
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > 0


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_links_wrap_are_large_enough_to_press_and_do_not_overlap(page, app_url, width):
    page.set_viewport_size({"width": width, "height": 844})
    boxes = menu(visit(page, f"{app_url}/lists")).evaluate_all(BOXES)

    assert len({box["top"] for box in boxes}) > 2
    assert min(box["bottom"] - box["top"] for box in boxes) >= 24
    assert max(box["right"] for box in boxes) <= width
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_by_keyboard_a_section_opens_with_its_pages_and_the_focus_stays(page, app_url):
    visit(page, f"{app_url}/?service=essex")
    section = menu(page).filter(has_text="Inspection")
    section.focus()

    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Inspection ratings of Essex").wait_for()
    settled(page)
    expect(section.first).to_be_focused()
    expect(menu(page).filter(has_text="What if")).to_be_visible()
    assert page.url.endswith("/ratings?service=essex")


def test_the_current_section_is_marked_by_weight_and_a_bar_on_each_of_its_pages(page, app_url):
    visit(page, f"{app_url}/what-if")

    current = menu(page).filter(has_text="Inspection").first
    expect(current.locator("strong")).to_have_css("font-weight", "600")
    expect(current).to_have_css("border-bottom-width", "3px")
    expect(menu(page).filter(has_text="Overview")).to_have_css("border-bottom-width", "0px")
