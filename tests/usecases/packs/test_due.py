"""Which boards meet soon and have no pack yet."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import Meeting
from dashboard.core.people import Role
from dashboard.usecases.board.meetings import change_meeting
from dashboard.usecases.packs.due import packs_due
from tests.board_factories import signed, stored
from tests.conftest import TODAY
from tests.issued_packs import SERVICE, Desk


@pytest.fixture
def desk(empty_store, shipped_holdings):
    return Desk(empty_store, shipped_holdings)


def meet(desk, sid, days, service=SERVICE, **changed):
    on = TODAY + dt.timedelta(days=days)
    stored(desk.store, Meeting(sid, service, on, **changed), day="2026-11-01")


def due(desk, within=14):
    return [(one.meeting.id, one.days_left) for one in packs_due(desk.holdings(), within)]


def test_each_boards_next_meeting_is_due_soonest_first(desk):
    meet(desk, "past", -3)
    meet(desk, "later", 12)
    meet(desk, "next", 9)
    meet(desk, "theirs", 0, "essex")

    assert due(desk) == [("theirs", 0), ("next", 9)]
    assert due(desk, 8) == due(desk, 0) == [("theirs", 0)]
    assert [one.service.name for one in packs_due(desk.holdings(), 14)] == [
        "Essex",
        "Hertfordshire",
    ]


def test_one_with_a_pack_or_held_already_is_not_due(desk):
    meet(desk, "m1", 9)
    meet(desk, "held", 0, "essex", held=True)
    desk.issue(meeting="m1")

    assert due(desk) == []


def test_a_pack_of_no_meeting_is_none_for_the_next(desk):
    meet(desk, "m1", 14)
    desk.issue()

    assert due(desk, 13) == []
    assert due(desk, 14) == [("m1", 14)]


def test_any_number_of_days_can_be_asked_for(desk):
    meet(desk, "m1", 400)

    assert due(desk, 10**12) == [("m1", 400)]


def test_a_meeting_that_was_moved_since_its_pack_is_due_again(desk):
    meet(desk, "m1", 9)
    desk.issue(meeting="m1")
    held, moved = desk.holdings(), TODAY + dt.timedelta(days=12)

    change_meeting(desk.store, held, signed(Role.OFFICER), "m1", moved, "Management board", 1)

    assert due(desk) == [("m1", 12)]
