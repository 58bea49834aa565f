"""What goes into the board pack, how does it look, and which packs were issued?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.narrative.packs.occasions import lead_words
from dashboard.pages.board_pack.choosing import choose_meeting, offer_choosing
from dashboard.pages.board_pack.issued import show_issued
from dashboard.pages.board_pack.issuing import offer_issuing
from dashboard.pages.board_pack.preview import offer_pages
from dashboard.ui import changes, components, disclosure, packs
from dashboard.ui.page import page

with page("Board pack of {service}") as view:
    changes.tell_what_was_done()
    meeting = choose_meeting(view)
    asked = packs.asked_for(view, meeting)
    issued = next(iter(packs.in_force(view, asked)), None)
    components.lead(lead_words(meeting, issued, view.holdings.as_of).text)
    disclosure.show_audience(view, asked.audience)
    packs.offer_files(view, asked, meeting, "Download the draft (PDF)", first=not issued)
    st.header("What is in it", anchor=False)
    can_change = changes.offered(view, Deed.PREPARE, what="choose what is in it, or issue it")
    if can_change:
        offer_choosing(view, meeting)
    offer_pages(view, asked)
    if can_change:
        st.header("Issue it", anchor=False)
        offer_issuing(view, asked)
    st.header("Issued packs", anchor=False)
    show_issued(view)
