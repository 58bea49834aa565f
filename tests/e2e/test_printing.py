"""What comes out on paper: the day and the words, and nothing that can only be pressed."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import visit

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("path", ["", "ratings", "comparison", "indicators"])
def test_paper_carries_the_day_and_neither_menu_nor_links_nor_choices_nor_folded_bars(
    page, app_url, path
):
    visit(page, f"{app_url}/{path}")
    expect(page.locator(".yj-printed")).to_be_hidden()
    link = page.get_by_test_id("stPageLink")
    expect(link.first).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".yj-printed")).to_be_visible()
    assert link.locator("visible=true").count() == 0
    expect(page.locator(".yj-printed")).to_contain_text("On ")
    # A tile says its rating while it is closed, so it is printed.
    folded = "details:not([open]):not(.yj-tile, .yj-line, .yj-folded)"
    pressed = f".st-key-menu, [class*=st-key-choice_], {folded}, button"
    assert page.locator(pressed).locator("visible=true").count() == 0


def test_a_table_that_was_unfolded_is_printed(page, app_url):
    visit(page, f"{app_url}/comparison")
    page.get_by_text("The same figures as a table").first.click()

    page.emulate_media(media="print")

    expect(page.locator("details[open] table")).to_be_visible()


def test_the_ruler_and_the_standards_are_printed_and_closed_questions_are_not(page, app_url):
    visit(page, f"{app_url}/ratings")

    page.emulate_media(media="print")

    expect(page.get_by_alt_text("Ruler of points")).to_be_visible()
    expect(page.locator(".yj-tile").first).to_contain_text("1.1 Governance")
    expect(page.locator(".yj-tile summary >> visible=true")).to_have_count(12)
    expect(page.locator(".yj-tile li >> visible=true")).to_have_count(0)


def test_each_line_of_the_register_is_printed_while_it_is_closed(page, app_url):
    visit(page, f"{app_url}/recommendations")

    page.emulate_media(media="print")

    expect(page.locator(".yj-line summary >> visible=true")).to_have_count(3)
    expect(page.locator(".yj-line blockquote >> visible=true")).to_have_count(0)


def test_what_is_supposed_is_printed_with_its_boxes(page, app_url):
    visit(page, f"{app_url}/what-if?set=3.1.2:79")

    page.emulate_media(media="print")

    expect(page.get_by_label("3.1.2 Child kept safe (published 83%)")).to_be_visible()


PRINTED_TEXT = """() => Array.from(document.querySelectorAll(".yj-plot-wide img")).flatMap(
    picture =>
    Array.from(decodeURIComponent(picture.src).matchAll(/font-size="([0-9.]+)"/g), found =>
        Number(found[1]) * picture.clientWidth / Number(picture.getAttribute("width"))))"""
# Pixels: CSS says that 96 are an inch, and points that 72 are.
POINT = 96 / 72


def test_the_words_of_a_chart_can_be_read_on_paper(page, app_url):
    visit(page, f"{app_url}/comparison")
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    expect(page.locator(".yj-plot-wide").first).to_be_visible()

    assert min(page.evaluate(PRINTED_TEXT)) >= 7.6 * POINT
    paper = page.locator("main").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert paper[0] <= paper[1]


FOOT = """() => Array.from(document.styleSheets).flatMap(sheet => Array.from(sheet.cssRules))
    .filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText).join()"""


def foot_of(page):
    """The rules for the foot of a sheet; the browser has the style a moment after the words."""
    found = page.evaluate(FOOT)
    for _ in range(50):
        if found:
            break
        page.wait_for_timeout(100)
        found = page.evaluate(FOOT)
    return found


def test_each_sheet_has_its_number_and_whose_and_of_which_day_it_is_at_its_foot(page, app_url):
    visit(page, f"{app_url}/?service=essex&as_of=2018-12-31")

    foot = foot_of(page)

    assert "counter(page)" in foot
    assert "var(--yj-paper)" in foot
    words = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--yj-paper')"
    )
    assert words == '"Essex, on 31 December 2018. Youth justice board dashboard."'
