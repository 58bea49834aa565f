"""The register of recommendations: what inspectors asked for, and of whom."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.frameworks import Standard
from dashboard.core.recommendations import Recommendation
from dashboard.errors import UnknownNameError
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class Choice:
    """What a person looks for; None means all."""

    service: str | None = None
    area_of_work: str | None = None
    addressee: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """One recommendation in the register, with its service, its standards and its age."""

    recommendation: Recommendation
    service: Service
    standards: tuple[Standard, ...]
    age_days: int


@dataclass(frozen=True)
class Register:
    """What was found, newest source first, and what could be chosen.

    `total` counts the recommendations of the chosen service, or of all, before any other filter;
    the areas of work and addressees are those of all services, so that a choice outlives a change
    of service.
    """

    entries: tuple[Entry, ...]
    total: int
    as_of: dt.date
    areas_of_work: tuple[str, ...]
    addressees: tuple[str, ...]


def register(holdings: Holdings, choice: Choice) -> Register:
    """Return the recommendations published by the date that fit a choice.

    Raises:
        UnknownNameError: for a service, area of work or addressee that nobody has.
    """
    service = holdings.catalogue.service(choice.service) if choice.service else None
    every = _entries(holdings)
    areas_of_work, addressees = _choices(entry.recommendation for entry in every)
    held = [entry for entry in every if service in (None, entry.service)]
    _require("area of work", choice.area_of_work, areas_of_work)
    _require("addressee", choice.addressee, addressees)
    return Register(
        entries=tuple(entry for entry in held if _fits(entry.recommendation, choice)),
        total=len(held),
        as_of=holdings.as_of,
        areas_of_work=areas_of_work,
        addressees=addressees,
    )


def _entries(holdings: Holdings) -> list[Entry]:
    entries = []
    for inspection in reversed(holdings.catalogue.inspections):
        standards = holdings.catalogue.frameworks[inspection.framework].standards
        service = holdings.catalogue.services[inspection.service]
        if inspection.published.latest <= holdings.as_of:
            entries += [
                _entry(recommendation, service, standards, holdings.as_of)
                for recommendation in inspection.recommendations
            ]
    return entries


def _entry(
    recommendation: Recommendation,
    service: Service,
    standards: Mapping[str, Standard],
    as_of: dt.date,
) -> Entry:
    linked = tuple(standards[code] for code in recommendation.standards)
    return Entry(recommendation, service, linked, recommendation.age_days(as_of))


def _choices(
    recommendations: Iterable[Recommendation],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    areas_of_work: dict[str, None] = {}
    addressees: dict[str, None] = {}
    for recommendation in recommendations:
        areas_of_work |= dict.fromkeys(recommendation.areas_of_work)
        addressees[recommendation.addressee] = None
    return tuple(areas_of_work), tuple(addressees)


def _require(kind: str, name: str | None, valid: tuple[str, ...]) -> None:
    if name is not None and name not in valid:
        raise UnknownNameError.among(kind, name, valid)


def _fits(recommendation: Recommendation, choice: Choice) -> bool:
    return (
        (choice.area_of_work is None or choice.area_of_work in recommendation.areas_of_work)
        and (choice.addressee is None or choice.addressee == recommendation.addressee)
        and recommendation.mentions(choice.text)
    )
