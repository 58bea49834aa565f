"""The record of reads: noted without holding anybody up, and shown to who answers for a board."""

import datetime as dt
from dataclasses import dataclass

from dashboard.core.people import Actor, Deed
from dashboard.core.reads import Read, ReadKind
from dashboard.errors import NotAllowedError
from dashboard.store import reads
from dashboard.store.engine import Store

# What a page shows at once; the download has all.
MOST_SHOWN = 200


@dataclass(frozen=True)
class WhoRead:
    """Who read what of a service, the newest first, and everybody there is to choose from."""

    reads: tuple[Read, ...]
    people: tuple[str, ...]


def note_read(store: Store, actor: Actor, service: str, kind: ReadKind, item: str) -> None:
    """Note that somebody opens something now, once in ten minutes."""
    now = dt.datetime.now(tz=dt.UTC)
    reads.note(store, Read(now, actor.person_id, actor.name, service, kind, item))


def may_see_reads(actor: Actor | None, service: str) -> bool:
    """Return whether somebody may see who read what: a chair or an administrator of the board."""
    if actor is None or not actor.acts_in(service):
        return False
    return actor.may(Deed.DECIDE) or actor.may(Deed.MANAGE_PEOPLE)


def who_read(
    store: Store, actor: Actor | None, service: str, person: str = "", most: int | None = None
) -> WhoRead:
    """Return who read what of a service: everybody, or one by name.

    Raises:
        NotAllowedError: unless the actor is chair or administrator of that board.
    """
    if not may_see_reads(actor, service):
        raise NotAllowedError(
            "Only a chair or an administrator of this board may see who read what: ask one of them."
        )
    with store.reading() as held:
        found = tuple(reads.found(held, service, person, most))
        return WhoRead(found, tuple(reads.names_in(held, service)))
