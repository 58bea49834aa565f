"""Each board's own room: which services somebody belongs to, and what that lets them read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.core.people import Actor, Person, Role, active_people, only_read
from dashboard.errors import NotAllowedError

# The room of what every service shares, such as a list of similar areas.
EVERYBODYS_ROOM = ""


@dataclass(frozen=True)
class Membership:
    """What somebody is in a further service, beside the one in which they were registered.

    A reader sees small numbers there only if the board says so (`small_numbers`). One that ended is
    not `active`. `name` is the person's, for whoever reads the history.
    """

    service: str
    person: str
    name: str
    roles: tuple[Role, ...]
    small_numbers: bool = False
    active: bool = True

    @property
    def id(self) -> str:
        return f"{self.service}:{self.person}"

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class Admission:
    """Whose rooms somebody may enter: those of some services, or with None of every service.

    `unprotected` are the services whose small numbers they may see, None those of every room that
    they may enter.
    """

    services: frozenset[str] | None = None
    unprotected: frozenset[str] | None = None

    def admits(self, service: str | None) -> bool:
        """Return whether a service's room is open; None stands for every service's at once.

        What is everybody's ("") is open to whoever is let in at all.
        """
        if self.services is None:
            return True
        return service == EVERYBODYS_ROOM or service in self.services

    def shows_small_numbers(self, service: str) -> bool:
        """Return whether somebody may see the small numbers of a service; a reader may not."""
        may_see = self.unprotected is None or service in self.unprotected
        return may_see and self.admits(service)

    def admits_person(self, person: Person, memberships: Iterable[Membership]) -> bool:
        """Return whether a person's name may be read: who belongs, or belonged, to an open room.

        Somebody of every service may be read by all of them. What one who left did stays under
        their name.
        """
        further = (one.service for one in memberships if one.person == person.id)
        return any(self.admits(service) for service in (person.service, *further))

    def require(self, service: str | None) -> None:
        """Refuse a room that is not open.

        Raises:
            NotAllowedError: in one sentence that names no service, so that nobody learns of one.
        """
        if not self.admits(service):
            raise NotAllowedError(
                "This belongs to a board that you are not registered with: choose your own service."
            )

    def require_small_numbers(self, service: str) -> None:
        """Refuse small numbers to whom a board does not show them.

        Raises:
            NotAllowedError: saying who may change that.
        """
        if not self.shows_small_numbers(service):
            raise NotAllowedError(
                "This board does not show you small numbers: choose the figures for the public, "
                "or ask its administrator."
            )


EVERYWHERE = Admission(None)
NOWHERE = Admission(frozenset())


def memberships_of(person: Person, memberships: Iterable[Membership]) -> Iterator[Membership]:
    """Yield what an active person is where they belong, then in each further service."""
    if not person.active:
        return
    yield Membership(person.service, person.id, person.name, person.roles)
    yield from (one for one in memberships if one.person == person.id and one.active)


def services_of(person: Person, memberships: Iterable[Membership]) -> frozenset[str]:
    """Return the services that an active person belongs to; "" among them is every service."""
    return frozenset(one.service for one in memberships_of(person, memberships))


def roles_in(person: Person, memberships: Iterable[Membership], service: str) -> tuple[Role, ...]:
    """Return the roles that somebody has in a service, in the order of `Role`.

    They are those given in it and those given in every service. One who left has none.
    """
    here = [one for one in memberships_of(person, memberships) if one.service in ("", service)]
    return tuple(role for role in Role if any(role in one.roles for one in here))


def admission_of(person: Person, memberships: Iterable[Membership]) -> Admission:
    """Return which rooms a person may enter, and where they may see small numbers."""
    held = tuple(memberships)
    services = services_of(person, held)
    trusted = frozenset(
        one.service
        for one in memberships_of(person, held)
        if one.small_numbers or not only_read(one.roles)
    )
    unprotected = None if trusted == services or EVERYBODYS_ROOM in trusted else trusted
    return Admission(None if EVERYBODYS_ROOM in services else services, unprotected)


def members_of(
    people: Iterable[Person], memberships: Iterable[Membership], service: str
) -> list[Person]:
    """Return who belongs to a service or to every one, by name, each as who they are there.

    Somebody of another service, with roles here too, is one of this service here.
    """
    held = tuple(memberships)
    return [
        replace(person, roles=roles_in(person, held, service), service=person.service and service)
        for person in active_people(people)
        if not services_of(person, held).isdisjoint((EVERYBODYS_ROOM, service))
    ]


def actor_in(
    service: str, person: Person, memberships: Iterable[Membership], identity: str
) -> Actor | None:
    """Return who acts in a service's room; None where the person has no role there.

    Whoever has all these roles in every service acts in every room, so that they may also change
    what is everybody's. Who has further ones here does so by `Actor.to_do`.
    """
    held = tuple(memberships)
    roles = roles_in(person, held, service)
    if not roles:
        return None
    trusted = any(
        one.small_numbers for one in memberships_of(person, held) if one.service == service
    )
    # One role of this service alone, and they act in it only: nothing else may be changed by it.
    everywhere = roles_in(person, held, EVERYBODYS_ROOM)
    room = EVERYBODYS_ROOM if everywhere == roles else service
    return Actor(person.name, roles, identity, person.id, room, trusted, everywhere)


def require_room(actor: Actor, service: str) -> None:
    """Refuse to change what belongs to another room than the one in which somebody acts.

    What is everybody's is changed only by who acts in every room.

    Raises:
        NotAllowedError: saying which of the two it is.
    """
    if actor.acts_in(service):
        return
    if service == EVERYBODYS_ROOM:
        raise NotAllowedError(
            f"{actor.name} may not change what every service shares: ask somebody who has the role "
            "for it in every service."
        )
    raise NotAllowedError(
        "This belongs to another board than the one in view, so nothing was stored: choose that "
        "board's service first."
    )


def require_every_room(
    actor: Actor, person: Person, memberships: Iterable[Membership], deed: str
) -> None:
    """Refuse to change of a person what counts in each of their rooms, such as their name.

    Who acts must act in all of them. The rooms of one who left count too: else an administrator
    could say so, make the change and take it back. `deed` is what is to be asked for.

    Raises:
        NotAllowedError: saying whom to ask.
    """
    further = {one.service for one in memberships if one.active and one.person == person.id}
    if actor.room != EVERYBODYS_ROOM and {person.service, *further} != {actor.room}:
        raise NotAllowedError(
            f"{person.name} belongs to more than your board: ask an administrator of every "
            f"service to {deed}."
        )


def require_still(actor: Actor, person: Person | None, memberships: Iterable[Membership]) -> None:
    """Refuse an actor whose stored person left, or lost a role, since they said who they are.

    Whoever is no registered person is judged by what each deed asks of them.

    Raises:
        NotAllowedError: naming the role that was lost, if it was not all of them.
    """
    if person is None:
        return
    if not person.active:
        raise NotAllowedError(
            f"{actor.name} left, so nothing was stored: choose another name, then try again."
        )
    now = roles_in(person, memberships, actor.room)
    lost = [role.value for role in actor.roles if role not in now]
    if lost:
        raise NotAllowedError(
            f"{actor.name} is no longer {' or '.join(lost).lower()}, so nothing was stored: reload "
            "the page, or ask an administrator."
        )
