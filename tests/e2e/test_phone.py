"""On a phone what is chosen in a list can be read whole."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import still, visit

pytestmark = pytest.mark.e2e
CUT = """lists => lists.filter(list => list.scrollWidth > list.clientWidth)
    .map(list => list.value)"""


@pytest.mark.parametrize(
    "address", ["comparison?service=west-mercia", "recommendations", "indicators"]
)
def test_on_a_phone_no_choice_of_a_page_is_cut(page, app_url, address):
    page.set_viewport_size({"width": 390, "height": 844})
    still(visit(page, f"{app_url}/{address}"))

    lists = page.locator(".st-key-page").get_by_role("combobox")
    expect(lists.first).to_be_visible()
    assert lists.evaluate_all(CUT) == []
