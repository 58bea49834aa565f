"""How the warning rule fared, as plain values and as lines of text."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.core.replay import Record


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
        yield f"{indicator}: of the figures picked, still worse than similar areas a year later"
        for record in records:
            yield f"  {record.rule.value:<32} {_of(record)}"


def _of(record: Record) -> str:
    if record.adverse_share is None or record.material_share is None:
        return "none picked"
    shares = f"{record.adverse_share:.0%}, materially {record.material_share:.0%}"
    return f"{shares} of {record.picked:,}"


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
