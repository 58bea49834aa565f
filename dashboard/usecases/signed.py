"""A change under somebody's name: made only while they are still who they say they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dashboard.core.people import Person, Signature, require_still
from dashboard.store import records
from dashboard.store.engine import Store


@contextmanager
def writing_as(store: Store, signature: Signature) -> Iterator[Any]:
    """Lend a connection as `Store.writing` does, after a look at the roles stored by now.

    A session may hold somebody's roles from before an administrator took them away.

    Raises:
        NotAllowedError: if who acts left, or lost a role that the change was allowed for.
    """
    with store.writing() as connection:
        found = records.held(connection, Person, signature.actor.person_id)
        require_still(signature.actor, found[0] if found else None)
        yield connection
