"""How the services' latest overall ratings are spread under one framework; no names, no ranks."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.inspection.inspections import Inspection


@dataclass(frozen=True)
class Distribution:
    """How many services hold each overall rating under a framework, as far as is held.

    `counts` has every rating, best first; `own` is the rating of the service in view under this
    framework, or None. `covers` is the part of their work that all of them were rated for, "" where
    not all were rated for the same part.
    """

    framework: Framework
    counts: Mapping[Rating, int]
    own: Rating | None
    covers: str = ""

    @property
    def held(self) -> int:
        return sum(self.counts.values())


def distributions(
    inspections: Iterable[Inspection],
    frameworks: Mapping[str, Framework],
    service_id: str,
    as_of: dt.date,
) -> tuple[Distribution, ...]:
    """Return the spread of overall ratings under each framework, the newest framework first.

    Those under which the service itself was rated stand before the others.

    Only the latest inspection of each service under a framework counts, of those published by the
    day. Frameworks are never put together: one's rating is not another's.
    """
    latest: dict[str, dict[str, Inspection]] = {}
    for inspection in sorted(inspections, key=lambda i: (i.published.latest, i.id)):
        if inspection.overall is not None and inspection.published.latest <= as_of:
            by_service = latest.setdefault(inspection.framework, {})
            by_service[inspection.service] = inspection
    newest_first = sorted(frameworks.values(), key=lambda f: f.used_from.earliest, reverse=True)
    spread = [
        _distribution(framework, latest[framework.id], service_id)
        for framework in newest_first
        if framework.id in latest
    ]
    return tuple(sorted(spread, key=lambda one: one.own is None))


def _distribution(
    framework: Framework, latest: Mapping[str, Inspection], service_id: str
) -> Distribution:
    counts = Counter(one.overall for one in latest.values())
    covered = {one.covers for one in latest.values()}
    own = latest.get(service_id)
    return Distribution(
        framework=framework,
        counts={rating: counts[rating] for rating in reversed(Rating)},
        own=own.overall if own else None,
        covers=covered.pop() if len(covered) == 1 else "",
    )
