"""How figures that were held back are shown and decided on, on a page."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.core.people import Deed
from dashboard.core.plausibility.quarantine import Decided, QuarantinedFigure
from dashboard.definitions.records import NAMES
from dashboard.narrative.imports import rows_words, waiting_answer
from dashboard.reports.alike import together
from dashboard.ui import acting, changes, components, navigation, reads
from dashboard.ui.page import View
from dashboard.usecases.upkeep.quarantine import HeldBack, decide_all

MOST_SHOWN = 50
_WAITING = "Figures that wait for a decision"


def show_quarantine(held: Sequence[HeldBack], view: View) -> None:
    """Show every figure held back of the service, those that wait first, and a form to decide.

    The numbers may be small, so they are shown to those who may load a file.
    """
    waiting = [one for one in held if one.figure.is_waiting]
    decided = [one for one in held if not one.figure.is_waiting]
    components.lead(waiting_answer(len(waiting), len(decided)).text)
    actor = acting.acting() if view.is_now else None
    may_see = actor is not None and actor.may(Deed.IMPORT)
    if may_see and held:
        reads.page_opened(actor, view.service.id, "Doubted figures")
    if not may_see and held:
        first = ", after saying at the top of this page who they are"
        components.muted(
            "Some of the numbers may be small. So a performance officer sees them, with the "
            f"reasons{first if acting.can_become_another() else ''}."
        )
    if waiting and may_see:
        _show_alike(waiting)
        _decide(waiting)
    elif waiting:
        _show(waiting, _WAITING, may_see=False)
    if decided:
        _show(decided, "Decided on", may_see=may_see)
        navigation.link_to(
            "history",
            "See who decided, when and why",
            kind=NAMES[QuarantinedFigure].replace(" ", "-"),
        )
    if decided and may_see:
        _undo(decided)


def _alike(held: Sequence[HeldBack]) -> tuple[tuple[HeldBack, ...], ...]:
    """Return the figures together that the same rules doubt in one file."""
    return together(held, lambda _, one: (one.edition.id, one.details.alike))


def _show_alike(waiting: Sequence[HeldBack]) -> None:
    """Show the figures that wait, those that are alike in one line, and folded each of them."""
    found = _alike(waiting)
    if len(found) == len(waiting):
        _show(waiting, _WAITING, may_see=True)
        return
    shown = found[:MOST_SHOWN]
    columns = {
        "Figure": [_such_as(alike) for alike in shown],
        "In the file": [alike[0].details.value_words for alike in shown],
        "Why it needs checking": [" ".join(alike[0].details.reasons) for alike in shown],
        "From": [_rows_of(alike) for alike in shown],
    }
    components.table(columns, f"{_WAITING}: {len(waiting)}")
    with st.expander("Each of these figures"):
        _show(waiting, _WAITING, may_see=True)


def _such_as(alike: Sequence[HeldBack]) -> str:
    first = alike[0].figure.figure_words
    return first if len(alike) == 1 else f"Such as {first}"


def _rows_of(alike: Sequence[HeldBack]) -> str:
    rows = rows_words([one.figure.row for one in alike]).text
    return f"{alike[0].figure.file_name}, {rows}"


def _show(held: Sequence[HeldBack], caption: str, *, may_see: bool) -> None:
    shown = held[:MOST_SHOWN]
    columns = {"Figure": [one.figure.figure_words for one in shown]}
    if may_see:
        columns["In the file"] = [one.details.value_words for one in shown]
        columns["Why it needs checking"] = [" ".join(one.details.reasons) for one in shown]
    columns["From"] = [f"{one.figure.file_name}, row {one.figure.row}" for one in shown]
    if not shown[0].figure.is_waiting:
        columns["Decision"] = [_decision(one) for one in shown]
    total = f": {MOST_SHOWN} of {len(held)}" if len(held) > MOST_SHOWN else ""
    components.table(columns, f"{caption}{total}")


def _decision(one: HeldBack) -> str:
    return f"{one.figure.decision.value}: {one.figure.decided_note}"


def _decide(waiting: Sequence[HeldBack]) -> None:
    """Offer to release or reject some of the figures, with one note."""
    open_ones = [one for one in waiting if one.can_be_released]
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
        chosen = _choose("Figures", decided, "undo_of")
        note = st.text_input("Why", key=changes.entry("undo_note"))
        confirmed = st.form_submit_button("Let them wait again")
    if confirmed:
        _make(chosen, Decided.WAITING, note)


def _choose(label: str, held: Sequence[HeldBack], name: str) -> list[str]:
    """Return the ids of the figures chosen: all that are alike at once, or one by one."""
    options = {_words(alike): alike for alike in _alike(held) if len(alike) > 1}
    options |= {_words([one]): (one,) for one in held}
    chosen: list[str] = st.multiselect(
        label,
        list(options),
        default=list(options) if len(options) == 1 else None,
        key=changes.entry(name),
    )
    return list(dict.fromkeys(one.figure.id for words in chosen for one in options[words]))


def _words(alike: Sequence[HeldBack]) -> str:
    first = alike[0]
    if len(alike) > 1:
        return components.plain(f"All of {_rows_of(alike)}")
    row = f"{first.figure.file_name}, row {first.figure.row}"
    return components.plain(f"{first.figure.figure_words}: {first.details.value_words} ({row})")


def _make(chosen: Sequence[str], decision: Decided, note: str) -> None:
    count = "1 figure was" if len(chosen) == 1 else f"{len(chosen)} figures were"
    state = "left waiting" if decision is Decided.WAITING else decision.value
    decide = partial(decide_all, figure_ids=chosen, note=note, decision=decision)
    changes.make(decide, f"{count} {state}.", takes=Deed.IMPORT)
