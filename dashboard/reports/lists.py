"""The lists of services and indicators as the command line promises them."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.areas import Service
from dashboard.core.indicators import Indicator


def services_contract(services: Iterable[Service]) -> list[dict[str, Any]]:
    """Return services as plain values; the keys are a contract and only ever grow."""
    return [
        {
            "id": service.id,
            "name": service.name,
            "code": service.code,
            "country": service.country,
            "region": service.region,
            "police_area": service.police_area,
            "area_codes": list(service.area_codes),
        }
        for service in services
    ]


def indicators_contract(indicators: Iterable[Indicator]) -> list[dict[str, Any]]:
    """Return indicators as plain values; the keys are a contract and only ever grow."""
    return [
        {
            "id": indicator.id,
            "name": indicator.name,
            "unit": indicator.unit.short,
            "polarity": indicator.polarity.value,
            "period_kind": indicator.period_kind.value,
            "published_for": indicator.published_for.value,
            "core": indicator.core,
            "compared": indicator.compared,
        }
        for indicator in indicators
    ]
