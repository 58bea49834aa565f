"""Which meeting the pack is for, which sections it has in which order, and the covering note."""

from collections.abc import Sequence

import streamlit as st

from dashboard.core.board.meetings import Meeting
from dashboard.core.packs.sections import PackPlan, PackSection
from dashboard.ui import changes, components, conflicts, state
from dashboard.ui.page import View
from dashboard.usecases.board.meetings import calendar
from dashboard.usecases.packs.plans import LONGEST_COVERING_NOTE, choose_sections, plan_of

# Stands in the address for a pack without a meeting.
NO_MEETING = "none"
_FORM = "pack_plan"


def choose_meeting(view: View) -> Meeting | None:
    """Show the meetings and return the one that the address names, at first the soonest to come.

    Without one the pack is of the day in view.
    """
    found = calendar(view.holdings, view.service.id)
    soonest = found.soonest_from(view.holdings.as_of)
    meetings = {one.id: one for one in (*found.open, *found.held)}
    options = {name: one.label for name, one in meetings.items()}
    chosen = state.choose(
        "Meeting",
        "meeting",
        {**options, NO_MEETING: "No meeting: the day above"},
        soonest.id if soonest else NO_MEETING,
        otherwise="This link names a meeting that is not here: choose one from the list.",
    )
    return meetings.get(chosen)


def offer_choosing(view: View, meeting: Meeting | None) -> None:
    """Offer, folded, to choose and order the sections and to write a covering note."""
    plan = plan_of(view.holdings, view.service.id)
    form = f"{_FORM}_{plan.id}"
    base = conflicts.drawn(form, plan, view.holdings.records.version_of(plan))
    with st.expander("Choose its sections, write a covering note"):
        _show_order(form, base.record.sections)
        chosen = _chosen(form, base.record.sections)
        if chosen != plan.sections:
            components.muted("This order is not saved yet.")
        _save(view, form, base, chosen, meeting)


def _show_order(form: str, saved: tuple[PackSection, ...]) -> None:
    """Show the sections in order: one is picked, then moved or left out; others can be added."""
    chosen = _chosen(form, saved)
    if chosen:
        numbers = {section: place for place, section in enumerate(chosen, start=1)}
        picked = st.radio(
            "Sections in their order",
            chosen,
            format_func=lambda section: f"{numbers.get(section, '')}. {section.heading}",
            key=_key(form, "picked"),
        )
        _offer_moves(form, chosen, picked)
    left = [section for section in PackSection if section not in chosen]
    with st.container(horizontal=True):
        for section in left:
            label, added = f"Add: {section.heading}", (*chosen, section)
            st.button(label, key=f"add_{section}", on_click=_put, args=(form, added, section))


def _offer_moves(form: str, chosen: tuple[PackSection, ...], picked: PackSection) -> None:
    place, last = chosen.index(picked), len(chosen) - 1
    others = tuple(section for section in chosen if section is not picked)
    up, down = (_with(others, picked, each) for each in (place - 1, place + 1))
    with st.container(horizontal=True):
        _move("Move up", form, up, picked, possible=place > 0)
        _move("Move down", form, down, picked, possible=place < last)
        _move("Leave out", form, others, next(iter(others), None), possible=bool(others))


def _with(
    others: Sequence[PackSection], picked: PackSection, place: int
) -> tuple[PackSection, ...]:
    return (*others[: max(place, 0)], picked, *others[max(place, 0) :])


def _move(
    verb: str,
    form: str,
    order: tuple[PackSection, ...],
    picked: PackSection | None,
    *,
    possible: bool,
) -> None:
    st.button(verb, disabled=not possible, on_click=_put, args=(form, order, picked))


def _chosen(form: str, saved: tuple[PackSection, ...]) -> tuple[PackSection, ...]:
    chosen: tuple[PackSection, ...] = st.session_state.get(_key(form, "order"), saved)
    return chosen


def _put(form: str, order: tuple[PackSection, ...], picked: PackSection | None) -> None:
    st.session_state[_key(form, "order")] = order
    st.session_state[_key(form, "picked")] = picked


def _key(form: str, what: str) -> str:
    return changes.entry(f"{form}_{what}")


def _save(
    view: View,
    form: str,
    base: conflicts.Drawn[PackPlan],
    chosen: tuple[PackSection, ...],
    meeting: Meeting | None,
) -> None:
    before, here = base.record, meeting.id if meeting else ""
    # A note was written for one meeting; another begins without it.
    written = before.note if before.note_for == here else ""
    with st.form(form, border=False):
        components.muted("Everybody may read the note: write no small number into it.")
        label = f"Covering note, up to {LONGEST_COVERING_NOTE:,} characters (may be left empty)"
        typed = st.text_area(label, written, key=_key(form, f"note_{here}"))
        confirmed = conflicts.submitted(form, "Save this choice")
    if confirmed:
        # Without a note for this meeting, that of the other one stays.
        note, note_for = (typed, here) if typed or written else (before.note, before.note_for)
        conflicts.save(
            form,
            base,
            _words(chosen, note),
            lambda held: _words(held.sections, held.note),
            lambda store, signature, version: choose_sections(
                store, view.holdings, signature, view.service.id, chosen, note, note_for, version
            ),
            "The choice was saved: the next packs have it.",
        )


def _words(sections: Sequence[PackSection], note: str) -> dict[str, str]:
    order = ", ".join(section.heading for section in sections)
    return {"Sections": order, "Covering note": note.strip()}
