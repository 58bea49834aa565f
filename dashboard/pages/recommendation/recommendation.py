"""Where does this one recommendation stand, what comes next, and how is it shown?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.core.register.who_may import reporting, withdrawing
from dashboard.narrative.people import whom_to_ask
from dashboard.pages.recommendation import (
    actions,
    adoption,
    closing,
    evidence,
    follow_up,
    readings,
    success_measures,
    updates,
)
from dashboard.pages.recommendation import (
    parts as recommendation,
)
from dashboard.ui import changes, components, history, navigation, wiring
from dashboard.ui.page import View, page
from dashboard.usecases.register.recommendations import Entry
from dashboard.usecases.upkeep.history import names_in, recommendation_history

# As many as a phone can unfold; the History page has them all.
MOST_CHANGES = 50


def show_follow_up(view: View, entry: Entry) -> None:
    is_open = entry.standing.is_open
    recommendation.show_wording(entry)
    recommendation.show_position(entry)
    adoption.show_origin(entry)
    can_change = _is_changed_by_who_acts(view, entry)
    can_edit = can_change and changes.may(view, Deed.EDIT)
    if can_change:
        updates.post(view, entry)
    readings.show_readings(view, entry)
    if can_edit:
        readings.offer(view, entry)
        if is_open:
            success_measures.offer(view, entry)
    actions.show_actions(view, entry)
    if can_change and is_open:
        actions.offer(view, entry)
    show_rest(view, entry, can_change=can_change)


def show_rest(view: View, entry: Entry, *, can_change: bool) -> None:
    updates.show_updates(entry)
    evidence.show_evidence(entry)
    if can_change:
        evidence.offer(view, entry)
        _offer_deciding(view, entry)
    closing.show_earlier(entry)
    recommendation.show_ties(view, entry)
    show_changes(view, entry)


def _is_changed_by_who_acts(view: View, entry: Entry) -> bool:
    standing = entry.standing
    added = [withdrawing(each) for each in standing.evidence_held]
    by_role = (Deed.EDIT, Deed.CONFIRM, Deed.DECIDE, Deed.CHECK)
    return changes.offered(view, reporting(standing), *by_role, *added)


def _offer_deciding(view: View, entry: Entry) -> None:
    """Offer what settles it or moves it on, under one heading, where something is offered."""
    can_edit, is_open = changes.may(view, Deed.EDIT), entry.standing.is_open
    if not (is_open and can_edit) and not closing.is_offered(view, entry):
        return
    st.header("Decide", anchor=False)
    if is_open:
        if can_edit:
            follow_up.offer(view, entry)
        else:
            components.muted(whom_to_ask(Deed.EDIT, "set its owner, due date or measure").text)
        if changes.may(view, Deed.DECIDE):
            adoption.offer_taking_back(view, entry.recommendation)
    closing.offer(view, entry)


def show_watched(view: View, entry: Entry) -> None:
    """Show one for others: no owner or measure is asked for, and all that was recorded stands."""
    standing = entry.standing
    recommendation.show_wording(entry)
    recommendation.show_position(entry)
    adoption.show_adopted(entry)
    can_change = _is_changed_by_who_acts(view, entry)
    if can_change:
        updates.post(view, entry)
    if can_change and changes.may(view, Deed.DECIDE):
        adoption.offer(view, entry)
    if standing.progress is not None:
        readings.show_readings(view, entry)
    if standing.actions:
        actions.show_actions(view, entry)
        if can_change:
            actions.offer_changes(view, entry)
    updates.show_updates(entry)
    if standing.evidence:
        evidence.show_evidence(entry)
    closing.show_earlier(entry)
    recommendation.show_ties(view, entry)
    show_changes(view, entry)


def show_changes(view: View, entry: Entry) -> None:
    st.header("Every change", anchor=False)
    components.fold(
        "Who changed what, when and why", lambda: _show_newest_changes(view, entry), "changes"
    )


def _show_newest_changes(view: View, entry: Entry) -> None:
    asked = entry.recommendation.id
    entries = recommendation_history(wiring.store(), view.holdings, asked, MOST_CHANGES)
    if not entries:
        components.muted("Nothing about it has been recorded yet.")
        return
    history.changes(entries, names_in(view.holdings.catalogue, view.holdings.records))
    if len(entries) == MOST_CHANGES:
        components.muted(f"These are the newest {MOST_CHANGES}. The history has every change.")


with page("A recommendation in the register of {service}") as view:
    changes.tell_what_was_done()
    entry = recommendation.chosen_entry(view)
    if entry is None:
        day = date_words(view.holdings.as_of)
        components.lead(f"We have no recommendation to {view.service.name} on {day}.")
    elif entry.standing.for_others:
        show_watched(view, entry)
    else:
        show_follow_up(view, entry)
    navigation.link_to("recommendations", "All recommendations")
    navigation.link_to("history", "Every change, in the history")
