"""The sign-in form of who acts: a provider or a proxy says who somebody is, anew at every run."""

import datetime as dt
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from dashboard.core.accounts import Limits, Terms, Verified, verified_by_claims, verified_by_proxy
from dashboard.core.people import Actor
from dashboard.core.rooms import actor_in, admission_of
from dashboard.narrative.signing_in import SIGN_IN
from dashboard.settings import settings
from dashboard.ui import components, navigation, state, wiring
from dashboard.usecases.upkeep.signing_in import (
    Admitted,
    TurnedAway,
    admit,
    come_first,
    end,
    prefer_public,
    role_map,
)

# Session keys: who is signed in at this run; what tells an open page from others behind a proxy.
_VISIT, _OPEN_PAGE = "visit", "open_page"
SIGN_OUT = "Sign out"
_ONLY_READS = "You have no role in this service, so you can only read here."


@dataclass(frozen=True)
class Visit:
    """Who is signed in, and what they are here."""

    verified: Verified
    admitted: Admitted


class SignedIn:
    """Tells who acts by their sign-in, in the roles that they have now in the service in view."""

    at_the_top = True
    nobody_acts = (
        "You have no role in this service, so nothing was stored: choose your own service, or ask "
        "its administrator."
    )
    keeps_small_numbers = "For the board only; your choice is kept wherever you sign in."

    def actor(self) -> Actor | None:
        """Return who is signed in; None where they have no role in the service in view."""
        visit = _visit()
        if visit is None:
            return None
        here, who = state.service_in_view(), visit.admitted
        return actor_in(here, who.person, who.memberships, _identity())

    def in_words(self, actor: Actor | None, roles: str) -> str:
        """Return who is signed in, and as what, or that they are nothing here."""
        visit = _visit()
        if visit is None:
            return ""
        what = roles or "no role in this service"
        return f"{visit.admitted.person.name} ({what}), {_identity()}."

    def ask(self, actor: Actor | None) -> None:
        """Show the way out; behind a proxy that is the proxy's own."""
        visit = _visit()
        if visit is not None and settings().signs_in and st.button(SIGN_OUT, key="sign_out"):
            _sign_out(visit.verified)

    def ask_here(self, place: str) -> None:
        """Say why nobody acts here."""
        components.muted(_ONLY_READS)

    def before(self, deed: str) -> str:
        """Return why nobody acts here."""
        return _ONLY_READS

    def shows_small_numbers(self, actor: Actor | None) -> bool:
        """Return whether small numbers are shown: to the board, unless they chose otherwise."""
        visit = _visit()
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
    verified = _verified(now)
    with components.shown_errors():
        found = admit(wiring.whole_store(), verified, _terms(), now) if verified else None
        if verified and isinstance(found, Admitted):
            _remember(Visit(verified, found))
            return True
        _forget()
        navigation.show_alone(lambda: _show_turned_away(verified, found))
    return False


def _verified(now: dt.datetime) -> Verified | None:
    given = settings()
    if given.proxy_header:
        page = st.session_state.setdefault(_OPEN_PAGE, str(uuid.uuid4()))
        named = st.context.headers.get_all(given.proxy_header)
        return verified_by_proxy(given.proxy_name, named, page, now)
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return None
    return verified_by_claims(claims, given.sign_in_confirmed_claim, given.roles_claim, now)


def _terms() -> Terms:
    given = settings()
    limits = Limits(
        dt.timedelta(minutes=given.idle_minutes), dt.timedelta(hours=given.session_hours)
    )
    roles = role_map(given.roles, wiring.catalogue().services) if given.roles else {}
    return Terms(limits, _identity(), given.first_administrator, roles)


def _visit() -> Visit | None:
    visit: Visit | None = st.session_state.get(_VISIT)
    return visit


def _remember(visit: Visit) -> None:
    before = _visit()
    if before is not None and before.admitted.person.id != visit.admitted.person.id:
        _forget_all()
    st.session_state[_VISIT] = visit
    who = visit.admitted
    st.session_state[wiring.ADMISSION_KEY] = admission_of(who.person, who.memberships)


def _forget() -> None:
    for key in (_VISIT, wiring.ADMISSION_KEY):
        st.session_state.pop(key, None)


def _forget_all() -> None:
    """Leave nothing of one person to another whom the proxy names on the same page."""
    for key in set(st.session_state) - {wiring.HOLDINGS_KEY, wiring.STORE_KEY, _OPEN_PAGE}:
        del st.session_state[key]


def _identity() -> str:
    return f"identity verified by {_verifier()}"


def _verifier() -> str:
    """Return who says who people are, as the button and each change name it."""
    given = settings()
    if given.proxy_header:
        return given.proxy_name
    return given.sign_in_name or urlsplit(given.sign_in_metadata).hostname or "the provider"


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
        if settings().signs_in and st.button(SIGN_OUT, key="sign_out"):
            _sign_out(verified)


def _offer_sign_in(sentence: str) -> None:
    components.lead(sentence)
    if not settings().signs_in:
        components.muted("Reload the page to go on.")
    elif st.button(components.plain(f"Sign in with {_verifier()}"), key="sign_in", type="primary"):
        st.login()


def _ask_first(verified: Verified) -> None:
    with st.form("first_administrator", border=False):
        name = st.text_input("Your name", verified.name)
        confirmed = st.form_submit_button("Register me")
    if confirmed:
        with components.shown_errors():
            now = dt.datetime.now(tz=dt.UTC)
            come_first(wiring.whole_store(), verified, _terms(), name, now)
            st.rerun()


def _sign_out(verified: Verified) -> None:
    end(wiring.whole_store(), verified, dt.datetime.now(tz=dt.UTC))
    _forget()
    st.logout()
    st.stop()
