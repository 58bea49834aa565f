"""People as the command line promises them."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.people import Person
from dashboard.core.rooms import Membership


def people_contract(people: Iterable[Person]) -> list[dict[str, Any]]:
    """Return people as plain values; the keys are a contract and only ever grow."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "roles": [role.value for role in one.roles],
            "body": one.body,
            "active": one.active,
            "service": one.service,
        }
        for one in people
    ]


def further_roles(memberships: Iterable[Membership]) -> dict[str, dict[str, list[str]]]:
    """Return by a person's id which roles they have in each further service, by its id."""
    further: dict[str, dict[str, list[str]]] = {}
    for one in memberships:
        if one.active:
            roles = [role.value for role in one.roles]
            further.setdefault(one.person, {})[one.service] = roles
    return further
