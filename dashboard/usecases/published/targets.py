"""Targets: set one by one or from a file, withdrawn, restored."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.area_names import AreaNames
from dashboard.core.areas import Area, AreaType, Service
from dashboard.core.entries import note_line, number_of, numbered
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.published.indicators import Indicator
from dashboard.core.published.targets import HeldTarget, Target, require_fit
from dashboard.definitions.catalogue import Catalogue
from dashboard.errors import (
    ChangeRefusedError,
    DashboardError,
    ImportRefusedError,
    Problem,
)
from dashboard.importers.targets import read_target_rows
from dashboard.store import targets
from dashboard.store.engine import Store


@dataclass(frozen=True)
class TargetToSet:
    """A target in a person's words; `area` is needed only where the service covers several."""

    service: str
    indicator: str
    value: str
    unit: str
    area: str = ""
    note: str = ""


def set_target(
    store: Store, catalogue: Catalogue, signature: Signature, asked: TargetToSet, today: dt.date
) -> HeldTarget:
    """Store a target, in force from today, and return it.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        UnknownNameError: for a service, indicator or area nobody defined.
        ChangeRefusedError: if the value is no number or not plausible, the unit is not the
            indicator's, the indicator carries no judgement, or the area must be named.
    """
    require_may(signature.actor, Deed.EDIT)
    target = _target(catalogue, asked, today)
    with store.writing(signature) as work:
        number = targets.add_target(work.connection, signature, target)
        return targets.held_targets(work.connection)[number]


def load_targets(
    store: Store,
    catalogue: Catalogue,
    signature: Signature,
    content: bytes,
    file: str,
    today: dt.date,
) -> tuple[Target, ...]:
    """Store every target of a file, in force from today, or none; return them.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ImportRefusedError: carrying every problem of the file.
    """
    require_may(signature.actor, Deed.IMPORT)
    read: list[Target] = []
    problems = []
    for row in read_target_rows(content, file):
        asked = TargetToSet(row.service, row.indicator, row.value, row.unit, row.area, row.note)
        try:
            target = _target(catalogue, asked, today)
            _refuse_second(target, read)
            read.append(target)
        except DashboardError as error:
            words = f"{row.service}, {row.indicator}"
            problems.append(Problem(row.number, "target", words, "was refused", str(error)))
    if problems:
        raise ImportRefusedError(file, problems)
    with store.writing(signature) as work:
        for target in read:
            targets.add_target(work.connection, signature, target)
    return tuple(read)


def withdraw_target(store: Store, signature: Signature, number: str) -> HeldTarget:
    """Take a target out of force and return it as it was; it stays, and can be restored.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        UnknownNameError: if no target has this number.
        ChangeRefusedError: if it was withdrawn already.
    """
    require_may(signature.actor, Deed.EDIT)
    with store.writing(signature) as work:
        held = numbered(targets.held_targets(work.connection), number, "target")
        if not held.in_use:
            raise ChangeRefusedError(f"Target {number} was withdrawn already.")
        targets.withdraw_target(work.connection, signature, held.id)
    return held


def restore_target(store: Store, signature: Signature, number: str) -> HeldTarget:
    """Put a withdrawn target back in force and return it.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        UnknownNameError: if no target has this number.
        ChangeRefusedError: if it was not withdrawn.
    """
    require_may(signature.actor, Deed.EDIT)
    with store.writing(signature) as work:
        held = numbered(targets.held_targets(work.connection), number, "target")
        if held.in_use:
            raise ChangeRefusedError(f"Target {number} was not withdrawn.")
        targets.restore_target(work.connection, signature, held.id)
    return held


def areas_for_targets(catalogue: Catalogue, service: Service, indicator: Indicator) -> list[Area]:
    """Return the places a target can be set for: the service, or its authorities that exist."""
    if indicator.published_for is AreaType.SERVICE:
        return [catalogue.areas[service.code]]
    covered = [catalogue.areas[code] for code in service.area_codes]
    return [area for area in covered if area.abolished_on is None]


def _target(catalogue: Catalogue, asked: TargetToSet, set_on: dt.date) -> Target:
    service = catalogue.service(asked.service)
    indicator = catalogue.indicator(asked.indicator.strip())
    target = Target(
        service=service.id,
        indicator=indicator.id,
        area_code=_area(catalogue, service, indicator, asked.area).code,
        value=number_of(asked.value),
        unit=" ".join(asked.unit.split()),
        set_on=set_on,
        note=note_line(asked.note),
    )
    require_fit(target, indicator)
    return target


def _refuse_second(target: Target, earlier: Iterable[Target]) -> None:
    """Refuse a target for what has one in the same file, however the area is written."""
    same = (target.service, target.indicator, target.area_code)
    if any((one.service, one.indicator, one.area_code) == same for one in earlier):
        raise ChangeRefusedError(
            f'"{target.indicator}" has a target for this area in an earlier row: keep one of them.'
        )


def _area(catalogue: Catalogue, service: Service, indicator: Indicator, asked: str) -> Area:
    places = areas_for_targets(catalogue, service, indicator)
    names = ", ".join(place.name for place in places)
    if asked.strip() and places:
        found = AreaNames(places, places[0].area_type)
        return found.find(asked)
    if not places:
        raise ChangeRefusedError(
            f'"{indicator.name}" is published for local authorities of England, and '
            f"{service.name} has none: choose an indicator that is published for services."
        )
    if len(places) > 1:
        raise ChangeRefusedError(
            f'"{indicator.name}" is published for each local authority of {service.name}: '
            f"name one of {names}."
        )
    return places[0]
