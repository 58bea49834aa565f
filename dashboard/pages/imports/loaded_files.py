"""How the files that were loaded are listed and withdrawn on a page."""

from collections.abc import Sequence

import streamlit as st

from dashboard.core.editions import Edition, EditionStatus
from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.ui import changes, components, fields, navigation
from dashboard.ui.page import View
from dashboard.usecases.upkeep.imports import loaded_editions, withdraw_import


def show_loaded_files(view: View, *, can_change: bool) -> None:
    """Show every file loaded, newest first, and a form to withdraw one that is in use."""
    found = loaded_editions(view.holdings, view.service.id)
    if not found:
        components.muted("No file was loaded yet.")
        return
    columns = {
        "File": [one.provenance.title for one in found],
        "Holds": ["own figures" if one.service else "published figures" for one in found],
        "From": [one.provenance.publisher for one in found],
        "Loaded": [date_words(one.loaded_at.date()) for one in found],
        "Figures": [f"{one.observations:,}" for one in found],
        "State": [_state(one) for one in found],
    }
    components.table(columns, "Files loaded")
    in_use = [one for one in found if one.status is EditionStatus.CURRENT]
    if any(one.service for one in in_use):
        navigation.link_to("local_performance", "See what the service's own figures say")
    if can_change and in_use:
        with st.expander("Withdraw a file"):
            _withdraw(in_use)


def _state(one: Edition) -> str:
    return "in use" if one.status is EditionStatus.CURRENT else one.status.value


def _withdraw(in_use: Sequence[Edition]) -> None:
    components.muted("Its figures go; the earlier ones return. You can load the file again.")
    by_id = {one.id: one for one in in_use}
    with fields.form_about("withdraw_import", by_id):
        chosen: int = st.selectbox(
            "File to withdraw",
            list(by_id),
            format_func=lambda one: _name(by_id[one]),
            key=changes.entry("withdraw_which"),
        )
        why = st.text_input("Why", key=changes.entry("withdraw_why"))
        confirmed = st.form_submit_button("Withdraw this file")
    if confirmed:
        changes.make(
            lambda store, who: withdraw_import(store, who, chosen, why),
            f'"{by_id[chosen].provenance.title}" was withdrawn.',
            takes=Deed.IMPORT,
        )


def _name(one: Edition) -> str:
    return f"{one.provenance.title}, loaded on {date_words(one.loaded_at.date())}"
