"""People: the first one registers themself, an administrator adds and changes the others."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.core.accounts import address_line, require_free
from dashboard.core.entries import note_line, one_line
from dashboard.core.people import (
    DASHBOARD,
    Actor,
    Deed,
    Person,
    Role,
    Signature,
    person_with_id,
    require_free_name,
    require_may,
)
from dashboard.core.rooms import (
    EVERYBODYS_ROOM,
    Membership,
    require_every_room,
    require_room,
    services_of,
)
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.board.partners import require_partner
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class PersonToSave:
    """What is said of a person; the id comes from the form, so that a second submit adds nobody.

    `body` is the name of the partner that they come from, or "". `service` is the one that they
    belong to, "" every one.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    body: str = ""
    active: bool = True
    service: str = EVERYBODYS_ROOM


def has_administrator(people: Iterable[Person]) -> bool:
    """Return whether somebody who did not leave may say who has which role in every service."""
    return any(
        Role.ADMINISTRATOR in one.roles and one.service == EVERYBODYS_ROOM
        for one in people
        if one.active
    )


def add_first_person(
    store: Store, holdings: Holdings, asked: PersonToSave, identity: str, at: dt.datetime
) -> Person:
    """Store the person who registers themself while there is no administrator, and return them.

    The change is recorded under their own name; `identity` says how sure one can be of it.

    Raises:
        ChangeRefusedError: if there is an administrator, the roles lack that one, or the name is
            missing or taken.
    """
    with store.writing(Signature(DASHBOARD, at)) as work:
        held = holdings.with_records(work.records(""))
        others = _others(held, asked.id)
        if has_administrator(others.values()):
            raise ChangeRefusedError(
                "There is an administrator already: ask them to add you on the People page."
            )
        person = _person(held, asked, work.every_membership())
        if Role.ADMINISTRATOR not in person.roles:
            raise ChangeRefusedError(
                "Somebody must add the others: choose Administrator too, or let the person who "
                "will do so register first."
            )
        actor = Actor(person.name, person.roles, identity, person.id, person.service)
        work.signed_by(Signature(actor, at)).add(person, "the first person registered")
    return person


def add_person(
    store: Store, holdings: Holdings, signature: Signature, asked: PersonToSave, email: str = ""
) -> Person:
    """Store a person, with the address by which they first sign in, if any, and return them.

    Raises:
        NotAllowedError: unless the actor may change who has which role in that service.
        UnknownNameError: if there is no such service.
        ChangeRefusedError: if the name is missing or taken, there is no role, or no such partner,
            or the address is none or another person's.
    """
    _require_may(holdings, signature.actor, asked.service)
    address = address_line(email)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(asked.service))
        person = _person(held, asked, work.every_membership())
        work.add(person)
        if address:
            require_free(work.account_with_email(address), person.id)
            work.set_account_email(person, address)
    return person


def change_person(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    asked: PersonToSave,
    version: int,
    why: str = "",
) -> Person:
    """Store what is now said of a person, and return them; one who left stays, marked so.

    Raises:
        NotAllowedError: unless the actor may change who has which role in that service.
        UnknownNameError: if nobody has this id, or there is no such service.
        ChangeRefusedError: as for `add_person`, or if no administrator would be left.
        ConflictError: if somebody changed the person since `version`.
    """
    _require_may(holdings, signature.actor, asked.service)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(asked.service))
        before = person_with_id(held.records.of(Person), asked.id)
        require_room(signature.actor, before.service)
        memberships = work.every_membership()
        # First, so that nobody learns by trying who is of a board that is not theirs.
        if one_line("name", asked.name) != before.name:
            require_every_room(signature.actor, before, memberships, "change their name")
        person = _person(held, asked, memberships, before)
        if EVERYBODYS_ROOM in (before.service, person.service):
            _require_administrator([person, *_others(held, person.id).values()])
        work.change(person, version, note_line(why))
    return person


def save_membership(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    asked: Membership,
    version: int,
    why: str = "",
) -> Membership:
    """Store what somebody is in a further service, and return it; one that ended stays, marked so.

    `version` is the one that a person saw, 0 where there was none. The name is the person's.

    Raises:
        NotAllowedError: unless the actor may change who has which role in that service.
        UnknownNameError: if nobody has this id, or there is no such service.
        ChangeRefusedError: if there is no role, or somebody of the service has the same name.
        ConflictError: if somebody changed it since `version`.
    """
    service = holdings.catalogue.service(asked.service).id
    _require_may(holdings, signature.actor, service)
    with store.writing(signature) as work:
        people = work.of(Person).of(Person)
        name = person_with_id(people, asked.person).name
        wanted = replace(asked, name=name, roles=_roles(name, asked.roles))
        if wanted.active:
            others = [one for one in people.values() if one.id != asked.person]
            _require_free_name(name, {service}, others, work.every_membership())
        if version:
            work.change(wanted, version, note_line(why))
        else:
            work.add(wanted, note_line(why))
    return wanted


def _require_may(holdings: Holdings, actor: Actor, service: str) -> None:
    require_may(actor, Deed.MANAGE_PEOPLE)
    if service != EVERYBODYS_ROOM:
        holdings.catalogue.service(service)
    require_room(actor, service)


def find_person(holdings: Holdings, name: str) -> Person:
    """Return the person with a name, whatever its case; one who is active rather than one who left.

    Raises:
        UnknownNameError: if nobody has it.
    """
    people = sorted(holdings.records.of(Person).values(), key=lambda one: one.active)
    by_name = {one.name.lower(): one for one in people}
    wanted = " ".join(name.split()).lower()
    if wanted not in by_name:
        raise UnknownNameError.among("person", name, (one.name for one in people))
    return by_name[wanted]


def _others(holdings: Holdings, person_id: str) -> Mapping[str, Person]:
    people = holdings.records.of(Person)
    return {each: one for each, one in people.items() if each != person_id}


def _person(
    holdings: Holdings,
    asked: PersonToSave,
    memberships: Collection[Membership],
    before: Person | None = None,
) -> Person:
    name = one_line("name", asked.name)
    roles = _roles(name, asked.roles)
    if asked.active:
        further = (one.service for one in memberships if one.active and one.person == asked.id)
        others = _others(holdings, asked.id).values()
        _require_free_name(name, {asked.service, *further}, others, memberships)
    # A partner that a later definition no longer names may stay with those who came from it.
    if asked.body and (before is None or before.body != asked.body):
        require_partner(holdings, asked.body)
    return Person(asked.id, name, roles, asked.body, asked.active, asked.service)


def _require_free_name(
    name: str, rooms: set[str], others: Iterable[Person], memberships: Collection[Membership]
) -> None:
    """Refuse a name that somebody has who is met in one of these rooms; two boards may share it."""
    met = {EVERYBODYS_ROOM, *rooms}
    require_free_name(
        name,
        (
            one
            for one in others
            if EVERYBODYS_ROOM in rooms or not met.isdisjoint(services_of(one, memberships))
        ),
    )


def _roles(name: str, asked: Collection[Role]) -> tuple[Role, ...]:
    if not asked:
        raise ChangeRefusedError(f'"{name}" has no role: choose at least one.')
    return tuple(role for role in Role if role in asked)


def _require_administrator(people: Iterable[Person]) -> None:
    if not has_administrator(people):
        raise ChangeRefusedError(
            "There must always be an administrator, because nobody else can say who has which "
            "role: give somebody that role first."
        )
