"""One for others: how a board makes an action of its own of it, and takes that back."""

import streamlit as st

from dashboard.core.people import Signature
from dashboard.core.register.recommendations import Recommendation
from dashboard.store.engine import Store
from dashboard.ui import changes, components, fields, navigation, owners, state
from dashboard.ui.meetings import choose_meeting
from dashboard.ui.page import View
from dashboard.usecases.board.adoptions import OwnAction, adopt, take_back
from dashboard.usecases.register.recommendations import Entry

_FORM = "adopt_own"


def show_adopted(entry: Entry) -> None:
    """Link to the board's own action that was made of one for others, where there is one."""
    made = entry.standing.adopted_as
    if made is not None:
        _link(entry, "Open the board's own action", made.id)


def show_origin(entry: Entry) -> None:
    """Link from a board's own action to the recommendation that it was adopted from."""
    origin = entry.recommendation.adopts
    if origin:
        _link(entry, "Open what it was adopted from", origin)


def offer(view: View, entry: Entry) -> None:
    """Offer, folded, to adopt it as an own action, or to take that back where it was."""
    made = entry.standing.adopted_as
    if made is not None:
        _keep_what_was_typed()
        offer_taking_back(view, made)
    else:
        components.fold_form("Adopt as our own action", lambda: _adopt(view, entry), "adopt")


def _keep_what_was_typed() -> None:
    """Show what somebody had typed for an adoption that another person made meanwhile."""
    typed = st.session_state.get(changes.entry(f"{_FORM}_wording"))
    if typed:
        components.muted(f"It was adopted meanwhile. You had typed: {typed}")


def offer_taking_back(view: View, made: Recommendation) -> None:
    """Offer, folded, to take back what was adopted; nothing for what was not."""
    if made.adopts:
        with st.expander("Take the adoption back"):
            _take_back(view, made)


def _link(entry: Entry, words: str, recommendation: str) -> None:
    choices = {"service": entry.service.id, "recommendation": recommendation}
    navigation.link_to("recommendation", words, **choices)


def _adopt(view: View, entry: Entry) -> None:
    # Whoever was to answer for it before is offered: it may have been taken for the service's own.
    before = entry.standing.follow_up
    is_past = before.due is not None and before.due < view.holdings.as_of
    components.muted("It is then followed up like any other. This one stays as it is.")
    with st.form(_FORM, border=False):
        wording = st.text_area(
            "What our board will do", height=68, key=changes.entry(f"{_FORM}_wording")
        )
        with st.container(horizontal=True):
            owner, body = owners.choose_owner(view, _FORM, before.owner, before.body)
        with st.container(horizontal=True):
            due = fields.day_typed("Due on", f"{_FORM}_due", None if is_past else before.due)
            meeting = choose_meeting(view, _FORM)
        confirmed = st.form_submit_button("Adopt as our own action")
    if not confirmed:
        return
    sid = changes.new_id(_FORM)

    def change(store: Store, signature: Signature) -> object:
        asked = OwnAction(sid, wording, owner, body, fields.day(due), meeting)
        return adopt(store, view.holdings, signature, entry.recommendation.id, asked)

    changes.make(change, "It is now an action of our own in the register.")


def _take_back(view: View, made: Recommendation) -> None:
    components.muted("The action leaves the register; the history keeps it, with the reason.")
    with st.form("take_back_own", border=False):
        why = st.text_input("Why it is taken back", key=changes.entry("take_back_own_why"))
        meeting = choose_meeting(view, "take_back_own")
        confirmed = st.form_submit_button("Take it back")

    def change(store: Store, signature: Signature) -> Recommendation:
        held = take_back(store, view.holdings, signature, made.id, why, meeting)
        # The action left the register, and its own page may be the one in view.
        state.choose_recommendation(made.adopts)
        return held

    if confirmed:
        changes.make(change, "The adoption was taken back.")
