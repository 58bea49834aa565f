"""What an inspection says on the first page, in words."""

import datetime as dt

from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.sentences import NOTHING, Clause, Sentence, Tone, fill, joined

# Not every inspection is held, and a service may be inspected again after two years (Cardiff was,
# in 2020 and 2022): from this age on a reader is told that a later rating may exist.
LATER_MAY_EXIST_FROM_YEARS = 3


def inspection_sentence(derived: DerivedRatings | None, as_of: dt.date) -> Sentence:
    """Return the newest overall rating held with its date, its age, what it covers and its edge."""
    if derived is None:
        template = "No inspection of this service published by {day} is held: no rating is shown."
        text = fill(template, day=date_words(as_of))
        return Sentence(text, Tone.MISSING, "ratings")
    published = derived.inspection.published
    told = fill(
        "Newest {what} we have ({date}{age}): {rated}.",
        what="inspection" if derived.published is None else "rating",
        date=published.words,
        age=_age(published, as_of),
        rated=_rated(derived),
    )
    return Sentence(joined([told, later_words(published, as_of)]), Tone.NOTE, "ratings")


def later_words(published: PublicationDate, as_of: dt.date) -> Clause:
    """Return that a later rating may exist, where the newest held is old; else nothing."""
    if _years(published, as_of) < LATER_MAY_EXIST_FROM_YEARS:
        return NOTHING
    return Clause("A later one may exist.")


def covers_words(inspection: Inspection) -> Clause:
    """Return what a rating is for, where it is not for the whole service; else nothing."""
    if not inspection.covers:
        return NOTHING
    return fill("for {covers}, not for the whole service", covers=inspection.covers)


def _rated(derived: DerivedRatings) -> Clause:
    if derived.published is None:
        return Clause("percentages were given and no rating")
    rating = Clause(derived.published.value)
    if derived.score is not None:
        edge = derived.edge.rstrip(".")
        rating = fill("{rating} with {edge}", rating=rating, edge=edge)
    return joined([rating, covers_words(derived.inspection)])


def _years(published: PublicationDate, as_of: dt.date) -> int:
    return (as_of - published.latest).days // 365


def _age(published: PublicationDate, as_of: dt.date) -> Clause:
    years = _years(published, as_of)
    template = ", at least {years} years ago" if published.is_between else ", {years} years ago"
    return fill(template, years=str(years)) if years > 1 else NOTHING
