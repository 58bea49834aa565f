"""The glossary words of a page, explained at its foot in the order in which they come up."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.definitions.glossary import Term, terms_in

# Session key: what the page in view has said so far, as HTML.
_SAID = "said_on_page"


def begin() -> None:
    """Start a page, on which nothing has been said yet."""
    st.session_state[_SAID] = []


def note(markup: str) -> None:
    """Remember what the page says, so that its words can be explained."""
    st.session_state.setdefault(_SAID, []).append(markup)


def show(glossary: Iterable[Term]) -> None:
    """Show the words of the page that the glossary explains, folded; nothing where it has none."""
    found = terms_in(tuple(glossary), " ".join(st.session_state.get(_SAID, [])))
    if found:
        st.html(
            '<div class="yj-chain"><details class="yj-words"><summary>Words on this page</summary>'
            f"{explained(found)}</details></div>"
        )


def explained(terms: Iterable[Term]) -> str:
    """Return words and what they mean as HTML."""
    items = "".join(f"<dt>{escape(t.word)}</dt><dd>{escape(t.meaning)}</dd>" for t in terms)
    return f'<dl class="yj-terms">{items}</dl>'
