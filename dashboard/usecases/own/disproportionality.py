"""Which of a service's own counts can be compared between groups of children, and how they lie."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.groups import Dimension
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.performance.disproportionality import (
    Disproportionality,
    can_be_compared,
    comparable_dimensions,
    disproportionality,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.own.performance import own_figures


@dataclass(frozen=True)
class ComparableCounts:
    """What can be compared between groups, by id in the order of lists, and in which dimensions.

    `indicators` are those of which the service holds figures; it may be empty.
    """

    service: Service
    indicators: Mapping[str, LocalIndicator]
    dimensions: Mapping[str, tuple[Dimension, ...]]


def comparable_counts(holdings: Holdings, service_name: str) -> ComparableCounts:
    """Return the local indicators held that count children by groups whose rates are compared.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_name)
    holdings.require_room(service.id)
    held = holdings.local_held(service.id)
    every = holdings.catalogue.local_indicators.values()
    found = {each.id: each for each in every if each.id in held and can_be_compared(each)}
    known = holdings.catalogue.groups.dimensions
    dimensions = {name: comparable_dimensions(each, known) for name, each in found.items()}
    return ComparableCounts(
        service, {name: each for name, each in found.items() if dimensions[name]}, dimensions
    )


def read_disproportionality(
    holdings: Holdings,
    service_name: str,
    mode: Mode,
    indicator: str,
    dimension: Dimension,
    place: str,
    reference: str,
    *,
    together: bool = False,
) -> Disproportionality | None:
    """Return the rates of a dimension's groups beside the reference's, small numbers protected.

    None where the place has no count of any of the groups by quarter.

    Raises:
        UnknownNameError: for a service or local indicator nobody defined.
    """
    service = holdings.catalogue.service(service_name)
    counted = own_figures(holdings, service.id, indicator, mode)
    living = own_figures(holdings, service.id, _population(holdings).id, mode)
    return disproportionality(counted, living, dimension, place, reference, together=together)


def read_every_disproportionality(
    holdings: Holdings, service_name: str, mode: Mode, place: str = WHOLE_SERVICE
) -> tuple[Disproportionality, ...]:
    """Return every measure and dimension counted by group in one place, small numbers protected.

    Each group is compared with the usual reference of its dimension.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    counts = comparable_counts(holdings, service_name)
    found = (
        read_disproportionality(
            holdings, service_name, mode, name, dimension, place, dimension.reference
        )
        for name in counts.indicators
        for dimension in counts.dimensions[name]
    )
    return tuple(each for each in found if each is not None)


def _population(holdings: Holdings) -> LocalIndicator:
    every = holdings.catalogue.local_indicators.values()
    return next(each for each in every if each.kind is LocalKind.POPULATION)
