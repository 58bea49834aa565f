"""People as the command line promises them."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.people import Person


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
