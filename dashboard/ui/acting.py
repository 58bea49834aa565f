"""Who acts: the one interface that pages ask, whatever form tells it.

In the local form a person says once who they are. In the other a provider or a proxy says it,
where the settings name one. Only `_form` chooses between them.
"""

import datetime as dt
from html import escape
from typing import Protocol

import streamlit as st

from dashboard.core.people import Actor, Deed, Signature
from dashboard.core.sentences import listed
from dashboard.errors import ChangeRefusedError
from dashboard.settings import settings
from dashboard.ui import own_html
from dashboard.ui.local_person import LocalPerson
from dashboard.ui.signing import SignedIn

# A test puts an actor of its own here, so that nothing is ever patched.
ACTOR_KEY = "actor"


class Form(Protocol):
    """A way to tell who acts in this browser session.

    `at_the_top` is whether every page says so, and not only where something can be changed;
    `can_become_another` whether who acts is chosen on the page, so that a form may wait for them;
    `nobody_acts` refuses a change by nobody, and `keeps_small_numbers` says how long they are seen.
    """

    @property
    def at_the_top(self) -> bool: ...
    @property
    def can_become_another(self) -> bool: ...
    @property
    def nobody_acts(self) -> str: ...
    @property
    def keeps_small_numbers(self) -> str: ...

    def actor(self) -> Actor | None:
        """Return who acts, or None while nobody is known to."""

    def in_words(self, actor: Actor | None, roles: str) -> str:
        """Return who acts and how sure one can be of it; "" where there is nobody to tell of."""

    def ask(self, actor: Actor | None) -> None:
        """Show how to say who acts, or how to change it."""

    def ask_here(self, place: str) -> None:
        """Show how to say who acts right here; `place` tells such places of a page apart."""

    def before(self, deed: str) -> str:
        """Return what comes first where nobody acts, and a deed such as "choose the file here"."""

    def shows_small_numbers(self, actor: Actor | None) -> bool:
        """Return whether who acts, if they may see small numbers, wants to."""

    def remember_small_numbers(self, actor: Actor, shown: bool) -> None:
        """Keep whether who acts wants to see small numbers."""


def acting() -> Actor | None:
    """Return who acts in this browser session, or None while nobody has said."""
    own: Actor | None = st.session_state.get(ACTOR_KEY)
    return own or _form().actor()


def acting_to(deed: Deed) -> Actor | None:
    """Return who acts as `acting` does, for every service where their roles in each allow it."""
    actor = acting()
    return actor and actor.to_do(deed)


def can_become_another() -> bool:
    """Return whether who acts is chosen on the page; who is signed in stays who they are."""
    return _form().can_become_another


def signature(takes: Deed | None = None) -> Signature:
    """Return under what a change made now is recorded; `takes` is the deed, as of `acting_to`.

    Raises:
        ChangeRefusedError: if nobody has said who they are.
    """
    actor = acting() if takes is None else acting_to(takes)
    if actor is None:
        raise ChangeRefusedError(_form().nobody_acts)
    return Signature(actor, dt.datetime.now(tz=dt.UTC))


def show_at_the_top() -> None:
    """Show who is signed in and the way out, at the top of every page; else nothing."""
    if _form().at_the_top:
        _show(_form())


def ask_who() -> None:
    """Show who acts, with a way to change it, or a way to say it, unless the page's top does."""
    if not _form().at_the_top:
        _show(_form())


def ask_here(place: str) -> None:
    """Show a way to say who acts in the midst of a page; `place` tells such places apart."""
    _form().ask_here(place)


def who_acts(actor: Actor | None) -> str:
    """Return in words who acts, in which roles, and how sure one can be of it."""
    roles = listed([role.value for role in actor.roles]) if actor else ""
    return _form().in_words(actor, roles)


def before(deed: str) -> str:
    """Return what comes first where nobody acts, and a deed such as "choose the file here"."""
    return _form().before(deed)


def shows_small_numbers(actor: Actor | None) -> bool:
    """Return whether who acts, if they may see small numbers, wants to."""
    return _form().shows_small_numbers(actor)


def remember_small_numbers(actor: Actor, shown: bool) -> None:
    """Keep whether who acts wants to see small numbers."""
    _form().remember_small_numbers(actor, shown)


def keeps_small_numbers() -> str:
    """Return in words how long the choice to see small numbers is kept."""
    return _form().keeps_small_numbers


def _show(form: Form) -> None:
    actor = acting()
    with st.container(horizontal=True, vertical_alignment="center", key="acting"):
        if words := who_acts(actor):
            # As wide as its words, so that what changes it stands right beside it.
            own_html.show(f'<p class="yj-muted">{escape(words)}</p>', width="content")
        form.ask(actor)


def _form() -> Form:
    return SignedIn() if settings().knows_who else LocalPerson()
