"""Early warnings as the command line gives them to other programs; its keys are a contract."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.core.published.chance import ByChance
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.to_watch import Doubt, ToWatch
from dashboard.core.published.warnings import EarlyWarning
from dashboard.narrative.published.to_watch import watch_sentence
from dashboard.narrative.published.warnings import warning_sentence
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
    `figures_scanned`, `figures_that_can_raise_one` and `expected_by_chance`, the number of warnings
    that chance alone would raise among them, are of the whole list and the same in each.
    """
    of_list = {
        "figures_scanned": scanned,
        "figures_that_can_raise_one": by_chance.figures,
        "expected_by_chance": round(by_chance.expected, 2),
    }
    return [_warning(warning) | of_list for warning in warnings]


def watched_contract(
    watched: Iterable[ToWatch], expected: Mapping[Doubt, ByChance]
) -> list[dict[str, Any]]:
    """Return what is only to be watched as plain values; the keys are a contract and only grow.

    `by_chance` is the probability that chance alone puts such a figure here, `as_wide_by_chance`
    that it shows gaps as wide, both null where that cannot be said. `figures_of_kind` and
    `expected_by_chance` are those of all figures scanned that could be here for the same reason.
    """
    return [_watched(each) | _expected(expected.get(each.doubt)) for each in watched]


def _watched(watched: ToWatch) -> dict[str, Any]:
    c = watched.comparison
    return {
        **_gap(c),
        "doubt": watched.doubt.value,
        "by_chance": _rounded(watched.by_chance),
        "as_wide_by_chance": _rounded(watched.as_wide_by_chance),
        "unusual_among_neighbours": c.unusual_among_neighbours,
        "usual_range": usual_range_contract(c),
        "pooled_years": pooled_contract(c),
        "confirmed_by_three_years": watched.confirmed_by_three_years,
        "sentence": watch_sentence(watched).text,
    }


def _expected(by_chance: ByChance | None) -> dict[str, Any]:
    if by_chance is None:
        return {"figures_of_kind": None, "expected_by_chance": None}
    return {
        "figures_of_kind": by_chance.figures,
        "expected_by_chance": round(by_chance.expected, 2),
    }


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 5)


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
    tried = c.every_trial
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
