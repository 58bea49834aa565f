"""The board pack, opened through app.py: chosen, looked at, issued, corrected, opened again."""

import pytest

from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackPlan, PackSection
from dashboard.core.people import Role
from tests.board_factories import board_of, meeting, members, stored
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in

SOONEST = meeting("2026-12-07", None, id="m1", service="hertfordshire", held=False)
LATER = meeting("2027-03-08", None, id="m2", service="hertfordshire", held=False)


@pytest.fixture
def opened(own_store, shipped_holdings):
    def page(*held, who=(Role.OFFICER,), subject="board_pack", **address):
        stored(own_store, *members(), *held)
        board = board_of(own_store, shipped_holdings)
        return open_page(subject, board, own_store, actor(*who) if who else None, **address)

    return page


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def field(fields, label):
    return next(each for each in fields if each.label == label)


def order(page):
    return [
        option.partition(". ")[2] for option in field(page.radio, "Sections in their order").options
    ]


def files(page):
    return [button.label for button in page.get("download_button")]


def test_it_is_for_the_soonest_meeting_to_come_unless_the_address_names_another(opened):
    assert "No pack is issued yet for the meeting of 7 December 2026." in words(
        opened(LATER, SOONEST)
    )
    page = opened(meeting="m2")
    assert "for the meeting of 8 March 2027." in words(page)


def test_without_a_meeting_it_is_of_the_day_in_view(opened):
    assert "No pack is issued yet for 21 November 2026, without a meeting." in words(opened())


def test_a_link_to_a_meeting_that_is_not_here_is_one_sentence_and_the_usual_pack(opened):
    page = opened(SOONEST, meeting="m9")

    assert "This link names a meeting that is not here" in page.error[0].value
    assert "7 December 2026" in words(page)


def test_it_is_public_until_somebody_with_a_role_asks_for_small_numbers(opened):
    page = opened(SOONEST)
    assert "Public: small numbers hidden." in words(page)

    page.toggle(key="choice_small_numbers").set_value(True).run()

    assert "Board only: small numbers are shown; do not pass on." in words(page)


def test_nobody_without_a_role_is_offered_small_numbers(opened):
    page = opened(SOONEST, who=())

    assert not page.toggle
    assert "Small numbers are for the board only" in words(page)


def test_every_format_is_offered_and_the_pdf_first(opened):
    assert files(opened(SOONEST)) == [
        "Download the board pack (PDF)",
        "Slides (PowerPoint)",
        "Text (Word)",
        "Figures (Excel)",
        "Web page (HTML)",
    ]


def test_sections_are_moved_left_out_and_added_again_and_stay_so_once_saved(opened, own_store):
    page = opened(SOONEST)
    picked = field(page.radio, "Sections in their order")
    page = press(picked.set_value(PackSection.RATING).run(), "Move up")
    page = press(page, "Move up")
    assert order(page)[1] == PackSection.RATING.heading
    assert "This order is not saved yet." in words(page)

    page = press(press(page, "Leave out"), f"Add: {PackSection.RATING.heading}")
    assert order(page)[-1] == PackSection.RATING.heading
    field(page.text_area, "Covering note (may be left empty)").set_value("Please read page 3.")
    page = press(page, "Save this choice")

    assert [each.value for each in page.success] == [
        "The choice was saved: the next packs have it."
    ]
    (kept,) = records_in(own_store).of(PackPlan).values()
    assert (kept.sections[-1], len(kept.sections)) == (PackSection.RATING, 6)
    assert (kept.note, kept.note_for) == ("Please read page 3.", "m1")


def test_the_ends_of_the_order_cannot_be_passed_and_the_last_section_stays(opened):
    page = opened(SOONEST)
    assert field(page.button, "Move up").disabled
    for _ in range(5):
        page = press(page, "Leave out")

    assert [field(page.button, verb).disabled for verb in ("Move down", "Leave out")] == [
        True,
        True,
    ]


def test_the_note_of_one_meeting_does_not_stand_in_the_pack_of_another(opened):
    plan = PackPlan("hertfordshire", "hertfordshire", note="Read page 3.", note_for="m1")
    note = "Covering note (may be left empty)"

    assert field(opened(SOONEST, LATER, plan).text_area, note).value == "Read page 3."
    assert field(opened(meeting="m2").text_area, note).value == ""


def test_a_choice_that_somebody_else_changed_meanwhile_is_shown_beside_mine(opened, own_store):
    page = opened(SOONEST)
    other = PackPlan("hertfordshire", "hertfordshire", (PackSection.NEEDS,))
    stored(own_store, other, day="2026-11-20")

    page = press(page, "Save this choice")

    assert "Stored now" in words(page)
    press(page, "Save mine over it")
    assert len(records_in(own_store).of(PackPlan)["hertfordshire"].sections) == 6


def test_a_member_may_neither_choose_nor_issue(opened, own_store):
    page = press(opened(SOONEST, who=(Role.MEMBER,)), "Save this choice")
    assert "Ann Lee may not" in page.error[0].value

    page = press(page, "Issue it for good")
    assert "Ann Lee may not" in page.error[0].value
    assert not records_in(own_store).of(IssuedPack)
