"""Targets as the command line promises them."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.published.targets import HeldTarget


def targets_contract(held: Iterable[HeldTarget]) -> list[dict[str, Any]]:
    """Return targets as plain values; the keys are a contract and only ever grow."""
    return [
        {
            "id": one.id,
            "service": one.target.service,
            "indicator": one.target.indicator,
            "area_code": one.target.area_code,
            "value": one.target.value,
            "unit": one.target.unit,
            "set_on": one.target.set_on.isoformat(),
            "note": one.target.note,
            "added_at": one.added_at.isoformat(),
            "added_by": one.added_by,
            "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        }
        for one in held
    ]
