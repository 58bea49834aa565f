"""What the register says on the first page, in words."""

from collections.abc import Sequence

from dashboard.core.narrative.sentences import Sentence, Tone, fill, listed
from dashboard.core.recommendations import Recommendation


def missing_sentence(recommendations: Sequence[Recommendation]) -> Sentence:
    """Return how many recommendations lack what it takes to hold anybody to them."""
    total = len(recommendations)
    lacking = [r for r in recommendations if r.missing]
    if not lacking:
        text = fill(
            "Every one of {total} recommendations has an owner, a date and a measure.",
            total=str(total),
        )
        return Sentence(text, Tone.NOTE, "recommendations")
    things = listed(
        [word for word in ("owner", "date", "measure") if any(word in r.missing for r in lacking)]
    )
    if total == len(lacking) == 1:
        text = fill("The one recommendation has no {things} yet.", things=things)
    else:
        text = fill(
            "{lacking} of {total} recommendations have no {things} yet.",
            lacking=str(len(lacking)),
            total=str(total),
            things=things,
        )
    return Sentence(text, Tone.MISSING, "recommendations")
