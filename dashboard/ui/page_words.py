"""The glossary words of a page, explained at its foot in the order in which they come up."""

import hashlib
from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.definitions.glossary import Term, terms_in
from dashboard.store.cache import Cache
from dashboard.ui import own_html

# Session key: what the page in view has said so far, as HTML.
_SAID = "said_on_page"
# Of all sessions, by a digest of what a page said: the text itself is a tenth of a megabyte.
_FOUND = Cache()


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
    if found := _found(tuple(glossary), " ".join(st.session_state.pop(_SAID, []))):
        own_html.show(
            '<div class="yj-chain"><details class="yj-words"><summary>Words on this page</summary>'
            f"{explained(found)}</details></div>"
        )


def _found(glossary: tuple[Term, ...], said: str) -> tuple[Term, ...]:
    # A page says the same at nearly every run; looking for a hundred words takes milliseconds.
    digest = hashlib.sha256(said.encode()).digest()
    return _FOUND.answer("words of a page", (glossary, digest), lambda: terms_in(glossary, said))


def explained(terms: Iterable[Term]) -> str:
    """Return words and what they mean as HTML."""
    items = "".join(f"<dt>{escape(t.word)}</dt><dd>{escape(t.meaning)}</dd>" for t in terms)
    return f'<dl class="yj-terms">{items}</dl>'
