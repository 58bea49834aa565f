"""What somebody sees where a room is not open: whose it is, and the ways on, and nothing else."""

import streamlit as st

from dashboard.core.areas import Service
from dashboard.core.people import Deed
from dashboard.core.rooms import EVERYBODYS_ROOM
from dashboard.narrative.people import NOBODYS, ask_for_all, whose_page
from dashboard.ui import acting, components, navigation, operator_log, state
from dashboard.usecases.holdings import Holdings

# Session key: the pages, each with its service, that were noted as not open.
_NOTED_AS_CLOSED = "pages_noted_as_closed"


def require_any(holdings: Holdings) -> None:
    """End the page with one sentence for somebody who belongs to no board here."""
    if holdings.store.admission.services == frozenset():
        note_a_closed_page()
        components.lead(NOBODYS.text)
        st.stop()


def require_open(holdings: Holdings, service: Service) -> None:
    """End a board's own page with whose it is, for somebody who does not belong to that board.

    Nothing is shown empty, because a register that was left out would look calm.
    """
    if holdings.is_open(service.id) or not navigation.is_of_a_board():
        return
    note_a_closed_page()
    own = state.own_services(holdings)
    components.lead(whose_page(service.name, [one.name for one in own]).text)
    # No links: one to the page in view leaves the address as it is.
    with st.container(horizontal=True, key="doing-own-service"):
        for one in own:
            st.button(
                f"Show {one.name}",
                key=f"show_{one.id}",
                on_click=state.choose_other_service,
                args=(one.id,),
            )
    components.muted(f"What is published about {service.name} is everybody's:")
    navigation.link_to("ratings", "Inspection ratings")
    navigation.link_to("comparison", "How it compares with similar areas")
    st.stop()


def note_a_closed_page() -> None:
    """Have it noted once a session that the page in view is not open to who looks at its service.

    A page runs again at every click, and none of these is one more attempt.
    """
    noted: set[tuple[str, str]] = st.session_state.setdefault(_NOTED_AS_CLOSED, set())
    looked_at = (navigation.title_in_view(), state.service_in_view())
    if looked_at not in noted:
        noted.add(looked_at)
        operator_log.note_not_allowed()


def may_change_for_all(deed: Deed, what: str) -> bool:
    """Return whether who acts may change what every service shares; else say whom to ask.

    While nobody acts, what is offered asks who does. `what` says the deed in closer words, such as
    "add a list".
    """
    if acts_for_all(deed):
        return True
    components.muted(ask_for_all(deed, what).text)
    return False


def acts_for_all(deed: Deed) -> bool:
    """Return whether who acts does a deed for every service; also while nobody acts."""
    actor = acting.acting_to(deed)
    return actor is None or actor.acts_in(EVERYBODYS_ROOM)
