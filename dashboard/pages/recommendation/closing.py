"""How a recommendation moves on: claimed done, confirmed, closed as not done, re-opened."""

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard.core.people import Deed, Signature
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.gates import Condition, conditions
from dashboard.core.register.who_may import moving
from dashboard.core.sentences import listed
from dashboard.narrative.register.follow_ups import closing_words
from dashboard.store.engine import Store
from dashboard.ui import acting, changes, components
from dashboard.ui.page import View
from dashboard.usecases.register.closing import close_not_done, confirm, reopen
from dashboard.usecases.register.follow_up import move
from dashboard.usecases.register.recommendations import Entry

_Change = Callable[[Store, Signature, str], object]


def show_earlier(entry: Entry) -> None:
    """Show every time that it was closed, and how each of them ended."""
    closings = entry.standing.follow_up.closings
    if not closings:
        return
    st.header(f"Closings ({len(closings)})", anchor=False)
    for closing in reversed(closings):
        components.muted(closing_words(closing).text)


def is_offered(view: View, entry: Entry) -> bool:
    """Return whether who acts may move it on in any way."""
    return changes.may(view, Deed.CONFIRM) or _next_move(view, entry) is not None


def _next_move(view: View, entry: Entry) -> Status | None:
    """Return to which status who acts may move one that is open, beside confirming and closing."""
    standing = entry.standing
    if not standing.is_open:
        return None
    is_to_work = standing.follow_up.status in (Status.NOT_STARTED, Status.DONE)
    to = Status.IN_PROGRESS if is_to_work else Status.DONE
    return to if changes.may(view, moving(standing, to)) else None


def offer(view: View, entry: Entry) -> None:
    """Offer what its status allows next, of what who acts may do."""
    to = _next_move(view, entry)
    if to is not None:
        _offer_move(view, entry, to)
    if not changes.may(view, Deed.CONFIRM):
        return
    if not entry.standing.is_open:
        _offer_reopening(view, entry)
        return
    components.fold_form(
        "Confirm that it is done and had its effect", lambda: _confirm(view, entry), "confirm"
    )
    components.fold_form("Close it as not done", lambda: _close(view, entry), "close")


def _offer_move(view: View, entry: Entry, to: Status) -> None:
    if to is Status.DONE:
        components.fold("Say that it is done", lambda: _say_done(view, entry), "say_done")
    elif entry.standing.follow_up.status is Status.DONE:
        components.fold_form(
            "Send it back to be worked on", lambda: _send_back(view, entry), "send_back"
        )
    else:
        _move(view, entry, Status.IN_PROGRESS, "Start work on it", "Work on it has started.")


def _say_done(view: View, entry: Entry) -> None:
    components.muted("This is the owner's word. Somebody else then checks and confirms it.")
    done = "It is done in its owner's word and waits for somebody else's check."
    _move(view, entry, Status.DONE, "It is done: ask for the check", done)


def _move(view: View, entry: Entry, to: Status, verb: str, done: str) -> None:
    recommendation = entry.recommendation.id
    if st.button(verb, key=f"move_{to.name.lower()}"):
        changes.make(
            lambda store, signature: move(store, view.holdings, signature, recommendation, to),
            done,
            from_form=False,
        )


def _reasoned(
    form: str, label: str, verb: str, done: str, change: _Change, missing: str = ""
) -> None:
    with st.form(form, border=False):
        why = st.text_area(label, height=68, key=changes.entry(f"{form}_why"))
        confirmed = st.form_submit_button(missing or verb, disabled=bool(missing))
    if confirmed:
        changes.make(lambda store, signature: change(store, signature, why), done)


def _send_back(view: View, entry: Entry) -> None:
    def change(store: Store, signature: Signature, why: str) -> object:
        recommendation, to = entry.recommendation.id, Status.IN_PROGRESS
        return move(store, view.holdings, signature, recommendation, to, why)

    label, done = "What is still to be done", "It was sent back and is in progress again."
    _reasoned("send_back", label, "Send it back", done, change)


def _confirm(view: View, entry: Entry) -> None:
    found = conditions(entry.standing, acting.acting())
    for condition in found:
        state = "✔ Met" if condition.is_met else "○ Not met"
        components.muted(f"{state}: {_must(condition)} ({condition.words}).")

    def change(store: Store, signature: Signature, why: str) -> object:
        return confirm(store, view.holdings, signature, entry.recommendation.id, why)

    done = "It is confirmed. A later reading below the target opens it again by itself."
    label, missing = "Note (may be left empty)", _missing(found)
    _reasoned("confirm", label, "Confirm it", done, change, missing)


def _missing(found: Iterable[Condition]) -> str:
    """Return what a button says while something stands in its way, "" where nothing does."""
    unmet = [_must(condition) for condition in found if not condition.is_met]
    return f"Not met yet: {listed(unmet)}" if unmet else ""


def _must(condition: Condition) -> str:
    return f"{condition.name[:1].lower()}{condition.name[1:]}"


def _close(view: View, entry: Entry) -> None:
    with st.form("close", border=False):
        reason = st.text_area("Why it is not done", height=68, key=changes.entry("close_reason"))
        risk = st.text_area(
            "The risk that the board accepts", height=68, key=changes.entry("close_risk")
        )
        confirmed = st.form_submit_button("Close it as not done")
    if confirmed:
        recommendation = entry.recommendation.id
        changes.make(
            lambda store, signature: close_not_done(
                store, view.holdings, signature, recommendation, reason, risk
            ),
            "It is closed as not done, with its reason and the accepted risk.",
        )


def _offer_reopening(view: View, entry: Entry) -> None:
    def change(store: Store, signature: Signature, why: str) -> object:
        return reopen(store, view.holdings, signature, entry.recommendation.id, why)

    def show() -> None:
        done = "It is open again; its closing is kept below."
        _reasoned("reopen", "Why it is opened again", "Open it again", done, change)

    components.fold_form("Open it again", show, "reopen")
