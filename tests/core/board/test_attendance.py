"""Attendance: what was noted of meetings held, and never more than that."""

import datetime as dt

import pytest

from dashboard.core.board.attendance import attendance_of
from dashboard.core.board.meetings import Attendance, Meeting, Presence
from dashboard.narrative.board.partners import attendance_words

TODAY = dt.date(2026, 11, 21)


def meeting(month, presence=None, *, held=True, partner="Police", year=2026):
    noted = (Attendance(partner, presence),) if presence else ()
    day = dt.date(year, month, 1)
    return Meeting(f"m{year}-{month}", "hertfordshire", day, held=held, attendance=noted)


def test_only_meetings_held_by_the_day_count():
    meetings = [
        meeting(3, Presence.ATTENDED),
        meeting(6, Presence.ATTENDED, held=False),
        meeting(12, Presence.ATTENDED),
    ]

    assert len(attendance_of("Police", meetings, TODAY).meetings) == 1


def test_a_meeting_at_which_nothing_was_noted_is_neither_attended_nor_missed():
    attendance = attendance_of("Police", [meeting(3), meeting(6, Presence.ABSENT)], TODAY)

    assert (attendance.attended, attendance.noted) == (0, 1)
    assert attendance_words(attendance).text == "0 of 1"


def test_the_last_four_come_newest_first_in_whatever_order_they_were_entered():
    meetings = [meeting(m, Presence.ATTENDED) for m in (9, 1, 5, 3, 7)]

    last = attendance_of("Police", meetings, TODAY).last

    assert [day.month for day, _ in last] == [9, 7, 5, 3]


@pytest.mark.parametrize(
    ("presences", "words"),
    [
        ((), "no meeting yet"),
        ((None,), "not noted"),
        ((Presence.ATTENDED, Presence.APOLOGIES), "1 of 2"),
        ((Presence.ATTENDED, Presence.DEPUTY, None), "1 of 2, and 1 by a deputy"),
    ],
)
def test_attendance_in_words_counts_a_deputy_apart(presences, words):
    meetings = [meeting(month, each) for month, each in enumerate(presences, start=1)]

    assert attendance_words(attendance_of("Police", meetings, TODAY)).text == words
