"""Targets: set one by one or from a file, withdrawn, restored."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.core.area_names import AreaNames
from dashboard.core.areas import Area, AreaType, Service
from dashboard.core.entries import by_number, note_line, number_in_unit, numbered
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.published.indicators import Indicator
from dashboard.core.published.targets import Target, require_fit
from dashboard.core.rooms import require_room
from dashboard.core.service_names import NamedService
from dashboard.definitions.catalogue import Catalogue
from dashboard.errors import (
    ChangeRefusedError,
    DashboardError,
    ImportRefusedError,
    Problem,
)
from dashboard.importers.targets import read_target_rows
from dashboard.store.engine import Store
from dashboard.store.writing import Writing


@dataclass(frozen=True)
class LoadedTargets:
    """The targets that were set from a file; `notes` say what of it was not read."""

    targets: tuple[Target, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class TargetToSet:
    """A target in a person's words; `area` is needed only where the service covers several.

    It is not needed either where `service` is the name of one of its councils.
    """

    service: str
    indicator: str
    value: str
    unit: str
    area: str = ""
    note: str = ""


def set_target(
    store: Store, catalogue: Catalogue, signature: Signature, asked: TargetToSet, today: dt.date
) -> Target:
    """Store a target, in force from today, and return it.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        UnknownNameError: for a service, indicator or area nobody defined.
        ChangeRefusedError: if the value is no number or not plausible, the unit is not the
            indicator's, the indicator carries no judgement, or the area must be named.
    """
    require_may(signature.actor, Deed.EDIT)
    target = _target(catalogue, signature, asked, today)
    require_room(signature.actor, target.service)
    with store.writing(signature) as work:
        (stored,) = _added(work, [target])
    return stored


def load_targets(
    store: Store,
    catalogue: Catalogue,
    signature: Signature,
    content: bytes,
    file: str,
    today: dt.date,
) -> LoadedTargets:
    """Store every target of a file, in force from today, or none; return them.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ImportRefusedError: carrying every problem of the file.
    """
    require_may(signature.actor, Deed.IMPORT)
    read: list[Target] = []
    problems = []
    table = read_target_rows(content, file)
    for row in table.rows:
        asked = TargetToSet(row.service, row.indicator, row.value, row.unit, row.area, row.note)
        try:
            target = _target(catalogue, signature, asked, today)
            _refuse_second(target, read)
            read.append(target)
        except DashboardError as error:
            words = f"{row.service}, {row.indicator}"
            problems.append(Problem(row.number, "target", words, "was refused", str(error)))
    if problems:
        raise ImportRefusedError(file, problems)
    with store.writing(signature) as work:
        return LoadedTargets(tuple(_added(work, read)), table.notes)


def withdraw_target(store: Store, signature: Signature, number: str) -> Target:
    """Take a target out of force and return it as it was; it stays, and can be restored.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        UnknownNameError: if no target has this number.
        ChangeRefusedError: if it was withdrawn already.
    """
    require_may(signature.actor, Deed.EDIT)
    with store.writing(signature) as work:
        held, version = _held(work, number)
        if not held.in_use:
            raise ChangeRefusedError(f"Target {number} was withdrawn already.")
        withdrawn = replace(held, withdrawn_at=signature.at)
        work.change(withdrawn, version)
    return held


def restore_target(store: Store, signature: Signature, number: str) -> Target:
    """Put a withdrawn target back in force and return it.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        UnknownNameError: if no target has this number.
        ChangeRefusedError: if it was not withdrawn.
    """
    require_may(signature.actor, Deed.EDIT)
    with store.writing(signature) as work:
        held, version = _held(work, number)
        if held.in_use:
            raise ChangeRefusedError(f"Target {number} was not withdrawn.")
        work.change(replace(held, withdrawn_at=None), version)
    return held


def areas_for_targets(catalogue: Catalogue, service: Service, indicator: Indicator) -> list[Area]:
    """Return the places a target can be set for: the service, or its authorities that exist."""
    places = catalogue.showing(service).areas
    if indicator.published_for is AreaType.SERVICE:
        return [places[service.code]]
    covered = [places[code] for code in service.area_codes]
    return [area for area in covered if area.abolished_on is None]


def _added(work: Writing, targets: Iterable[Target]) -> tuple[Target, ...]:
    """Store targets under the next numbers and return them."""
    first = int(work.next_number(Target))
    added = tuple(replace(each, id=str(n)) for n, each in enumerate(targets, start=first))
    for target in added:
        work.add(target)
    return added


def _held(work: Writing, number: str) -> tuple[Target, int]:
    """Return the target that has a number, and its version."""
    stored = work.of(Target)
    held = numbered(by_number(stored.of(Target)), number, "target")
    return held, stored.version_of(held)


def _target(
    catalogue: Catalogue, signature: Signature, asked: TargetToSet, set_on: dt.date
) -> Target:
    named = catalogue.named_service(asked.service)
    service = named.service
    indicator = catalogue.indicator(asked.indicator.strip())
    target = Target(
        id="",
        service=service.id,
        indicator=indicator.id,
        area_code=_area(catalogue, named, indicator, asked.area, set_on).code,
        value=number_in_unit(asked.value, is_percentage=indicator.unit.is_percentage),
        unit=" ".join(asked.unit.split()),
        set_on=set_on,
        recorded_at=signature.at,
        recorded_by=signature.actor.name,
        note=note_line(asked.note),
    )
    require_fit(target, indicator)
    return target


def _refuse_second(target: Target, earlier: Iterable[Target]) -> None:
    """Refuse a target for what has one in the same file, however the area is written."""
    if any(one.subject == target.subject for one in earlier):
        raise ChangeRefusedError(
            f'"{target.indicator}" has a target for this area in an earlier row: keep one of them.'
        )


def _area(
    catalogue: Catalogue, named: NamedService, indicator: Indicator, asked: str, day: dt.date
) -> Area:
    service = named.service
    places = areas_for_targets(catalogue, service, indicator)
    places = [place for place in places if place in named.councils_on(day)] or places
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
