"""Who may see small numbers: a switch, kept for one person, and its words."""

from html import escape

import streamlit as st

from dashboard.core.disclosure.protection import (
    Mode,
    ProtectedFigures,
    mode_words,
)
from dashboard.core.people import Actor, may_see_small_numbers
from dashboard.core.sentences import NOTHING, Clause
from dashboard.narrative.disclosure import audience_words, rules_in_words
from dashboard.settings import settings
from dashboard.ui import acting, components, methods, navigation, notes, own_html, reads, wiring
from dashboard.ui.page import View

LABEL = "Show small numbers"
# Session key of the switch.
_CHOICE = "choice_small_numbers"


def mode_in_view() -> Mode:
    """Return whether small numbers are shown: to who acts, if they may and want to see them.

    Locally they have to ask; people of the board who signed in see them until they say otherwise.
    """
    actor = may_see()
    return Mode.BOARD if acting.shows_small_numbers(actor) and actor else Mode.PUBLIC


def show_mode(
    protected: ProtectedFigures, *also: ProtectedFigures, hidden: Clause = NOTHING
) -> None:
    """Show who may see the figures below, with the switch that shows or hides small numbers.

    `also` are further figures of the page; `hidden` says what small numbers hide on it, such as
    "4 of 8 standards". The words are printed, and every file that the page offers from here on says
    the same in its notes. Where small numbers are shown, it is noted who saw them.
    """
    note_read(protected.mode, protected.figures.service)
    notes.add_own_figures(wiring.holdings(), protected, *also)
    _show_switch(audience_words(protected, hidden).text, protected.mode)


def show_audience(view: View, mode: Mode) -> None:
    """Show who may have a file that the page makes, with the switch that decides it."""
    note_read(mode, view.service.id)
    rules = view.holdings.catalogue.disclosure
    _show_switch(f"{mode_words(mode, rules).text}.", mode)


def note_read(mode: Mode, service: str) -> None:
    """Note who sees the page in view, where it shows small numbers of a service."""
    if mode is Mode.BOARD:
        reads.page_opened(may_see(), service, navigation.title_in_view())


def _show_switch(told: str, mode: Mode) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        note = f'<p class="yj-mode yj-mode-{mode}">{escape(told)}</p>'
        own_html.show(note, width="content")
        actor = may_see()
        if actor is not None:
            _offer(mode, actor)
        elif not settings().knows_who:
            _ask_who()


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


def may_see() -> Actor | None:
    """Return who acts, if they have a role; small numbers are for nobody else."""
    actor = acting.acting()
    return actor if may_see_small_numbers(actor) else None


def _offer(mode: Mode, actor: Actor) -> None:
    st.session_state[_CHOICE] = mode is Mode.BOARD
    st.toggle(
        LABEL,
        key=_CHOICE,
        on_change=_remember,
        args=(actor,),
        help=acting.keeps_small_numbers(),
    )


def _remember(actor: Actor) -> None:
    acting.remember_small_numbers(actor, st.session_state[_CHOICE])


def _ask_who() -> None:
    # A key that the style hides on paper, where nothing can be pressed.
    with st.container(key="doing-small-numbers"), st.popover(LABEL):
        components.muted("Small numbers are for the board only, so choose your name.")
        acting.ask_here("small_numbers")
