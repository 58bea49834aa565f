"""What is before the board now, one section at a time, and what does it decide?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.pages.meeting_view.deciding import offer_deciding
from dashboard.pages.meeting_view.sections import choose_section, show_section, show_whose
from dashboard.ui import changes, disclosure, navigation, packs
from dashboard.ui.page import page
from dashboard.usecases.board.meetings import calendar

with page("{service}: meeting view", names_who=False) as view, st.container(key="meeting_view"):
    changes.tell_what_was_done()
    meeting = calendar(view.holdings, view.service.id).at_hand(view.holdings.as_of)
    document = packs.made(view, packs.asked_for(view, meeting))
    disclosure.note_read(document.audience, view.service.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        show_whose(document)
        navigation.link_to("meetings", "Leave the meeting view")
    section = choose_section(document)
    if not changes.may(view, Deed.DECIDE):
        show_section(document, section)
    else:
        left, right = st.columns([7, 3], gap="large")
        with left:
            show_section(document, section)
        with right, st.container(key="beside-meeting"):
            offer_deciding(view, meeting)
