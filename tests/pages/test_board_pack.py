"""The board pack, opened through app.py: chosen, looked at, issued, corrected, opened again."""

import datetime as dt
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackFormat, PackPlan, PackSection
from dashboard.core.people import Role
from dashboard.errors import NotAllowedError
from dashboard.pages.board_pack.preview import pictures_of
from dashboard.reports.packs.files import seal_for
from dashboard.ui.packs import PRESS_KEY, TOO_MANY, Press, made_for, made_when_pressed
from dashboard.usecases.board.dates import dates_of_board
from dashboard.usecases.packs.reading import PackAsked
from tests.board_factories import board_of, meeting, signed, stored
from tests.issued_packs import Desk, FactMaker, write
from tests.pack_factories import document, section
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in

SOONEST = meeting("2026-12-07", None, id="m1", service="hertfordshire", held=False)
# A PNG of one point.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
NOTE = "Covering note, up to 1,000 characters (may be left empty)"
PRESS = Press(FactMaker(), write, lambda _document: (DOT, DOT))
LATER = meeting("2027-03-08", None, id="m2", service="hertfordshire", held=False)


@pytest.fixture
def opened(own_store, shipped_holdings):
    def page(*held, who=(Role.OFFICER,), subject="board_pack", **address):
        stored(own_store, *held)
        board = board_of(own_store, shipped_holdings)
        shown = open_page(subject, board, own_store, actor(*who) if who else None, **address)
        shown.session_state[PRESS_KEY] = PRESS
        return shown

    return page


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def field(fields, label):
    return next(each for each in fields if each.label == label)


def order(page):
    return [
        option.partition(". ")[2] for option in field(page.radio, "Sections in their order").options
    ]


@pytest.fixture
def desk(own_store, shipped_holdings):
    stored(own_store, SOONEST)
    return Desk(own_store, shipped_holdings)


def done(page):
    assert not page.error, [each.value for each in page.error]
    return page.success[0].value.replace("\\", "")


def links(page):
    return {link.proto.label: link.proto.query_string for link in page.get("page_link")}


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
        "Download the draft (PDF)",
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
    field(page.text_area, NOTE).set_value("Please read page 3.")
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
    note = NOTE

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


def test_the_pages_are_made_when_somebody_asks_and_each_says_in_words_what_it_shows(opened):
    page = opened(SOONEST)
    assert not page.get("image")

    page = press(page, "Show the pages")

    shown = [each for found in page.get("image") for each in found.proto.imgs]
    assert [each.caption for each in shown] == ["Page 1 of 2", "Page 2 of 2"]
    assert [each.alt for each in shown] == [
        "Page 1 of 2. Needs: What is asked.",
        "Page 2 of 2. Annex",
    ]
    assert not press(page, "Hide the pages").get("image")


@pytest.mark.parametrize("seal", ["", "known-to-nobody"])
def test_the_seal_is_behind_each_picture_so_that_its_name_cannot_be_found_by_trying(seal):
    sealed = document(section(), seal=seal)
    shown = pictures_of(sealed, (DOT, DOT))

    assert [each.png for each in shown] == [DOT + seal_for(sealed, "picture").encode()] * 2


def test_it_is_issued_with_its_checksum_and_again_it_is_there_already(opened, own_store):
    page = press(opened(SOONEST), "Issue it for good")

    (pack,) = records_in(own_store).of(IssuedPack).values()
    pdf = pack.file(PackFormat.PDF)
    assert pdf is not None
    told = f"The pack was issued. It rests on history entry {pack.entries}. Its checksum is "
    assert done(page) == f"{told}{pdf.sha256}."
    assert "The pack for the meeting of 7 December 2026 was issued on " in words(page)

    page = press(page, "Issue it for good")
    assert done(page).startswith("This very pack is issued already, on ")
    assert list(records_in(own_store).of(IssuedPack)) == [pack.id]


def test_a_correction_needs_a_reason_and_both_packs_stay_in_the_table(opened, own_store, desk):
    desk.issue(meeting="m1")
    page = opened()

    page = press(page, "Issue the corrected pack")
    assert "The reason for the correction is missing" in page.error[0].value
    field(page.text_input, "Why").set_value("The date was wrong.")
    page = press(page, "Issue the corrected pack")

    assert done(page).startswith("The pack was issued.")
    assert "In place of the one of 21 November 2026: The date was wrong." in words(page)
    assert "Corrected on " in words(page)
    assert len(records_in(own_store).of(IssuedPack)) == 2


def test_a_pack_of_another_meeting_or_for_others_cannot_be_corrected_by_this_one(opened, desk):
    desk.issue(meeting="m1", audience=Mode.BOARD)
    page = opened()

    assert "Issue the corrected pack" not in [each.label for each in page.button]


def test_issued_packs_are_listed_with_their_checksums_and_every_file(opened, desk):
    pack = desk.issue(meeting="m1")
    page = opened()

    checksum = pack.file(PackFormat.PDF).sha256
    assert f'title="{checksum}">{checksum[:12]}…<' in words(page)
    assert all(each.sha256 in words(page) for each in pack.files)
    assert pack.head in words(page)
    assert files(page)[5:] == ["Download it as issued (PDF)", *files(page)[1:5]]


@pytest.mark.parametrize(("who", "sees"), [((Role.MEMBER,), True), ((), False)])
def test_a_pack_for_the_board_is_listed_only_for_those_who_may_see_it(opened, desk, who, sees):
    desk.issue(meeting="m1", audience=Mode.BOARD)
    page = opened(who=who)

    assert ("Board only" in words(page)) is sees
    assert ("1 more pack is for people with a role on this board." in words(page)) is not sees
    assert ("Download it as issued (PDF)" in files(page)) is sees


def test_a_link_opens_the_pack_it_names_and_another_is_one_sentence(opened, desk):
    first = desk.issue("p1")
    desk.issue("p2", meeting="m1")

    assert first.head in words(opened(issued="p1"))
    page = opened(issued="p9")
    assert "This link names an issued pack that is not here" in page.error[0].value


def test_without_a_role_a_pack_for_the_board_is_refused_even_to_a_press(own_store, desk):
    asked = PackAsked("hertfordshire", audience=Mode.BOARD)
    make = partial(made_for, PRESS, own_store, desk.holdings())

    with pytest.raises(NotAllowedError, match="for the board only"):
        make(None, asked)
    assert make(actor(Role.MEMBER), asked).audience is Mode.BOARD


def test_a_pack_is_made_of_what_is_stored_when_it_is_pressed_for_long_after_its_page(
    own_store, desk
):
    page, used = desk.holdings(), []
    assert list(page.records.of(Meeting)) == ["m1"]
    stored(own_store, LATER)

    def make(store, holdings, asked):
        used.extend(holdings.records.of(Meeting))
        return PRESS.make(store, holdings, asked)

    asked = PackAsked("hertfordshire")
    made_when_pressed(Press(make, write), own_store, page, None, asked)

    assert used == ["m1", "m2"]


def test_a_corrected_pack_can_be_told_from_the_one_in_its_place_and_opened(opened, desk):
    wrong = desk.issue("p1", meeting="m1")
    desk.issue("p2", meeting="m1", corrects="p1", why="A slip.")
    page = opened()
    box = field(page.selectbox, "Issued pack to open")
    assert len(set(box.options)) == 2

    box.set_value("p1").run()

    assert box.options[1].endswith("(public), corrected later")
    assert wrong.head in words(page)


def test_on_a_past_day_nothing_is_issued_and_the_pack_of_that_day_can_be_had(opened):
    page = opened(SOONEST, as_of="2018-12-31", meeting="none")

    assert "No pack is issued yet for 31 December 2018, without a meeting." in words(page)
    assert "To change something, choose &quot;Today&quot;" in words(page)
    assert [each.label for each in page.button if "ssue" in each.label] == []
    assert "Download the draft (PDF)" in files(page)


def test_on_meetings_the_pack_of_the_soonest_is_one_button_away(opened):
    page = opened(SOONEST, subject="meetings")

    told = "No pack is issued yet for the meeting of 7 December 2026. Public: small numbers hidden."
    assert told in words(page)
    assert files(page)[0] == "Download the board pack (PDF)"
    assert "Meetings and due dates for a calendar" in files(page)
    assert links(page)["**Choose what is in it, or issue it** →"].endswith("meeting=m1")


def test_once_it_is_issued_meetings_gives_the_issued_one_and_no_draft(opened, desk):
    pack = desk.issue(meeting="m1")
    page = opened(subject="meetings")

    assert "The pack for the meeting of 7 December 2026 was issued on 21 November" in words(page)
    assert page.get("download_button")[0].proto.id.endswith(f"issued_{pack.id}_pdf")


def test_of_a_day_without_a_meeting_only_the_pack_of_that_very_day_counts(opened, desk):
    desk.issue("p1", on=dt.date(2026, 11, 20))
    told = "No pack is issued yet for 21 November 2026, without a meeting."
    assert told in words(opened(meeting="none"))

    desk.issue("p2")
    assert told not in words(opened(meeting="none"))


def test_the_dates_of_the_board_can_be_put_into_a_calendar(own_store, desk):
    held = desk.holdings()
    made = dates_of_board(held, held.catalogue.service("hertfordshire"), signed().at)

    assert b"SUMMARY:Management board" in made
    assert b"DTSTART;VALUE=DATE:20261207" in made


def test_a_past_meeting_says_which_packs_were_issued_for_it(opened, desk):
    title = "Board [x](y)"
    held = meeting("2026-11-02", None, id="m0", service="hertfordshire", title=title)
    assert "No board pack was issued for it." in words(opened(held, subject="meetings"))

    desk.issue("p1", meeting="m0")
    desk.issue("p2", meeting="m0", corrects="p1", why="The date was wrong.")
    issued = "21 November 2026, 09:00 UTC"
    told = rf"Board pack issued on {issued}: Board \[x\](y), 2 November 2026 (public)"
    found = links(opened(subject="meetings"))
    assert found[f"**{told}** →"].endswith("meeting=m0&issued=p2")


def test_the_overview_leads_to_the_pack(opened):
    assert "**Get the board pack** →" in links(opened(subject="overview"))


def write_files():
    """Write as many files of packs as the session asks for, as a script of one page."""
    import streamlit as st

    from dashboard.core.packs.sections import PackFormat
    from dashboard.ui import components, packs
    from tests.pack_factories import document

    with components.shown_errors():
        for _ in range(st.session_state["files"]):
            packs.press().write(document(), PackFormat.PDF)
        st.write("done")


def written(files, counted_as):
    page = AppTest.from_function(write_files)
    page.session_state[PRESS_KEY] = PRESS
    page.session_state["files"] = files
    page.session_state["counted_as"] = counted_as
    return page.run()


def test_who_has_many_packs_written_waits_and_the_page_says_so(opened):
    enough = written(30, "ann")
    too_many = written(1, "ann")
    somebody_else = written(1, "ben")
    page = opened(SOONEST)
    page.session_state["counted_as"] = "ann"
    page.run()

    assert enough.markdown[0].value == "done"
    assert too_many.error[0].value == TOO_MANY
    assert somebody_else.markdown[0].value == "done"
    assert TOO_MANY in [each.value for each in page.info]
