"""How figures that were held back are shown and decided on, on a page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.core.narrative.imports import waiting_answer
from dashboard.core.quarantine import QuarantinedFigure, Verdict
from dashboard.ui import changes, components
from dashboard.ui.page import View
from dashboard.usecases.imports import decide, quarantined

MOST_SHOWN = 50


def show_quarantine(view: View, *, can_change: bool) -> None:
    """Show every figure held back of the service, those that wait first, and a form to decide."""
    held = quarantined(view.holdings, view.service.id)
    waiting = [one for one in held if one.is_waiting]
    decided = [one for one in held if not one.is_waiting]
    components.lead(waiting_answer(len(waiting), len(decided)).text)
    if waiting:
        _show(waiting, "Figures that wait for a decision")
        if can_change:
            _decide(view, waiting)
    if decided:
        _show_decided(decided)


def _show(figures: Sequence[QuarantinedFigure], caption: str) -> None:
    shown = figures[:MOST_SHOWN]
    columns = {
        "Figure": [one.figure_words for one in shown],
        "In the file": [one.value_words for one in shown],
        "Why it was held back": [" ".join(one.reasons) for one in shown],
        "From": [f"{one.file_name}, row {one.row}" for one in shown],
    }
    components.table(pd.DataFrame(columns), _caption(caption, len(figures)))


def _show_decided(figures: Sequence[QuarantinedFigure]) -> None:
    shown = figures[:MOST_SHOWN]
    columns = {
        "Figure": [one.figure_words for one in shown],
        "In the file": [one.value_words for one in shown],
        "Decision": [one.decision.value for one in shown],
        "Why": [one.decided_note for one in shown],
    }
    components.table(pd.DataFrame(columns), _caption("Decided on", len(figures)))


def _caption(what: str, total: int) -> str:
    return what if total <= MOST_SHOWN else f"{what}: {MOST_SHOWN} of {total}"


def _decide(view: View, waiting: Sequence[QuarantinedFigure]) -> None:
    by_id = {one.id: one for one in waiting}
    with st.form(changes.entry("decide"), border=False):
        chosen = st.multiselect(
            "Figures to decide on",
            list(by_id),
            default=list(by_id) if len(by_id) == 1 else None,
            format_func=lambda one: f"{by_id[one].figure_words}: {by_id[one].value_words}",
            key=changes.entry("decide_on"),
        )
        note = st.text_input(
            "Why, and how you know (for the history)", key=changes.entry("decide_note")
        )
        with st.container(horizontal=True):
            released = st.form_submit_button("Release: they are right")
            rejected = st.form_submit_button("Reject: they are wrong")
    if released or rejected:
        verdict = Verdict.RELEASED if released else Verdict.REJECTED
        count = "1 figure was" if len(chosen) == 1 else f"{len(chosen)} figures were"
        changes.make(
            lambda store, who: decide(store, view.holdings, who, chosen, verdict, note),
            f"{count} {verdict.value}.",
        )
