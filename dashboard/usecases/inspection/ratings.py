"""A service's inspections, from the names a person gives."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from dashboard.core.areas import Service
from dashboard.core.inspection.distribution import Distribution, distributions
from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import DerivedRatings, derive
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection, reinspect
from dashboard.core.inspection.what_if import WhatIf, what_if
from dashboard.usecases.holdings import Held, Holdings

InspectAgain = Callable[[Inspection, Framework], Reinspection | NoReinspection]


@dataclass(frozen=True)
class NoInspection:
    """No inspection of the service had been published by the date, as far as is held.

    `later` are those published afterwards, oldest first.
    """

    service: Service
    as_of: dt.date
    later: tuple[Inspection, ...] = ()


@dataclass(frozen=True)
class RatingsReading:
    """The latest inspection of a service, re-derived, and those before it, newest first.

    `supposed` is there where percentages or judgements were changed to see what follows; `derived`
    then is what follows.
    """

    service: Service
    derived: DerivedRatings
    earlier: tuple[DerivedRatings, ...] = ()
    supposed: WhatIf | None = None
    inspect_again: InspectAgain = reinspect

    @property
    def inspection(self) -> Inspection:
        return self.derived.inspection

    @property
    def framework(self) -> Framework:
        return self.derived.framework

    @property
    def history(self) -> tuple[DerivedRatings, ...]:
        """Every inspection published by the date, newest first, each under its own framework."""
        return (self.derived, *self.earlier)

    @property
    def rated_before(self) -> tuple[DerivedRatings, ...]:
        """The inspection with a rating just before the latest, if there was one."""
        return tuple(one for one in self.earlier if one.framework.grades)[:1]

    @property
    def as_published(self) -> DerivedRatings:
        """The latest inspection without anything supposed."""
        return self.supposed.before if self.supposed else self.derived

    @cached_property
    def reinspection(self) -> Reinspection | NoReinspection:
        """How often each overall rating would come out if the same work were inspected again.

        It is of the inspection as published, because a supposed percentage says nothing about
        the sample it would come from.
        """
        return self.inspect_again(self.as_published.inspection, self.framework)


def read_ratings(
    holdings: Holdings, service_name: str, changes: Mapping[str, float | Rating] | None = None
) -> RatingsReading | NoInspection:
    """Return the latest inspection of a service published by the date, with those before it.

    `changes` suppose other percentages for key questions, or other ratings for judged standards, of
    that inspection.

    Raises:
        UnknownNameError: for a service or key question nobody defined.
        RatingError: for a change that the inspection has no place for, or an impossible one.
    """
    service = holdings.catalogue.service(service_name)
    if changes:
        return _read(holdings, service, changes)
    return holdings.of_figures("ratings", service.id, lambda held: _read(held, service, {}))


def _read(
    holdings: Holdings, service: Service, changes: Mapping[str, float | Rating]
) -> RatingsReading | NoInspection:
    holdings = holdings.showing(service)
    mine = [i for i in holdings.inspections if i.service == service.id]
    out = [i for i in mine if i.published.latest <= holdings.as_of]
    if not out:
        return NoInspection(service, holdings.as_of, tuple(mine))
    frameworks = holdings.catalogue.frameworks
    newest, *earlier = [derive(i, frameworks[i.framework]) for i in _newest_first(out)]
    supposed = what_if(newest.inspection, newest.framework, changes) if changes else None
    return RatingsReading(
        service=service,
        derived=supposed.after if supposed else newest,
        earlier=tuple(earlier),
        supposed=supposed,
        inspect_again=partial(_inspected_again, holdings.store),
    )


def read_spread(holdings: Holdings, service_name: str) -> tuple[Distribution, ...]:
    """Return how many services hold each overall rating, by framework, as at the holdings' day.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    service = holdings.catalogue.service(service_name)
    return holdings.of_figures("spreads", service.id, lambda held: _spread(held, service))


def _spread(holdings: Holdings, service: Service) -> tuple[Distribution, ...]:
    frameworks = holdings.catalogue.frameworks
    return distributions(holdings.inspections, frameworks, service.id, holdings.as_of)


def _inspected_again(
    held: Held, inspection: Inspection, framework: Framework
) -> Reinspection | NoReinspection:
    # An id does not do: one that was loaded may be withdrawn, and another loaded in its place.
    return held.kept("re-inspections", repr(inspection), lambda: reinspect(inspection, framework))


def _newest_first(inspections: list[Inspection]) -> list[Inspection]:
    return sorted(inspections, key=lambda i: (i.published.latest, i.id), reverse=True)
