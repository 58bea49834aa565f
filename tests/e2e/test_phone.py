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


def test_on_a_phone_a_page_scrolls_over_a_chart_and_a_point_answers_a_tap(browser, app_url):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    visit(page, f"{app_url}/comparison?period=2017&peers=dfe-2021")
    own = page.locator('.yj-plot-narrow .yj-spot[data-words^="Hertfordshire, 2017"]').first

    own.tap()
    assert "287 per 100,000" in own.evaluate("spot => getComputedStyle(spot, '::after').content")
    before = own.bounding_box()
    swipe_up(context.new_cdp_session(page), before["x"], before["y"])
    still(page)

    assert own.bounding_box()["y"] < before["y"] - 50
    context.close()


def swipe_up(control, x, y):
    control.send("Input.dispatchTouchEvent", touch("touchStart", x, y))
    for moved in range(10, 160, 10):
        control.send("Input.dispatchTouchEvent", touch("touchMove", x, y - moved))
    control.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def touch(kind, x, y):
    return {"type": kind, "touchPoints": [{"x": x, "y": y}]}
