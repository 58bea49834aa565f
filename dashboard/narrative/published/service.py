"""A service of several areas told as one: where it is worse, not clear, level or better."""

from collections.abc import Sequence

from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import (
    Clause,
    Sentence,
    fill,
    joined,
)
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import tone_of
from dashboard.narrative.published.figures import gap_size, than_areas

_SAID = {
    Verdict.WORSE: "worse {than} in {areas}",
    Verdict.MIXED: "depends on whom we compare with in {areas}",
    Verdict.UNCLEAR: "not clear in {areas}",
    Verdict.HIGHER: "higher {than} in {areas}",
    Verdict.LOWER: "lower {than} in {areas}",
    Verdict.LEVEL: "level in {areas}",
    Verdict.BETTER: "better {than} in {areas}",
    Verdict.NONE: "no verdict in {areas}",
}
_NO_FIGURE = "no figure in {areas}"
_WITH_SIZE = (Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER, Verdict.BETTER)


def service_sentence(comparisons: Sequence[Comparison]) -> Sentence | None:
    """Return how all areas of a service compare by one indicator, in one sentence.

    "First-time entrants in West Mercia: not clear in Herefordshire; better than similar areas in
    Shropshire (12%)." The tone is that of the first verdict in it. None where there is one area
    only, or one published rate of the whole service, which its own sentence tells.
    """
    if len(comparisons) < 2 or any(c.is_service_rate for c in comparisons):
        return None
    c = comparisons[0]
    lead = fill("{subject} in {service}:", subject=c.indicator.subject, service=c.service.name)
    parts = {template: _alike(comparisons, template) for template in (*_SAID.values(), _NO_FIGURE)}
    said = [_part(template, alike) for template, alike in parts.items() if alike]
    first = next(alike[0] for alike in parts.values() if alike)
    words = fill("{lead} {parts}.", lead=lead, parts=joined(said, "; "))
    return Sentence(words, tone_of(first.verdict), "comparison", lead=lead.text)


def _alike(comparisons: Sequence[Comparison], template: str) -> list[Comparison]:
    return [c for c in comparisons if _template(c) == template]


def _template(c: Comparison) -> str:
    return _NO_FIGURE if c.value is None else _SAID[c.verdict]


def _part(template: str, alike: Sequence[Comparison]) -> Clause:
    # No "and" between areas, because some have one in their name.
    areas = joined([_area(c) for c in alike], ", ")
    return fill(template, than=than_areas(alike), areas=areas)


def _area(c: Comparison) -> Clause:
    if c.verdict not in _WITH_SIZE:
        return fill("{area}", area=c.area.name)
    return fill("{area} ({size})", area=c.area.name, size=gap_size(c))
