"""What stands in place of a page that cannot be shown: one sentence, the same for everybody."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.errors import DashboardError, NotAllowedError, UnusableDatabaseError
from dashboard.ui import components, navigation, operator_log

# Session keys: the sentence that stands alone in the run to come; what was typed before it, by the
# key of its field; the bug that was told of last.
_SENTENCE, _TYPED, _TOLD = "sentence_in_place_of_the_page", "typed_before_it", "bug_told_of"
_REFERENCE = "Reference "


@contextmanager
def told() -> Iterator[None]:
    """Show what stopped a page; what is a bug reaches the log whole.

    Where nothing can be read any more, half a page is no page: it runs again, for the sentence
    alone. Of a bug a visitor reads a short reference, which ends its traceback in the log too.
    """
    _give_back_what_was_typed()
    try:
        with components.shown_errors():
            yield
    except UnusableDatabaseError as error:
        sentence = str(error)
        if not navigation.is_shown():
            # Run again before there was a page, the browser would lose the address asked for.
            navigation.show_alone(lambda: _show(sentence))
        st.session_state[_SENTENCE] = sentence
        st.rerun()
    except Exception as error:
        _refer(error)
        st.session_state[_TOLD] = reference_of(error)
        raise


def show_what_stopped_the_run_before() -> None:
    """Show, in place of any page, the sentence that stopped the run before this, if one did."""
    if _SENTENCE in st.session_state:
        sentence = st.session_state.pop(_SENTENCE)
        navigation.show_instead(lambda: _show(sentence))


def _show(sentence: str) -> None:
    st.title("This cannot be shown just now", anchor=False)
    st.error(components.plain(sentence))
    st.button("Try again")
    st.session_state[_TYPED] = {
        key: typed for key, typed in st.session_state.items() if isinstance(typed, str)
    }
    st.stop()


def _give_back_what_was_typed() -> None:
    # The browser forgets what stood in fields that are no longer shown.
    if _SENTENCE not in st.session_state:
        st.session_state.update(st.session_state.pop(_TYPED, {}))


def tell(error: Exception) -> bool:
    """Show what failed beside the page, such as in a callback; return True: nothing more is shown.

    Streamlit asks it before it would show an error of its own.
    """
    if isinstance(error, NotAllowedError):
        operator_log.note_not_allowed()
    if isinstance(error, DashboardError):
        st.error(components.plain(str(error)))
    elif st.session_state.pop(_TOLD, "") != reference_of(error):
        _refer(error)
    return True


def reference_of(error: Exception) -> str:
    """Return the short reference of a bug, which stands at the end of its traceback from now on."""
    noted = (note for note in getattr(error, "__notes__", ()) if note.startswith(_REFERENCE))
    found = next(noted, None)
    if found is None:
        found = f"{_REFERENCE}{secrets.token_hex(4)}"
        error.add_note(found)
    return found.removeprefix(_REFERENCE)


def _refer(error: Exception) -> None:
    st.error(
        "A fault of the dashboard stopped this page. "
        f"Tell whoever runs it this reference: {reference_of(error)}"
    )
