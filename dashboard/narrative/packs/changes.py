"""What changed from one board pack to the next, a short sentence for each fact that differs."""

from collections.abc import Mapping, Sequence

from dashboard.core.packs.facts import Difference, FactChange, PackFact
from dashboard.core.sentences import Clause, Tone, capital, fill, listed_clauses, number_word

_TONES: Mapping[FactChange, Tone] = {
    FactChange.BETTER: Tone.BETTER,
    FactChange.WORSE: Tone.WORSE,
}
_TEMPLATES: Mapping[FactChange, str] = {
    FactChange.NEW: "{about}: {now}. This is new in the pack.",
    FactChange.ENDED: "{about}: no longer in the pack; the last one said {before}.",
    FactChange.REVISED: "{about}: revised from {before} to {now}.",
}
_USUAL = "{about}: was {before}, now {now}."


def difference_words(found: Difference) -> Clause:
    """Return how a fact differs from the last pack, as one short sentence."""
    fact = found.now or found.before
    about = fact.about.rstrip(".") if fact else ""
    template = _TEMPLATES.get(found.change, _USUAL)
    return fill(template, about=about, before=_then(found), now=_now(found))


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
        for change in FactChange
        if change in changes
    ]
    template = (
        "{n} thing differs from the last pack: {counted}."
        if len(found) == 1
        else "{n} things differ from the last pack: {counted}."
    )
    return capital(fill(template, n=number_word(len(found)), counted=listed_clauses(counted)))


def _then(found: Difference) -> Clause:
    if found.before is None:
        return Clause("")
    # Of a revised figure the period is the same, so it is said once.
    with_period = found.change is not FactChange.REVISED
    return _words(found.before.words, found.before.period if with_period else "")


def _now(found: Difference) -> Clause:
    if found.now is None:
        return Clause("")
    return _words(_without_what_is_said(found.before, found.now), found.now.period)


def _words(words: str, period: str) -> Clause:
    said = words.rstrip(".")
    return fill("{said} ({period})", said=said, period=period) if period else fill("{s}", s=said)


def _without_what_is_said(before: PackFact | None, now: PackFact) -> str:
    """Return the new words; only their number, where all that follows it was just said.

    Such as "260" of "260 per 100,000" after "287 per 100,000".
    """
    first, _, rest = now.words.partition(" ")
    if before is None or before.words == now.words or not rest:
        return now.words
    is_figure = first[-1:].isdigit()
    return first if is_figure and before.words.partition(" ")[2] == rest else now.words
