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
    pressed = ".st-key-menu, [class*=st-key-link-], [class*=st-key-choice_], details:not([open])"
    assert page.locator(pressed).locator("visible=true").count() == 0


def test_a_table_that_was_unfolded_is_printed(page, app_url):
    visit(page, f"{app_url}/comparison")
    page.get_by_text("The same figures as a table").first.click()

    page.emulate_media(media="print")

    expect(page.locator("details[open] table")).to_be_visible()


def test_what_is_supposed_is_printed_with_its_boxes(page, app_url):
    visit(page, f"{app_url}/what-if?set=3.1.2:79")

    page.emulate_media(media="print")

    expect(page.get_by_label("3.1.2 Child kept safe (published 83%)")).to_be_visible()
