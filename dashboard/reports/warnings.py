"""Early warnings as the command line gives them to other programs; its keys are a contract."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.published.chance import ByChance
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.warnings import EarlyWarning, ToWatch
from dashboard.narrative.published.warnings import warning_sentence, watch_sentence
from dashboard.reports.comparison import (
    national_elsewhere_contract,
    pooled_contract,
    usual_range_contract,
)
from dashboard.reports.list_answers import lists_contract


def warnings_contract(
    warnings: Iterable[EarlyWarning], scanned: int, by_chance: ByChance
) -> list[dict[str, Any]]:
    """Return early warnings as plain values; the keys are a contract and only ever grow.

    `gap_percent` and both ends of `gap_range` are signed; `children` a year, null where not known.
    `figures_scanned` and `expected_by_chance`, the number of warnings that chance alone would raise
    among them, are those of the whole list and the same in each.
    """
    of_list = {
        "figures_scanned": scanned,
        "expected_by_chance": round(by_chance.expected, 2),
    }
    return [_warning(warning) | of_list for warning in warnings]


def watched_contract(watched: Iterable[ToWatch]) -> list[dict[str, Any]]:
    """Return what is only to be watched as plain values; the keys are a contract and only grow.

    `by_chance` is the probability that chance alone shows it, null where that cannot be said.
    """
    return [
        _gap(each.comparison)
        | {
            "doubt": each.doubt.value,
            "by_chance": None if each.by_chance is None else round(each.by_chance, 3),
            "pooled_years": pooled_contract(each.comparison),
            "sentence": watch_sentence(each).text,
        }
        for each in watched
    ]


def _warning(warning: EarlyWarning) -> dict[str, Any]:
    c = warning.comparison
    return {
        "id": warning.id,
        **_gap(c),
        "hidden_by_national": c.hidden_by_national,
        "national_published": c.national is not None,
        "national_elsewhere": national_elsewhere_contract(c),
        "since": warning.since.id,
        "beyond_chance": c.clear_of_chance,
        "unusual_among_neighbours": c.unusual_among_neighbours,
        "usual_range": usual_range_contract(c),
        "sentence": warning_sentence(warning).text,
    }


def _gap(c: Comparison) -> dict[str, Any]:
    tried = c.sensitivity
    ends = [end.gap_percent for end in (tried.lowest, tried.highest) if end is not None]
    return {
        "service": c.service.id,
        "area_code": c.area.code,
        "indicator": c.indicator.id,
        "period": c.period.id,
        "gap_percent": round(c.gap_percent or 0, 1),
        "gap_range": [round(end, 1) for end in ends],
        **lists_contract(c),
        "children": None if c.gap_children is None else abs(c.gap_children),
    }
