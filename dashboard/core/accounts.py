"""How people sign in: who is verified, whose account it is, and how long a session lasts."""

import datetime as dt
import hashlib
import json
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.core.people import Person, Role
from dashboard.core.rooms import EVERYBODYS_ROOM, Membership, roles_in
from dashboard.core.sentences import counted
from dashboard.errors import ChangeRefusedError, NotAllowedError

# What tells one sign-in from every other of the same person; a provider need not say all of it.
_OF_ONE_SIGN_IN = ("iss", "sub", "nonce", "sid", "jti", "iat")
_YES = (True, 1, "1", "true", "True")
_ADDRESS = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}")
# Of other alphabets some capitals become a letter of this one: the sign of the unit kelvin a "k".
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# A session is noted as alive this often within its idle limit, so that not every click writes.
_NOTES_WITHIN_IDLE = 10
# Of half an hour the last five minutes.
_WARNED_WITHIN_IDLE = 6


@dataclass(frozen=True)
class Account:
    """How a registered person signs in; subject and issuer are "" until they first did."""

    person: str
    issuer: str = ""
    subject: str = ""
    email: str = ""
    prefers_public: bool = False


@dataclass(frozen=True)
class Verified:
    """Who somebody is, in the word of a provider or a proxy; nothing of it can be typed here.

    `email` is in small letters, and proves something only if it is `confirmed`. `key` stands for
    this one sign-in, `signed_in_at` is its moment, and `groups` are the values that stand for
    roles.
    """

    issuer: str
    subject: str
    email: str
    confirmed: bool
    name: str
    key: str
    signed_in_at: dt.datetime
    groups: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The name under which they know themself, to be shown to nobody else."""
        return self.email or self.name or self.subject


@dataclass(frozen=True)
class SignIn:
    """A session as every server knows it: whose it is, since when, and when it ended."""

    person: str
    begun_at: dt.datetime
    seen_at: dt.datetime
    ended_at: dt.datetime | None = None


@dataclass(frozen=True)
class SessionLimits:
    """How long a session lasts without a click, and in all."""

    idle: dt.timedelta
    whole: dt.timedelta

    @property
    def warned_before(self) -> dt.timedelta:
        """How long before a session is over somebody who only types is told so."""
        return self.idle / _WARNED_WITHIN_IDLE

    def left(self, sign_in: SignIn, now: dt.datetime) -> dt.timedelta:
        """Return how long a session still lasts if nothing is pressed after this moment."""
        return min(sign_in.seen_at + self.idle, sign_in.begun_at + self.whole) - now

    def lasts_by_pressing(self, sign_in: SignIn) -> bool:
        """Return whether a session lasts longer if something is pressed before it is over."""
        return sign_in.seen_at + self.idle < sign_in.begun_at + self.whole

    def noted_again(self, sign_in: SignIn, now: dt.datetime) -> bool:
        """Return whether it is time to note once more that a session is alive."""
        return now - sign_in.seen_at >= self.idle / _NOTES_WITHIN_IDLE


@dataclass(frozen=True)
class Terms:
    """On what terms people are let in: how long, who comes first, and which groups are roles.

    `identity` says in words who verifies them. `roles` holds for each value of the provider's claim
    a service ("" is every one) and a role.
    """

    limits: SessionLimits
    identity: str
    first_administrator: str = ""
    roles: Mapping[str, tuple[str, Role]] = field(default_factory=dict)


def verified_by_claims(
    claims: Mapping[str, Any], confirmed_claim: str, roles_claim: str, now: dt.datetime
) -> Verified | None:
    """Return who a provider of OpenID Connect says somebody is; None where it says too little.

    The moment is when the token was issued, and not `auth_time`: whose password was asked for this
    morning may sign in again without it, and could else never come in at night.
    """
    issuer, subject = (str(claims.get(claim) or "") for claim in ("iss", "sub"))
    if not (issuer and subject):
        return None
    return Verified(
        issuer,
        subject,
        _compared(str(claims.get("email") or "")),
        claims.get(confirmed_claim) in _YES,
        str(claims.get("name") or "").strip(),
        _key_of({each: claims.get(each) for each in _OF_ONE_SIGN_IN}),
        _moment(claims.get("iat"), now),
        _values(claims.get(roles_claim)) if roles_claim else (),
    )


def verified_by_proxy(
    name: str, addresses: Iterable[str], session: str, now: dt.datetime
) -> Verified | None:
    """Return who a proxy says somebody is; None unless it names one e-mail address.

    `session` stands for the open page: the proxy ends what lasts longer.
    """
    named = [_compared(each) for each in addresses]
    if len(named) != 1 or not _ADDRESS.fullmatch(named[0]):
        return None
    issuer = f"proxy {name}"
    key = _key_of({"iss": issuer, "sub": named[0], "session": session})
    return Verified(issuer, named[0], named[0], True, "", key, now)


def _key_of(told: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what was told once: no cookie can be made of it."""
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def recognised(
    verified: Verified, by_subject: Account | None, by_email: Account | None
) -> Account | None:
    """Return the account of somebody verified, or None.

    The provider's subject decides. A confirmed e-mail address finds an account only once, before
    it has a subject: whoever gets the address later is somebody else.

    Raises:
        NotAllowedError: if the account with this address belongs to another subject.
    """
    if by_subject is not None:
        return by_subject
    if by_email is None or not verified.confirmed:
        return None
    if by_email.subject:
        raise NotAllowedError(
            f"Somebody else signed in with {verified.email} before: ask the administrator of your "
            "board to let you sign in anew."
        )
    return by_email


def may_come_first(
    verified: Verified, terms: Terms, people: Iterable[Person], memberships: Iterable[Membership]
) -> bool:
    """Return whether somebody becomes the first administrator; `people` are those with an account.

    The operator named their confirmed address, and nobody else could let anybody in.
    """
    named = _compared(terms.first_administrator)
    if not (named and verified.confirmed and verified.email == named):
        return False
    held = tuple(memberships)
    return not any(Role.ADMINISTRATOR in roles_in(one, held, EVERYBODYS_ROOM) for one in people)


def why_over(sign_in: SignIn, now: dt.datetime, limits: SessionLimits) -> str:
    """Return why a session is over, as one sentence; "" while it lasts."""
    if sign_in.ended_at is not None:
        return "You signed out."
    if now - sign_in.begun_at > limits.whole:
        hours = counted(limits.whole // dt.timedelta(hours=1), "hour")
        return f"You signed in more than {hours} ago, so please sign in again."
    if now - sign_in.seen_at > limits.idle:
        minutes = counted(limits.idle // dt.timedelta(minutes=1), "minute")
        return f"Nothing was pressed for {minutes}, so you were signed out."
    return ""


def roles_from_groups(groups: Iterable[str], terms: Terms) -> Mapping[str, tuple[Role, ...]]:
    """Return the roles that groups give in each service that any group is about.

    A service that none of these groups is about has no roles, so that what was lost is taken away.
    A group that stands for nothing here is left aside.
    """
    given = [terms.roles[group] for group in groups if group in terms.roles]
    return {
        service: tuple(role for role in Role if (service, role) in given)
        for service in dict.fromkeys(service for service, _ in terms.roles.values())
    }


def require_free(holder: Account | None, person_id: str) -> None:
    """Refuse an address by which somebody else is recognised; `holder` is who has it, if anybody.

    Raises:
        ChangeRefusedError: saying what to do if it is the same person.
    """
    if holder is not None and holder.person != person_id:
        raise ChangeRefusedError(
            "Somebody else is registered with this e-mail address: write another. If it is the "
            "same person, ask an administrator of every service to give them roles here too."
        )


def address_line(text: str) -> str:
    """Return an e-mail address as it is compared: in small letters, or "" for none.

    Raises:
        ChangeRefusedError: if it cannot be one.
    """
    address = _compared(text)
    if address and not (_ADDRESS.fullmatch(address) and address.isprintable()):
        raise ChangeRefusedError(
            f'"{address[:60]}" is no e-mail address: write one like ann.lee@council.gov.uk.'
        )
    return address


def _compared(address: str) -> str:
    return address.strip().translate(_SMALL)


def _values(claim: Any) -> tuple[str, ...]:
    values = claim if isinstance(claim, list | tuple) else [claim]
    return tuple(str(value) for value in values if value)


def _moment(issued_at: Any, now: dt.datetime) -> dt.datetime:
    if isinstance(issued_at, bool) or not isinstance(issued_at, int | float):
        return now
    # A provider whose clock is ahead gives nobody more time.
    return min(dt.datetime.fromtimestamp(issued_at, dt.UTC), now)
