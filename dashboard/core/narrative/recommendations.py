"""What the register says on the first page, in words."""

from collections.abc import Sequence

from dashboard.core.narrative.sentences import Sentence, Tone, fill
from dashboard.core.recommendations import Recommendation


def missing_sentence(recommendations: Sequence[Recommendation]) -> Sentence:
    """Return how many of some recommendations lack what it takes to hold anybody to them."""
    total, lacking = len(recommendations), sum(bool(r.missing) for r in recommendations)
    if not total:
        text = "No recommendation from an inspection of this service is held."
        return Sentence(text, Tone.NOTE, "recommendations")
    things = "an owner, a date or a measure"
    if total == lacking == 1:
        text = fill(
            "The one recommendation (to {addressee}) has no owner, no date and no measure yet.",
            addressee=recommendations[0].addressee,
        )
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


def age_words(days: int) -> str:
    """Return an age as it is spoken of: days, then whole months, then whole years.

    >>> age_words(1), age_words(45), age_words(400), age_words(2985)
    ('1 day', '45 days', '13 months', '8 years')
    """
    if days < 60:
        return fill("{days} day{s}", days=str(days), s="" if days == 1 else "s")
    months = int(days / 30.44)
    if months < 24:
        return fill("{months} months", months=str(months))
    return fill("{years} years", years=str(int(days / 365.25)))
