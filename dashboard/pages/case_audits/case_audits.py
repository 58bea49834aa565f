"""What would the inspectors' rules make of the service's own case audits?"""

import streamlit as st

from dashboard.core.sentences import listed
from dashboard.pages.case_audits import rehearsal
from dashboard.ui import changes, components, disclosure, navigation
from dashboard.ui.area_teams import choose_place
from dashboard.ui.local_empty import how_to_load
from dashboard.ui.page import View, page
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.case_audits import NoAudits, read_case_audits


def show_absence(view: View, absent: NoAudits) -> None:
    components.lead(
        f"No case audits of {absent.service.name} are held by quarter, so no standard can be "
        "rehearsed."
    )
    if absent.monthly:
        components.muted("Audits are held by month: load them by quarter, as they are pooled here.")
    titles = listed([framework.title for framework in absent.frameworks])
    components.muted(
        f"Audit cases by the inspectors' key questions ({titles}), and for each key question and "
        "quarter enter how many cases were audited and in how many the answer was yes. The "
        "template for the service's own figures has a row for each key question; fill it in and "
        "load it. Nothing about a single child or case is entered."
    )
    if view.is_now:
        how_to_load(view)
    navigation.link_to("ratings", "See how inspectors rated the service")


with page("Case audits of {service}") as view:
    changes.tell_what_was_done()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = choose_place(area_teams(view.holdings, view.service.id))
        mode = disclosure.choose_mode(view)
    reading = read_case_audits(view.holdings, view.service.id, mode, place)
    if isinstance(reading, NoAudits):
        show_absence(view, reading)
    else:
        rehearsal.answer(reading)
        rehearsal.standards(reading)
        rehearsal.picture(reading)
        rehearsal.by_quarter(reading)
        navigation.link_to("ratings", "See how inspectors rated the service")
        rehearsal.method(reading)
