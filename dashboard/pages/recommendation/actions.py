"""What is done about a recommendation: its actions drawn and listed, and how they are changed."""

import datetime as dt
from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.charts.timeline import actions_table, timeline_chart
from dashboard.core.people import Deed, Person, Signature
from dashboard.core.periods import date_words
from dashboard.core.register.actions import Action
from dashboard.core.register.who_may import reporting, reporting_on
from dashboard.narrative.register.actions import action_words
from dashboard.store.engine import Store
from dashboard.ui import changes, components, conflicts, fields, owners
from dashboard.ui.page import View
from dashboard.usecases.register.actions import (
    ActionToSave,
    add_action,
    drop_action,
    edit_action,
    post_update,
    report_done,
    take_back_done,
)
from dashboard.usecases.register.recommendations import Entry

DONE, EDIT, REPORT, DROP, TAKE_BACK = "done", "edit", "report", "drop", "take back"
_DEEDS: Mapping[str, str] = {
    DONE: "It is done",
    REPORT: "Report progress on it",
    EDIT: "Change its words, owner or dates",
    DROP: "Drop it: it will not be done",
    TAKE_BACK: "It is not done after all",
}


def show_actions(view: View, entry: Entry) -> None:
    """Show the actions on a line of time where they have dates, and always in a table."""
    actions, as_of = entry.standing.actions, view.holdings.as_of
    names = owners.action_owners(view.holdings.records.of(Person), actions)
    drawn = timeline_chart(actions, names, as_of)
    st.header(f"Actions ({len(entry.standing.counted_actions)})", anchor=False)
    if not actions:
        components.muted("No action is recorded yet.")
        return
    components.table(actions_table(actions, names, as_of), "Actions, the most urgent first")
    for action in actions:
        if action.dropped_because:
            components.muted(f'"{action.title}" was dropped: {action.dropped_because}')
    if drawn is not None:
        components.chart(drawn, "actions", "actions.csv", table_beside=True)


def offer(view: View, entry: Entry) -> None:
    """Offer, folded, to add an action and to change those there are."""
    if changes.may(view, Deed.EDIT):
        components.fold_form("Add an action", lambda: _add(view, entry), "add_action")
    offer_changes(view, entry)


def offer_changes(view: View, entry: Entry) -> None:
    """Offer, folded, to change the actions that there are."""
    # The place is taken even when it is empty, so that nothing below moves.
    place = st.container()
    kept = [
        action
        for action in entry.standing.actions
        if action.counts and _deeds_offered(view, entry, action)
    ]
    if kept:
        with place:
            components.fold_form(_folded(view), lambda: _change(view, entry, kept), "change_action")


def _folded(view: View) -> str:
    if changes.may(view, Deed.EDIT):
        return "Report an action done, move it, change it or drop it"
    return "Report on an action"


def _deeds_offered(view: View, entry: Entry, action: Action) -> list[str]:
    """Return what who acts may do about an action; of several, the first is chosen at first."""
    may_edit = changes.may(view, Deed.EDIT)
    may_report = changes.may(view, reporting_on(entry.standing, action))
    is_done = action.done_on is not None
    return [
        *([DONE] if may_report and not is_done else []),
        *([REPORT] if changes.may(view, reporting(entry.standing)) else []),
        *([EDIT, DROP] if may_edit and not is_done else []),
        *([TAKE_BACK] if may_report and is_done else []),
    ]


def _add(view: View, entry: Entry) -> None:
    with st.form("add_action", border=False):
        asked = _fields(view, "new_action", Action("", "", "", ""))
        confirmed = st.form_submit_button("Add this action")
    if confirmed:
        sid = changes.new_id("action")
        changes.make(
            lambda store, signature: add_action(
                store, view.holdings, signature, asked(sid, entry.recommendation.id)
            ),
            "The action was added.",
        )


def _fields(view: View, form: str, now: Action) -> Callable[[str, str], ActionToSave]:
    """Show the fields of an action and return what makes it of its id and recommendation.

    What it returns refuses a day that cannot be read.
    """
    title = st.text_input("What will be done", now.title, key=changes.entry(f"{form}_title"))
    with st.container(horizontal=True):
        owner, body = owners.choose_owner(view, form, now.owner, now.body)
    with st.container(horizontal=True):
        start = fields.day_typed("Starts on", f"{form}_start", now.start)
        due = fields.day_typed("Due on", f"{form}_due", now.due)
    return lambda sid, recommendation: ActionToSave(
        sid, recommendation, title, owner, body, fields.day(start), fields.day(due)
    )


def _change(view: View, entry: Entry, kept: list[Action]) -> None:
    by_id = {action.id: action for action in kept}
    as_of = view.holdings.as_of
    chosen = st.selectbox(
        "Which action?",
        list(by_id),
        format_func=lambda each: f"{by_id[each].title} ({action_words(by_id[each], as_of)})",
        key="action_to_change",
    )
    action = by_id[chosen]
    deeds = _deeds_offered(view, entry, action)
    deed = st.selectbox(
        "What about it?", deeds, format_func=_DEEDS.__getitem__, key=f"deed_{bool(action.done_on)}"
    )
    _FORMS[deed](view, entry, action)


def _report_done(view: View, _entry: Entry, action: Action) -> None:
    with st.form("action_done", border=False):
        typed = fields.day_typed("Done on", "done_on", view.holdings.as_of)
        confirmed = st.form_submit_button("Report it done")
    if not confirmed:
        return
    with components.shown_errors():
        day = fields.day(typed) or view.holdings.as_of
        changes.make(
            lambda store, signature: report_done(store, view.holdings, signature, action.id, day),
            f'"{action.title}" is reported done on {date_words(day)}.',
        )


def _report_progress(view: View, entry: Entry, action: Action) -> None:
    recommendation = entry.recommendation.id
    with st.form("action_update", border=False):
        text = st.text_area(
            "What has happened?", height=90, key=changes.entry("action_update_text")
        )
        confirmed = st.form_submit_button("Post this update")
    if confirmed:
        sid = changes.new_id("action_update")
        changes.make(
            lambda store, signature: post_update(
                store, view.holdings, signature, sid, recommendation, text, action.id
            ),
            "Your update was posted.",
        )


def _edit(view: View, entry: Entry, action: Action) -> None:
    form = f"edit_action_{action.id}"
    base = conflicts.drawn(form, action, view.holdings.records.version_of(action))
    with st.form(form, border=False):
        asked = _fields(view, form, base.record)
        why = st.text_input(
            "Why it changes (needed where the due date moves)", key=changes.entry(f"{form}_why")
        )
        confirmed = conflicts.submitted(form, "Save the action")
    if not confirmed:
        return
    with components.shown_errors():
        saved = asked(action.id, entry.recommendation.id)
        conflicts.save(
            form,
            base,
            _words(view, saved.title, saved.owner, saved.body, saved.start, saved.due),
            lambda held: _words(view, held.title, held.owner, held.body, held.start, held.due),
            lambda store, signature, version: edit_action(
                store, view.holdings, signature, saved, version, why
            ),
            f'"{saved.title}" was saved.',
        )


def _words(
    view: View, title: str, owner: str, body: str, start: dt.date | None, due: dt.date | None
) -> dict[str, str]:
    return {
        "What will be done": " ".join(title.split()),
        "Owner": owners.name_of(view, owner),
        "Partner that owns it": body,
        "Starts on": date_words(start) if start else "",
        "Due on": date_words(due) if due else "",
    }


def _with_reason(
    view: View,
    action: Action,
    words: tuple[str, str, str],
    change: Callable[[Store, Signature, str], object],
) -> None:
    label, verb, done = words
    with st.form(f"action_{verb}", border=False):
        why = st.text_input(label, key=changes.entry(f"action_why_{action.id}"))
        confirmed = st.form_submit_button(verb)
    if confirmed:
        changes.make(lambda store, signature: change(store, signature, why), done)


def _drop(view: View, _entry: Entry, action: Action) -> None:
    words = ("Why it will not be done", "Drop it", f'"{action.title}" was dropped.')
    _with_reason(
        view,
        action,
        words,
        lambda store, signature, why: drop_action(store, view.holdings, signature, action.id, why),
    )


def _take_back(view: View, _entry: Entry, action: Action) -> None:
    words = ("Why it is not done", "Take it back", f'"{action.title}" is open again.')
    _with_reason(
        view,
        action,
        words,
        lambda store, signature, why: take_back_done(
            store, view.holdings, signature, action.id, why
        ),
    )


_FORMS: Mapping[str, Callable[[View, Entry, Action], None]] = {
    DONE: _report_done,
    REPORT: _report_progress,
    EDIT: _edit,
    DROP: _drop,
    TAKE_BACK: _take_back,
}
