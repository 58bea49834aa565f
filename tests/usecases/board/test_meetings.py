"""Meetings are planned, moved, attended, and recorded as held with what the board could see."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Attendance, Meeting, Presence
from dashboard.core.people import Role
from dashboard.errors import (
    ChangeRefusedError,
    ConflictError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.usecases.board.meetings import (
    calendar,
    change_meeting,
    hold_meeting,
    plan_meeting,
    record_attendance,
)
from tests.board_factories import (
    STANDS_NOW,
    STOOD_IN_2018,
    acknowledgement,
    at,
    board_of,
    signed,
    stored,
)
from tests.databases import on_both_databases
from tests.register_factories import entry_of
from tests.stored import records_in

OCTOBER = dt.date(2026, 10, 12)
POLICE = Attendance("Police", Presence.ATTENDED, "Bo Bell")


@pytest.fixture
def board(own_store, shipped_holdings):
    return board_of(own_store, shipped_holdings)


@pytest.fixture
def planned(own_store, board):
    def plan(on=OCTOBER, sid="m1", service="hertfordshire", signature=None):
        by = signature or signed(Role.CHAIR)
        return plan_meeting(own_store, board, by, sid, service, on)

    return plan


@pytest.fixture
def hold(own_store, board):
    def record(attendance=(POLICE,), meeting="m1", version=1, **changed):
        by = changed.pop("signature", signed(Role.CHAIR))
        return hold_meeting(own_store, board, by, meeting, attendance, version, **changed)

    return record


def kept(store, meeting="m1"):
    return records_in(store).of(Meeting)[meeting]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.OFFICER])
def test_a_chair_or_an_officer_plans_a_meeting(own_store, planned, role):
    assert planned(signature=signed(role)) == kept(own_store)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMINISTRATOR])
def test_others_may_not(own_store, planned, role):
    with pytest.raises(NotAllowedError, match="ask somebody who is chair or performance officer"):
        planned(signature=signed(role))
    assert not records_in(own_store).of(Meeting)


@on_both_databases
def test_a_second_submit_adds_no_second_meeting(own_store, planned):
    planned()
    planned()

    assert len(records_in(own_store).of(Meeting)) == 1


@on_both_databases
def test_two_meetings_of_a_board_on_one_day_are_refused(planned):
    planned()

    with pytest.raises(ChangeRefusedError, match="on 12 October 2026 is there already"):
        planned(sid="m2")


def test_two_boards_may_meet_on_one_day(own_store, planned):
    planned()
    planned(sid="m2", service="essex")

    assert len(records_in(own_store).of(Meeting)) == 2


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"on": None}, "The day of the meeting is missing"),
        (
            {"on": dt.date.min},
            "The day of the meeting is 1 January 0?0?0?1: write a year from 1990",
        ),
        ({"on": dt.date.max}, "The day of the meeting is 31 December 9999: write a year from 1990"),
    ],
)
def test_a_meeting_without_a_sensible_day_is_refused(planned, changed, match):
    with pytest.raises(ChangeRefusedError, match=match):
        planned(**changed)


def test_a_meeting_without_a_name_is_refused(own_store, board):
    with pytest.raises(ChangeRefusedError, match="name of the meeting is missing"):
        plan_meeting(own_store, board, signed(), "m1", "hertfordshire", OCTOBER, " ")


@on_both_databases
def test_a_planned_meeting_is_moved_and_renamed(own_store, board, planned):
    planned()
    later = dt.date(2026, 12, 1)

    change_meeting(own_store, board, signed(), "m1", later, "Extra meeting", 1)

    assert kept(own_store).label == "Extra meeting, 1 December 2026"


def test_moving_onto_the_day_of_another_is_refused(own_store, board, planned):
    planned()
    planned(dt.date(2026, 12, 1), "m2")

    with pytest.raises(ChangeRefusedError, match="is there already"):
        change_meeting(own_store, board, signed(), "m2", OCTOBER, "Board", 1)


@on_both_databases
def test_two_who_move_the_same_meeting_are_told(own_store, board, planned):
    planned()
    change_meeting(own_store, board, signed(), "m1", dt.date(2026, 12, 1), "Board", 1)

    with pytest.raises(ConflictError, match="was changed by Ann Lee"):
        change_meeting(own_store, board, signed(), "m1", dt.date(2026, 12, 8), "Board", 1)


def test_a_held_meeting_keeps_its_day(own_store, board, planned, hold):
    planned()
    hold()

    with pytest.raises(ChangeRefusedError, match="is recorded already, so its day and name stay"):
        change_meeting(own_store, board, signed(), "m1", dt.date(2026, 12, 1), "Board", 2)


@on_both_databases
def test_a_meeting_recorded_as_held_keeps_what_the_board_could_see(own_store, planned, hold):
    planned()

    hold(note="Quorate.")

    meeting = kept(own_store)
    assert meeting.held
    assert meeting.attendance == (POLICE,)
    assert meeting.note == "Quorate."
    assert [shown.id for shown in meeting.warnings] == [STANDS_NOW]
    assert meeting.warnings[0].lead == (
        "Children cautioned or sentenced: 46% above similar areas, about 95 more children a year."
    )
    assert (meeting.compared, meeting.core_indicators) == (4, 4)


def test_what_it_could_see_is_as_at_its_own_day(own_store, planned, hold):
    planned(dt.date(2018, 12, 3))

    hold()

    shown = {warning.id: warning.period for warning in kept(own_store).warnings}
    assert shown[STOOD_IN_2018] == "2017"


def test_an_indicator_counts_as_compared_only_against_named_similar_areas(
    own_store, board, planned, hold
):
    # Wales has no list of similar areas, so its services stand beside the others in Wales.
    planned(service="cardiff")

    meeting = hold()

    assert meeting.core_indicators > 0
    assert meeting.compared == 0


def test_a_meeting_to_come_cannot_be_held(own_store, planned, hold):
    planned(dt.date(2026, 11, 21))

    with pytest.raises(ChangeRefusedError, match="of 21 November 2026 is still to come"):
        hold()
    assert not kept(own_store).held


def test_a_meeting_can_be_held_on_its_day(own_store, planned, hold):
    planned(dt.date(2026, 11, 20))
    hold()

    assert kept(own_store).held


def test_a_partner_named_twice_is_refused(own_store, planned, hold):
    planned()

    with pytest.raises(ChangeRefusedError, match='"Police" is named twice'):
        hold([POLICE, Attendance("Police", Presence.ABSENT)])
    assert not kept(own_store).held


def test_holding_the_same_meeting_twice_changes_nothing_the_second_time(own_store, planned, hold):
    planned()
    hold()
    before = records_in(own_store).version_of(kept(own_store))

    hold()

    assert records_in(own_store).version_of(kept(own_store)) == before


def test_a_held_meeting_is_not_held_again_with_something_else(own_store, planned, hold):
    planned()
    before = hold()

    with pytest.raises(ChangeRefusedError, match="is recorded already, and what could be seen"):
        hold([Attendance("Police", Presence.ABSENT)], version=2)
    assert kept(own_store) == before


@pytest.mark.parametrize(
    ("acknowledged_on", "value"), [("2026-10-12", 100.0), ("2026-10-13", 80.0), (None, 80.0)]
)
def test_the_measure_of_board_practice_reads_what_each_meeting_saw_and_acknowledged(
    own_store, board, planned, hold, acknowledged_on, value
):
    planned()
    hold()
    if acknowledged_on:
        seen = acknowledgement("2024-25", warning=STANDS_NOW, at=at(acknowledged_on))
        stored(own_store, replace(seen, service="hertfordshire"))

    progress = entry_of(board, "hertfordshire-2018-2").standing.progress

    assert progress is not None
    assert progress.latest is not None
    assert progress.latest.value == value


def test_a_meeting_nobody_planned_cannot_be_held(hold):
    with pytest.raises(UnknownNameError, match='no meeting "m1"'):
        hold()


def test_a_member_may_not_record_a_meeting(planned, hold):
    planned()

    with pytest.raises(NotAllowedError):
        hold(signature=signed(Role.MEMBER))


@on_both_databases
def test_attendance_is_corrected_and_what_was_shown_stays(own_store, board, planned, hold):
    planned()
    hold()
    deputy = Attendance("Police", Presence.DEPUTY, "Cy Cole")

    record_attendance(own_store, board, signed(), "m1", [deputy], 2)

    meeting = kept(own_store)
    assert meeting.attendance == (deputy,)
    assert meeting.held
    assert meeting.warnings


def test_attendance_of_a_meeting_to_come_is_refused(own_store, board, planned):
    planned(dt.date(2027, 1, 18))

    with pytest.raises(ChangeRefusedError, match="still to come"):
        record_attendance(own_store, board, signed(), "m1", [POLICE], 1)


def test_the_calendar_has_what_is_open_by_day_and_what_was_held_newest_first(board, planned, hold):
    planned(dt.date(2027, 1, 18), "next")
    planned(dt.date(2026, 11, 18), "due")
    planned(dt.date(2026, 6, 1), "older")
    planned(OCTOBER, "newer")
    planned(OCTOBER, "other", "essex")
    hold(meeting="older")
    hold(meeting="newer")

    found = calendar(board, "hertfordshire")

    assert [one.id for one in found.open] == ["due", "next"]
    assert [one.id for one in found.held] == ["newer", "older"]
