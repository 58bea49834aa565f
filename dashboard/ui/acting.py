"""Who acts: the one interface that pages ask, whatever form tells it.

Today's form is the local one, in which a person says once who they are. A sign-in can be a second
form of the same: only `_form` has to choose between them.
"""

import datetime as dt
from html import escape
from typing import Protocol

import streamlit as st

from dashboard.core.people import Actor, Signature
from dashboard.core.sentences import listed
from dashboard.errors import ChangeRefusedError
from dashboard.ui.local_person import SAY_WHO, LocalPerson

# A test puts an actor of its own here, so that nothing is ever patched.
ACTOR_KEY = "actor"


class Form(Protocol):
    """A way to tell who acts in this browser session."""

    def actor(self) -> Actor | None:
        """Return who acts, or None while nobody is known to."""

    def ask(self, actor: Actor | None) -> None:
        """Show how to say who acts, or how to change it."""

    def ask_here(self, place: str) -> None:
        """Show how to say who acts right here; `place` tells such places of a page apart."""


def acting() -> Actor | None:
    """Return who acts in this browser session, or None while nobody has said."""
    own: Actor | None = st.session_state.get(ACTOR_KEY)
    return own or _form().actor()


def signature() -> Signature:
    """Return under what a change made now is recorded.

    Raises:
        ChangeRefusedError: if nobody has said who they are.
    """
    actor = acting()
    if actor is None:
        raise ChangeRefusedError(
            f'Nothing was stored, because nobody has said who they are: press "{SAY_WHO}" '
            "on this page, then submit again; what you typed is still here."
        )
    return Signature(actor, dt.datetime.now(tz=dt.UTC))


def ask_who() -> None:
    """Show who acts, with a way to change it, or a way to say it; at the top of a page."""
    actor = acting()
    with st.container(horizontal=True, vertical_alignment="center", key="acting"):
        if actor is not None:
            # As wide as its words, so that what changes it stands right beside it.
            st.html(f'<p class="yj-muted">{escape(who_acts(actor))}</p>', width="content")
        _form().ask(actor)


def ask_here(place: str) -> None:
    """Show a way to say who acts in the midst of a page; `place` tells such places apart."""
    _form().ask_here(place)


def who_acts(actor: Actor) -> str:
    """Return in words who acts, in which roles, and how sure one can be of it."""
    roles = listed([role.value for role in actor.roles])
    return f"You act as {actor.name} ({roles}); {actor.identity}."


def _form() -> Form:
    return LocalPerson()
