"""Who may see small numbers: the choice of mode, kept in the session, and its words on the page."""

from html import escape

import streamlit as st

from dashboard.core.disclosure.protection import Mode, ProtectedFigures, mode_words
from dashboard.core.people import Actor
from dashboard.narrative.disclosure import rules_in_words
from dashboard.ui import acting, components, methods, notes, wiring
from dashboard.ui.page import View

LABEL = "Small numbers"
OPTIONS = {Mode.PUBLIC: "Withheld (public)", Mode.BOARD: "Shown (board only)"}
# Session keys: the list, and the person who chose to see small numbers.
_CHOICE, _CHOSEN_BY = "choice_small_numbers", "board_mode_chosen_by"


def choose_mode(view: View) -> Mode:
    """Return whether small numbers are shown, in a list for those who said who they are.

    Public unless the person who acts now chose otherwise in this browser session. It is never in
    the address, so that no link opens small numbers for somebody else.
    """
    actor = acting.acting()
    if actor is None or not actor.roles:
        _ask_who()
        return Mode.PUBLIC
    mode = Mode.BOARD if st.session_state.get(_CHOSEN_BY) == _name_of(actor) else Mode.PUBLIC
    _offer(view, mode, actor)
    return mode


def mode_note(protected: ProtectedFigures) -> None:
    """Show, above figures of a service's own, who may see them; it is printed too.

    Every file that the page offers from here on says the same in its notes.
    """
    notes.add_own_figures(wiring.holdings(), protected)
    components.html(
        f'<p class="yj-mode yj-mode-{protected.mode}">{escape(printed_mode(protected))}</p>'
    )


def printed_mode(protected: ProtectedFigures) -> str:
    """Return the line that stands in the notes of every file of these figures."""
    return f"{protected.label}."


def file_stem(stem: str, mode: Mode) -> str:
    """Return the name of a file without its ending, with the mode that its figures are in.

    >>> file_stem("hertfordshire-first-time-entrants", Mode.PUBLIC)
    'hertfordshire-first-time-entrants-public'
    """
    return f"{stem}-{mode}"


def show_rules(view: View) -> None:
    """Show the rules for small numbers in force, each a sentence or two."""
    rules = view.holdings.catalogue.disclosure
    methods.points(clause.text for clause in rules_in_words(rules))


def _offer(view: View, mode: Mode, actor: Actor) -> None:
    st.session_state[_CHOICE] = mode
    st.selectbox(
        LABEL,
        list(OPTIONS),
        format_func=lambda option: OPTIONS[Mode(option)],
        key=_CHOICE,
        on_change=_remember,
        args=(actor,),
        help=mode_words(mode, view.holdings.catalogue.disclosure).text,
    )


def _remember(actor: Actor) -> None:
    """Keep the choice for this person only: who acts next on this screen starts in public."""
    chosen = st.session_state[_CHOICE] == Mode.BOARD
    st.session_state[_CHOSEN_BY] = _name_of(actor) if chosen else None


def _name_of(actor: Actor) -> tuple[str, str]:
    return actor.person_id, actor.name


def _ask_who() -> None:
    # A key that the style hides on paper, where nothing can be pressed.
    with st.container(key="doing-small-numbers"), st.popover("Show small numbers"):
        components.muted("Small numbers are for the board only, so choose your name.")
        acting.ask_here("small_numbers")
