"""What changed from one board pack to the next, for each matter how it stood and how it stands."""

from collections.abc import Mapping, Sequence

from dashboard.core.packs.facts import Difference, FactChange, PackFact
from dashboard.core.sentences import (
    Clause,
    Tone,
    capital,
    capitalised,
    fill,
    listed_clauses,
    number_word,
)

_TONES: Mapping[FactChange, Tone] = {
    FactChange.BETTER: Tone.BETTER,
    FactChange.WORSE: Tone.WORSE,
}
_NOT_THEN, _NOT_NOW = Clause("Not in the last pack"), Clause("No longer in the pack")
# What a board reads first.
_ORDER = (
    FactChange.WORSE,
    FactChange.BETTER,
    FactChange.REVISED,
    FactChange.LATER,
    FactChange.CHANGED,
    FactChange.ENDED,
    FactChange.NEW,
)


def most_telling_first(found: Sequence[Difference]) -> list[Difference]:
    """Return what is worse, then better, and last what was in no pack before, each in its order."""
    return sorted(found, key=lambda each: _ORDER.index(each.change))


def difference_about(found: Difference) -> Clause:
    """Return what differs from the last pack."""
    fact = found.now or found.before
    return fill("{about}", about=fact.about.rstrip(".") if fact else "")


def difference_then(found: Difference) -> Clause:
    """Return how it stood in the last pack, with its period."""
    return _words(found.before) if found.before else _NOT_THEN


def difference_now(found: Difference) -> Clause:
    """Return how it stands now, with its period."""
    return _words(found.now) if found.now else _NOT_NOW


def difference_tone(found: Difference) -> Tone:
    """Return whether it is better or worse, or only to be noted."""
    return _TONES.get(found.change, Tone.NOTE)


def differences_summary(found: Sequence[Difference]) -> Clause:
    """Return how many things differ from the last pack, and how; never that all is well."""
    if not found:
        return fill("Nothing of what this pack compares differs from the last one.")
    changes = [each.change for each in found]
    counted = [
        fill("{n} {word}", n=number_word(changes.count(change)), word=change.value.lower())
        for change in _ORDER
        if change in changes
    ]
    template = (
        "{n} thing differs from the last pack: {counted}."
        if len(found) == 1
        else "{n} things differ from the last pack: {counted}."
    )
    return capital(fill(template, n=number_word(len(found)), counted=listed_clauses(counted)))


def _words(fact: PackFact) -> Clause:
    """Return how a matter stands, with its period where its words do not say it."""
    said = capitalised(fact.words.rstrip("."))
    is_told = not fact.period or fact.period in said
    return fill("{said}", said=said) if is_told else fill("{s} ({p})", s=said, p=fact.period)
