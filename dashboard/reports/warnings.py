"""Early warnings as the command line gives them to other programs; its keys are a contract."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.published.warnings import EarlyWarning
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.reports.comparison import national_elsewhere_contract


def warnings_contract(warnings: Iterable[EarlyWarning]) -> list[dict[str, Any]]:
    """Return early warnings as plain values; the keys are a contract and only ever grow.

    `gap_percent` and both ends of `gap_range` are signed; `children` a year, null where not known.
    """
    return [_one(warning) for warning in warnings]


def _one(warning: EarlyWarning) -> dict[str, Any]:
    c, tried = warning.comparison, warning.comparison.sensitivity
    ends = [end.gap_percent for end in (tried.lowest, tried.highest) if end is not None]
    return {
        "id": warning.id,
        "service": c.service.id,
        "area_code": c.area.code,
        "indicator": c.indicator.id,
        "period": c.period.id,
        "gap_percent": round(c.gap_percent or 0, 1),
        "gap_range": [round(end, 1) for end in ends],
        "children": warning.children,
        "hidden_by_national": c.hidden_by_national,
        "national_published": c.national is not None,
        "national_elsewhere": national_elsewhere_contract(c),
        "since": warning.since.id,
        "sentence": warning_sentence(warning).text,
    }
