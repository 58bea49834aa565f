"""A service's own case audits, and what the inspectors' rules would make of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode, ProtectedFigures
from dashboard.core.inspection.frameworks import Basis, Framework, Standard
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.own.figures import WHOLE_SERVICE, AreaTeam
from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.case_audits import (
    Lack,
    RehearsalRating,
    audited_quarters,
    audited_question,
    pooled_quarters,
    rehearse,
)
from dashboard.core.periods import Period
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.ratings import RatingsReading, read_ratings
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.performance import own_figures

# How many quarters are shown one by one.
QUARTERS_SHOWN = 4


@dataclass(frozen=True)
class NoAudits:
    """No case audit by quarter is held of the service; `monthly` says that there are some by month.

    `frameworks` are those whose key questions can be audited.
    """

    service: Service
    frameworks: tuple[Framework, ...]
    monthly: bool = False


@dataclass(frozen=True)
class CaseAuditsReading:
    """The rehearsal ratings of one place of a service, beside what inspectors published.

    `published` is the newest inspection under the same framework whose standards are held, None
    where there is none; `later` is a newer one under other rules. `place` is an area team's id, ""
    for the whole service. `quarters` are those shown, oldest first; `pooled` the last of them.
    """

    service: Service
    framework: Framework
    place: str
    teams: Mapping[str, AreaTeam]
    figures: Mapping[str, ProtectedFigures]
    quarters: tuple[Period, ...]
    pooled: tuple[Period, ...]
    ratings: tuple[RehearsalRating, ...]
    published: Inspection | None
    later: Inspection | None

    @property
    def protected(self) -> ProtectedFigures:
        """Figures of one of the key questions, which say how all of them were protected."""
        return next(iter(self.figures.values()))

    @property
    def place_words(self) -> str:
        """The area team's name, or the service's for the whole of it."""
        return self.teams[self.place].name if self.place in self.teams else self.service.name

    @property
    def rated(self) -> tuple[RehearsalRating, ...]:
        return tuple(each for each in self.ratings if each.rating is not None)

    @property
    def only_of_teams(self) -> bool:
        """Whether the quarters were audited by area team and not for the whole service."""
        audited = any(
            each.lack is not Lack.NOT_AUDITED for r in self.ratings for each in r.questions
        )
        return self.place == WHOLE_SERVICE and not audited

    @property
    def judged(self) -> tuple[Standard, ...]:
        """The standards that are judged as a whole, of which there can be no rehearsal."""
        every = self.framework.standards.values()
        return tuple(each for each in every if each.basis is Basis.JUDGEMENT)


def read_case_audits(
    holdings: Holdings, service_name: str, mode: Mode, place: str = WHOLE_SERVICE
) -> CaseAuditsReading | NoAudits:
    """Return the rehearsal rating of every standard rated on cases, from the last two quarters.

    The quarters are those of the whole service, so that area teams stand beside each other.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_name)
    holdings.require_room(service.id)
    found = {
        name: own_figures(holdings, service.id, name, mode) for name in _held(holdings, service.id)
    }
    quarters = audited_quarters(found.values())
    if not quarters:
        return NoAudits(service, _auditable(holdings), monthly=bool(found))
    framework = _framework(holdings, found)
    figures = {figure.figures.indicator.key_question: figure for figure in found.values()}
    shown = tuple(max(quarters).before(steps) for steps in reversed(range(QUARTERS_SHOWN)))
    published, later = _inspections(holdings, service.id, framework)
    return CaseAuditsReading(
        service=service,
        framework=framework,
        place=place,
        teams=area_teams(holdings, service.id),
        figures=figures,
        quarters=shown,
        pooled=pooled_quarters(quarters),
        ratings=_rehearsed(holdings, framework, figures, place, shown, published),
        published=published.inspection if published else None,
        later=later,
    )


def _rehearsed(
    holdings: Holdings,
    framework: Framework,
    figures: Mapping[str, ProtectedFigures],
    place: str,
    quarters: tuple[Period, ...],
    published: DerivedRatings | None,
) -> tuple[RehearsalRating, ...]:
    rules = holdings.catalogue.disclosure
    results = {each.code: each for each in published.inspection.standards} if published else {}
    return tuple(
        rehearse(
            standard,
            framework,
            [
                audited_question(question, figures.get(question.code), place, quarters, rules)
                for question in standard.key_questions
            ],
            results.get(standard.code),
            rules,
        )
        for standard in framework.standards.values()
        if standard.basis is Basis.CASES
    )


def _held(holdings: Holdings, service: str) -> list[str]:
    """Return the ids of the audits held, in the order of the catalogue."""
    held = holdings.local_held(service)
    every = holdings.catalogue.local_indicators.values()
    return [each.id for each in every if each.kind is LocalKind.AUDIT and each.id in held]


def _auditable(holdings: Holdings) -> tuple[Framework, ...]:
    every = holdings.catalogue.local_indicators.values()
    names = {each.framework for each in every if each.kind is LocalKind.AUDIT}
    return tuple(f for name, f in holdings.catalogue.frameworks.items() if name in names)


def _framework(holdings: Holdings, found: Mapping[str, ProtectedFigures]) -> Framework:
    name = next(figure.figures.indicator.framework for figure in found.values())
    return holdings.catalogue.frameworks[name]


def _inspections(
    holdings: Holdings, service: str, framework: Framework
) -> tuple[DerivedRatings | None, Inspection | None]:
    """Return the newest inspection to compare with, and a later one under other rules."""
    reading = read_ratings(holdings, service)
    if not isinstance(reading, RatingsReading):
        return None, None
    newest = reading.inspection
    comparable = [
        derived
        for derived in reading.history
        if derived.framework.id == framework.id and derived.inspection.has_standards
    ]
    published = comparable[0] if comparable else None
    later = None if published and published.inspection is newest else newest
    return published, later
