"""Signing in: who is let in, as whom, for how long; asked at every run of a page."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from dashboard.core.accounts import (
    Account,
    SessionLimits,
    SignIn,
    Terms,
    Verified,
    may_come_first,
    recognised,
    roles_from_groups,
    why_over,
)
from dashboard.core.entries import one_line
from dashboard.core.people import DASHBOARD, Actor, Person, Role, Signature, require_free_name
from dashboard.core.rooms import EVERYBODYS_ROOM, Membership, services_of
from dashboard.errors import ChangeRefusedError, NotAllowedError, SetupError
from dashboard.narrative import signing_in as narrative
from dashboard.narrative.people import EVERY_SERVICE
from dashboard.store.engine import Store
from dashboard.store.snapshots import Snapshot
from dashboard.store.writing import Writing

# People of the first administrator's provider get the same id on two servers that ask at once.
_NAMESPACE = uuid.UUID("6a4c1c5e-6b0c-4b53-9d64-0d0c6c0d8c55")


@dataclass(frozen=True)
class Admitted:
    """A registered person who is signed in, with what they are in further services.

    `sign_in` is their session, and `now` what the whole store held as they were let in.
    """

    person: Person
    memberships: tuple[Membership, ...]
    prefers_public: bool
    sign_in: SignIn
    now: Snapshot = field(compare=False, repr=False)

    @property
    def may_enter(self) -> tuple[Person, tuple[Membership, ...]]:
        """All that decides what they may see and do."""
        return self.person, self.memberships


@dataclass(frozen=True)
class TurnedAway:
    """Why somebody is not let in, as one sentence.

    Either a session is `over`, and they may sign in again, or they `come first` and are asked for
    their name, or an administrator has to do something.
    """

    sentence: str
    is_over: bool = False
    comes_first: bool = False


def admit(
    store: Store, verified: Verified, terms: Terms, now: dt.datetime
) -> Admitted | TurnedAway:
    """Return who is signed in, as things stand now, or why they are not let in.

    The store must open every room. A new sign-in begins a session, which every server knows, and
    gives the roles that the provider's groups stand for.

    Raises:
        SetupError: if the database is damaged, or no longer answers.
    """
    asked = _Asked(store, verified, terms, now)
    found, seen = store.arrival(verified, now.date())
    account = found.account or _account_now(asked)
    if isinstance(account, TurnedAway):
        return account
    if found.sign_in is None:
        return _begin(asked, account)
    return _go_on(asked, account, found.sign_in, seen)


def is_let_in(
    store: Store, verified: Verified, limits: SessionLimits | None, now: dt.datetime
) -> bool:
    """Return whether somebody is let in at a moment; it begins no session and notes nothing.

    Their sign-in has to last within the limits; None is for a proxy, which ends it itself. The
    store must open every room.

    Raises:
        SetupError: as for `admit`.
    """
    (account, sign_in, _), seen = store.arrival(verified, now.date())
    if account is None or (limits is not None and not _lasts(sign_in, now, limits)):
        return False
    people, memberships = _people(seen)
    return account.person in people and bool(services_of(people[account.person], memberships))


def end(store: Store, verified: Verified, now: dt.datetime) -> None:
    """Sign somebody out: what this sign-in opened opens nothing any more, on no server."""
    with store.noting() as notes:
        notes.end_sign_in(verified.key, now)


def prefer_public(store: Store, person_id: str, prefers: bool) -> None:
    """Remember whether somebody wants to see figures as everybody may, wherever they sign in."""
    with store.noting() as notes:
        notes.prefer_public(person_id, prefers)


def come_first(
    store: Store, verified: Verified, terms: Terms, name: str, now: dt.datetime
) -> Person:
    """Store the first administrator of every service, bound to who signed in, and return them.

    Raises:
        NotAllowedError: if they are not whom the operator named, or there is an administrator.
        ChangeRefusedError: if the name is missing or taken.
    """
    with store.writing(Signature(DASHBOARD, now)) as work:
        people = work.of(Person).of(Person)
        there = work.account_of_subject(verified.issuer, verified.subject)
        if there is not None:
            return people[there.person]
        with_account = [people[each] for each in work.people_with_account() if each in people]
        memberships = work.of(Membership).of(Membership).values()
        if not may_come_first(verified, terms, with_account, memberships):
            raise NotAllowedError(narrative.not_registered(verified.called))
        person = _first(verified, one_line("name", name))
        require_free_name(person.name, people.values())
        actor = Actor(person.name, person.roles, terms.identity, person.id)
        signed = work.signed_by(Signature(actor, now))
        signed.add(person, "the first administrator, named by the operator")
        signed.bind_account(person, verified.issuer, verified.subject, verified.email)
    return person


def role_map(given: Mapping[str, str], services: Iterable[str]) -> Mapping[str, tuple[str, Role]]:
    """Return for each value of the provider's claim the service ("" is every one) and the role.

    Raises:
        SetupError: naming the first entry that is none.
    """
    known = {**{each: each for each in services}, EVERY_SERVICE: EVERYBODYS_ROOM}
    roles = {role.value.lower(): role for role in Role}
    found = {}
    for value, words in given.items():
        service, _, role = (part.strip() for part in words.rpartition(":"))
        if service not in known or role.lower() not in roles:
            raise SetupError(
                "Who signs in cannot be given their roles: tell whoever runs the dashboard.",
                f'DASHBOARD_ROLES cannot be used ("{words[:60]}" is no service with a role): write '
                '"hertfordshire: Chair", or "every service: Administrator".',
            )
        found[value] = (known[service], roles[role.lower()])
    return found


@dataclass(frozen=True)
class _Asked:
    """Who asks to be let in, and on what terms, at one moment."""

    store: Store
    verified: Verified
    terms: Terms
    now: dt.datetime


def _account_now(asked: _Asked) -> Account | TurnedAway:
    """Return the account that somebody gets as they first sign in, or why they get none."""
    verified = asked.verified
    try:
        account = _bound(asked)
    except NotAllowedError as refusal:
        return TurnedAway(str(refusal))
    if account is not None:
        return account
    unknown = _unknown(asked)
    if not (unknown.comes_first and verified.name):
        return unknown
    try:
        person = come_first(asked.store, verified, asked.terms, verified.name, asked.now)
    except ChangeRefusedError as refusal:
        return replace(unknown, sentence=str(refusal))
    return Account(person.id, verified.issuer, verified.subject, verified.email)


def _bound(asked: _Asked) -> Account | None:
    """Return the account with somebody's confirmed address, bound to them from now on."""
    verified = asked.verified
    with asked.store.reading() as held:
        account = recognised(verified, None, held.account_with_email(verified.email))
    if account is None:
        return None
    with asked.store.noting() as notes:
        notes.bind(account.person, verified.issuer, verified.subject, asked.now)
        # Two at once: whoever came second finds the other's subject, and is refused if it differs.
        mine = notes.account_of_subject(verified.issuer, verified.subject)
        return recognised(verified, mine, notes.account_with_email(verified.email))


def _unknown(asked: _Asked) -> TurnedAway:
    verified = asked.verified
    if not verified.confirmed:
        return TurnedAway(narrative.not_confirmed(verified.called))
    people, memberships = _people(asked.store.now(asked.now.date()))
    with asked.store.reading() as held:
        can_sign_in = held.people_with_account()
    with_account = [people[each] for each in can_sign_in if each in people]
    if may_come_first(verified, asked.terms, with_account, memberships):
        return TurnedAway(narrative.name_wanted(verified.called), comes_first=True)
    return TurnedAway(narrative.not_registered(verified.called))


def _begin(asked: _Asked, account: Account) -> Admitted | TurnedAway:
    """Let somebody in who signed in just now; a cookie that was kept since is not enough."""
    at = asked.verified.signed_in_at
    begun = SignIn(account.person, at, at)
    over = why_over(begun, asked.now, asked.terms.limits)
    if over:
        return TurnedAway(over, is_over=True)
    _give_roles(asked, account.person)
    # Whoever was given roles just now is let in with them.
    seen_now = replace(begun, seen_at=asked.now)
    admitted = _as_registered(asked, account, seen_now, asked.store.now(asked.now.date()))
    if isinstance(admitted, Admitted):
        with asked.store.noting() as notes:
            notes.begin_sign_in(asked.verified.key, seen_now)
    return admitted


def _go_on(
    asked: _Asked, account: Account, sign_in: SignIn, seen: Snapshot
) -> Admitted | TurnedAway:
    over = why_over(sign_in, asked.now, asked.terms.limits)
    if over:
        return TurnedAway(over, is_over=True)
    if asked.terms.limits.noted_again(sign_in, asked.now):
        # Who only looks at a page is not held up by a database that cannot be written just now.
        with suppress(SetupError), asked.store.noting() as notes:
            notes.seen(asked.verified.key, asked.now)
            sign_in = replace(sign_in, seen_at=asked.now)
    return _as_registered(asked, account, sign_in, seen)


def _lasts(sign_in: SignIn | None, now: dt.datetime, limits: SessionLimits) -> bool:
    return sign_in is not None and not why_over(sign_in, now, limits)


def _as_registered(
    asked: _Asked, account: Account, sign_in: SignIn, seen: Snapshot
) -> Admitted | TurnedAway:
    people, every = _people(seen)
    person = people.get(account.person)
    if person is None or not services_of(person, every):
        return TurnedAway(narrative.not_registered(asked.verified.called))
    memberships = tuple(one for one in every if one.person == person.id)
    return Admitted(person, memberships, account.prefers_public, sign_in, seen)


def _people(seen: Snapshot) -> tuple[Mapping[str, Person], Collection[Membership]]:
    """Return everybody registered, and what they are in further services."""
    return seen.of(Person).of(Person), seen.of(Membership).of(Membership).values()


def _first(verified: Verified, name: str) -> Person:
    person_id = str(uuid.uuid5(_NAMESPACE, f"{verified.issuer} {verified.subject}"))
    return Person(person_id, name, (Role.ADMINISTRATOR,))


def _give_roles(asked: _Asked, person_id: str) -> None:
    """Write the roles that somebody's groups stand for as their memberships, and end others."""
    if not asked.terms.roles:
        return
    with asked.store.writing(Signature(DASHBOARD, asked.now)) as work:
        found = work.held(Person, person_id)
        if found is not None:
            for service, roles in roles_from_groups(asked.verified.groups, asked.terms).items():
                _set_roles(work, found[0], service, roles)


def _set_roles(work: Writing, person: Person, service: str, roles: tuple[Role, ...]) -> None:
    why = "from the sign-in"
    wanted = Membership(service, person.id, person.name, roles)
    there = work.held(Membership, wanted.id)
    if there is None and roles:
        work.add(wanted, why)
    elif there is not None:
        held, version = there
        kept = roles or held.roles
        work.change(replace(held, roles=kept, active=bool(roles)), version, why)
