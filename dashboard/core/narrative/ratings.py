"""What an inspection says on the first page, in words."""

import datetime as dt

from dashboard.core.narrative.sentences import Sentence, Tone, fill
from dashboard.core.ratings import DerivedRatings

# An inspection older than this says more about the past than about the service.
YEARS_UNTIL_AN_INSPECTION_IS_OLD = 4


def inspection_sentence(derived: DerivedRatings | None, as_of: dt.date) -> Sentence:
    """Return the last overall rating with its date, its edge and, where it is old, its age."""
    if derived is None:
        text = "No inspection of this service is held, so no rating is shown."
        return Sentence(text, Tone.MISSING, "ratings")
    published = derived.inspection.published
    if derived.published is None:
        template = "The last inspection held ({date}) gave percentages and no rating{age}."
    else:
        template = "The last inspection held ({date}) rated the service {rating}{edge}{age}."
    years = (as_of - published.latest).days // 365
    old = years >= YEARS_UNTIL_AN_INSPECTION_IS_OLD
    text = fill(
        template,
        date=published.words,
        rating=str(derived.published),
        edge=fill(" with {edge}", edge=derived.edge.rstrip("."))
        if derived.score is not None
        else "",
        age=fill(". It is {years} years old", years=str(years)) if old else "",
    )
    return Sentence(text, Tone.NOTE, "ratings")
