"""What an inspection says in words: its rating, its headroom, how firm it is."""

import datetime as dt
from collections.abc import Sequence

from dashboard.core.headroom import QuestionHeadroom, headroom, thinnest
from dashboard.core.narrative.sentences import (
    Sentence,
    Tone,
    capitalised,
    fill,
    listed,
    lower_first,
)
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.ratings import DerivedRatings, number_word
from dashboard.core.reinspection import NoReinspection, Reinspection
from dashboard.core.what_if import what_if


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


def _rated(derived: DerivedRatings) -> str:
    if derived.published is None:
        return "Percentages were given and no rating"
    if derived.score is None:
        return fill("Rated {rating}", rating=derived.published.value)
    edge = derived.edge.rstrip(".")
    return fill("Rated {rating} with {edge}", rating=derived.published.value, edge=edge)


def _age(published: PublicationDate, as_of: dt.date) -> str:
    years = (as_of - published.latest).days // 365
    return fill(", {years} years ago", years=str(years)) if years > 1 else ""


def depth_sentences(
    derived: DerivedRatings, again: Reinspection | NoReinspection
) -> tuple[Sentence, ...]:
    """Return how near an edge the ratings lie and how firm they are; one sentence if neither."""
    if headroom(derived):
        return headroom_sentence(derived), firmness_sentence(again)
    text = (
        "How near an edge the ratings lie, and how firm they are, cannot be said: no key question "
        "percentages are held."
    )
    return (Sentence(text, Tone.MISSING, "ratings"),)


def headroom_sentence(derived: DerivedRatings) -> Sentence:
    """Return which deciding key question can lose least, in points and cases, and what follows."""
    close = thinnest(headroom(derived))
    if not close:
        text = "No key question that decides a rating has a band below its own."
        return Sentence(text, Tone.NOTE, "ratings")
    first, *others = close
    lead = fill(
        "Least headroom: {code} {short} ({standard}), at {percentage}%.",
        code=first.code,
        short=first.answer.question.short.lower(),
        standard=first.rated.standard.title,
        percentage=str(first.answer.percentage),
    )
    text = f"{lead} {capitalised(distance_words(first))} {_consequence(derived, first)}."
    return Sentence(text + _as_close(others), Tone.NOTE, "ratings", lead=lead)


def distance_words(question: QuestionHeadroom) -> str:
    """Return the way down in points and, where the number is known, in cases."""
    points = question.points_to_fall
    template = "{points} {noun} lower (in how many cases is not known)"
    if question.cases_to_fall is not None:
        template = "{points} {noun} lower, about {fewer} of {cases} cases,"
    return fill(
        template,
        points=str(points),
        noun="point" if points == 1 else "points",
        fewer=number_word(question.cases_to_fall or 0),
        cases=str(question.cases),
    )


def _consequence(derived: DerivedRatings, question: QuestionHeadroom) -> str:
    lower = (question.answer.percentage or 0) - (question.points_to_fall or 0)
    after = what_if(derived.inspection, derived.framework, {question.code: lower}).after
    template = "would make the standard {below}; the total would be {score} of {most}"
    if after.overall is not None:
        same = after.overall is derived.overall
        template += ", still {overall}" if same else ", and the overall rating {overall}"
    return fill(
        template,
        below=str(after.of(question.rated.standard.code).rating),
        score=str(after.score),
        most=str(after.max_score),
        overall=str(after.overall),
    )


def _as_close(others: Sequence[QuestionHeadroom]) -> str:
    if not others:
        return ""
    template = " {codes} {verb} as close."
    codes = listed([question.code for question in others])
    return fill(template, codes=codes, verb="is" if len(others) == 1 else "are")


def firmness_sentence(again: Reinspection | NoReinspection) -> Sentence:
    """Return how often each overall rating would come out again, or why that cannot be said."""
    if isinstance(again, NoReinspection):
        text = fill(
            "How firm the rating is cannot be said: {reason}", reason=lower_first(again.reason)
        )
        return Sentence(text, Tone.MISSING, "ratings")
    lead = "How firm is it?"
    text = fill(
        "{lead} If work of the same quality were inspected again with samples of the same size, "
        "the overall rating would be {shares} of {draws} draws.",
        lead=lead,
        shares=listed([f"{r} in {share_words(s)}" for r, s in again.shares.items() if s]),
        draws=f"{again.draws:,}",
    )
    return Sentence(text, Tone.NOTE, "ratings", lead=lead)


def share_words(share: float) -> str:
    """Return a share of draws in whole per cent; what is rare is not rounded away.

    >>> share_words(0.348), share_words(0.002), share_words(0.999)
    ('35%', 'less than 1%', 'more than 99%')
    """
    if 0 < share < 0.005:
        return fill("less than {least}%", least="1")
    if 0.995 <= share < 1:
        return fill("more than {most}%", most="99")
    return fill("{percent}%", percent=f"{share * 100:.0f}")
