"""Fields that several forms have: a day or a number that may be left out, one kind of several."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.entries import day_of, number_of
from dashboard.ui import changes, components

E = TypeVar("E", bound=StrEnum)


def day_typed(label: str, name: str, now: dt.date | None = None) -> str:
    """Show a field for a day and return what is typed in it, which `day` reads.

    Streamlit's own field for days drops one that is not complete, and makes 28 February of the
    31st, without a word. Here nothing is lost: what cannot be read is refused when it is saved.
    """
    written = f"{now:%d/%m/%Y}" if now else ""
    return st.text_input(
        label, written, key=changes.entry(name), placeholder="day/month/year", max_chars=30
    )


def day(text: str) -> dt.date | None:
    """Return the day that a field's text is, or None where it is empty.

    Raises:
        ChangeRefusedError: for anything but a day.
    """
    return day_of(text) if text.strip() else None


def number(text: str) -> float | None:
    """Return the number that a field's text is, with or without %, or None where it is empty.

    Raises:
        ChangeRefusedError: for anything but a number.
    """
    return number_of(text, may_be_share=True) if text.strip() else None


def form_about(name: str, items: Iterable[object]) -> DeltaGenerator:
    """Return a form about one of some items, such as a list from which one is withdrawn.

    What was submitted before somebody else changed the items counts no longer, and it is said so:
    the item that was chosen may be gone, and the first of the others stands in its place.
    """
    listed = hashlib.sha256("\n".join(map(str, items)).encode()).hexdigest()[:12]
    shown = changes.entry(f"{name}_items")
    if changes.kept().setdefault(shown, listed) != listed:
        changes.kept()[shown] = listed
        components.muted("This list was changed meanwhile: choose again, then press once more.")
    return st.form(f"{name}_{listed}", border=False)


def one_of(label: str, kinds: Sequence[E], name: str, now: E) -> E:
    """Show a list of kinds, each by its own words, and return the one chosen."""
    words = {kind.value: kind for kind in kinds}
    chosen = st.selectbox(label, list(words), index=list(kinds).index(now), key=changes.entry(name))
    return words[chosen]
