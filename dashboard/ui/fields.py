"""Fields that several forms have: a day or a number that may be left out, one kind of several."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.entries import number_of
from dashboard.ui import changes, components

E = TypeVar("E", bound=StrEnum)

_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


def day(label: str, name: str, now: dt.date | None = None) -> dt.date | None:
    """Show a field for a day, written as in 31/12/2018, and return it; None where it is empty."""
    chosen: dt.date | None = st.date_input(
        label, now, _FIRST, _LAST, key=changes.entry(name), format="DD/MM/YYYY"
    )
    return chosen


def number(text: str) -> float | None:
    """Return the number that a field's text is, with or without %, or None where it is empty.

    Raises:
        ChangeRefusedError: for anything but digits with one decimal point.
    """
    return number_of(text.strip().removesuffix("%")) if text.strip() else None


def form_about(name: str, items: Iterable[object]) -> DeltaGenerator:
    """Return a form about one of some items, such as a list from which one is withdrawn.

    What was submitted before somebody else changed the items counts no longer, and it is said so:
    the item that was chosen may be gone, and the first of the others stands in its place.
    """
    listed = hashlib.sha256("\n".join(map(str, items)).encode()).hexdigest()[:12]
    shown = changes.entry(f"{name}_items")
    if st.session_state.setdefault(shown, listed) != listed:
        st.session_state[shown] = listed
        components.muted("This list was changed meanwhile: choose again, then press once more.")
    return st.form(f"{name}_{listed}", border=False)


def one_of(label: str, kinds: Sequence[E], name: str, now: E) -> E:
    """Show a list of kinds, each by its own words, and return the one chosen."""
    words = {kind.value: kind for kind in kinds}
    chosen = st.selectbox(label, list(words), index=list(kinds).index(now), key=changes.entry(name))
    return words[chosen]
