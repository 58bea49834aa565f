"""What a file would change on the Overview, as lines and as plain values."""

from collections.abc import Iterator, Sequence

from dashboard.core.published.comparison import Comparison
from dashboard.usecases.foretold import ChangedMeasure, Foretold
from dashboard.usecases.overview import Told


def foretold_lines(foretold: Foretold | None) -> Iterator[str]:
    """Yield what would change in lists under their headings, or that nothing would."""
    if foretold is None:
        return
    yield foretold.answer.text
    for heading, sentences in foretold.lists:
        yield f"{heading}:"
        yield from (f"  {each.text}" for each in sentences)
    yield from (each.text for each in foretold.notes)


def foretold_contract(foretold: Foretold | None) -> dict[str, object] | None:
    """Return what would change as plain values; the keys are a contract and only ever grow.

    None where nothing was foretold: a file that is stored, or has no published figures.
    """
    if foretold is None:
        return None
    return {
        "service": foretold.after.service.id,
        "changes_nothing": foretold.changes_nothing,
        "new_warnings": _told(foretold.new_warnings),
        "ended_warnings": _told(foretold.ended_warnings),
        "measures": [_measure(each) for each in foretold.measures],
        "said_anew": _told(foretold.said_anew),
        "said_no_longer": _told(foretold.said_no_longer),
        "notes": [each.text for each in foretold.notes],
    }


def _told(found: Sequence[Told]) -> list[dict[str, object]]:
    return [
        {"id": told.id, "kind": told.kind.value, "sentence": told.sentence.text} for told in found
    ]


def _measure(changed: ChangedMeasure) -> dict[str, object]:
    return {
        "indicator": changed.either.indicator.id,
        "area": changed.either.area.code,
        "before": _standing(changed.before),
        "after": _standing(changed.after),
        "sentence": changed.words.text,
    }


def _standing(comparison: Comparison | None) -> dict[str, object] | None:
    """Return period, figure and verdict against similar areas, or None where there is none."""
    if comparison is None:
        return None
    return {
        "period": comparison.period.id,
        "value": comparison.value,
        "verdict": comparison.verdict.value,
    }
