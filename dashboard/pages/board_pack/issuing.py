"""A pack issued for good, or issued anew in place of one with a mistake."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.core.disclosure.protection import mode_words
from dashboard.core.packs.issued import IssuedPack
from dashboard.narrative.packs.occasions import issued_words, pack_words
from dashboard.ui import acting, changes, components, packs
from dashboard.ui.page import View
from dashboard.usecases.packs.issuing import issue_pack
from dashboard.usecases.packs.reading import PackAsked


def offer_issuing(view: View, asked: PackAsked) -> None:
    """Offer to issue the pack, and to issue it in place of one that was issued for the same."""
    components.muted("An issued pack is kept for good. A mistake in it needs a new issue.")
    with st.container(horizontal=True, key="doing-issue"):
        # A key of its own after each change, so that the door closes once it was gone through.
        with st.popover("Issue this pack", key=changes.entry("issue_door")):
            if _is_known("issue"):
                _issue(view, asked)
        if found := packs.in_force(view, asked):
            with st.popover("Correct an issued pack", key=changes.entry("correct_door")):
                if _is_known("correct"):
                    _correct(view, asked, found)


def _is_known(place: str) -> bool:
    if acting.acting() is None:
        acting.ask_here(place)
        return False
    return True


def _issue(view: View, asked: PackAsked) -> None:
    audience = mode_words(asked.audience, view.holdings.catalogue.disclosure).text
    components.muted(f"{audience}. It is stored in every format, as the board gets it.")
    with st.form("issue_pack", border=False):
        confirmed = st.form_submit_button("Issue it for good", type="primary")
    if confirmed:
        _make(view, asked)


def _correct(view: View, asked: PackAsked, found: Sequence[IssuedPack]) -> None:
    by_id = {each.id: each for each in found}
    with st.form("correct_pack", border=False):
        wrong = st.selectbox(
            "In place of which pack?",
            list(by_id),
            format_func=lambda one: pack_words(by_id[one]).text if one in by_id else one,
            key=changes.entry("pack_to_correct"),
        )
        components.muted("Everybody may read why: write no small number into it.")
        why = st.text_input("Why", key=changes.entry("why_correct_pack"))
        confirmed = st.form_submit_button("Issue the corrected pack", type="primary")
    if confirmed:
        _make(view, replace(asked, corrects=wrong, why=why))


def _make(view: View, asked: PackAsked) -> None:
    sid, used = changes.new_id("pack"), packs.press()
    with st.spinner("Making every format"):
        changes.make(
            lambda store, signature: issue_pack(
                store, view.holdings, signature, sid, asked, used.make, used.write
            ),
            _told(sid),
        )


def _told(sid: str) -> Callable[[IssuedPack], str]:
    return lambda pack: issued_words(pack, is_new=pack.id == sid).text
