"""Reminders: a row each for a mail merge, an entry each for a calendar, a line each to read."""

import datetime as dt
from dataclasses import replace

from icalendar import Calendar

from dashboard.core.board.meetings import Meeting
from dashboard.core.register.reminders import Reminder, ReminderKind
from dashboard.reports.reminders import (
    board_calendar,
    reminder_lines,
    reminders_calendar,
    reminders_csv,
)
from tests.factories import service

MADE = dt.datetime(2019, 6, 3, 14, 30, tzinfo=dt.UTC)
ONE = Reminder(
    kind=ReminderKind.ACTION,
    id="a1",
    version=1,
    service="hertfordshire",
    label="A report, recommendation 3",
    recommendation="Ask victims; all, always.",
    what="=Ask every victim, by letter",
    owner="Olu Owner",
    body="Police",
    due=dt.date(2019, 5, 31),
    days_late=3,
)


def events(*found):
    return Calendar.from_ical(reminders_calendar(found, MADE)).events


def test_a_row_holds_what_a_letter_needs_and_runs_nothing_in_a_spreadsheet():
    header, row = reminders_csv([ONE]).decode("utf-8-sig").splitlines()

    assert header == "due,days_late,kind,what,owner,body,service,source,id"
    assert row == (
        '2019-05-31,3,action,"\'=Ask every victim, by letter",Olu Owner,Police,hertfordshire,'
        '"A report, recommendation 3",a1'
    )


def test_an_empty_table_still_has_its_header():
    assert reminders_csv([]).decode("utf-8-sig").startswith("due,days_late,kind")


def test_a_calendar_entry_is_a_whole_free_day():
    (event,) = events(ONE)

    assert event["DTSTART"].dt == dt.date(2019, 5, 31)
    assert event["DTEND"].dt == dt.date(2019, 6, 1)
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["SUMMARY"] == "Due: =Ask every victim, by letter (Olu Owner, Police)"
    assert event["DESCRIPTION"] == "A report, recommendation 3: Ask victims; all, always."


def test_a_second_import_moves_an_entry_and_adds_no_other():
    moved = replace(ONE, due=dt.date(2019, 7, 31), version=2)

    (first,), (second,) = events(ONE), events(moved)

    assert first["UID"] == second["UID"] == "action-a1@youth-justice-board-dashboard"
    assert first["SEQUENCE"] < second["SEQUENCE"]


def test_a_recommendation_and_an_action_with_one_id_are_two_entries():
    found = events(ONE, replace(ONE, kind=ReminderKind.RECOMMENDATION))

    assert len({event["UID"] for event in found}) == 2


def test_a_calendar_without_entries_can_be_read():
    assert events() == []


def test_a_line_says_when_what_and_whose_and_how_late():
    soon = replace(ONE, days_late=0, owner="", body="", what="word " * 40)

    first, second = reminder_lines([ONE, soon])

    assert first == (
        "31 May 2019 (3 days late): Action: =Ask every victim, by letter - Olu Owner, Police"
    )
    assert second.startswith("31 May 2019: Action: word word")
    assert second.endswith("... - nobody owns it")


def test_nothing_due_is_said():
    assert list(reminder_lines([])) == ["Nothing that is open falls due by then."]


BOARD = Meeting("m1", "placeshire", dt.date(2019, 7, 1), "Board; extra\nmeeting, " + "word " * 40)


def entries(meetings, found=()):
    return Calendar.from_ical(board_calendar(service(), meetings, found, MADE)).events


def test_a_board_has_its_meetings_and_what_falls_due_in_one_calendar():
    meeting, due = entries([(BOARD, 2)], [ONE])

    assert (meeting["UID"], meeting["SEQUENCE"]) == ("meeting-m1@youth-justice-board-dashboard", 2)
    assert (meeting["DTSTART"].dt, meeting["DTEND"].dt) == (BOARD.on, dt.date(2019, 7, 2))
    assert meeting["SUMMARY"].startswith("Board; extra meeting, word")
    assert meeting["SUMMARY"].endswith(f"... ({service().name})")
    assert due == events(ONE)[0]


def test_a_moved_meeting_is_the_same_entry_with_a_higher_number():
    moved = replace(BOARD, on=dt.date(2019, 7, 8))

    (first,), (second,) = entries([(BOARD, 1)]), entries([(moved, 2)])

    assert first["UID"] == second["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"]
