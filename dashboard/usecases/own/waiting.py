"""Which of a service's own figures wait for a decision, so that none of them is called absent."""

from collections import Counter
from collections.abc import Mapping

from dashboard.core.editions import Edition, EditionStatus
from dashboard.core.performance.series import Key
from dashboard.core.plausibility.quarantine import QuarantinedFigure
from dashboard.usecases.holdings import Holdings


def figures_waiting(holdings: Holdings, service: str) -> tuple[QuarantinedFigure, ...]:
    """Return a service's own figures that waited for a decision on the day, without numbers.

    Those of a file that was out of use by then wait for nothing.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    editions = holdings.editions()
    return tuple(
        each
        for each in holdings.records.of(QuarantinedFigure).values()
        if each.service == service
        and each.own
        and each.is_waiting
        and _in_use(editions[each.edition_id], holdings)
    )


def waiting_by_indicator(holdings: Holdings, service: str) -> Mapping[str, int]:
    """Return how many figures of each local indicator wait, by its id; none is left out."""
    return Counter(each.indicator for each in figures_waiting(holdings, service))


def keys_waiting(holdings: Holdings, service: str, indicator: str) -> frozenset[Key]:
    """Return place, period and group of each figure of an indicator that waits."""
    every = figures_waiting(holdings, service)
    return frozenset(
        (each.place, each.period, each.group) for each in every if each.indicator == indicator
    )


def _in_use(edition: Edition, holdings: Holdings) -> bool:
    ended = edition.ended_at
    ended_later = ended is not None and ended.date() > holdings.as_of
    return edition.status is EditionStatus.CURRENT or ended_later
