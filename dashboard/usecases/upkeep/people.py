"""People: the first one registers themself, an administrator adds and changes the others."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.core.entries import note_line, one_line
from dashboard.core.people import DASHBOARD, Actor, Deed, Person, Role, Signature, require_may
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.board.partners import require_partner
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class PersonToSave:
    """What is said of a person; the id comes from the form, so that a second submit adds nobody.

    `body` is the name of the partner that they come from, or "".
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    body: str = ""
    active: bool = True


def has_administrator(people: Iterable[Person]) -> bool:
    """Return whether somebody who did not leave may say who has which role."""
    return any(Role.ADMINISTRATOR in one.roles for one in people if one.active)


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
        person = _person(held, asked)
        if Role.ADMINISTRATOR not in person.roles:
            raise ChangeRefusedError(
                "Somebody must add the others: choose Administrator too, or let the person who "
                "will do so register first."
            )
        actor = Actor(person.name, person.roles, identity, person.id, person.service)
        work.signed_by(Signature(actor, at)).add(person, "the first person registered")
    return person


def add_person(
    store: Store, holdings: Holdings, signature: Signature, asked: PersonToSave
) -> Person:
    """Store a person and return them.

    Raises:
        NotAllowedError: unless the actor may change who has which role.
        ChangeRefusedError: if the name is missing or taken, there is no role, or no such partner.
    """
    require_may(signature.actor, Deed.MANAGE_PEOPLE)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(""))
        person = _person(held, asked)
        work.add(person)
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
        NotAllowedError: unless the actor may change who has which role.
        UnknownNameError: if nobody has this id.
        ChangeRefusedError: as for `add_person`, or if no administrator would be left.
        ConflictError: if somebody changed the person since `version`.
    """
    require_may(signature.actor, Deed.MANAGE_PEOPLE)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(""))
        before = held.records.of(Person).get(asked.id)
        if before is None:
            raise UnknownNameError.among("person", asked.id, held.records.of(Person))
        person = _person(held, asked, before)
        _require_administrator([person, *_others(held, person.id).values()])
        work.change(person, version, note_line(why))
    return person


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


def _person(holdings: Holdings, asked: PersonToSave, before: Person | None = None) -> Person:
    name = one_line("name", asked.name)
    if not asked.roles:
        raise ChangeRefusedError(f'"{name}" has no role: choose at least one.')
    taken = {one.name.lower() for one in _others(holdings, asked.id).values() if one.active}
    if asked.active and name.lower() in taken:
        raise ChangeRefusedError(
            f'Somebody called "{name}" is registered already: add a middle name or an initial, so '
            "that everybody can tell the two apart."
        )
    # A partner that a later definition no longer names may stay with those who came from it.
    if asked.body and (before is None or before.body != asked.body):
        require_partner(holdings, asked.body)
    roles = tuple(role for role in Role if role in asked.roles)
    return Person(asked.id, name, roles, asked.body, asked.active)


def _require_administrator(people: Iterable[Person]) -> None:
    if not has_administrator(people):
        raise ChangeRefusedError(
            "There must always be an administrator, because nobody else can say who has which "
            "role: give somebody that role first."
        )
