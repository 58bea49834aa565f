"""At which meeting the board decided something, chosen in a list."""

from collections.abc import Mapping

import streamlit as st

from dashboard.ui import changes
from dashboard.ui.page import View
from dashboard.usecases.board.meetings import calendar

_BETWEEN_MEETINGS = "Between meetings"


def choose_meeting(view: View, form: str, *, at_newest: bool = False) -> str:
    """Show the meetings that have come and return the id of one, "" for between meetings.

    With `at_newest` the newest of them, such as today's, is chosen at first.
    """
    meetings = calendar(view.holdings, view.service.id)
    past = [one for one in (*meetings.held, *meetings.open) if one.on <= view.holdings.as_of]
    past.sort(key=lambda meeting: meeting.on, reverse=True)
    options: Mapping[str, str] = {"": _BETWEEN_MEETINGS} | {one.id: one.label for one in past}
    chosen: str = st.selectbox(
        "Decided at",
        list(options),
        index=1 if at_newest and past else 0,
        format_func=lambda one: options.get(one, one),
        key=changes.entry(f"{form}_meeting"),
    )
    return chosen
