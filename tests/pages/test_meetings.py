"""Meetings, opened through app.py: planned, recorded as held, decided at, refused."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Attendance, Decision, Meeting, Presence
from dashboard.core.people import Role
from tests.board_factories import STANDS_NOW, board_of, meeting, members, stored
from tests.pages.opening import open_page, words
from tests.people_factories import actor, person
from tests.stored import records_in

PLANNED = meeting("2026-10-12", None, id="m1", service="hertfordshire", held=False)
HELD = meeting(
    "2026-07-06",
    "2024-25",
    id="m0",
    service="hertfordshire",
    attendance=(Attendance("Police", Presence.DEPUTY, "Cy Cole"),),
    compared=4,
    core_indicators=4,
)


@pytest.fixture
def opened(own_store, shipped_holdings):
    def page(*held, role=Role.CHAIR, **address):
        stored(own_store, *members(), *held)
        board = board_of(own_store, shipped_holdings)
        return open_page("meetings", board, own_store, actor(role), **address)

    return page


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def field(fields, label):
    return next(each for each in fields if each.label == label)


def test_a_board_without_meetings_is_told_what_to_do(opened):
    page = opened()

    assert "No meeting is planned. No past meeting is recorded." in words(page)
    assert [each.label for each in page.expander] == ["Plan a meeting, or enter a past one"]


def test_a_meeting_is_planned(opened, own_store):
    page = opened()
    field(page.text_input, "Day of the meeting").set_value("18/1/2027")

    page = press(page, "Save this meeting")

    assert not page.error
    assert [each.value for each in page.success] == ["The meeting of 18 January 2027 was saved."]
    assert "The next meeting is on 18 January 2027." in words(page)
    (kept,) = records_in(own_store).of(Meeting).values()
    assert kept.title == "Management board"


def test_what_was_typed_for_one_board_is_not_in_the_form_of_another(opened):
    page = opened()
    field(page.text_input, "Name").set_value("Board of Hertfordshire")
    page = press(page, "Save this meeting")
    assert [each.value for each in page.text_input] == ["", "Board of Hertfordshire"]

    page = page.selectbox(key="choice_service").select("leeds").run()

    assert [each.value for each in page.text_input] == ["", "Management board"]


def test_a_day_that_is_taken_is_one_sentence_and_what_was_typed_stays(opened, own_store):
    page = opened(PLANNED)
    field(page.text_input, "Day of the meeting").set_value(f"{PLANNED.on:%d/%m/%Y}")
    field(page.text_input, "Name").set_value("Extra meeting")

    page = press(page, "Save this meeting")

    assert "12 October 2026 is there already" in page.error[0].value
    assert field(page.text_input, "Name").value == "Extra meeting"
    assert len(records_in(own_store).of(Meeting)) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/02/2027", "is a day that does not exist: correct the day, month or year."),
        ("31/03", "has no year: write it like 31/03/2027 or 31 March 2027."),
        ("March 2027", "is March 2027 without its day: write the day, such as 31 March 2027."),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_and_stays_as_it_was_typed(
    opened, own_store, typed, says
):
    page = opened()
    field(page.text_input, "Day of the meeting").set_value(typed)

    page = press(page, "Save this meeting")

    assert [each.value for each in page.error] == [f'"{typed}" {says}']
    assert field(page.text_input, "Day of the meeting").value == typed
    assert not records_in(own_store).of(Meeting)


def test_a_meeting_without_a_day_is_one_sentence(opened):
    page = press(opened(), "Save this meeting")

    assert "The day of the meeting is missing" in page.error[0].value


def test_a_meeting_is_recorded_as_held_with_who_came_and_what_could_be_seen(opened, own_store):
    page = opened(PLANNED)
    field(page.selectbox, "Police").set_value("Attended")
    field(page.text_input, "Who came for Police").set_value("Bo Bell")

    page = press(page, "Record that it took place")

    assert not page.error
    shown = words(page)
    assert "The last one was on 12 October 2026." in shown
    assert "4 of 4 main measures compared with similar areas, and 1 early warning:" in shown
    assert "Bo Bell" in shown
    assert records_in(own_store).of(Meeting)["m1"].attendance == (
        Attendance("Police", Presence.ATTENDED, "Bo Bell"),
    )


def came(page):
    return next(each for each in page.multiselect if each.label == "Who came")


def test_registered_people_are_chosen_at_once_and_bring_their_partner(opened, own_store):
    dee = person("Dee Fox", Role.MEMBER, body="Police")
    page = opened(PLANNED, dee, person("Eve Gray", Role.MEMBER, body="Education"))
    assert came(page).options == ["Bo Bell, Police", "Dee Fox, Police", "Eve Gray, Education"]
    came(page).set_value(["bo", "dee", "eve"])
    field(page.selectbox, "Housing").set_value("Sent apologies")
    field(page.selectbox, "Probation Service").set_value("Sent a deputy")
    field(page.text_input, "Who came for Probation Service").set_value("Jo Hay")

    page = press(page, "Record that it took place")

    assert not page.error
    assert set(records_in(own_store).of(Meeting)["m1"].attendance) == {
        Attendance("Police", Presence.ATTENDED, "Bo Bell, Dee Fox"),
        Attendance("Education", Presence.ATTENDED, "Eve Gray"),
        Attendance("Housing", Presence.APOLOGIES),
        Attendance("Probation Service", Presence.DEPUTY, "Jo Hay"),
    }


def test_who_has_no_partner_is_said_not_to_be_in_the_list(opened):
    shown = words(opened(PLANNED))

    assert "Not in this list, because they have no partner: Ann Lee and Cy Cole." in shown
    assert "Di Dunn" not in shown


def test_somebody_who_is_not_registered_is_typed_beside_who_is_chosen(opened, own_store):
    page = opened(PLANNED)
    came(page).set_value(["bo"])
    field(page.text_input, "Who came for Police").set_value("Jo Hay")

    press(page, "Record that it took place")

    assert records_in(own_store).of(Meeting)["m1"].attendance == (
        Attendance("Police", Presence.ATTENDED, "Bo Bell, Jo Hay"),
    )


def test_a_partner_that_came_and_is_entered_as_absent_is_refused(opened, own_store):
    page = opened(PLANNED)
    came(page).set_value(["bo"])
    field(page.selectbox, "Police").set_value("Absent")

    page = press(page, "Record that it took place")

    assert [each.value for each in page.error] == [
        'Bo Bell came for Police, by what is chosen, and "Absent" is entered for it: leave one of '
        "them out."
    ]
    assert came(page).value == ["bo"]
    assert not records_in(own_store).of(Meeting)["m1"].held


def test_who_was_recorded_stands_chosen_when_it_is_corrected(opened, own_store):
    seen = Attendance("Police", Presence.ATTENDED, "Bo Bell")
    page = opened(replace(HELD, attendance=(seen,)))
    assert came(page).value == ["bo"]
    assert field(page.selectbox, "Police").value == "Not recorded"

    press(page, "Save who attended")
    assert records_in(own_store).of(Meeting)["m0"].attendance == (seen,)


def test_somebody_recorded_who_is_not_registered_stays_as_typed(opened, own_store):
    seen = Attendance("Police", Presence.ATTENDED, "Bo Bell, Jo Hay")
    page = opened(replace(HELD, attendance=(seen,)))
    assert came(page).value == []

    press(page, "Save who attended")
    assert records_in(own_store).of(Meeting)["m0"].attendance == (seen,)


def test_a_name_without_its_presence_is_refused_because_it_would_be_lost(opened, own_store):
    page = opened(PLANNED)
    field(page.text_input, "Who came for Police").set_value("Bo Bell")

    page = press(page, "Record that it took place")

    assert [each.value for each in page.error] == [
        '"Bo Bell" is entered as who came for Police, whose attendance is "Not recorded": choose '
        '"Attended" or "Sent a deputy" there.'
    ]
    assert field(page.text_input, "Who came for Police").value == "Bo Bell"
    assert not records_in(own_store).of(Meeting)["m1"].held


def test_a_member_may_not_record_it_and_nothing_is_stored(opened, own_store):
    page = press(opened(PLANNED, role=Role.MEMBER), "Record that it took place")

    assert "may not plan or record a meeting" in page.error[0].value
    assert not records_in(own_store).of(Meeting)["m1"].held


def test_a_held_meeting_shows_who_came_what_was_seen_and_that_nothing_was_decided(opened):
    shown = words(opened(HELD))

    assert "Sent a deputy" in shown
    assert "Cy Cole" in shown
    assert "4 of 4 main measures compared with similar areas" in shown
    assert "No decision or challenge of this meeting is recorded." in shown


def test_a_held_meeting_leads_to_who_knew_what_that_day(opened):
    links = [each.proto for each in opened(HELD).get("page_link")]

    (found,) = [each for each in links if "See who knew what that day" in each.label]
    assert "as_of=2026-07-06" in found.query_string


def test_attendance_is_corrected(opened, own_store):
    page = opened(HELD)
    assert field(page.selectbox, "Police").value == "Sent a deputy"
    field(page.selectbox, "Police").set_value("Absent")

    press(page, "Save who attended")

    assert records_in(own_store).of(Meeting)["m0"].attendance[0].presence is Presence.ABSENT


def test_a_chair_challenges_a_warning_chosen_from_those_that_stand(opened, own_store):
    page = opened(HELD)
    field(page.selectbox, "Which warning?").set_value(STANDS_NOW)
    field(page.text_area, "What was decided, or what was asked of whom").set_value(
        "<b>Why</b>?\nThe police answer in January."
    )
    field(page.radio, "Kind").set_value("Challenge")

    page = press(page, "Record it")

    assert "The challenge was recorded." in page.success[0].value
    (made,) = records_in(own_store).of(Decision).values()
    assert (made.subject, made.meeting) == (STANDS_NOW, "m0")
    assert "&lt;b&gt;Why&lt;/b&gt;?" in words(page)


def test_a_decision_can_be_about_a_recommendation(opened, own_store):
    page = opened(HELD)
    field(page.selectbox, "About a").set_value("recommendation").run()
    field(page.selectbox, "Which recommendation?").set_value("hertfordshire-2018-3")
    field(page.text_area, "What was decided, or what was asked of whom").set_value("Start now.")

    page = press(page, "Record it")

    assert "Recommendation: number 3, Develop its victim" in words(page)


def test_what_there_is_none_of_cannot_be_chosen(opened):
    page = opened(HELD)

    page = field(page.selectbox, "About a").set_value("action").run()

    assert "There is no action of this service to decide on." in words(page)


def test_an_empty_decision_is_one_sentence(opened, own_store):
    page = press(opened(HELD), "Record it")

    assert "text of what was decided is missing" in page.error[0].value
    assert not records_in(own_store).of(Decision)


def test_a_meeting_that_was_only_planned_can_be_moved(opened, own_store):
    page = opened(PLANNED)
    move = [each for each in page.text_input if each.label == "Day of the meeting"][-1]
    assert move.value == f"{PLANNED.on:%d/%m/%Y}"
    move.set_value("7 December 2026")

    page = press(page, "Save the change")

    assert not page.error
    assert records_in(own_store).of(Meeting)["m1"].on == dt.date(2026, 12, 7)


def test_older_meetings_are_folded(opened):
    days = ("2025-01-13", "2025-04-14", "2025-07-07", "2025-10-13", "2026-01-12")
    page = opened(*(meeting(day, None, service="hertfordshire") for day in days))

    assert "Earlier meetings (2)" in [each.label for each in page.expander]


def test_on_a_past_day_nothing_can_be_changed(opened):
    page = opened(as_of="2018-12-31")

    assert not page.expander
    assert "No meeting is planned. No past meeting is recorded." in words(page)
