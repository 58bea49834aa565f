"""Targets for a service's own figures: set for a place, and withdrawn with a reason."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.core.entries import LONGEST_NOTE, item_id, note_line, paragraphs
from dashboard.core.own.figures import WHOLE_SERVICE, AreaTeam
from dashboard.core.own.targets import LocalTarget, require_target_fits
from dashboard.core.people import Deed, Signature, require_may
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.transactions import Transaction, changing, changing_item


@dataclass(frozen=True)
class LocalTargetToSet:
    """A target as it was typed, for a place of a service ("" is the whole service)."""

    service: str
    indicator: str
    value: float
    tolerance: float
    place: str = WHOLE_SERVICE
    note: str = ""


def local_targets(holdings: Holdings, service: str, indicator: str) -> Mapping[str, LocalTarget]:
    """Return every target of a local indicator of a service by id, withdrawn ones included.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    held = holdings.records.of(LocalTarget).values()
    return {
        each.id: each for each in held if (each.service, each.indicator) == (service, indicator)
    }


def set_local_target(
    store: Store, holdings: Holdings, signature: Signature, sid: str, asked: LocalTargetToSet
) -> LocalTarget:
    """Store a target, in force from the day of the signature, and return it.

    `sid` is the form's own id: a second submit of the same form stores nothing more.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a service, local indicator or area team that nobody defined.
        ChangeRefusedError: if the indicator carries no target, or value or tolerance are not
            plausible.
    """
    require_may(signature.actor, Deed.EDIT)
    indicator = holdings.catalogue.local_indicator(asked.indicator)
    service = holdings.catalogue.service(asked.service)
    with changing(store, holdings, signature, service.id) as work:
        _require_place(work, service.id, asked.place)
        target = LocalTarget(
            id=item_id(sid),
            service=service.id,
            indicator=indicator.id,
            value=float(asked.value),
            tolerance=float(asked.tolerance),
            set_on=signature.at.astimezone(dt.UTC).date(),
            place=asked.place,
            note=note_line(asked.note),
        )
        require_target_fits(target, indicator)
        return work.add(target)


def withdraw_local_target(
    store: Store, holdings: Holdings, signature: Signature, target_id: str, because: str
) -> LocalTarget:
    """Store that a target counts no longer, and return it; it stays to be seen.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a target that is not there.
        ChangeRefusedError: if the reason is missing, or it was withdrawn already.
    """
    require_may(signature.actor, Deed.EDIT)
    reason = paragraphs("reason for withdrawing it", because, LONGEST_NOTE)
    with changing_item(store, holdings, signature, LocalTarget, target_id) as work:
        held = work.held(LocalTarget, target_id)
        if held.withdrawn_because == reason:
            return held
        if not held.in_use:
            raise ChangeRefusedError("The target was withdrawn already: reload the page.")
        return work.change(replace(held, withdrawn_because=reason), why=reason)


def _require_place(work: Transaction, service: str, place: str) -> None:
    teams = {t.id: t for t in work.records.of(AreaTeam).values() if t.service == service}
    if place != WHOLE_SERVICE and place not in teams:
        raise UnknownNameError.among("area team", place, teams)
