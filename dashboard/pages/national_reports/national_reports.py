"""On which national reports is no decision of the board recorded yet?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.narrative.board.meetings import reports_sentence
from dashboard.pages.national_reports.parts import add_a_report, show_drafts, show_report
from dashboard.ui import changes, components, navigation, rooms
from dashboard.ui.page import page
from dashboard.usecases.board.national_reports import radar

NONE_WAITING = "A decision on every national report is recorded."
NONE_HELD = "We have no national report published by this day."

with page("National reports for {service}") as view:
    changes.tell_what_was_done()
    found = radar(view.holdings, view.service.id)
    waiting = reports_sentence(found)
    if waiting:
        components.fact(waiting)
    else:
        components.lead(NONE_WAITING if found else NONE_HELD)
    components.muted(
        "A report counts as considered once the board has decided something about it: a draft "
        "accepted or declined, or a decision recorded at a meeting."
    )
    may_decide = changes.offered(view, Deed.DECIDE, what="accept or decline a draft")
    may_add = view.is_now and changes.may(view, Deed.EDIT)
    for held in found:
        show_report(held)
        show_drafts(view, held, may_decide)
    if may_add and rooms.may_change_for_all(Deed.EDIT, "add a report"):
        with st.expander("Add a national report"):
            add_a_report(view)
    navigation.link_to("recommendations", "See the register")
