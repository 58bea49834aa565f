"""How a member acknowledges the early warnings that a sentence tells of."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.core.board.acknowledgements import Attention
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.ui import acting, changes, components
from dashboard.ui.page import View
from dashboard.usecases.board.acknowledgements import acknowledge
from dashboard.usecases.overview import Told


def offer_acknowledging(view: View, told: Told) -> None:
    """Offer to acknowledge what a sentence tells of, unless who acts has done so."""
    open_ones = [each for each in told.attentions if not _is_mine(each)]
    if not (view.is_now and open_ones):
        return
    with st.popover("Acknowledge", key=f"doing-{open_ones[0].warning.id}"):
        if acting.acting() is None:
            # Here, because the button for it stands far below on a phone.
            components.muted("Say first who you are.")
            acting.ask_here(f"acknowledge_{open_ones[0].warning.id}")
        else:
            _form(view, told, open_ones)


def ask_who_acknowledges(view: View, told: Sequence[Told]) -> None:
    """Show who acts, or a way to say it, where one of some sentences tells of a warning."""
    if view.is_now and any(each.attentions for each in told):
        acting.ask_who()


def _is_mine(held: Attention) -> bool:
    actor = acting.acting()
    return actor is not None and held.is_acknowledged_by(actor.person_id)


def _form(view: View, told: Told, open_ones: list[Attention]) -> None:
    name = open_ones[0].warning.id
    sentences = [warning_sentence(each.warning) for each in open_ones]
    for sentence in sentences:
        # A member acknowledges what they could read, so what the page shortened stands here whole.
        components.muted(sentence.text)
    with st.form(f"acknowledge_{name}", border=False):
        note = st.text_input("Note (may be left empty)", key=changes.entry(f"note_{name}"))
        seen = st.form_submit_button("I have seen this" if len(sentences) == 1 else "I saw these")
    if seen:
        change = partial(
            acknowledge,
            holdings=view.holdings,
            sid=changes.new_id(f"acknowledge_{name}"),
            service_id=view.service.id,
            warning_ids=tuple(each.warning.id for each in open_ones),
            note=note,
        )
        changes.make(
            lambda store, signature: change(store, signature=signature),
            f"Your acknowledgement is recorded: {sentences[0].lead}",
        )
