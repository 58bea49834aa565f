"""At which meeting the board decided something, chosen in a list."""

from collections.abc import Mapping

import streamlit as st

from dashboard.ui import changes
from dashboard.ui.page import View
from dashboard.usecases.board.meetings import calendar

_BETWEEN_MEETINGS = "Between meetings"


def choose_meeting(view: View, form: str) -> str:
    """Show the meetings that have come and return the id of one, "" for between meetings."""
    meetings = calendar(view.holdings, view.service.id)
    past = [one for one in (*meetings.held, *meetings.open) if one.on <= view.holdings.as_of]
    options: Mapping[str, str] = {"": _BETWEEN_MEETINGS} | {one.id: one.label for one in past}
    chosen: str = st.selectbox(
        "Decided at",
        list(options),
        format_func=lambda one: options.get(one, one),
        key=changes.entry(f"{form}_meeting"),
    )
    return chosen
