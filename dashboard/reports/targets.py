"""Targets as the command line promises them."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.published.targets import Target


def targets_contract(held: Iterable[Target]) -> list[dict[str, Any]]:
    """Return targets as plain values; the keys are a contract and only ever grow."""
    return [
        {
            "id": int(one.id),
            "service": one.service,
            "indicator": one.indicator,
            "area_code": one.area_code,
            "value": one.value,
            "unit": one.unit,
            "set_on": one.set_on.isoformat(),
            "note": one.note,
            "added_at": one.recorded_at.isoformat(),
            "added_by": one.recorded_by,
            "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        }
        for one in held
    ]
