"""Who acts: people, their roles, what each role may do, and how a change is signed."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError


class Role(StrEnum):
    """What somebody is to the board; a person may have several."""

    MEMBER = "Board member"
    CHAIR = "Chair"
    OFFICER = "Performance officer"
    ADMINISTRATOR = "Administrator"
    READER = "Reader"


class Deed(StrEnum):
    """What a role allows, in the words of a refusal: "only ... may <deed>"."""

    ACKNOWLEDGE = "acknowledge a warning"
    DECIDE = "record a decision of the board"
    CONFIRM = "confirm or close a recommendation"
    EDIT = "edit the register"
    UPDATE = "report progress"
    PREPARE = "plan or record a meeting"
    CHECK = "check evidence"
    IMPORT = "load a file"
    MANAGE_PEOPLE = "change who has which role"


_MAY: Mapping[Role, frozenset[Deed]] = {
    Role.MEMBER: frozenset({Deed.ACKNOWLEDGE}),
    Role.CHAIR: frozenset({Deed.ACKNOWLEDGE, Deed.DECIDE, Deed.CONFIRM, Deed.PREPARE, Deed.CHECK}),
    Role.OFFICER: frozenset({Deed.EDIT, Deed.UPDATE, Deed.IMPORT, Deed.PREPARE, Deed.CHECK}),
    Role.ADMINISTRATOR: frozenset({Deed.MANAGE_PEOPLE}),
    # Of a region or the country: looks into the rooms of boards, and changes nothing.
    Role.READER: frozenset(),
}


@dataclass(frozen=True)
class Person:
    """Somebody who may act or own something; `body` is the partner that they come from.

    One who left is not `active`: what they did and owned stays under their name.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    body: str = ""
    active: bool = True
    service: str = ""

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class Partner:
    """A body of the partnership that can own actions; it needs no account."""

    id: str
    name: str
    service: str = ""

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class Actor:
    """Who acts now, and how sure one can be of it; `person_id` is "" for no registered person.

    The roles hold in one room: a service, or "" for every service. `trusted` is a reader to whom
    the board shows small numbers. Of the roles in a service, those of `everywhere` hold in each.
    """

    name: str
    roles: tuple[Role, ...]
    identity: str
    person_id: str = ""
    room: str = ""
    trusted: bool = False
    everywhere: tuple[Role, ...] = ()

    @property
    def only_reads(self) -> bool:
        """Whether none of the roles allows to change anything, as that of a reader."""
        return only_read(self.roles)

    def may(self, deed: Deed) -> bool:
        """Return whether one of the roles allows a deed."""
        return any(deed in _MAY[role] for role in self.roles)

    def to_do(self, deed: Deed) -> "Actor":
        """Return the same person as who they are in every service, where that allows a deed.

        A role of one service alone beside it then counts for nothing, and what is everybody's can
        be changed. Else they stay who they are.
        """
        for_all = replace(self, roles=self.everywhere, room="")
        return for_all if for_all.may(deed) else self

    def acts_in(self, service: str) -> bool:
        """Return whether the roles hold in a service's room; "" is what every service shares."""
        return self.room in ("", service)

    def is_person(self, person_id: str) -> bool:
        """Return whether this is a registered person; nobody is the person without an id."""
        return bool(person_id) and self.person_id == person_id


@dataclass(frozen=True)
class Right:
    """What it takes to do something: a role that allows one of some deeds, or to own it.

    `owners` are the ids of people, and `about` that of the record. Whoever is `barred` may not,
    whatever their role.
    """

    deeds: tuple[Deed, ...]
    owners: tuple[str, ...] = ()
    about: str = ""
    barred: tuple[str, ...] = ()

    def is_held_by(self, actor: Actor) -> bool:
        """Return whether somebody may do it."""
        if any(actor.is_person(each) for each in self.barred):
            return False
        owns = any(actor.is_person(each) for each in self.owners)
        return owns or any(actor.may(deed) for deed in self.deeds)

    def require(self, actor: Actor) -> None:
        """Refuse whoever may not.

        Raises:
            NotAllowedError: naming the first deed and the roles that allow it.
        """
        if not self.is_held_by(actor):
            raise NotAllowedError(refusal_words(actor, self.deeds[0]))


@dataclass(frozen=True)
class Signature:
    """Under what a change is recorded: who made it, and when (with its time zone)."""

    actor: Actor
    at: dt.datetime


# Under what the dashboard records what it does by itself.
DASHBOARD = Actor("the dashboard", (), "automatic")


def active_people(people: Iterable[Person]) -> list[Person]:
    """Return those who did not leave, by name."""
    return sorted((one for one in people if one.active), key=lambda one: one.name.lower())


def roles_that_may(deed: Deed) -> tuple[Role, ...]:
    """Return the roles that allow a deed, in the order of `Role`."""
    return tuple(role for role in Role if deed in _MAY[role])


def require_may(actor: Actor, deed: Deed, what: str = "") -> None:
    """Refuse a deed that none of somebody's roles allows.

    `what` says the deed in closer words than its own, such as "issue a board pack".

    Raises:
        NotAllowedError: naming the deed and the roles that allow it.
    """
    if not actor.may(deed):
        raise NotAllowedError(refusal_words(actor, deed, what))


def may_see_small_numbers(actor: Actor | None) -> bool:
    """Return whether somebody may see small numbers: who has any role, registered or not.

    A reader may only where the board says so.
    """
    if actor is None:
        return False
    return actor.trusted or not only_read(actor.roles)


def only_read(roles: Iterable[Role]) -> bool:
    """Return whether roles let somebody read and nothing else."""
    return all(role is Role.READER for role in roles)


def refusal_words(actor: Actor, deed: Deed, what: str = "") -> str:
    """Return that somebody may not do something, and the roles of those who may.

    `what` says the deed in closer words than its own.
    """
    roles = " or ".join(role.value.lower() for role in roles_that_may(deed))
    return (
        f"{actor.name} may not {what or deed.value}: ask somebody who is {roles}, or be given that "
        "role on the People page."
    )


def person_with_id(people: Mapping[str, Person], person_id: str) -> Person:
    """Return a person by id, one who left too.

    Raises:
        UnknownNameError: if nobody has this id.
    """
    if person_id not in people:
        raise UnknownNameError.among("person", person_id, people)
    return people[person_id]


def require_free_name(name: str, people: Iterable[Person]) -> None:
    """Refuse a name that somebody who did not leave has, in whatever case and signs.

    Raises:
        ChangeRefusedError: saying how to tell the two apart.
    """
    if _as_seen(name) in {_as_seen(one.name) for one in active_people(people)}:
        raise ChangeRefusedError(
            f'Somebody called "{name}" is registered already: add a middle name or an initial, so '
            "that everybody can tell the two apart."
        )


def _as_seen(name: str) -> str:
    # An e with its accent is one sign or two, and wide letters are others: nobody sees which.
    return unicodedata.normalize("NFKC", name).casefold()


def require_person(people: Mapping[str, Person], person_id: str) -> Person:
    """Return an active person by id.

    Raises:
        ChangeRefusedError: if nobody has this id, or the person left.
    """
    person = people.get(person_id)
    if person is None or not person.active:
        name = f'"{person.name}"' if person else f'"{person_id[:60]}"'
        reason = "left" if person else "is not known here"
        raise ChangeRefusedError(
            f"The owner {name} {reason}: choose somebody from the list, or add them on the "
            "People page first."
        )
    return person
