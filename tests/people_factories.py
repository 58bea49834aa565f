"""People who act in tests, one for each role, and how their changes are signed."""

import datetime as dt

from dashboard.core.people import Actor, Person, Role, Signature

AT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
IDENTITY = "identity not verified (test)"


def actor(*roles: Role, name: str = "Ann Lee", person_id: str = "ann") -> Actor:
    """Somebody with these roles; with all of them where none is named."""
    return Actor(name, roles or tuple(Role), IDENTITY, person_id)


def signature(*roles: Role, name: str = "Ann Lee", person_id: str = "ann") -> Signature:
    """The signature of somebody with these roles, on a fixed day."""
    return Signature(actor(*roles, name=name, person_id=person_id), AT)


def person(name: str = "Ann Lee", *roles: Role, **changed: object) -> Person:
    """A registered person, whose id is their first name in small letters."""
    usual: dict[str, object] = {"id": name.split()[0].lower(), "name": name}
    return Person(**(usual | {"roles": roles or tuple(Role)} | changed))  # type: ignore[arg-type]
