"""A change of the register under way: judged on what is stored, stored whole or not at all."""

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Protocol, Self, TypeVar

from dashboard.core.entries import LONGEST_NOTE, beginning_of, paragraphs
from dashboard.core.people import DASHBOARD, Actor, Signature
from dashboard.core.register.follow_ups import CLOSED_STATUSES, FollowUp, Status, reopened
from dashboard.core.register.gates import reopening_reason
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.core.rooms import require_room
from dashboard.definitions.records import NAMES, Record, Records
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import published_recommendations, standing_of

R = TypeVar("R", bound=Record)


class Ledger(Protocol):
    """Where changes are written: `store.writing.Writing`, or a rehearsal, which stores nothing."""

    @property
    def signature(self) -> Signature: ...
    def signed_by(self, signature: Signature) -> Self: ...
    def records(self, service: str | None) -> Records: ...
    def held(self, kind: type[R], record_id: str) -> tuple[R, int] | None: ...
    def add(self, record: Record, why: str = "") -> bool: ...
    def change(self, record: Record, version: int, why: str = "") -> bool: ...


class Ledgers(Protocol):
    """What lends a ledger: the store, or what stands in for it where changes are only tried."""

    def writing(self, signature: Signature) -> AbstractContextManager[Ledger]: ...


@dataclass(frozen=True)
class Transaction:
    """What is stored, as at the day of the signature, and the ways to change it.

    Nobody else can change anything while it lasts. `holdings` have the records of one service, as
    they were when it began.
    """

    holdings: Holdings
    ledger: Ledger

    @property
    def signature(self) -> Signature:
        return self.ledger.signature

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
        found = self.records.of(kind).get(record_id) or self._elsewhere(kind, record_id)
        if found is None:
            name = f'There is no {NAMES[kind]} "{beginning_of(record_id)}"'
            raise UnknownNameError(f"{name}: reload the page to see what there is.")
        return found

    def _elsewhere(self, kind: type[R], record_id: str) -> R | None:
        # Another service's: who names it is told what is wrong with it, not that there is none.
        found = self.ledger.held(kind, record_id)
        return found[0] if found else None

    def add(self, record: R, why: str = "") -> R:
        """Store something new and return what is stored; see `Writing.add`."""
        if self.ledger.add(record, _why(why)):
            return record
        return self.held(type(record), record.id)

    def change(self, record: R, version: int | None = None, why: str = "") -> R:
        """Store a change and return it; see `Writing.change`.

        `version` is the one that a person saw; without it, the change is made of what was stored
        when the transaction began.
        """
        known = self.records.version_of(record) if version is None else version
        self.ledger.change(record, known, _why(why))
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
        self.ledger.signed_by(by_itself).change(again, version, reason)
        return again

    def follow(self, before: Standing, wanted: FollowUp, seen: int | None, why: str) -> FollowUp:
        """Store what a board settled, as something new where it had settled nothing yet."""
        if wanted == before.follow_up:
            return wanted
        if not self.records.version_of(wanted) and not seen:
            return self.add(wanted, why)
        return self.change(wanted, seen, why)

    def start(self, standing: Standing, why: str) -> None:
        """Store that a recommendation is in progress, if it was not started.

        One for others is watched, and never started here.
        """
        held = standing.follow_up
        if held.status is Status.NOT_STARTED and not standing.for_others:
            self.follow(standing, replace(held, status=Status.IN_PROGRESS), None, why)


@contextmanager
def changing(
    store: Ledgers, holdings: Holdings, signature: Signature, service: str | None
) -> Iterator[Transaction]:
    """Lend a transaction on a service's register, stored whole at its end or not at all.

    With None it is about every service's.
    """
    with store.writing(signature) as ledger:
        yield begun(ledger, holdings, service)


@contextmanager
def changing_item(
    store: Ledgers, holdings: Holdings, signature: Signature, kind: type[Record], item_id: str
) -> Iterator[Transaction]:
    """Lend a transaction on the register that an item belongs to, found by its kind and id."""
    with store.writing(signature) as ledger:
        yield begun(ledger, holdings, service_of(ledger, holdings, kind, item_id))


def begun(ledger: Ledger, holdings: Holdings, service: str | None) -> Transaction:
    """Return a transaction on what a ledger has of a service.

    Raises:
        NotAllowedError: if it is another service than the one in whose room somebody acts.
    """
    if service is not None:
        require_room(ledger.signature.actor, service)
    return Transaction(as_stored(holdings, ledger.records(service), ledger.signature), ledger)


def service_of(ledger: Ledger, holdings: Holdings, kind: type[Record], item_id: str) -> str | None:
    """Return whose item it is; None where there is none, and every service's have to be looked at.

    Most recommendations are no records: their inspections are held.
    """
    kinds = (Recommendation, FollowUp) if kind is Recommendation else (kind,)
    found = (ledger.held(each, item_id) for each in kinds)
    record = next((each[0] for each in found if each), None)
    if record is None and kind is Recommendation:
        published = (one for held in holdings.inspections for one in held.recommendations)
        record = next((one for one in published if one.id == item_id), None)
    return record.service if record else None


def as_stored(holdings: Holdings, stored: Records, signature: Signature) -> Holdings:
    """Return holdings with what is stored, as at the day of a signature."""
    today = signature.at.astimezone(dt.UTC).date()
    return replace(holdings.with_records(stored), as_of=today)


def is_lost(standing: Standing) -> bool:
    """Return whether a recommendation re-opened by itself and nobody wrote that down yet."""
    is_confirmed = standing.follow_up.status is Status.CONFIRMED
    return is_confirmed and not standing.for_others and standing.effect_lost is not None


def require_own(standing: Standing) -> None:
    """Refuse to settle anything about a recommendation that somebody else is to act on.

    Raises:
        ChangeRefusedError: saying what to do instead.
    """
    if standing.for_others:
        raise ChangeRefusedError(
            "The recommendation is for others, so nobody here answers for it. Adopt it as your "
            "own action on its page, then follow that up."
        )


def require_open(standing: Standing) -> None:
    """Refuse a change of a recommendation that is closed, or that somebody else is to act on.

    Raises:
        ChangeRefusedError: naming its status.
    """
    require_own(standing)
    require_not_closed(standing)


def require_not_closed(standing: Standing) -> None:
    """Refuse a change of a recommendation that is closed.

    Raises:
        ChangeRefusedError: naming its status.
    """
    if standing.status in CLOSED_STATUSES:
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


def _why(text: str) -> str:
    return paragraphs("reason for the change", text, LONGEST_NOTE, may_be_empty=True)
