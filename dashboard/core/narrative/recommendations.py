"""What the register says on the first page, in words."""

from collections.abc import Sequence

from dashboard.core.narrative.sentences import Sentence, Tone, fill
from dashboard.core.recommendations import Recommendation


def missing_sentence(recommendations: Sequence[Recommendation]) -> Sentence:
    """Return how many of some recommendations lack what it takes to hold anybody to them."""
    total, lacking = len(recommendations), sum(bool(r.missing) for r in recommendations)
    things = "an owner, a date or a measure"
    if total == lacking == 1:
        text = fill("The one recommendation lacks {things}.", things=things)
    elif lacking == total:
        text = fill(
            "None of the {total} recommendations has {things} yet.", total=str(total), things=things
        )
    else:
        text = fill(
            "{lacking} of {total} recommendations lack {things}.",
            lacking=str(lacking),
            total=str(total),
            things=things,
        )
    return Sentence(text, Tone.MISSING if lacking else Tone.NOTE, "recommendations")
