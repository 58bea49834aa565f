"""How near an edge ratings lie, and how firm the overall rating is, in words."""

from collections.abc import Sequence

from dashboard.core.headroom import QuestionHeadroom, headroom, thinnest
from dashboard.core.narrative.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
    listed_clauses,
    lower_first,
)
from dashboard.core.ratings import DerivedRatings, number_word
from dashboard.core.reinspection import NoReinspection, Reinspection
from dashboard.core.what_if import what_if


def depth_sentences(
    derived: DerivedRatings, again: Reinspection | NoReinspection
) -> tuple[Sentence, ...]:
    """Return how near an edge the ratings lie and how firm they are; one sentence if neither."""
    if headroom(derived):
        return headroom_sentence(derived), firmness_sentence(again)
    words = Clause(
        "How near an edge the ratings lie, and how firm they are, cannot be said: no key question "
        "percentages are held."
    )
    return (Sentence(words, Tone.MISSING, "ratings"),)


def headroom_sentence(derived: DerivedRatings) -> Sentence:
    """Return which deciding key question can lose least, in points and cases, and what follows."""
    close = thinnest(headroom(derived))
    if not close:
        words = Clause("No key question that decides a rating has a band below its own.")
        return Sentence(words, Tone.NOTE, "ratings")
    first, *others = close
    lead = fill(
        "Least headroom: {code} {short} ({standard}), at {percentage}%.",
        code=first.code,
        short=first.answer.question.short.lower(),
        standard=first.rated.standard.title,
        percentage=str(first.answer.percentage),
    )
    words = joined([lead, _distance(first), _consequence(derived, first), _as_close(others)])
    return Sentence(words, Tone.NOTE, "ratings", lead=lead.text)


def _distance(question: QuestionHeadroom) -> Clause:
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


def _consequence(derived: DerivedRatings, question: QuestionHeadroom) -> Clause:
    lower = (question.answer.percentage or 0) - (question.points_to_fall or 0)
    after = what_if(derived.inspection, derived.framework, {question.code: lower}).after
    template = "would make the standard {below}; the total would be {score} of {most}"
    if after.overall is not None:
        same = after.overall is derived.overall
        template += ", still {overall}" if same else ", and the overall rating {overall}"
    return fill(
        template + ".",
        below=str(after.of(question.rated.standard.code).rating),
        score=str(after.score),
        most=str(after.max_score),
        overall=str(after.overall),
    )


def _as_close(others: Sequence[QuestionHeadroom]) -> Clause:
    if not others:
        return NOTHING
    codes = listed([question.code for question in others])
    return fill("{codes} {verb} as close.", codes=codes, verb="is" if len(others) == 1 else "are")


def firmness_sentence(again: Reinspection | NoReinspection) -> Sentence:
    """Return how often each overall rating would come out again, or why that cannot be said."""
    if isinstance(again, NoReinspection):
        words = fill(
            "How firm the rating is cannot be said: {reason}", reason=lower_first(again.reason)
        )
        return Sentence(words, Tone.MISSING, "ratings")
    lead = "How firm is it?"
    shares = [
        fill("{rating} in {share}", rating=rating.value, share=share_words(share))
        for rating, share in again.shares.items()
        if share
    ]
    words = fill(
        "{lead} If work of the same quality were inspected again with samples of the same size, "
        "the overall rating would be {shares} of {draws} draws.",
        lead=lead,
        shares=listed_clauses(shares),
        draws=f"{again.draws:,}",
    )
    return Sentence(words, Tone.NOTE, "ratings", lead=lead)


def share_words(share: float) -> str:
    """Return a share of draws in whole per cent; what is rare is not rounded away.

    >>> share_words(0.348), share_words(0.002), share_words(0.999)
    ('35%', 'less than 1%', 'more than 99%')
    """
    if 0 < share < 0.005:
        return "less than 1%"
    return "more than 99%" if 0.995 <= share < 1 else f"{share * 100:.0f}%"
