"""On a phone what is chosen in a list can be read whole."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import still, visit

pytestmark = pytest.mark.e2e
CUT = """lists => lists.filter(list => list.scrollWidth > list.clientWidth)
    .map(list => list.value)"""


@pytest.mark.parametrize(
    "address",
    ["comparison?service=west-mercia&as_of=2018-12-31", "recommendations", "indicators"],
)
def test_on_a_phone_no_choice_is_cut(page, app_url, address):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{app_url}/{address}")
    lists = page.get_by_role("combobox")
    expect(page.locator(".st-key-page").get_by_role("combobox").first).to_be_visible()

    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        still(page)
        assert (width, lists.evaluate_all(CUT)) == (width, [])
