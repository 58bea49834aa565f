"""Services, indicators and lists of similar areas as the command line promises them."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.areas import ComparatorModel, Service
from dashboard.core.published.indicators import Indicator
from dashboard.core.published.lists import SuppliedList


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


def comparator_lists_contract(
    shipped: Iterable[ComparatorModel], supplied: Iterable[SuppliedList]
) -> list[dict[str, Any]]:
    """Return lists of similar areas as plain values; the keys are a contract and only ever grow.

    `peers` is what `compare --peers` takes; `id` is None for a list that ships, which cannot be
    withdrawn.
    """
    return [_shipped_list(model) for model in shipped] + [_supplied_list(one) for one in supplied]


def _shipped_list(model: ComparatorModel) -> dict[str, Any]:
    return {
        "id": None,
        "peers": model.id,
        "title": model.title,
        "publisher": model.publisher,
        "published_on": model.published_on.isoformat(),
        "areas": len(model.lists),
        "note": model.explanation,
        "added_at": None,
        "added_by": None,
        "withdrawn_at": None,
    }


def _supplied_list(one: SuppliedList) -> dict[str, Any]:
    return {
        "id": int(one.id),
        "peers": one.slug,
        "title": one.title,
        "publisher": one.publisher,
        "published_on": None,
        "areas": len(one.lists),
        "note": one.note,
        "added_at": one.recorded_at.isoformat(),
        "added_by": one.recorded_by,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }
