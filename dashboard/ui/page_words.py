"""The glossary words of a page, explained at its foot in the order in which they come up."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.core.remembered import remembered
from dashboard.definitions.glossary import Term, terms_in
from dashboard.ui import own_html

# Session key: what the page in view has said so far, as HTML.
_SAID = "said_on_page"


def begin() -> None:
    """Start a page, on which nothing has been said yet."""
    st.session_state[_SAID] = []


def note(markup: str) -> None:
    """Remember what the page says until its words are explained; nothing after that."""
    if _SAID in st.session_state:
        st.session_state[_SAID].append(markup)


def show(glossary: Iterable[Term]) -> None:
    """Show the words of the page that the glossary explains, folded; nothing where it has none.

    What the page said is forgotten then: a session would keep it for as long as it is open.
    """
    if found := _found(tuple(glossary), st.session_state.pop(_SAID, [])):
        own_html.show(
            '<div class="yj-chain"><details class="yj-words"><summary>Words on this page</summary>'
            f"{explained(found)}</details></div>"
        )


def _found(glossary: tuple[Term, ...], said: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms in the parts of a page, in the order in which they first come up in it."""
    return tuple(dict.fromkeys(term for part in said for term in _found_in(glossary, part)))


# A page says nearly the same at every run; looking for a hundred words takes milliseconds.
@remembered(1000)
def _found_in(glossary: tuple[Term, ...], part: str) -> tuple[Term, ...]:
    return terms_in(glossary, part)


def explained(terms: Iterable[Term]) -> str:
    """Return words and what they mean as HTML."""
    items = "".join(f"<dt>{escape(t.word)}</dt><dd>{escape(t.meaning)}</dd>" for t in terms)
    return f'<dl class="yj-terms">{items}</dl>'
