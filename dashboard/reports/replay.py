"""How the warning rule fared, as plain values and as lines of text."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.core.published.replay import Record


def replay_contract(found: Mapping[str, tuple[Record, ...]]) -> list[dict[str, Any]]:
    """Return one record an indicator and rule; the keys are a contract and only ever grow.

    Shares are of the figures picked, null where none was.
    """
    return [
        {
            "indicator": indicator,
            "rule": record.rule.value,
            "picked": record.picked,
            "adverse_a_year_later": _share(record.adverse_share),
            "material_a_year_later": _share(record.material_share),
        }
        for indicator, records in found.items()
        for record in records
    ]


def replay_lines(found: Mapping[str, tuple[Record, ...]]) -> Iterator[str]:
    """Yield the same as text, an indicator with nothing to count left out."""
    for indicator, records in found.items():
        if not any(record.picked for record in records):
            continue
        yield f"{indicator}: still worse than similar areas a year later (95% interval)"
        for record in records:
            yield f"  {record.rule.value:<32} {_of(record)}"


def _of(record: Record) -> str:
    if record.adverse_share is None or record.material_share is None:
        return "none picked"
    low, high = record.adverse_interval or (0, 1)
    share = f"{record.adverse_share:.0%} ({low:.0%} to {high:.0%})"
    return f"{share}, materially {record.material_share:.0%}, of {record.picked:,} picked"


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
