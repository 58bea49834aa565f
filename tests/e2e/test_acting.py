"""Who acts, in a real browser: the first person registers, and is known again after a reload."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import act_as, unfold, visit

pytestmark = pytest.mark.e2e
ANN = "You act as Ann Lee (Board member and Administrator);"


def test_the_first_person_registers_and_is_known_again_after_a_reload(page, new_url, browser):
    visit(page, f"{new_url}/people")
    page.get_by_role("button", name="Choose your name").click()
    page.get_by_label("Your name", exact=True).fill("Ann Lee")
    for role in ("Board member", "Administrator"):
        page.get_by_role("checkbox", name=role).check(force=True)
    page.get_by_role("button", name="Register me").click()
    expect(page.get_by_text(ANN)).to_be_visible()

    page.reload()
    expect(page.get_by_text(ANN)).to_be_visible()
    assert "Ann" not in page.url

    another = browser.new_context().new_page()
    visit(another, f"{new_url}/partners")
    expect(another.get_by_role("button", name="Choose your name")).to_be_visible()
    assert another.get_by_text("You act as").count() == 0
    another.context.close()


def test_what_was_typed_survives_saying_who_acts(page, people_url):
    visit(page, f"{people_url}/partners")
    unfold(page, "Add a partner")
    page.get_by_label("Name of the partner").fill("Youth club")
    page.get_by_role("button", name="Add this partner").click()
    expect(page.get_by_text("nobody has said who they are")).to_be_visible()

    act_as(page, "Ben Okafor")
    page.get_by_role("button", name="Add this partner").click()

    expect(page.get_by_text("Youth club was added to the partners.")).to_be_visible()
