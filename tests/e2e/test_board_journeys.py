"""A board at work in a real browser: a warning overlooked, then acknowledged; a report taken up."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.core.periods import date_words
from dashboard.usecases.board.meetings import USUAL_TITLE
from tests.e2e.conftest import act_as, found_by_axe, settled, still, unfold, visit

pytestmark = pytest.mark.e2e
OVERLOOKED = "nobody has acknowledged it."
LONGEST_USUAL_MEETING = f"{USUAL_TITLE}, 24 September 2026"
FITS = "(field, text) => { field.value = text; return field.scrollWidth <= field.clientWidth; }"


def follow(page, link, heading):
    page.get_by_role("link", name=link, exact=True).first.click()
    page.get_by_role("heading", name=heading).first.wait_for()
    return settled(page)


def say_it_attended(page, partner):
    # A list that is opened while the page is still being drawn closes again.
    box = settled(page).get_by_role("combobox", name=partner, exact=True)
    box.click()
    box.fill("Attended")
    page.get_by_role("option", name="Attended", exact=True).click()
    settled(page)


def test_a_warning_that_a_meeting_overlooked_leads_until_somebody_acknowledges_it(page, people_url):
    act_as(visit(page, f"{people_url}/meetings"), "Ann Lee")
    yesterday = dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=1)
    unfold(page, "Plan a meeting, or enter a past one")
    page.get_by_label("Day of the meeting", exact=True).click()
    page.keyboard.type(f"{yesterday:%d/%m/%Y}")
    # Nothing covers the button, and what was typed needs no key to be kept.
    page.get_by_role("button", name="Save this meeting").click()
    expect(page.get_by_text(f"The meeting of {date_words(yesterday)} was saved.")).to_be_visible()

    unfold(page, "Record that a meeting took place")
    page.get_by_label("Who came for Police", exact=True).fill("Bo Bell")
    page.get_by_role("button", name="Record that it took place").click()
    expect(page.get_by_text('"Bo Bell" is entered as who came for Police')).to_be_visible()
    say_it_attended(page, "Police")
    page.get_by_role("button", name="Record that it took place").click()
    expect(
        page.get_by_text(f"The meeting of {date_words(yesterday)} was recorded.")
    ).to_be_visible()
    expect(page.get_by_role("cell", name="Bo Bell")).to_be_visible()
    expect(page.get_by_text("4 of 4 main measures compared with similar areas")).to_be_visible()

    follow(page, "Overview", "What the board needs to know")
    first = page.locator(".yj-need").first
    expect(first).to_contain_text(OVERLOOKED)

    page.get_by_role("button", name="Acknowledge").click()
    page.get_by_label("Note (may be left empty)").fill("I ask the police.")
    page.get_by_role("button", name="I have seen this").click()

    expect(page.get_by_text("Seen by 1 of 2 members; nothing decided yet.")).to_be_visible()
    expect(page.get_by_text(OVERLOOKED)).to_have_count(0)
    follow(page, "Meetings", "Board meetings of")
    follow(page, "Who knew what", "Who knew what")
    expect(page.get_by_text("I ask the police.")).to_be_visible()


def test_one_acknowledges_and_the_chair_decides_on_one_screen_beside_it(page, people_url):
    act_as(visit(page, f"{people_url}/?service=nottingham"), "Catherine Marlowe-Whitfield")
    page.get_by_role("button", name="Acknowledge").click()
    page.get_by_role("button", name="I have seen this").click()
    beside = page.get_by_text("Seen by 1 of 2 members; nothing decided yet.")
    expect(beside).to_be_visible()

    act_as(page, "Ann Lee")
    expect(beside).to_be_visible()
    page.get_by_role("button", name="Decide").click()
    assert page.get_by_role("combobox", name="Decided at").evaluate(FITS, LONGEST_USUAL_MEETING)
    page.get_by_label("What was decided, or what was asked of whom").fill("The police report.")
    page.get_by_role("button", name="Record it").click()

    today = date_words(dt.datetime.now(tz=dt.UTC).date())
    told = f"Seen by 2 of 2 members; decided {today}: The police report."
    expect(page.get_by_text(told)).to_be_visible()
    assert page.url.endswith("service=nottingham")


def test_a_national_report_waits_until_the_board_accepts_a_draft(page, people_url):
    visit(page, f"{people_url}/national-reports?service=essex&as_of=2018-07-31")
    expect(
        page.locator(".yj-fact").get_by_text("No decision recorded on 1 national report.")
    ).to_be_visible()

    visit(page, f"{people_url}/national-reports?service=essex")
    act_as(page, "Ann Lee")
    page.get_by_role("button", name="Accept draft 1").click()

    expect(page.get_by_text("Draft 1 is now a recommendation")).to_be_visible()
    follow(page, "See the register →", "Register")
    expect(page.get_by_text("Decide on out-of-court disposals jointly").first).to_be_visible()


def downloaded(page, button):
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def test_a_pack_is_one_press_away_then_chosen_issued_and_opened_again_as_the_same_bytes(
    page, people_url
):
    visit(page, f"{people_url}/meetings?service=cardiff")
    today = dt.datetime.now(tz=dt.UTC).date()
    name, draft = downloaded(page, "Download the board pack (PDF)")
    assert name == f"cardiff-board-pack-{today.isoformat()}-public.pdf"
    assert draft.startswith(b"%PDF-")

    follow(page, "Choose what is in it, or issue it →", "Board pack of Cardiff")
    act_as(page, "Ann Lee")
    unfold(page, "Choose its sections, write a covering note")
    page.get_by_role("button", name="Move down").click()
    expect(page.get_by_text("This order is not saved yet.")).to_be_visible()
    note = page.get_by_label("Covering note")
    note.fill("Please read the first page.")
    # Where the field is left and the button pressed in one, the page may draw the button anew.
    note.press("Tab")
    still(settled(page))
    page.get_by_role("button", name="Save this choice").click()
    expect(page.get_by_text("The choice was saved: the next packs have it.")).to_be_visible()

    # A page that still runs would draw the question, and what answers it, anew.
    settled(page)
    page.get_by_role("button", name="Issue this pack").click()
    page.get_by_role("button", name="Issue it for good").click()
    told = page.get_by_text("The pack was issued.")
    expect(told).to_be_visible()

    issued = [downloaded(page, "Download it as issued (PDF)") for _ in range(2)]
    assert issued[0] == issued[1]
    assert hashlib.sha256(issued[0][1]).hexdigest() in told.inner_text()
    assert found_by_axe(settled(page)) == []
