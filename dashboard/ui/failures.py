"""What stands in place of a page that cannot be shown: one sentence, the same for everybody."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.errors import DashboardError, UnusableDatabaseError
from dashboard.ui import components, navigation

_log = logging.getLogger(__name__)
# Session key: the sentence that stands alone in the run to come.
_SENTENCE = "sentence_in_place_of_the_page"
_REFERENCE = "Reference "


@contextmanager
def told() -> Iterator[None]:
    """Show what stopped a page; what is a bug reaches the log whole.

    Where nothing can be read any more, half a page is no page: it runs again, for the sentence
    alone. Of a bug a visitor reads a short reference, which ends its traceback in the log too.
    """
    try:
        with components.shown_errors():
            yield
    except UnusableDatabaseError as error:
        st.session_state[_SENTENCE] = str(error)
        st.rerun()
    except Exception as error:
        _refer(error)
        raise


def show_what_stopped_the_run_before() -> None:
    """Show, in place of any page, the sentence that stopped the run before this, if one did."""
    if _SENTENCE in st.session_state:
        sentence = st.session_state.pop(_SENTENCE)
        navigation.show_alone(lambda: _show(sentence))


def _show(sentence: str) -> None:
    st.title("This cannot be shown just now", anchor=False)
    st.error(components.plain(sentence))
    st.button("Try again")
    # A run that is stopped keeps in mind what was typed into the forms that it does not show.
    st.stop()


def tell(error: Exception) -> bool:
    """Show what failed beside the page, such as in a callback; return True: nothing more is shown.

    Streamlit asks it before it would show an error of its own.
    """
    if isinstance(error, DashboardError):
        st.error(components.plain(str(error)))
    elif not any(note.startswith(_REFERENCE) for note in getattr(error, "__notes__", ())):
        _refer(error)
        _log.error("A callback failed.", exc_info=error)
    return True


def _refer(error: Exception) -> None:
    reference = secrets.token_hex(4)
    error.add_note(f"{_REFERENCE}{reference}")
    st.error(
        "A fault of the dashboard stopped this page. "
        f"Tell whoever runs it this reference: {reference}"
    )
