"""The register of recommendations: what was asked for, of whom, and where each one stands."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Decision, Meeting, SubjectKind
from dashboard.core.inspection.frameworks import Framework, Standard
from dashboard.core.people import Person
from dashboard.core.register.actions import Action, Evidence, Update
from dashboard.core.register.follow_ups import FollowUp, Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing, most_urgent_first
from dashboard.core.register.success_measures import RecordedReading
from dashboard.core.remembered import Unchanged, remembered
from dashboard.definitions.records import Records
from dashboard.errors import UnknownNameError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.measures import Measures

T = TypeVar("T", Action, Evidence, Update)
# A write changes one recommendation, and what was worked out and drawn of the others stays.
_STANDINGS, _ENTRIES = Unchanged(5000), Unchanged(5000)


@dataclass(frozen=True)
class RegisterFilter:
    """What a person looks for; None means all. `owner` is a person's id, `partner` a name.

    `standard` is a code, and `meeting` the id of a meeting that decided something about a
    recommendation or one of its actions.
    """

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
class RegisterFilters:
    """What can be chosen: all that any service has, so that a choice outlives a change of service.

    `owners` own a recommendation or an action; `meetings` come newest first.
    """

    areas_of_work: tuple[str, ...]
    addressees: tuple[str, ...]
    standards: tuple[Standard, ...]
    owners: tuple[Person, ...]
    partners: tuple[str, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Register:
    """What was found, most urgent first, and what could be chosen.

    `total` counts the recommendations of the chosen service, or of all, before any other filter.
    """

    entries: tuple[Entry, ...]
    total: int
    as_of: dt.date
    choices: RegisterFilters


def register(holdings: Holdings, choice: RegisterFilter) -> Register:
    """Return the recommendations published by the date that fit a choice.

    Raises:
        UnknownNameError: for a service, area of work, addressee, standard, owner or meeting that
            nobody has.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(choice.service) if choice.service else None
    holdings.require_room(service.id if service else None)
    holdings = holdings.showing(service) if service else holdings
    holdings = holdings.of_service(service.id if service else None)
    # It is worked out once for each state of the store, and what is looked for is found in it.
    key = (choice.service, holdings.as_of)
    whole = holdings.store.of_state("registers", key, lambda: _register(holdings, service))
    if choice == RegisterFilter(choice.service):
        return whole
    _require_chosen(holdings.records, choice, whole.choices)
    return replace(whole, entries=tuple(_fitting(holdings.records, whole.entries, choice)))


def _register(holdings: Holdings, service: Service | None) -> Register:
    filed = _Filed(holdings)
    every = tuple(published_recommendations(holdings))
    held = [one for one in every if service is None or one.service == service.id]
    found = most_urgent_first(filed.standing_of(one) for one in held)
    entries = tuple(filed.entry_of(each) for each in found)
    return Register(entries, len(held), holdings.as_of, _choices(filed, every))


def _fitting(records: Records, entries: Iterable[Entry], choice: RegisterFilter) -> Iterator[Entry]:
    decided = None if choice.meeting is None else _decided_at(records, choice.meeting)
    for entry in entries:
        one = entry.recommendation
        was_decided = decided is None or one.id in decided
        if was_decided and _fits_source(one, choice) and _fits_standing(entry.standing, choice):
            yield entry


def published_recommendations(holdings: Holdings) -> Iterator[Recommendation]:
    """Yield every recommendation published by the day: inspections', then those that were added."""
    for inspection in reversed(holdings.inspections):
        if inspection.published.latest <= holdings.as_of:
            yield from inspection.recommendations
    for added in holdings.records.of(Recommendation).values():
        # What is added was out by then, even where only its month or year is known.
        if added.counts and added.published.earliest <= holdings.as_of:
            yield added


def follow_up_of(records: Records, recommendation: Recommendation) -> FollowUp:
    """Return what was settled about a recommendation; at first, only its proposed measure.

    Readings that do not say what they are of were recorded of the earlier proposal, which
    therefore stays until somebody settles something else.
    """
    held = records.of(FollowUp).get(recommendation.id)
    if held:
        return held
    first = initial_follow_up(recommendation)
    if recommendation.earlier_measure and _is_read_as_before(records, recommendation.id):
        return replace(first, measure=recommendation.earlier_measure)
    return first


def _is_read_as_before(records: Records, recommendation_id: str) -> bool:
    return any(
        each.recommendation == recommendation_id and not each.measure and not each.withdrawn_because
        for each in records.of(RecordedReading).values()
    )


def initial_follow_up(recommendation: Recommendation) -> FollowUp:
    """Return the follow-up that a recommendation has before anybody recorded anything."""
    return FollowUp(
        recommendation.id,
        recommendation.service,
        measure=recommendation.measure,
        indicators=recommendation.indicators,
    )


def standing_of(holdings: Holdings, recommendation: Recommendation) -> Standing:
    """Return where a recommendation stands, by all that was recorded by the holdings' day.

    Raises:
        NotAllowedError: if its room is not open.
    """
    return standings_of(holdings, (recommendation,))[0]


def standings_of(
    holdings: Holdings, recommendations: Iterable[Recommendation]
) -> tuple[Standing, ...]:
    """Return where each of some recommendations stands, in the order given.

    Raises:
        NotAllowedError: if the room of one of them is not open.
    """
    asked = tuple(recommendations)
    for each in asked:
        holdings.require_room(each.service)
    filed = _Filed(holdings)
    return tuple(filed.standing_of(each) for each in asked)


def framework_of(holdings: Holdings, recommendation: Recommendation) -> Framework | None:
    """Return the framework whose codes a recommendation's standards are, or None.

    It is that of the inspection it was made in, or else the one in use when it was published.
    """
    frameworks = holdings.catalogue.frameworks
    for inspection in holdings.inspections:
        if inspection.id == recommendation.inspection:
            return frameworks[inspection.framework]
    day = recommendation.published.latest
    in_use = [
        each
        for each in frameworks.values()
        if each.used_from.earliest <= day and (not each.used_until or day <= each.used_until.latest)
    ]
    return max(in_use, key=lambda each: each.used_from.earliest, default=None)


class _Filed:
    """All that is recorded, put in order once by the recommendation that it is about."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self.records = holdings.records
        self._actions = _by_recommendation(self.records.of(Action))
        self._updates = _by_recommendation(self.records.of(Update))
        self._evidence = _by_recommendation(self.records.of(Evidence))
        added = self.records.of(Recommendation).values()
        self._adoptions = {one.adopts: one for one in added if one.adopts and one.counts}
        self._measures = Measures(holdings)
        self._frameworks: dict[tuple[str, str], Framework | None] = {}

    def standing_of(self, one: Recommendation) -> Standing:
        follow_up = follow_up_of(self.records, one)
        standing = Standing(
            recommendation=one,
            follow_up=follow_up,
            actions=self._actions.get(one.id, ()),
            updates=self._updates.get(one.id, ()),
            evidence=self._evidence.get(one.id, ()),
            progress=self._measures.progress_of(one, follow_up.measure),
            as_of=self._holdings.as_of,
            adopted_as=self._adoptions.get(one.id),
        )
        return _STANDINGS.of((one.id, standing.as_of), standing)

    def entry_of(self, standing: Standing) -> Entry:
        one = standing.recommendation
        entry = Entry(
            service=self._holdings.catalogue.services[one.service],
            standards=self.standards_of(one),
            standing=standing,
            owner=self.records.of(Person).get(standing.follow_up.owner),
        )
        return _ENTRIES.of((one.id, standing.as_of), entry)

    def standards_of(self, one: Recommendation) -> tuple[Standard, ...]:
        if not one.standards:
            return ()
        key = (one.inspection, one.published.text)
        if key not in self._frameworks:
            self._frameworks[key] = framework_of(self._holdings, one)
        framework = self._frameworks[key]
        held = framework.standards if framework else {}
        return tuple(held[code] for code in one.standards if code in held)


# A write changes what is held of one kind, and what is held of the others stays the same.
@remembered(16)
def _by_recommendation(held: Mapping[str, T]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for each in held.values():
        found.setdefault(each.recommendation, []).append(each)
    return {one: tuple(about) for one, about in found.items()}


def _choices(filed: _Filed, every: Iterable[Recommendation]) -> RegisterFilters:
    areas_of_work: dict[str, None] = {}
    addressees: dict[str, None] = {}
    standards: dict[str, Standard] = {}
    for one in every:
        areas_of_work |= dict.fromkeys(one.areas_of_work)
        addressees[one.addressee] = None
        standards = {each.code: each for each in filed.standards_of(one)} | standards
    settled: list[FollowUp | Action] = [*filed.records.of(FollowUp).values()]
    settled += filed.records.of(Action).values()
    owners, bodies = {each.owner for each in settled}, {each.body for each in settled}
    people = [each for each in filed.records.of(Person).values() if each.id in owners]
    return RegisterFilters(
        tuple(areas_of_work),
        tuple(addressees),
        tuple(standards[code] for code in sorted(standards)),
        tuple(sorted(people, key=lambda each: each.name.casefold())),
        tuple(sorted(bodies - {""}, key=str.casefold)),
        tuple(sorted(filed.records.of(Meeting).values(), key=lambda m: m.on, reverse=True)),
    )


def _require_chosen(records: Records, choice: RegisterFilter, choices: RegisterFilters) -> None:
    # Of people and partners, those that own nothing yet may be asked for too.
    people = [*records.of(Person)]
    for kind, name, valid in (
        ("area of work", choice.area_of_work, choices.areas_of_work),
        ("addressee", choice.addressee, choices.addressees),
        ("standard", choice.standard, [each.code for each in choices.standards]),
        ("owner", choice.owner, people),
        ("meeting", choice.meeting, [each.id for each in choices.meetings]),
    ):
        if name is not None and name not in valid:
            raise UnknownNameError.among(kind, name, valid)


def _decided_at(records: Records, meeting: str) -> frozenset[str]:
    """Return the ids of the recommendations that a meeting decided something about."""
    actions = records.of(Action)
    about = set()
    for decision in records.of(Decision).values():
        if decision.meeting != meeting:
            continue
        if decision.subject_kind is SubjectKind.RECOMMENDATION:
            about.add(decision.subject)
        elif decision.subject_kind is SubjectKind.ACTION and decision.subject in actions:
            about.add(actions[decision.subject].recommendation)
    return frozenset(about)


def _fits_source(recommendation: Recommendation, choice: RegisterFilter) -> bool:
    return (
        (choice.area_of_work is None or choice.area_of_work in recommendation.areas_of_work)
        and (choice.addressee is None or choice.addressee == recommendation.addressee)
        and (choice.standard is None or choice.standard in recommendation.standards)
        and recommendation.mentions(choice.text)
    )


def _fits_standing(standing: Standing, choice: RegisterFilter) -> bool:
    owned: list[FollowUp | Action] = [standing.follow_up, *standing.counted_actions]
    return (
        (choice.status is None or choice.status is standing.status)
        and (choice.owner is None or any(each.owner == choice.owner for each in owned))
        and (choice.partner is None or any(each.body == choice.partner for each in owned))
    )
