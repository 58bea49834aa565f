"""Which areas make up a service, and when a figure printed for one of them is the service's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.areas import Area, AreaType
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Figures


def value_in(figures: Figures, area: Area, period: Period) -> float | None:
    """Return the usable value of an area; None if it did not exist on the period's last day."""
    return figures.value(area.code, period) if area.existed_in(period) else None


@dataclass(frozen=True)
class ServiceAreas:
    """The services and their local authorities, among all places by code."""

    areas: Mapping[str, Area]

    @cached_property
    def _covered(self) -> dict[str, tuple[Area, ...]]:
        """The local authorities of each service, by the service's id."""
        found: dict[str, tuple[Area, ...]] = {}
        for area in self.areas.values():
            if area.service and area.area_type is AreaType.LOCAL_AUTHORITY:
                found[area.service] = (*found.get(area.service, ()), area)
        return found

    @cached_property
    def _services(self) -> dict[str, Area]:
        places = self.areas.values()
        of_services = (place for place in places if place.area_type is AreaType.SERVICE)
        return {place.service: place for place in of_services if place.service}

    def whole_service(self, figures: Figures, area: Area, period: Period) -> Area | None:
        """Return the service whose rate the source prints for an area; None where it is its own.

        It does so where all areas of a service that have a figure, two or more, have the same.
        """
        if not figures.indicator.repeats_service_rate:
            return None
        service = self._services.get(area.service or "")
        if service is None:
            return None
        held = self.printed_in(figures, service, period)
        alike = len(held) > 1 and len(set(held.values())) == 1
        return service if alike and area.code in held else None

    def printed_in(self, figures: Figures, place: Area, period: Period) -> dict[str, float]:
        """Return the figures printed for the local authorities of a place's service, by code."""
        return {
            each.code: value
            for each in self._covered.get(place.service or "", ())
            if (value := value_in(figures, each, period)) is not None
        }

    def codes_of(self, place: Area, period: Period) -> tuple[str, ...]:
        """Return the codes of a place: its own, and of the service that it is the whole of."""
        service = self._services.get(place.service or "")
        if service is None or service == place:
            return (place.code,)
        living = [each for each in self._covered[place.service or ""] if each.existed_in(period)]
        return (place.code, service.code) if living == [place] else (place.code,)
