"""What the register says on the first page, in words."""

from collections.abc import Sequence

from dashboard.core.narrative.sentences import Clause, Sentence, Tone, fill, listed
from dashboard.core.standings import Standing


def missing_sentence(standings: Sequence[Standing]) -> Sentence:
    """Return how many of some recommendations lack what it takes to hold anybody to them."""
    total, lacking = len(standings), sum(bool(each.missing) for each in standings)
    if not total:
        text = "No recommendation from an inspection of this service is held."
        return Sentence(Clause(text), Tone.NOTE, "recommendations")
    things = "what it takes to hold anybody to them (an owner, a date and a measure)"
    if total == lacking == 1:
        only = standings[0]
        template = "The one recommendation (to {addressee}) has no {missing} yet."
        addressee = only.recommendation.addressee
        words = fill(template, addressee=addressee, missing=listed(only.missing))
    elif lacking == total:
        template = "None of the {total} recommendations has {things} yet."
        words = fill(template, total=str(total), things=things)
    else:
        template = "{lacking} of {total} recommendations lack {things}."
        words = fill(template, lacking=str(lacking), total=str(total), things=things)
    return Sentence(words, Tone.MISSING if lacking else Tone.NOTE, "recommendations")


def age_words(days: int) -> str:
    """Return an age as it is spoken of: days, then whole months, then whole years.

    >>> age_words(1), age_words(45), age_words(400), age_words(2985)
    ('1 day', '45 days', '13 months', '8 years')
    """
    if days < 60:
        return fill("{days} day{s}", days=str(days), s="" if days == 1 else "s").text
    months = int(days / 30.44)
    if months < 24:
        return fill("{months} months", months=str(months)).text
    return fill("{years} years", years=str(int(days / 365.25))).text
