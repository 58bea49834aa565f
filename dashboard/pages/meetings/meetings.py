"""When does the board meet, who came, what could it see, and what did it decide?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.narrative.board.meetings import meeting_sentence
from dashboard.pages.meetings.forms import offer_forms
from dashboard.pages.meetings.pack import offer_pack
from dashboard.pages.meetings.parts import offer_dates, show_held, show_open
from dashboard.ui import changes, components, navigation
from dashboard.ui.page import page
from dashboard.usecases.board.meetings import calendar

with page("Board meetings of {service}") as view:
    changes.tell_what_was_done()
    found = calendar(view.holdings, view.service.id)
    soonest = found.open[0] if found.open else None
    newest = found.held[0] if found.held else None
    components.lead(meeting_sentence(soonest, newest, view.holdings.as_of).text)
    offer_pack(view, found.soonest_from(view.holdings.as_of))
    navigation.link_to("meeting_view", "Open the meeting view")
    can_change = changes.offered(view, Deed.PREPARE, Deed.DECIDE)
    if found.open:
        show_open(found.open, view)
        offer_dates(view)
    if can_change:
        offer_forms(view, found)
    st.header("Past meetings", anchor=False)
    show_held(found.held, view)
    navigation.link_to("who_knew", "See who knew what")
