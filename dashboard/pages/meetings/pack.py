"""The board pack where meetings are: made in one action, and which one was issued for a meeting."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import mode_words
from dashboard.core.packs.issued import IssuedPack, corrections
from dashboard.core.people import Deed
from dashboard.narrative.packs.occasions import lead_words, pack_words
from dashboard.ui import changes, components, navigation, packs
from dashboard.ui.page import View

_LABEL = "Download the board pack (PDF)"


def offer_pack(view: View, soonest: Meeting | None) -> None:
    """Offer the pack of the soonest meeting, or of the day in view, with one button.

    Once it is issued, that is what the button gives.
    """
    st.header("Board pack", anchor=False)
    asked = packs.asked_for(view, soonest)
    issued = next(iter(packs.in_force(view, asked)), None)
    lead = lead_words(soonest, issued, view.holdings.as_of).text
    audience = mode_words(asked.audience, view.holdings.catalogue.disclosure).text
    components.muted(f"{lead} {audience}.")
    if issued is None:
        packs.offer_files(view, asked, soonest, _LABEL, first=True)
    else:
        packs.offer_issued(view, issued, _LABEL)
    chosen = {"meeting": soonest.id} if soonest else {}
    may_issue = changes.may(view, Deed.PREPARE)
    label = "Choose what is in it, or issue it" if may_issue else "See what is in it"
    navigation.link_to("board_pack", label, **chosen)


def packs_by_meeting(shown: Iterable[IssuedPack]) -> Mapping[str, list[IssuedPack]]:
    """Return packs by the id of their meeting, without those that another stands in place of."""
    every = list(shown)
    corrected = corrections(every)
    found: dict[str, list[IssuedPack]] = {}
    for pack in every:
        if pack.id not in corrected:
            found.setdefault(pack.meeting, []).append(pack)
    return found


def show_issued(issued: Sequence[IssuedPack]) -> None:
    """Show which packs were issued for a meeting, each with a link to it."""
    if not issued:
        components.muted("No board pack was issued for it.")
    for pack in issued:
        label = components.plain(f"Board pack issued on {pack_words(pack).text}")
        navigation.link_to("board_pack", label, meeting=pack.meeting, issued=pack.id)
