"""How a page makes a change: once, told afterwards in one sentence, refused with nothing lost."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from dashboard.core.people import Actor, Deed, Right, Signature
from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import FollowUp
from dashboard.narrative.people import whom_to_ask
from dashboard.store.engine import Store
from dashboard.ui import acting, components, navigation, state, wiring
from dashboard.ui.page import View

READS_ONLY = "As a reader you change nothing here."
Change = Callable[[Store, Signature], object]
T = TypeVar("T")

# Session keys: what was done in the run before, the ids of what forms will add, how many changes
# cleared the forms so far, and what the forms keep beside their fields until the next one does.
_DONE, _NEW_IDS, _CLEARED, _KEPT = "change_done", "new_ids", "forms_cleared", "kept_by_forms"
# And what was offered on the page in view: the page with its service, and the rights.
_OFFERED = "changes_offered"


def tell_what_was_done() -> None:
    """Show the sentence of the change that was made in the run before, if there was one."""
    # The place is taken even when it is empty: where all below moves, Streamlit folds what is open.
    # Its key lets the style keep it in sight: a form may stand far below.
    place = st.container(key="done")
    sentence = st.session_state.pop(_DONE, None)
    if sentence:
        place.success(components.plain(sentence))


def offered(view: View, *asked: Deed | Right, what: str = "") -> bool:
    """Return whether one of some things can be done on the day shown, by who acts; else say why.

    The past is shown as it was, so nothing can be changed there. Whom to ask is said of the first
    of the things; `what` says it in closer words than its own.
    """
    if view.is_now:
        acting.ask_who()
    # Each is asked, so that each is remembered as offered.
    allowed = [may(view, each) for each in asked]
    if not any(allowed):
        _say_whom_to_ask(asked[0], what)
    elif not view.is_now:
        components.muted('To change something, choose "Today" in the list "Day".')
    return any(allowed) and view.is_now


def _say_whom_to_ask(asked: Deed | Right, what: str) -> None:
    actor = acting.acting()
    if actor is not None and actor.only_reads:
        components.muted(READS_ONLY)
    else:
        components.muted(whom_to_ask(_right(asked).deeds[0], what).text)


def may(view: View, asked: Deed | Right) -> bool:
    """Return whether something is offered to who acts: what they cannot do is not.

    What was offered stays while the page is in view. Whoever loses a role with a form open is told
    so when they send it, and keeps what they typed.

    Where who acts is chosen on the page, all but readers are offered everything.
    """
    actor, right = acting.acting(), _right(asked)
    if acting.can_become_another():
        return actor is None or not actor.only_reads or _owns(view, actor)
    return _was_offered(right, is_now=actor is not None and right.is_held_by(actor))


def _right(asked: Deed | Right) -> Right:
    return asked if isinstance(asked, Right) else Right((asked,))


def _was_offered(right: Right, *, is_now: bool) -> bool:
    where = (navigation.title_in_view(), state.service_in_view())
    place, before = st.session_state.get(_OFFERED, (where, frozenset()))
    kept = before if place == where else frozenset()
    # An owner may change while the form is open, so it is told by what it is about.
    name = (right.deeds, right.about)
    if is_now:
        kept |= {name}
    st.session_state[_OFFERED] = (where, kept)
    return name in kept


def _owns(view: View, actor: Actor) -> bool:
    """Return whether somebody owns anything here, so that they may report on it."""
    records = view.holdings.records
    owned: list[FollowUp | Action] = [*records.of(FollowUp).values(), *records.of(Action).values()]
    return any(actor.is_person(one.owner) for one in owned)


def entry(name: str) -> str:
    """Return the key of a field that keeps what was typed until a change is made.

    What was typed for one board never stands in the form of another.
    """
    return f"{name}_{state.service_in_view()}_{st.session_state.get(_CLEARED, 0)}"


def kept() -> dict[str, Any]:
    """Return what forms keep beside their fields, by keys as of `entry`, until a change is made.

    Streamlit looks through all that a session keeps at each field, so nothing stays beyond that.
    """
    held: dict[str, Any] = st.session_state.setdefault(_KEPT, {})
    return held


def new_id(form: str) -> str:
    """Return the id of what a form will add: the same until a change was made.

    A second submit of the form then carries the id of the first, and adds nothing twice.
    """
    ids: dict[str, str] = st.session_state.setdefault(_NEW_IDS, {})
    return ids.setdefault(form, str(uuid.uuid4()))


def make(
    change: Callable[[Store, Signature], T],
    done: str | Callable[[T], str],
    *,
    from_form: bool = True,
    takes: Deed | None = None,
) -> None:
    """Make a change under the name of who acts, and start the page again with the sentence `done`.

    `done` may be made of what the change returned. Only a change that came from a form empties the
    forms; one that is refused shows its one sentence, and what was typed stays. Of what every
    service shares, `takes` says which deed it is, so that a role in every service counts for it.
    """
    # What was typed stays, so even where nothing can be stored it is said beside it.
    with components.shown_errors(even_unusable=True):
        made = change(wiring.store(), acting.signature(takes))
        _remember(done if isinstance(done, str) else done(made), from_form)
        st.rerun()


def _remember(done: str, from_form: bool) -> None:
    st.session_state[_DONE] = done
    st.session_state.pop(_NEW_IDS, None)
    if from_form:
        st.session_state[_CLEARED] = st.session_state.get(_CLEARED, 0) + 1
        st.session_state.pop(_KEPT, None)


def offer(
    words: str, verb: str, key: str, change: Change, done: str, takes: Deed | None = None
) -> None:
    """Show a line about something held, with a button that changes it; `takes` as of `make`."""
    with st.container(horizontal=True, vertical_alignment="center"):
        components.muted(words)
        if st.button(components.plain(verb), key=key):
            make(change, done, from_form=False, takes=takes)
