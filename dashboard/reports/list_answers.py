"""What the published lists say of a gap, as the command line promises it."""

from typing import Any

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import ListAnswer
from dashboard.core.published.sensitivity import Variant

_SIDES = {1: "above", -1: "below", 0: "level"}


def lists_contract(comparison: Comparison) -> dict[str, Any]:
    """Return the published lists as plain values; the keys are a contract and only ever grow.

    All gaps are signed, in per cent. `lists_agreeing` is null where no list can agree, because the
    group chosen carries no verdict or there is no list; then `list_range` may be null too.
    """
    count = comparison.lists
    counted = bool(count.answers) and count.side is not None
    ends = [end.gap_percent for end in (count.lowest, count.highest) if end is not None]
    return {
        "lists": [_one(answer) for answer in count.answers],
        "lists_agreeing": len(count.agreeing) if counted else None,
        "lists_total": len(count.answers),
        "list_range": [round(end, 1) for end in ends] or None,
    }


def _one(answer: ListAnswer) -> dict[str, Any]:
    return {
        "id": answer.group.model,
        "title": answer.group.title,
        "gap_percent": round(answer.gap_percent, 1),
        "side": _SIDES[answer.side],
        "lowest_without_one": _gap(answer.lowest),
        "highest_without_one": _gap(answer.highest),
        "areas_with_data": answer.areas_with_data,
    }


def _gap(variant: Variant | None) -> float | None:
    return None if variant is None else round(variant.gap_percent, 1)
