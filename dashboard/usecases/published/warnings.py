"""The early warnings of one service, or of all, and what was scanned for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.areas import Service
from dashboard.core.published.chance import ByChance, expected_warnings
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.to_watch import Doubt, ToWatch, expected_to_watch, to_watch
from dashboard.core.published.warnings import EarlyWarning, early_warnings
from dashboard.errors import ComparisonError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    ComparisonReading,
    choices_for,
    comparable_indicators,
    compare_service,
)


@dataclass(frozen=True)
class Scan:
    """What was scanned for a service, and the warnings among it, most children first.

    `readings` are the core indicators that could be compared, one for each area of the service.
    `watched` are material gaps on the worse side that raise no warning.
    """

    service: Service
    readings: tuple[ComparisonReading, ...]
    warnings: tuple[EarlyWarning, ...]
    watched: tuple[ToWatch, ...]

    @property
    def newest(self) -> tuple[Comparison, ...]:
        """What can raise a warning: the comparisons of the newest period published."""
        return tuple(r.comparison for r in self.readings if r.is_newest)

    @cached_property
    def expected_warnings(self) -> ByChance:
        """How many warnings chance alone would raise among them."""
        return expected_warnings(self.newest)

    @property
    def by_indicator(self) -> tuple[tuple[EarlyWarning, ...], ...]:
        """The warnings with those of one indicator together, so that areas do not flood a page."""
        groups: dict[str, list[EarlyWarning]] = {}
        for warning in self.warnings:
            groups.setdefault(warning.comparison.indicator.id, []).append(warning)
        return tuple(tuple(group) for group in groups.values())


@dataclass(frozen=True)
class Scans:
    """What was scanned for one or more services, and what chance alone would raise among it."""

    services: tuple[Scan, ...]

    @property
    def figures(self) -> int:
        """How many figures were scanned."""
        return sum(len(one.readings) for one in self.services)

    @property
    def warnings(self) -> tuple[EarlyWarning, ...]:
        return tuple(warning for one in self.services for warning in one.warnings)

    @property
    def watched(self) -> tuple[ToWatch, ...]:
        return tuple(watched for one in self.services for watched in one.watched)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the groups, each once."""
        notes = (reading.note for one in self.services for reading in one.readings)
        return tuple(dict.fromkeys(note for note in notes if note))

    @property
    def expected_warnings(self) -> ByChance:
        return expected_warnings(self._newest())

    @property
    def expected_to_watch(self) -> dict[Doubt, ByChance]:
        return expected_to_watch(self._newest())

    def _newest(self) -> Iterator[Comparison]:
        return (comparison for one in self.services for comparison in one.newest)


def scan(holdings: Holdings, service_name: str) -> Scan:
    """Return the early warnings of a service from what had been published by the day.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    service = holdings.catalogue.service(service_name)
    return holdings.of_figures("scans", service.id, lambda held: _scan(held, service))


def _scan(holdings: Holdings, service: Service) -> Scan:
    held = tuple(readings(holdings, service))
    newest = [reading.comparison for reading in held if reading.is_newest]
    older = [reading.comparison for reading in held if not reading.is_newest]
    return Scan(service, held, early_warnings(newest), to_watch(newest, older))


def scan_one(holdings: Holdings, service_name: str) -> Scans:
    """Return the scan of one service, as that of several is returned.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    return Scans((scan(holdings, service_name),))


def scan_all(holdings: Holdings) -> Scans:
    """Return the scans of every service, in the order of the services."""
    return Scans(tuple(scan(holdings, service) for service in holdings.catalogue.services))


def readings(holdings: Holdings, service: Service) -> Iterator[ComparisonReading]:
    """Yield a service's core indicators, each compared for every area that exists."""
    for indicator in _scanned(holdings, service):
        yield from readings_of(holdings, service, indicator)


def _scanned(holdings: Holdings, service: Service) -> list[str]:
    """Return the core indicators that cover a service; in Wales, whatever covers it."""
    covering = list(comparable_indicators(holdings, service))
    core = [i for i in covering if holdings.catalogue.indicators[i].core]
    return core or covering


def readings_of(
    holdings: Holdings, service: Service, indicator: str
) -> Iterator[ComparisonReading]:
    """Yield the comparison of each area that exists on the day: a service must not hide one.

    Where none does, that of the last one; nothing where nothing is published for the service; and
    one only where the source prints the service's rate for each of its areas.
    """
    try:
        areas = choices_for(holdings, service.id, indicator).areas
    except ComparisonError:
        return
    current = [area for area in areas if area.exists_on(holdings.as_of)] or areas[:1]
    for area in current:
        reading = compare_service(holdings, ComparisonChoice(service.id, indicator, area=area.code))
        yield reading
        if reading.comparison.is_service_rate:
            # The same figure is printed for the others: once is enough.
            return
