"""The register of recommendations: what was asked for, of whom, and where each one stands."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dashboard.core.actions import Action, Evidence, Update
from dashboard.core.areas import Service
from dashboard.core.follow_ups import FollowUp, Status
from dashboard.core.frameworks import Standard
from dashboard.core.people import Person
from dashboard.core.recommendations import Recommendation
from dashboard.core.records import Records
from dashboard.core.standings import Standing, most_urgent_first
from dashboard.errors import UnknownNameError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.measures import progress_of

T = TypeVar("T", Action, Evidence, Update)


@dataclass(frozen=True)
class Choice:
    """What a person looks for; None means all. `owner` is a person's id, `partner` a name."""

    service: str | None = None
    area_of_work: str | None = None
    addressee: str | None = None
    standard: str | None = None
    owner: str | None = None
    partner: str | None = None
    status: Status | None = None
    meeting: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """One recommendation in the register: its service, its standards, where it stands."""

    service: Service
    standards: tuple[Standard, ...]
    standing: Standing
    owner: Person | None

    @property
    def recommendation(self) -> Recommendation:
        return self.standing.recommendation

    @property
    def age_days(self) -> int:
        return self.standing.age_days


@dataclass(frozen=True)
class Register:
    """What was found, most urgent first, and what could be chosen.

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
    every = tuple(published_recommendations(holdings))
    areas_of_work, addressees = _choices(every)
    _require("area of work", choice.area_of_work, areas_of_work)
    _require("addressee", choice.addressee, addressees)
    held = [one for one in every if service is None or one.service == service.id]
    entries = _entries(holdings, [one for one in held if _fits_source(one, choice)])
    return Register(
        entries=tuple(entry for entry in entries if _fits_standing(entry.standing, choice)),
        total=len(held),
        as_of=holdings.as_of,
        areas_of_work=areas_of_work,
        addressees=addressees,
    )


def find_entry(holdings: Holdings, recommendation_id: str) -> Entry:
    """Return one recommendation of the register by its id.

    Raises:
        UnknownNameError: if none that had been published by the day has this id.
    """
    found = {one.id: one for one in published_recommendations(holdings)}
    if recommendation_id not in found:
        raise UnknownNameError.among("recommendation", recommendation_id, found)
    return _entries(holdings, [found[recommendation_id]])[0]


def published_recommendations(holdings: Holdings) -> Iterator[Recommendation]:
    """Yield every recommendation published by the day: inspections', then those that were added."""
    for inspection in reversed(holdings.catalogue.inspections):
        if inspection.published.latest <= holdings.as_of:
            yield from inspection.recommendations
    for added in holdings.records.of(Recommendation).values():
        if added.published.latest <= holdings.as_of:
            yield added


def follow_up_of(records: Records, recommendation: Recommendation) -> FollowUp:
    """Return what was settled about a recommendation; at first, only its proposed measure."""
    held = records.of(FollowUp).get(recommendation.id)
    return held or initial_follow_up(recommendation)


def initial_follow_up(recommendation: Recommendation) -> FollowUp:
    """Return the follow-up that a recommendation has before anybody recorded anything."""
    return FollowUp(
        recommendation.id,
        recommendation.service,
        measure=recommendation.measure,
        indicators=recommendation.indicators,
    )


def standing_of(holdings: Holdings, recommendation: Recommendation) -> Standing:
    """Return where a recommendation stands, by all that was recorded by the holdings' day."""
    return _entries(holdings, [recommendation])[0].standing


def _entries(holdings: Holdings, recommendations: Iterable[Recommendation]) -> tuple[Entry, ...]:
    records = holdings.records
    actions = _by_recommendation(records, Action)
    updates = _by_recommendation(records, Update)
    evidence = _by_recommendation(records, Evidence)
    found = {}
    for one in recommendations:
        follow_up = follow_up_of(records, one)
        found[one.id] = Standing(
            recommendation=one,
            follow_up=follow_up,
            actions=tuple(actions.get(one.id, ())),
            updates=tuple(updates.get(one.id, ())),
            evidence=tuple(evidence.get(one.id, ())),
            progress=progress_of(holdings, one, follow_up.measure),
            as_of=holdings.as_of,
        )
    frameworks = {each.id: each.framework for each in holdings.catalogue.inspections}
    ordered = most_urgent_first(found.values())
    return tuple(_entry(holdings, standing, frameworks) for standing in ordered)


def _by_recommendation(records: Records, kind: type[T]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = {}
    for each in records.of(kind).values():
        found.setdefault(each.recommendation, []).append(each)
    return found


def _entry(holdings: Holdings, standing: Standing, frameworks: Mapping[str, str]) -> Entry:
    one = standing.recommendation
    framework = holdings.catalogue.frameworks.get(frameworks.get(one.inspection, ""))
    standards = framework.standards if framework else {}
    return Entry(
        service=holdings.catalogue.services[one.service],
        standards=tuple(standards[code] for code in one.standards if code in standards),
        standing=standing,
        owner=holdings.records.of(Person).get(standing.follow_up.owner),
    )


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


def _fits_source(recommendation: Recommendation, choice: Choice) -> bool:
    return (
        (choice.area_of_work is None or choice.area_of_work in recommendation.areas_of_work)
        and (choice.addressee is None or choice.addressee == recommendation.addressee)
        and (choice.standard is None or choice.standard in recommendation.standards)
        and recommendation.mentions(choice.text)
    )


def _fits_standing(standing: Standing, choice: Choice) -> bool:
    owners = {standing.follow_up.owner, *(action.owner for action in standing.actions)}
    bodies = {standing.follow_up.body, *(action.body for action in standing.actions)}
    return (
        (choice.status is None or choice.status is standing.status)
        and (choice.owner is None or choice.owner in owners)
        and (choice.partner is None or choice.partner in bodies)
    )
