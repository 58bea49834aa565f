"""How all indicators of a service stand, counted in one sentence."""

from collections.abc import Sequence

from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import Clause, Sentence, Tone, fill, listed
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.figures import against_words

_COUNTED = {
    "worse": (Verdict.WORSE,),
    "better": (Verdict.BETTER,),
    "not clear": (Verdict.UNCLEAR, Verdict.MIXED),
    "level": (Verdict.LEVEL,),
    "where neither higher nor lower is better": (Verdict.HIGHER, Verdict.LOWER),
    "without a verdict": (Verdict.NONE,),
}
_ALWAYS = ("worse", "better")


def glance_sentence(comparisons: Sequence[Comparison]) -> Sentence:
    """Return how many figures of how many indicators were scanned, and how they stand."""
    if not comparisons:
        text = "No indicator that can be compared had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    counts = {word: _count(comparisons, verdicts) for word, verdicts in _COUNTED.items()}
    said = [
        f"{count or 'none'} {word}" for word, count in counts.items() if count or word in _ALWAYS
    ]
    scanned = _scanned(comparisons)
    words = fill(
        "{scanned}, {against}: {counts}.",
        scanned=scanned,
        against=against_words(comparisons),
        counts=listed(said),
    )
    return Sentence(words, Tone.NOTE, "indicators", lead=scanned.text)


def _count(comparisons: Sequence[Comparison], verdicts: Sequence[Verdict]) -> int:
    return sum(comparison.verdict in verdicts for comparison in comparisons)


def _scanned(comparisons: Sequence[Comparison]) -> Clause:
    indicators = len({comparison.indicator.id for comparison in comparisons})
    noun = "indicator" if indicators == 1 else "indicators"
    template = "{indicators} {noun} scanned"
    if len(comparisons) > indicators:
        template = "{figures} figures of {indicators} {noun} scanned"
    return fill(template, figures=str(len(comparisons)), indicators=str(indicators), noun=noun)
