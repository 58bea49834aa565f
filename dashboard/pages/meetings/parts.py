"""How meetings of a board look on a page: who came, what could be seen, what was decided."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.core.board.meetings import Decision, Meeting
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.periods import date_words
from dashboard.narrative.board.meetings import shown_words
from dashboard.pages.meetings.pack import packs_by_meeting, show_issued
from dashboard.ui import components, navigation, notes, packs
from dashboard.ui.page import View
from dashboard.usecases.board.dates import dates_of_board
from dashboard.usecases.board.decisions import decisions_of

SHOWN_AT_FIRST = 3


def show_open(meetings: Sequence[Meeting], view: View) -> None:
    """Show the meetings that are planned, and those that are still to be recorded as held."""
    today = view.holdings.as_of
    rows = {
        "Day": [date_words(one.on) for one in meetings],
        "Meeting": [one.title for one in meetings],
        "State": ["planned" if one.on > today else "still to be recorded" for one in meetings],
    }
    components.table(rows, "Meetings to come or to be recorded")


def offer_dates(view: View) -> None:
    """Offer the meetings and due dates of the board as a file for calendars."""
    components.offer_file(
        "Meetings and due dates for a calendar",
        lambda: dates_of_board(view.holdings, view.service, dt.datetime.now(tz=dt.UTC)),
        notes.of_page().file_name(f"{view.service.id}-board-dates.ics"),
        "text/calendar",
        "dates_download",
    )


def show_held(meetings: Sequence[Meeting], view: View) -> None:
    """Show the meetings that were held, the newest at first and the others folded."""
    if not meetings:
        components.muted("No past meeting is recorded.")
        return
    issued = packs_by_meeting(packs.issued_to_be_seen(view))
    for meeting in meetings[:SHOWN_AT_FIRST]:
        _show(meeting, view, issued.get(meeting.id, []))
    if older := meetings[SHOWN_AT_FIRST:]:
        with st.expander(f"Earlier meetings ({len(older)})"):
            for meeting in older:
                _show(meeting, view, issued.get(meeting.id, []))


def _show(meeting: Meeting, view: View, issued: Sequence[IssuedPack]) -> None:
    st.subheader(f"{date_words(meeting.on)}: {components.plain(meeting.title)}", anchor=False)
    note = f"<p>{escape(meeting.note)}</p>" if meeting.note else ""
    seen = "".join(f"<li>{escape(warning.sentence)}</li>" for warning in meeting.warnings)
    points = f'<ul class="yj-points">{seen}</ul>' if seen else ""
    components.html(f"{note}<p>{escape(shown_words(meeting).text)}</p>{points}")
    _show_attendance(meeting)
    _show_decisions(decisions_of(view.holdings.records, meeting.id))
    show_issued(issued)
    navigation.link_to("who_knew", "See who knew what that day", as_of=meeting.on.isoformat())


def _show_attendance(meeting: Meeting) -> None:
    if not meeting.attendance:
        components.muted("Who attended is not recorded.")
        return
    rows = {
        "Partner": [each.body for each in meeting.attendance],
        "Attendance": [each.presence.value for each in meeting.attendance],
        "Who came": [each.name or "not noted" for each in meeting.attendance],
    }
    components.table(rows, f"Attendance on {date_words(meeting.on)}")


def _show_decisions(decisions: Sequence[Decision]) -> None:
    if not decisions:
        components.muted("No decision or challenge of this meeting is recorded.")
        return
    rows = {
        "Kind": [each.kind.value for each in decisions],
        "About": [
            f"{each.subject_kind.value.capitalize()}: {each.subject_words}" for each in decisions
        ],
        "What was said": [each.text for each in decisions],
        "Recorded by": [each.by for each in decisions],
    }
    components.table(rows, "Decisions and challenges")
