"""The sign-in form of who acts: a provider or a proxy says who somebody is, anew at every run."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.core.accounts import SessionLimits, SignIn, Verified
from dashboard.core.people import Actor
from dashboard.core.rooms import actor_in
from dashboard.core.sentences import counted
from dashboard.narrative.signing_in import LEFT_OPEN, SIGN_IN, STAY, hides_soon
from dashboard.settings import settings
from dashboard.ui import components, navigation, operator_log, own_html, state, visits, wiring
from dashboard.usecases.upkeep.signing_in import (
    Admitted,
    TurnedAway,
    admit,
    come_first,
    end,
    prefer_public,
)

SIGN_OUT = "Sign out"
_WARNING = "hides_soon"
# The policy of the dashboard lets no script stand in a page, and a page that asked the server
# again and again would never be idle. Each run gives the animation a new name, so it begins anew.
_LEFT_OPEN = """<style>
@keyframes {name} {{ to {{ visibility: hidden; opacity: 0; }} }}
@keyframes {name}-shown {{ to {{ visibility: visible; }} }}
body > div {{ animation: {name} 0s {seconds}s forwards; }}
body::after {{ content: "{why}"; visibility: hidden; position: fixed; inset: 0; padding: 2rem;
  animation: {name}-shown 0s {seconds}s forwards; font: 1.1rem/1.5 Arial, sans-serif; }}
.st-key-{warning} {{ visibility: hidden; animation: {name}-shown 0s {warned}s forwards; }}
</style>"""
_ONLY_READS = "You have no role in this service, so you can only read here."


class SignedIn:
    """Tells who acts by their sign-in, in the roles that they have now in the service in view."""

    at_the_top = True
    can_become_another = False
    nobody_acts = (
        "You have no role in this service, so nothing was stored: choose your own service, or ask "
        "its administrator."
    )
    keeps_small_numbers = "For the board only; your choice is kept wherever you sign in."

    def actor(self) -> Actor | None:
        """Return who is signed in; None where they have no role in the service in view."""
        visit = visits.current()
        if visit is None:
            return None
        here, who = state.service_in_view(), visit.admitted
        return actor_in(here, who.person, who.memberships, visits.identity())

    def in_words(self, actor: Actor | None, roles: str) -> str:
        """Return who is signed in, and as what, or that they are nothing here."""
        visit = visits.current()
        if visit is None:
            return ""
        what = roles or "no role in this service"
        return f"{visit.admitted.person.name} ({what}), {visits.identity()}."

    def ask(self, actor: Actor | None) -> None:
        """Show the way out; behind a proxy that is the proxy's own."""
        visit = visits.current()
        if visit is not None:
            _offer_sign_out(visit.verified)

    def ask_here(self, place: str) -> None:
        """Say why nobody acts here."""
        components.muted(_ONLY_READS)

    def before(self, deed: str) -> str:
        """Return why nobody acts here."""
        return _ONLY_READS

    def shows_small_numbers(self, actor: Actor | None) -> bool:
        """Return whether small numbers are shown: to the board, unless they chose otherwise."""
        visit = visits.current()
        return visit is not None and not visit.admitted.prefers_public

    def remember_small_numbers(self, actor: Actor, shown: bool) -> None:
        """Keep the choice for this person, in every browser."""
        prefer_public(wiring.whole_store(), actor.person_id, not shown)


def let_in() -> bool:
    """Return whether this session may see the dashboard; who may not is shown why, and no more.

    Without settings it is for one computer, whose user may.
    """
    if not settings().knows_who:
        return True
    now = dt.datetime.now(tz=dt.UTC)
    verified = visits.verified(now)
    on = visits.terms()
    found = admit(wiring.whole_store(), verified, on, now) if verified else None
    if verified and isinstance(found, Admitted):
        visits.begin(visits.Visit(verified, found))
        _hide_when_left_open(found.sign_in, on.limits, now)
        return True
    visits.forget()
    navigation.show_alone(lambda: _show_turned_away(verified, found))
    return False


def _hide_when_left_open(sign_in: SignIn, limits: SessionLimits, now: dt.datetime) -> None:
    """Hide the page where nothing is pressed until the session is over: whoever passes may look.

    Who only types presses nothing, so they are told in time.
    """
    left = limits.left(sign_in, now)
    warned = min(left, limits.warned_before)
    name = f"yj-left-open-{now:%H%M%S%f}"
    seconds, from_second = (int(each.total_seconds()) for each in (left, left - warned))
    own_html.show(
        _LEFT_OPEN.format(
            name=name, seconds=seconds, warned=from_second, why=LEFT_OPEN, warning=_WARNING
        )
    )
    _warn(warned, lasts_by_pressing=limits.lasts_by_pressing(sign_in))


def _warn(before: dt.timedelta, *, lasts_by_pressing: bool) -> None:
    """Say that the page hides soon, at its foot; its style keeps that back until it is true."""
    minutes = counted(max(1, before // dt.timedelta(minutes=1)), "minute")
    with st.container(key=_WARNING, horizontal=True, vertical_alignment="center"):
        words = hides_soon(minutes, lasts_by_pressing=lasts_by_pressing)
        components.html(f'<p role="status">{escape(words.text)}</p>')
        if lasts_by_pressing:
            st.button(STAY, key="stay_signed_in")


def _show_turned_away(verified: Verified | None, found: Admitted | TurnedAway | None) -> None:
    st.title(navigation.PRODUCT, anchor=False)
    if verified is None or not isinstance(found, TurnedAway):
        _offer_sign_in(SIGN_IN)
    elif found.is_over:
        _offer_sign_in(found.sentence)
    else:
        components.lead(found.sentence)
        if found.comes_first:
            _ask_first(verified)
        else:
            operator_log.note_not_let_in()
        _offer_sign_out(verified)


def _offer_sign_in(sentence: str) -> None:
    components.lead(sentence)
    if not settings().signs_in:
        components.muted("Reload the page to go on.")
        return
    label = components.plain(f"Sign in with {visits.verifier()}")
    if st.button(label, key="sign_in", type="primary"):
        st.login()


def _ask_first(verified: Verified) -> None:
    with st.form("first_administrator", border=False):
        name = st.text_input("Your name", verified.name)
        confirmed = st.form_submit_button("Register me")
    if confirmed:
        with components.shown_errors():
            now = dt.datetime.now(tz=dt.UTC)
            come_first(wiring.whole_store(), verified, visits.terms(), name, now)
            st.rerun()


def _offer_sign_out(verified: Verified) -> None:
    if settings().signs_in and st.button(SIGN_OUT, key="sign_out"):
        end(wiring.whole_store(), verified, dt.datetime.now(tz=dt.UTC))
        visits.forget()
        st.logout()
        st.stop()
