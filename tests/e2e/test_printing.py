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

    page.emulate_media(media="print")

    expect(page.locator(".yj-printed")).to_be_visible()
    expect(page.locator(".yj-printed")).to_contain_text("As at ")
    # A tile says its rating while it is closed, so it is printed.
    folded = "details:not([open]):not(.yj-tile)"
    pressed = f".st-key-menu, [class*=st-key-link-], [class*=st-key-choice_], {folded}"
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


def test_what_is_supposed_is_printed_with_its_boxes(page, app_url):
    visit(page, f"{app_url}/what-if?set=3.1.2:79")

    page.emulate_media(media="print")

    expect(page.get_by_label("3.1.2 Child kept safe (published 83%)")).to_be_visible()
