"""How a page makes a change: once, told afterwards in one sentence, refused with nothing lost."""

from collections.abc import Callable

import streamlit as st

from dashboard.store.engine import Store
from dashboard.ui import components, wiring

YOUR_NAME = "Your name (recorded with the change; identity not verified)"
# Session keys: what was done in the run before, and how many changes cleared the forms so far.
_DONE, _CLEARED = "change_done", "forms_cleared"


def tell_what_was_done() -> None:
    """Show the sentence of the change that was made in the run before, if there was one."""
    # The place is taken even when it is empty: where all below moves, Streamlit folds what is open.
    place = st.container()
    sentence = st.session_state.pop(_DONE, None)
    if sentence:
        place.success(components.plain(sentence))


def entry(name: str) -> str:
    """Return the key of a field that keeps what was typed until a change is made."""
    return f"{name}_{st.session_state.get(_CLEARED, 0)}"


def make(change: Callable[[Store], object], done: str, *, from_form: bool = True) -> None:
    """Make a change and start the page again with the sentence `done`.

    Only a change that came from a form empties the forms; one that is refused shows its one
    sentence, and what was typed stays.
    """
    with components.shown_errors():
        change(wiring.store())
        st.session_state[_DONE] = done
        if from_form:
            st.session_state[_CLEARED] = st.session_state.get(_CLEARED, 0) + 1
        st.rerun()


def offer(words: str, verb: str, key: str, change: Callable[[Store], object], done: str) -> None:
    """Show a line about something held, with a button that changes it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        components.muted(words)
        if st.button(components.plain(verb), key=key):
            make(change, done, from_form=False)
