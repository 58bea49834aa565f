"""The radar, opened through app.py: how long a report waits, drafts taken or declined."""

from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Decision, SubjectKind
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.people import Role
from dashboard.core.register.recommendations import Recommendation
from tests.board_factories import board_of, decision, members, stored
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in


@pytest.fixture
def opened(own_store, shipped_holdings):
    def page(role=Role.CHAIR, **address):
        stored(own_store, *members())
        board = board_of(own_store, shipped_holdings)
        who = actor(role, name="Cy Cole", person_id="cy") if role is Role.OFFICER else actor(role)
        return open_page("national_reports", board, own_store, who, **address)

    return page


def decided(report):
    about = SubjectKind.NATIONAL_REPORT
    return decision(report, service="hertfordshire", subject_kind=about)


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def field(fields, label):
    return next(each for each in fields if each.label == label)


def test_a_march_report_with_no_board_entry_by_july_shows_for_how_long(opened):
    page = opened(as_of="2018-07-31")

    assert "No decision is recorded here, 4 months after publication" in words(page)
    assert not [button for button in page.button if "draft" in button.label]


def test_before_it_was_published_there_is_none(opened):
    assert "no national report published by this day" in words(opened(as_of="2017-12-31"))


def test_an_accepted_draft_becomes_a_recommendation(opened, own_store):
    page = press(opened(), "Accept draft 1")

    assert "Draft 1 is now a recommendation" in page.success[0].value
    left = "Thematic review of youth public protection work (by 20 September 2018, at least"
    assert left in words(page)
    assert "Accept draft 1" not in [button.label for button in page.button]
    (made,) = records_in(own_store).of(Recommendation).values()
    assert made.service == "hertfordshire"


def test_once_each_report_has_a_decision_the_board_has_considered_all(opened, own_store):
    stored(own_store, *map(decided, ("out-of-court-disposals-2018", "public-protection")))

    page = opened()

    assert "A decision on every national report is recorded." in words(page)


def test_what_the_inspection_says_of_a_report_and_how_far_its_date_is_known_stand_with_it(opened):
    shown = words(opened(as_of="2018-12-31"))

    assert "Hertfordshire took part in the review" in shown
    assert "published by 20 September 2018" in shown
    assert "No decision is recorded here, at least 3 months after publication" in shown


def test_declining_needs_a_reason_which_is_then_kept(opened, own_store):
    page = press(opened(), "Decline draft 2")
    assert "The reason for declining is missing" in page.error[0].value

    reasons = [each for each in page.text_input if each.label == "Reason, if declined"]
    reasons[1].set_value("We do it already.")
    page = press(page, "Decline draft 2")

    assert "Reason: We do it already." in words(page)
    (made,) = records_in(own_store).of(Decision).values()
    assert made.text.startswith("Declined: Record the reasons")


def test_a_member_may_not_decide_and_keeps_what_was_typed(opened, own_store):
    page = opened(Role.MEMBER)
    field(page.text_input, "Reason, if declined").set_value("No.")

    page = press(page, "Decline draft 1")

    assert "may not record a decision of the board" in page.error[0].value
    assert field(page.text_input, "Reason, if declined").value == "No."
    assert not records_in(own_store).of(Decision)


def test_an_officer_adds_a_report(opened, own_store):
    page = opened(Role.OFFICER)
    field(page.text_input, "Title").set_value("A review of girls in custody")
    field(page.text_input, "Publisher").set_value("An inspectorate")
    field(page.text_input, "Published, as precisely as you know").set_value("2026-07")

    page = press(page, "Add this report")

    assert "No decision recorded on 3 national reports." in words(page)
    assert len(records_in(own_store).of(NationalReport)) == 1


def test_an_officer_of_every_service_adds_a_report_also_where_they_are_chair(opened, own_store):
    page = opened(Role.OFFICER)
    officer = page.session_state["actor"]
    page.session_state["actor"] = replace(
        officer,
        roles=(Role.CHAIR, *officer.roles),
        room="hertfordshire",
        everywhere=officer.roles,
    )
    page = page.run()
    field(page.text_input, "Title").set_value("A review of girls in custody")
    field(page.text_input, "Publisher").set_value("An inspectorate")
    field(page.text_input, "Published, as precisely as you know").set_value("2026-07")

    page = press(page, "Add this report")

    assert not page.error
    assert len(records_in(own_store).of(NationalReport)) == 1


def test_a_report_without_its_date_is_one_sentence_and_keeps_what_was_typed(opened, own_store):
    page = opened(Role.OFFICER)
    field(page.text_input, "Title").set_value("A review")
    field(page.text_input, "Publisher").set_value("An inspectorate")

    page = press(page, "Add this report")

    assert "date of publication is missing" in page.error[0].value
    assert field(page.text_input, "Title").value == "A review"
    assert not records_in(own_store).of(NationalReport)
