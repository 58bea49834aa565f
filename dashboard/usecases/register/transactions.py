"""A change of the register under way: judged on what is stored, stored whole or not at all."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from dashboard.core.entries import LONGEST_NOTE, beginning_of, paragraphs
from dashboard.core.people import Actor, Signature
from dashboard.core.register.follow_ups import FollowUp, Status, reopened
from dashboard.core.register.gates import reopening_reason
from dashboard.core.register.standings import Standing
from dashboard.definitions.records import NAMES, Record, Records
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.store import records
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import published_recommendations, standing_of
from dashboard.usecases.signed import writing_as

R = TypeVar("R", bound=Record)

# Under what the dashboard records what it does by itself.
DASHBOARD = Actor("the dashboard", (), "automatic")


class Ledger(Protocol):
    """Where changes are written: the store's records, or a rehearsal of them."""

    def add(self, signature: Signature, record: Record, why: str) -> bool:
        """Write something new; see `records.add`."""

    def change(self, signature: Signature, record: Record, version: int, why: str) -> bool:
        """Write a change; see `records.change`."""


class Rehearsing(Protocol):
    """What takes the place of the store where changes are tried and nothing is stored."""

    def begun(self, holdings: Holdings, signature: Signature) -> "Transaction":
        """Return a transaction that begins with what was tried so far."""


@dataclass(frozen=True)
class _Stored:
    # The store's own, which nothing above it looks into.
    connection: Any

    def add(self, signature: Signature, record: Record, why: str) -> bool:
        return records.add(self.connection, signature, record, why)

    def change(self, signature: Signature, record: Record, version: int, why: str) -> bool:
        return records.change(self.connection, signature, record, version, why)


@dataclass(frozen=True)
class Transaction:
    """What is stored, as at the day of the signature, and the ways to change it.

    Nobody else can change anything while it lasts. `holdings` have the records as they were when
    it began.
    """

    holdings: Holdings
    signature: Signature
    # The store's own, which nothing above it looks into.
    connection: Any
    ledger: Ledger

    @property
    def actor(self) -> Actor:
        return self.signature.actor

    @property
    def today(self) -> dt.date:
        return self.holdings.as_of

    @property
    def records(self) -> Records:
        return self.holdings.records

    def held(self, kind: type[R], record_id: str) -> R:
        """Return what is stored under an id.

        Raises:
            UnknownNameError: if nothing is.
        """
        found = self.records.of(kind).get(record_id)
        if found is None:
            name = f'There is no {NAMES[kind]} "{beginning_of(record_id)}"'
            raise UnknownNameError(f"{name}: reload the page to see what there is.")
        return found

    def add(self, record: R, why: str = "") -> R:
        """Store something new and return what is stored; see `records.add`."""
        if self.ledger.add(self.signature, record, _why(why)):
            return record
        return self.held(type(record), record.id)

    def change(self, record: R, version: int | None = None, why: str = "") -> R:
        """Store a change and return it; see `records.change`.

        `version` is the one that a person saw; without it, the change is made of what was stored
        when the transaction began.
        """
        known = self.records.version_of(record) if version is None else version
        self.ledger.change(self.signature, record, known, _why(why))
        return record

    def is_current(self, record: Record, seen: int) -> bool:
        """Return whether a person saw a record as it is stored; else a change is a conflict."""
        return self.records.version_of(record) == seen

    def standing(self, recommendation_id: str) -> Standing:
        """Return where a recommendation stands.

        Raises:
            UnknownNameError: if none that was published has this id.
        """
        found = {each.id: each for each in published_recommendations(self.holdings)}
        if recommendation_id not in found:
            raise UnknownNameError.among("recommendation", recommendation_id, found)
        return standing_of(self.holdings, found[recommendation_id])

    def taken_up(
        self, recommendation_id: str, seen: int | None = None
    ) -> tuple[Standing, int | None]:
        """Return a recommendation to be changed, and the version to change its follow-up from.

        Where its effect was lost since its confirmation, that it is re-opened is written first;
        `seen`, the version that a person saw, then moves along.

        Raises:
            UnknownNameError: if none that was published has this id.
        """
        standing = self.standing(recommendation_id)
        if not is_lost(standing):
            return standing, seen
        now = self.records.version_of(standing.follow_up)
        after = replace(standing, follow_up=self.reopen(standing))
        return after, (now + 1 if seen in (None, now) else seen)

    def reopen(self, standing: Standing) -> FollowUp:
        """Write that a recommendation re-opened by itself, under the dashboard's own name."""
        reason = reopening_reason(standing).text
        again = reopened(standing.follow_up, self.today, reason)
        by_itself = Signature(DASHBOARD, self.signature.at)
        version = self.records.version_of(again)
        self.ledger.change(by_itself, again, version, reason)
        return again

    def follow(self, before: Standing, wanted: FollowUp, seen: int | None, why: str) -> FollowUp:
        """Store what a board settled, as something new where it had settled nothing yet."""
        if wanted == before.follow_up:
            return wanted
        if not self.records.version_of(wanted) and not seen:
            return self.add(wanted, why)
        return self.change(wanted, seen, why)

    def start(self, standing: Standing, why: str) -> None:
        """Store that a recommendation is in progress, if it was not started."""
        held = standing.follow_up
        if held.status is Status.NOT_STARTED:
            self.follow(standing, replace(held, status=Status.IN_PROGRESS), None, why)


@contextmanager
def changing(
    store: Store | Rehearsing, holdings: Holdings, signature: Signature
) -> Iterator[Transaction]:
    """Lend a transaction whose changes are all stored at its end, or none of them.

    Given a rehearsal in the place of the store, it keeps them there.
    """
    if not isinstance(store, Store):
        yield store.begun(holdings, signature)
        return
    with writing_as(store, signature) as connection:
        now = as_stored(holdings, records.records(connection), signature)
        yield Transaction(now, signature, connection, _Stored(connection))


def as_stored(holdings: Holdings, stored: Records, signature: Signature) -> Holdings:
    """Return holdings with what is stored, as at the day of a signature."""
    today = signature.at.astimezone(dt.UTC).date()
    return replace(holdings.with_records(stored), as_of=today)


def is_lost(standing: Standing) -> bool:
    """Return whether a recommendation re-opened by itself and nobody wrote that down yet."""
    is_confirmed = standing.follow_up.status is Status.CONFIRMED
    return is_confirmed and standing.effect_lost is not None


def require_open(standing: Standing) -> None:
    """Refuse a change of a recommendation that is closed.

    Raises:
        ChangeRefusedError: naming its status.
    """
    if not standing.is_open:
        raise ChangeRefusedError(
            f'The recommendation is "{standing.status.value}": re-open it first, then try again.'
        )


def require_known(actor: Actor) -> None:
    """Refuse somebody who is no registered person where it must be another than the owner.

    Raises:
        NotAllowedError: naming what to do.
    """
    if not actor.person_id:
        raise NotAllowedError(
            f"{actor.name} is not on the list of people, and so might be the owner: say who you "
            "are first."
        )


def owners_of(standing: Standing) -> tuple[str, ...]:
    """Return the ids of the people who own a recommendation or one of its actions."""
    return (standing.follow_up.owner, *(action.owner for action in standing.counted_actions))


def _why(text: str) -> str:
    return paragraphs("reason for the change", text, LONGEST_NOTE, may_be_empty=True)
