"""A comparison as the command line promises it."""

from typing import Any

from dashboard.core.comparison import Comparison
from dashboard.core.narrative.comparison import comparison_verdict


def comparison_contract(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values; the keys are a contract and only ever grow."""
    c = comparison
    return {
        "service": c.service.id,
        "area_code": c.area.code,
        "indicator": c.indicator.id,
        "period": c.period.id,
        "value": c.value,
        "unit": c.indicator.unit.short,
        "polarity": c.indicator.polarity.value,
        "benchmark": {
            "model": c.benchmark.group.model,
            "method": c.benchmark.method.value,
            "value": _rounded(c.benchmark.value, 4),
            "areas_with_data": c.benchmark.areas_with_data,
            "areas_in_group": c.benchmark.areas_in_group,
        },
        "gap_percent": _rounded(c.gap_percent, 1),
        "higher_than": c.higher_than,
        "national": _national(c),
        "verdict": comparison_verdict(c).text,
    }


def _national(c: Comparison) -> dict[str, Any] | None:
    if c.national is None:
        return None
    return {
        "area": c.national.area.name,
        "value": c.national.value,
        "gap_percent": _rounded(c.national_gap_percent, 1),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
