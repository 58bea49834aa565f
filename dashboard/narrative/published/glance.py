"""How the figures of a service compare, counted in a few words."""

from collections.abc import Sequence

from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capital,
    fill,
    joined,
    listed_clauses,
    number_word,
)
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.figures import MOST_IN_WORDS, some_of, than_words

_COUNTED = {
    "better": (Verdict.BETTER,),
    "not clear": (Verdict.UNCLEAR,),
    "depending on whom we compare with": (Verdict.MIXED,),
    "level": (Verdict.LEVEL,),
    "neither good nor bad": (Verdict.HIGHER, Verdict.LOWER),
    "without a verdict": (Verdict.NONE,),
}
SAME_MATTER = "same-matter"
# What a board reads together, and what stands above it.
ATTENTION_HEADINGS = {
    "worse": "Worse",
    "not-clear": "Not clear, or it depends on the choice of areas",
    "no-judgement": "Where neither higher nor lower is better",
    "level": "Level",
    "better": "Better",
    "no-verdict": "No verdict",
    SAME_MATTER: "The same matter, counted by another source",
}


def glance_sentence(comparisons: Sequence[Comparison]) -> Sentence:
    """Return how many figures of all a service's indicators are worse, and how the others are."""
    if not comparisons:
        text = "No measure that can be compared had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    words = standing_words(comparisons, "")
    return Sentence(words, Tone.NOTE, "indicators", lead=_worse(comparisons, "").text)


def standing_words(comparisons: Sequence[Comparison], kind: str) -> Clause:
    """Return how many are worse and what the others are.

    "One of four main measures is worse than in similar areas. The others: three not clear."
    `kind` is "main " for the core indicators, or empty for all.
    """
    return joined([_worse(comparisons, kind), _others(comparisons)])


def _others(comparisons: Sequence[Comparison]) -> Clause:
    counts = {word: _count(comparisons, verdicts) for word, verdicts in _COUNTED.items()}
    found = {word: count for word, count in counts.items() if count}
    if not found:
        return NOTHING
    if len(comparisons) == 1:
        return fill("It is {word}.", word=next(iter(found)))
    said = [fill("{count} {word}", count=_number(n), word=word) for word, n in found.items()]
    if sum(found.values()) == len(comparisons):
        return fill("{counts}.", counts=capital(listed_clauses(said)))
    return fill("The others: {counts}.", counts=listed_clauses(said))


def _worse(comparisons: Sequence[Comparison], kind: str) -> Clause:
    """Return how many are worse, with the noun of what is counted.

    Where a service has several areas, each measure has a figure of each of them, so figures are
    counted.
    """
    indicators = len({comparison.indicator.id for comparison in comparisons})
    measures = f"{kind}measure{'' if indicators == 1 else 's'}"
    noun = Clause(measures)
    if len(comparisons) > indicators:
        number = _number(indicators)
        noun = fill("figures ({number} {measures})", number=number, measures=measures)
    some = some_of(_count(comparisons, (Verdict.WORSE,)), len(comparisons), noun)
    return fill("{some} worse {than}.", some=capital(some), than=than_words(comparisons))


def _number(number: int) -> str:
    return number_word(number) if number <= MOST_IN_WORDS else str(number)


def _count(comparisons: Sequence[Comparison], verdicts: Sequence[Verdict]) -> int:
    return sum(comparison.verdict in verdicts for comparison in comparisons)
