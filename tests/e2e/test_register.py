"""The register in a real browser: confirmed on evidence, re-opened, long, narrow, by axe."""

import datetime as dt
from contextlib import closing

import pytest
from playwright.sync_api import expect

from dashboard.store.engine import open_store
from tests.e2e.conftest import act_as, found_by_axe, serving, settled, still, unfold, visit
from tests.e2e.test_accessibility import narrowed
from tests.long_register import write_register

pytestmark = pytest.mark.e2e
NOW = dt.datetime.now(tz=dt.UTC)
THIRD = "recommendation?recommendation=hertfordshire-2018-3"


def days_ago(days):
    return f"{NOW - dt.timedelta(days=days):%d/%m/%Y}"


@pytest.fixture(scope="module")
def long_url(sqlite):
    """A dashboard with a register of 300."""
    with sqlite.shipped() as url:
        with closing(open_store(url)) as store:
            write_register(store, 297, NOW.date())
        with serving(url) as address:
            yield address


def press(page, name, told):
    # A press while the page is still being drawn can be lost.
    settled(page)
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(told).first).to_be_visible()
    settled(page)


def fold(page, words):
    page.locator("summary").get_by_text(words, exact=True).click()
    still(settled(page))


def write(page, label, text):
    box = page.get_by_label(label)
    box.fill(text)
    box.press("Tab")


def record_reading(page, period, on, value):
    if not page.get_by_label("Period (such as").is_visible():
        unfold(page, "Record a reading of the measure")
    write(page, "Period (such as", period)
    write(page, "Last day of the period", on)
    write(page, "Value (%)", value)
    write(page, "Where it comes from", "Audit of 20 cases")
    press(page, "Record this reading", f"The reading for {period} was recorded.")


def follow_up(page):
    page.get_by_label("Post an update").fill("Nine of fourteen are trained.")
    press(page, "Post the update", "Your update was posted")
    record_reading(page, "first audit", days_ago(200), "82")
    record_reading(page, "second audit", days_ago(100), "85")
    unfold(page, "Add an action")
    write(page, "What will be done", "Train all case managers")
    press(page, "Add this action", "The action was added")
    unfold(page, "Report an action done, move it, change it or drop it")
    press(page, "Report it done", "is reported done on")
    unfold(page, "Add evidence")
    write(page, "Title of the evidence", "Audit of twenty cases")
    write(page, "Link (https://...)", "https://example.org/audit")
    press(page, "Add this evidence", "The evidence was added")
    # The form stands far below what tells it.
    expect(page.get_by_text("The evidence was added")).to_be_in_viewport()
    unfold(page, "Say that it is done")
    press(page, "It is done: ask for the check", "waits for somebody else")


def test_a_recommendation_is_confirmed_on_evidence_by_another_and_re_opens(page, people_url):
    box = visit(page, f"{people_url}/{THIRD}").locator(".yj-position")
    act_as(page, "Ben Okafor")
    unfold(page, "Other proposed measures (5)")
    press(page, "Agree number 5 instead", "The measure was agreed: Key question 3.3.3")
    expect(page.get_by_role("heading", name="69% in September 2018, target")).to_be_visible()

    follow_up(page)

    act_as(page, "Ann Lee")
    unfold(page, "Confirm that it is done and had its effect")
    press(page, "Confirm it", "It is confirmed.")
    expect(box.locator(".yj-tag").first).to_contain_text("Confirmed")

    act_as(page, "Ben Okafor")
    record_reading(page, "third audit", days_ago(10), "70")
    expect(box.locator(".yj-tag").first).to_contain_text("Re-opened")
    expect(page.get_by_role("heading", name="Closings (1)")).to_be_visible()
    expect(page.get_by_text("fell to 70%").first).to_be_visible()


def test_what_was_typed_stays_in_a_fold_and_a_file_above_10_mb_is_refused_before_it_is_sent(
    page, people_url, tmp_path
):
    file = tmp_path / "long.pdf"
    file.write_bytes(bytes(12 * 1024**2))
    visit(page, f"{people_url}/recommendation?recommendation=hertfordshire-2018-1")
    act_as(page, "Ben Okafor")
    unfold(page, "Add evidence")
    title = page.get_by_label("Title of the evidence")
    title.fill("Audit of twenty cases")
    fold(page, "Add evidence")
    unfold(page, "Add evidence")
    expect(title).to_have_value("Audit of twenty cases")

    page.locator('input[type="file"]').set_input_files(file)

    expect(page.get_by_text("must be 10")).to_be_visible()


def test_from_a_long_register_one_is_opened_and_the_way_back_is_the_same_page(page, long_url):
    visit(page, f"{long_url}/recommendations?page=2")
    rows = page.locator(".yj-line")
    expect(rows).to_have_count(50)

    rows.nth(3).locator("summary").click()
    rows.nth(3).get_by_role("link").click()
    page.get_by_role("heading", name="A recommendation in the register of Hertfordshire").wait_for()
    settled(page)
    expect(page.locator("blockquote").first).to_be_visible()

    page.go_back()
    expect(rows).to_have_count(50)
    expect(page.get_by_role("combobox", name="Shown")).to_have_value("51 to 100 of 300")


@pytest.mark.parametrize(
    "address",
    [
        "recommendations",
        "recommendation?recommendation=long-2",
        "recommendation?recommendation=long-7",
    ],
)
def test_axe_finds_nothing_serious_where_the_register_is_long(tab, long_url, address):
    page = visit(tab, f"{long_url}/{address}")

    for width in (1280, 390):
        narrowed(page, width)
        assert (width, found_by_axe(page)) == (width, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
