"""What the board decides, recorded beside what it looks at."""

import streamlit as st

from dashboard.core.board.meetings import Meeting
from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.ui import changes, components, navigation
from dashboard.ui.decisions import offer_decision
from dashboard.ui.page import View

# On a phone the form is folded behind this bar; on a wide screen the style leaves it out.
_BAR = '<details class="yj-bar"><summary>{words}</summary></details>'
_HEADING = "Record a decision or a challenge"


def offer_deciding(view: View, meeting: Meeting | None) -> None:
    """Offer to record what is decided at a meeting, or say from when that is possible."""
    components.html(_BAR.format(words=_HEADING))
    with st.container(key="deciding"):
        st.header(_HEADING, anchor=False)
        if not view.is_now:
            components.muted("This is a past day, so nothing can be recorded on it.")
        elif meeting is None:
            _tell_to_plan()
        elif meeting.on > view.holdings.as_of:
            day = date_words(meeting.on)
            components.muted(f"What is decided can be recorded here from {day}, the meeting's day.")
        elif changes.offered(view, Deed.DECIDE):
            offer_decision(view, meeting)


def _tell_to_plan() -> None:
    components.muted(
        "No meeting is planned, so this is the pack of the day. "
        "What is decided at a meeting can be recorded here on its day."
    )
    navigation.link_to("meetings", "Plan a meeting")
