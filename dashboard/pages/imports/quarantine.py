"""How figures that were held back are shown and decided on, on a page."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.core.people import Deed
from dashboard.core.plausibility.quarantine import Decided, QuarantinedFigure
from dashboard.definitions.records import NAMES
from dashboard.narrative.imports import waiting_answer
from dashboard.ui import acting, changes, components, navigation
from dashboard.ui.page import View
from dashboard.usecases.upkeep.quarantine import HeldBack, decide_all

MOST_SHOWN = 50


def show_quarantine(held: Sequence[HeldBack], view: View) -> None:
    """Show every figure held back of the service, those that wait first, and a form to decide.

    The numbers may be small, so they are shown to those who may load a file.
    """
    waiting = [one for one in held if one.figure.is_waiting]
    decided = [one for one in held if not one.figure.is_waiting]
    components.lead(waiting_answer(len(waiting), len(decided)).text)
    actor = acting.acting() if view.is_now else None
    may_see = actor is not None and actor.may(Deed.IMPORT)
    if not may_see and held:
        components.muted(
            "The numbers and the reasons are shown to a performance officer who says at the top of "
            "this page who they are, because some of them may be small."
        )
    if waiting:
        _show(waiting, "Figures that wait for a decision", may_see=may_see)
    if waiting and may_see:
        _decide(waiting)
    if decided:
        _show(decided, "Decided on", may_see=may_see)
        navigation.link_to(
            "history",
            "See who decided, when and why",
            kind=NAMES[QuarantinedFigure].replace(" ", "-"),
        )
    if decided and may_see:
        _undo(decided)


def _show(held: Sequence[HeldBack], caption: str, *, may_see: bool) -> None:
    shown = held[:MOST_SHOWN]
    columns = {"Figure": [one.figure.figure_words for one in shown]}
    if may_see:
        columns["In the file"] = [one.details.value_words for one in shown]
        columns["Why it was held back"] = [" ".join(one.details.reasons) for one in shown]
    columns["From"] = [f"{one.figure.file_name}, row {one.figure.row}" for one in shown]
    if not shown[0].figure.is_waiting:
        columns["Decision"] = [_decision(one) for one in shown]
    total = f": {MOST_SHOWN} of {len(held)}" if len(held) > MOST_SHOWN else ""
    components.table(pd.DataFrame(columns), f"{caption}{total}")


def _decision(one: HeldBack) -> str:
    return f"{one.figure.decision.value}: {one.figure.decided_note}"


def _decide(waiting: Sequence[HeldBack]) -> None:
    """Offer to release or reject some of the figures, with one note."""
    open_ones = {one.figure.id: one for one in waiting if one.can_be_released}
    components.muted("Everybody may read the note in the history: write no small number into it.")
    with st.form(changes.entry("decide"), border=False):
        chosen = _choose("Figures to decide on", open_ones, "decide_on")
        note = st.text_input("Why, and how you know", key=changes.entry("decide_note"))
        with st.container(horizontal=True):
            released = st.form_submit_button("Release: right after all")
            rejected = st.form_submit_button("Reject: wrong")
    if released or rejected:
        _make(chosen, Decided.RELEASED if released else Decided.REJECTED, note)


def _undo(decided: Sequence[HeldBack]) -> None:
    with st.expander("Take a decision back"), st.form(changes.entry("undo"), border=False):
        chosen = _choose("Figures", {one.figure.id: one for one in decided}, "undo_of")
        note = st.text_input("Why", key=changes.entry("undo_note"))
        confirmed = st.form_submit_button("Let them wait again")
    if confirmed:
        _make(chosen, Decided.WAITING, note)


def _choose(label: str, by_id: dict[str, HeldBack], name: str) -> list[str]:
    chosen: list[str] = st.multiselect(
        label,
        list(by_id),
        default=list(by_id) if len(by_id) == 1 else None,
        format_func=lambda one: _words(by_id[one]),
        key=changes.entry(name),
    )
    return chosen


def _words(one: HeldBack) -> str:
    return components.plain(f"{one.figure.figure_words}: {one.details.value_words}")


def _make(chosen: Sequence[str], decision: Decided, note: str) -> None:
    count = "1 figure was" if len(chosen) == 1 else f"{len(chosen)} figures were"
    state = "left waiting" if decision is Decided.WAITING else decision.value
    decide = partial(decide_all, figure_ids=chosen, note=note, decision=decision)
    changes.make(decide, f"{count} {state}.")
