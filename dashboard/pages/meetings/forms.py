"""The forms with which meetings are planned, moved, recorded, and their decisions entered."""

from collections.abc import Sequence

import streamlit as st

from dashboard.core.board.meetings import Meeting
from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.pages.meetings.attendance import attendance_said, choose_attendance
from dashboard.ui import changes, components, fields
from dashboard.ui.decisions import offer_decision
from dashboard.ui.page import View
from dashboard.usecases.board.meetings import (
    USUAL_TITLE,
    Calendar,
    change_meeting,
    hold_meeting,
    plan_meeting,
    record_attendance,
)


def offer_forms(view: View, found: Calendar) -> None:
    """Offer what who acts may change of meetings, each folded, where there is one to change."""
    past = [one for one in (*found.open, *found.held) if one.on <= view.holdings.as_of]
    may_prepare = changes.may(view, Deed.PREPARE)
    if may_prepare:
        _offer_recording(view, found)
    if past and changes.may(view, Deed.DECIDE):
        with st.expander("Record a decision or a challenge"):
            offer_decision(view, _chosen("At which meeting?", past, "decide"))
    if may_prepare:
        _offer_correcting(view, found)


def _offer_recording(view: View, found: Calendar) -> None:
    with st.expander("Plan a meeting, or enter a past one"):
        _plan(view)
    if due := [one for one in found.open if one.on <= view.holdings.as_of]:
        with st.expander("Record that a meeting took place"):
            _hold(view, _chosen("Which meeting took place?", due, "hold"))


def _offer_correcting(view: View, found: Calendar) -> None:
    if found.open:
        with st.expander("Move or rename a meeting"):
            _move(view, _chosen("Which meeting?", found.open, "move"))
    if found.held:
        with st.expander("Correct who attended a meeting"):
            _correct(view, _chosen("Whose attendance?", found.held, "correct"))


def _chosen(label: str, meetings: Sequence[Meeting], key: str) -> Meeting:
    by_id = {one.id: one for one in meetings}
    if len(meetings) == 1:
        components.muted(meetings[0].label)
        return meetings[0]
    wanted = st.selectbox(
        label, list(by_id), format_func=lambda one: by_id[one].label, key=f"meeting_{key}"
    )
    return by_id.get(wanted, meetings[0])


def _plan(view: View) -> None:
    with st.form("plan_meeting", border=False):
        day = fields.day_typed("Day of the meeting", "meeting_on")
        title = st.text_input("Name", USUAL_TITLE, key=changes.entry("meeting_title"))
        confirmed = st.form_submit_button("Save this meeting")
    if not confirmed:
        return
    sid = changes.new_id("meeting")
    with components.shown_errors():
        on = fields.day(day)
        changes.make(
            lambda store, signature: plan_meeting(
                store, view.holdings, signature, sid, view.service.id, on, title
            ),
            f"The meeting of {date_words(on)} was saved." if on else "",
        )


def _move(view: View, meeting: Meeting) -> None:
    key, version = f"move_{meeting.id}", view.holdings.records.version_of(meeting)
    with st.form("move_meeting", border=False):
        day = fields.day_typed("Day of the meeting", f"{key}_on", meeting.on)
        title = st.text_input("Name", meeting.title, key=changes.entry(f"{key}_title"))
        confirmed = st.form_submit_button("Save the change")
    if not confirmed:
        return
    with components.shown_errors():
        on = fields.day(day)
        changes.make(
            lambda store, signature: change_meeting(
                store, view.holdings, signature, meeting.id, on, title, version
            ),
            f"The meeting is now planned for {date_words(on)}." if on else "",
        )


def _hold(view: View, meeting: Meeting) -> None:
    version = view.holdings.records.version_of(meeting)
    components.muted(
        f"What the board could see on {date_words(meeting.on)} is kept with the meeting: its early "
        "warnings, and how many main measures were compared with similar areas."
    )
    with st.form("hold_meeting", border=False):
        attendance = choose_attendance(view, meeting)
        note = st.text_input("Note (may be left empty)", key=changes.entry(f"hold_{meeting.id}"))
        confirmed = st.form_submit_button("Record that it took place")
    if confirmed:
        changes.make(
            lambda store, signature: hold_meeting(
                store,
                view.holdings,
                signature,
                meeting.id,
                attendance_said(attendance),
                version,
                note,
            ),
            f"The meeting of {date_words(meeting.on)} was recorded.",
        )


def _correct(view: View, meeting: Meeting) -> None:
    version = view.holdings.records.version_of(meeting)
    with st.form("correct_attendance", border=False):
        attendance = choose_attendance(view, meeting)
        confirmed = st.form_submit_button("Save who attended")
    if confirmed:
        changes.make(
            lambda store, signature: record_attendance(
                store, view.holdings, signature, meeting.id, attendance_said(attendance), version
            ),
            f"Who attended on {date_words(meeting.on)} was saved.",
        )
