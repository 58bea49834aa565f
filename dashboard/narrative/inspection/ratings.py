"""What an inspection says on the first page, in words."""

import datetime as dt

from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.sentences import NOTHING, Clause, Sentence, Tone, fill


def inspection_sentence(derived: DerivedRatings | None, as_of: dt.date) -> Sentence:
    """Return the last overall rating with its edge, its date and its age."""
    if derived is None:
        template = "No inspection of this service published by {day} is held: no rating is shown."
        text = fill(template, day=date_words(as_of))
        return Sentence(text, Tone.MISSING, "ratings")
    inspection = derived.inspection
    text = fill(
        "{rated}, in the newest inspection held ({date}{age}).",
        rated=_rated(derived),
        date=inspection.published.words,
        age=_age(inspection.published, as_of),
    )
    return Sentence(text, Tone.NOTE, "ratings")


def _rated(derived: DerivedRatings) -> Clause:
    if derived.published is None:
        return Clause("Percentages were given and no rating")
    if derived.score is None:
        return fill("Rated {rating}", rating=derived.published.value)
    edge = derived.edge.rstrip(".")
    return fill("Rated {rating} with {edge}", rating=derived.published.value, edge=edge)


def _age(published: PublicationDate, as_of: dt.date) -> Clause:
    years = (as_of - published.latest).days // 365
    template = ", at least {years} years ago" if published.is_between else ", {years} years ago"
    return fill(template, years=str(years)) if years > 1 else NOTHING
