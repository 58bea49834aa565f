"""The menu in a real browser: by keyboard, by finger, and how much of a phone's screen it takes."""

from contextlib import suppress
from itertools import combinations

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from tests.e2e.conftest import settled, visit

pytestmark = pytest.mark.e2e
# Pixels: what a thumb hits.
THUMB = 44
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
def test_on_a_phone_the_sections_unfold_and_no_link_is_too_small_for_a_thumb(page, app_url, width):
    page.set_viewport_size({"width": width, "height": 844})
    visit(page, f"{app_url}/lists")
    bar, records = page.locator(".yj-bar summary"), page.get_by_role("link", name="Records")
    expect(bar).to_have_text("Menu: Figures")
    expect(records).to_be_hidden()
    # Of the pages of the section each can be pressed at once.
    assert menu(page).locator("visible=true").count() == 3

    bar.click()

    boxes = [*menu(page).evaluate_all(BOXES), *bar.evaluate_all(BOXES)]
    assert len(boxes) == 7 + 3 + 1
    assert min(box["bottom"] - box["top"] for box in boxes) >= THUMB
    assert max(box["right"] for box in boxes) <= width
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    records.click()
    expect(bar).to_have_text("Menu: Records")
    expect(records).to_be_hidden()


def test_the_first_key_offers_the_way_past_the_menu_to_the_choice_of_service(page, app_url):
    visit(page, f"{app_url}/what-if?service=essex")
    # The list comes a moment after the words.
    expect(page.get_by_role("combobox", name="Service")).to_be_visible()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip the menu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Skip to main content")).to_be_hidden()

    page.keyboard.press("Enter")

    expect(page.get_by_text("You are here: Inspection → What if")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Service")).to_be_focused()


def test_the_tab_is_named_after_the_page_and_the_service_and_follows_both(page, app_url):
    visit(page, f"{app_url}/what-if?service=essex")
    expect(page).to_have_title("What if - Essex - Youth justice board dashboard")

    page.get_by_role("link", name="Overview").click()

    expect(page).to_have_title("Overview - Essex - Youth justice board dashboard")


@pytest.mark.parametrize(
    ("address", "told"),
    # The last is the name of the file that stands at the address without a name.
    [("rating", "rating"), ("no%20page", "no page"), ("overview", "overview")],
)
def test_an_address_that_is_no_page_says_so_in_our_words_and_where_to_start(
    page, app_url, address, told
):
    visit(page, f"{app_url}/{address}?service=essex")

    expect(page.get_by_text(f'There is no page "{told}" here.')).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".st-key-page").get_by_role("link", name="Overview").click()
    expect(page).to_have_title("Overview - Essex - Youth justice board dashboard")


RING = """() => {
    const focused = document.activeElement;
    const ringed = [focused, focused.parentElement].map(each => getComputedStyle(each))
        .find(style => style.outlineStyle === "solid");
    return [focused.tagName, ringed ? `${ringed.outlineWidth} ${ringed.outlineColor}` : "none"];
}"""


RINGED = f"""() => {{
    const [kind, ring] = ({RING})();
    return kind === "BODY" || ring !== "none";
}}"""


def ring(page):
    """Return what has the focus and its ring, for which it is waited: the style may come late."""
    with suppress(PlaywrightTimeoutError):
        page.wait_for_function(RINGED, timeout=2_000)
    return tuple(page.evaluate(RING))


def test_whatever_has_the_focus_has_a_dark_ring(page, app_url):
    visit(page, f"{app_url}/recommendation")
    kinds = {"A", "BUTTON", "SUMMARY", "INPUT", "TEXTAREA", "MAIN"}
    rings: set[tuple[str, str]] = set()
    # Until each kind was met: how many steps that takes depends on what is folded.
    for _ in range(120):
        page.keyboard.press("Tab")
        rings.add(ring(page))
        if kinds <= {kind for kind, _ in rings}:
            break

    # Behind the last element the browser's own bar has the focus, and the page none.
    assert rings - {("BODY", "none")} == {(kind, "3px rgb(29, 29, 29)") for kind in kinds}


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
