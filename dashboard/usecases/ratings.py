"""A service's inspections, from the names a person gives."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.frameworks import Framework
from dashboard.core.inspections import Inspection
from dashboard.core.ratings import DerivedRatings, WhatIf, derive, what_if
from dashboard.usecases.holdings import Holdings


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

    `supposed` is there where percentages were changed to see what follows; `derived` then is what
    follows.
    """

    service: Service
    derived: DerivedRatings
    earlier: tuple[DerivedRatings, ...] = ()
    supposed: WhatIf | None = None

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


def read_ratings(
    holdings: Holdings, service_name: str, changes: Mapping[str, float] | None = None
) -> RatingsReading | NoInspection:
    """Return the latest inspection of a service published by the date, with those before it.

    `changes` suppose other percentages for key questions of that inspection.

    Raises:
        UnknownNameError: for a service or key question nobody defined.
        RatingError: for a key question without a percentage, or an impossible one.
    """
    service = holdings.catalogue.service(service_name)
    mine = [i for i in holdings.catalogue.inspections if i.service == service.id]
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
    )


def _newest_first(inspections: list[Inspection]) -> list[Inspection]:
    return sorted(inspections, key=lambda i: (i.published.latest, i.id), reverse=True)
