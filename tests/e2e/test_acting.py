"""Who acts, in a real browser: the first person registers, and is known again after a reload."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import serving, settled, visit

pytestmark = pytest.mark.e2e
ANN = "You act as Ann Lee (Board member, Chair, Performance officer and Administrator);"


@pytest.fixture(scope="module")
def new_url(tmp_path_factory):
    """A dashboard that nobody has registered with yet."""
    with serving(tmp_path_factory.mktemp("acting") / "new.sqlite3") as address:
        yield address


def test_the_first_person_registers_and_is_known_again_after_a_reload(page, new_url, browser):
    visit(page, f"{new_url}/people")
    page.get_by_role("button", name="Say who you are").click()
    page.get_by_label("Your name").fill("Ann Lee")
    page.get_by_role("button", name="Register me").click()
    expect(page.get_by_text(ANN)).to_be_visible()

    page.reload()
    expect(page.get_by_text(ANN)).to_be_visible()
    assert "Ann" not in page.url

    another = browser.new_context().new_page()
    visit(another, f"{new_url}/partners")
    expect(another.get_by_role("button", name="Say who you are")).to_be_visible()
    assert another.get_by_text("You act as").count() == 0
    another.context.close()


def test_what_was_typed_survives_saying_who_acts(page, new_url):
    visit(page, f"{new_url}/partners")
    page.get_by_text("Add a partner").click()
    page.get_by_label("Name of the partner").fill("Youth club")
    page.get_by_role("button", name="Add this partner").click()
    expect(page.get_by_text("nobody has said who they are")).to_be_visible()

    page.get_by_role("button", name="Say who you are").click()
    box = page.get_by_role("combobox", name="Who are you?")
    box.click()
    page.get_by_role("option", name="Ann Lee").click()
    expect(page.get_by_text(ANN)).to_be_visible()
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name="Add this partner").click()

    expect(page.get_by_text("Youth club was added to the partners.")).to_be_visible()
