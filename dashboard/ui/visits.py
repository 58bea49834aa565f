"""Who is signed in on an open page: told anew at each run, and asked again for each file."""

import datetime as dt
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.core.accounts import (
    SessionLimits,
    Terms,
    Verified,
    verified_by_claims,
    verified_by_proxy,
)
from dashboard.core.rooms import admission_of
from dashboard.errors import NotAllowedError
from dashboard.settings import settings
from dashboard.store.engine import Store
from dashboard.ui import wiring
from dashboard.usecases.upkeep.signing_in import Admitted, admit, is_let_in, role_map

# Session keys: who is signed in at this run; what tells an open page from others behind a proxy.
_VISIT, _OPEN_PAGE = "visit", "open_page"
# Session key: whose all the others are, also after they were turned away.
_WHOSE = "whose_page"
# The ids of the open pages that somebody was let in on; of very many, the latest.
_LET_IN: OrderedDict[str, None] = OrderedDict()
_MOST_LET_IN = 10_000
# For whom a file is made that somebody pressed for, in the thread that makes it.
_PRESSED_BY: ContextVar[Verified | None] = ContextVar("pressed_by", default=None)


@dataclass(frozen=True)
class Visit:
    """Who is signed in, and what they are here."""

    verified: Verified
    admitted: Admitted

    def require_still(self, store: Store, terms: Terms) -> None:
        """Refuse whoever signed out, or lost or got a role, since the page was made.

        Raises:
            NotAllowedError: in one sentence.
        """
        now = admit(store, self.verified, terms, dt.datetime.now(tz=dt.UTC))
        if not isinstance(now, Admitted) or now.may_enter != self.admitted.may_enter:
            raise NotAllowedError("What you may see here changed: reload the page.")


def current() -> Visit | None:
    """Return who is signed in at this run of a page, or None."""
    visit: Visit | None = st.session_state.get(_VISIT)
    return visit


def begin(visit: Visit) -> None:
    """Start a run for somebody, who may enter what they may enter now."""
    who = visit.admitted
    if st.session_state.get(_WHOSE, who.person.id) != who.person.id:
        _forget_all()
    st.session_state[_WHOSE], st.session_state[_VISIT] = who.person.id, visit
    _LET_IN[_session()] = None
    _LET_IN.move_to_end(_session())
    if len(_LET_IN) > _MOST_LET_IN:
        _LET_IN.popitem(last=False)
    wiring.open_rooms(admission_of(who.person, who.memberships), who.now)


def forget() -> None:
    """Leave nobody signed in, and no room open; what they typed waits for them alone."""
    _LET_IN.pop(_session(), None)
    st.session_state.pop(_VISIT, None)
    wiring.close_rooms()


def may_send_files(session: str) -> bool:
    """Return whether an open page may send files: where people sign in, who was let in may."""
    return session in _LET_IN or not settings().knows_who


def still(made: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return the same way to a file, which asks first whether who is signed in still is.

    A file is made when somebody presses for it, and the page does not run again for that.
    """
    visit = current()
    if visit is None:
        return made
    store, on = wiring.whole_store(), terms()

    def made_still() -> bytes:
        visit.require_still(store, on)
        _PRESSED_BY.set(visit.verified)
        return made()

    return made_still


def made_for() -> Verified | None:
    """Return for whom a file or a picture is being made; None where nobody signs in.

    A picture is made by a page, which knows who is signed in, and a file beside it.
    """
    visit = current() if _session() else None
    return visit.verified if visit else _PRESSED_BY.get()


def lets_in(who: Verified) -> bool:
    """Return whether somebody who asks beside any page is let in now.

    Raises:
        SetupError: if the database is damaged, or no longer answers.
    """
    store, now = wiring.server_store(), dt.datetime.now(tz=dt.UTC)
    return is_let_in(store, who, _limits() if settings().signs_in else None, now)


def verified(now: dt.datetime) -> Verified | None:
    """Return who the provider or the proxy says is here, or None for a stranger."""
    given = settings()
    if given.proxy_header:
        page = st.session_state.setdefault(_OPEN_PAGE, str(uuid.uuid4()))
        return named_by_proxy(st.context.headers.get_all(given.proxy_header), page, now)
    return told_by_provider(st.user.to_dict(), now)


def named_by_proxy(named: Iterable[str], page: str, now: dt.datetime) -> Verified | None:
    """Return who the proxy's header names on an open page ("" beside any), or None."""
    return verified_by_proxy(settings().proxy_name, named, page, now)


def told_by_provider(claims: Mapping[str, Any], now: dt.datetime) -> Verified | None:
    """Return who signed in, by what the cookie holds of the provider's word, or None."""
    given = settings()
    if not claims.get("is_logged_in"):
        return None
    return verified_by_claims(claims, given.sign_in_confirmed_claim, given.roles_claim, now)


def terms() -> Terms:
    """Return on what terms the operator lets people in."""
    given = settings()
    roles = role_map(given.roles, wiring.catalogue().services) if given.roles else {}
    return Terms(_limits(), identity(), given.first_administrator, roles)


def identity() -> str:
    """Return how sure one can be of who acts, as each change says it."""
    return f"identity verified by {verifier()}"


def verifier() -> str:
    """Return who says who people are, as the sign-in button and each change name it."""
    given = settings()
    if given.proxy_header:
        return given.proxy_name
    return given.sign_in_name or urlsplit(given.sign_in_metadata).hostname or "the provider"


def _limits() -> SessionLimits:
    given = settings()
    idle, whole = dt.timedelta(minutes=given.idle_minutes), dt.timedelta(hours=given.session_hours)
    return SessionLimits(idle, whole)


def _session() -> str:
    running = get_script_run_ctx(suppress_warning=True)
    return running.session_id if running else ""


def _forget_all() -> None:
    """Leave nothing of one person to another whom the proxy names on the same page."""
    for key in set(st.session_state) - {wiring.HOLDINGS_KEY, wiring.STORE_KEY, _OPEN_PAGE}:
        del st.session_state[key]
