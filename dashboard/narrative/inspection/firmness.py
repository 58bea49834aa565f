"""How near an edge ratings lie, and how firm the overall rating is, in words."""

from collections.abc import Sequence

from dashboard.core.inspection.headroom import NoCases, QuestionHeadroom, headroom, thinnest
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection
from dashboard.core.inspection.what_if import what_if
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
    listed_clauses,
    lower_first,
    number_word,
)

# Of repeated samples, in the whole per cent that is printed: below the one the published rating
# is called close, from the other on firm.
CLOSE_BELOW_PERCENT, FIRM_FROM_PERCENT = 50, 90
# How much more headroom a key question may have and still be called nearly as near an edge.
NEARLY_AS_NEAR_POINTS = 2


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
    unsure = _may_be_nearer(derived, first)
    lead = fill(
        "Closest to dropping a grade: {code} {short} ({standard}), at {percentage}%.",
        code=first.code,
        short=first.answer.question.short.lower(),
        standard=first.rated.standard.title,
        percentage=str(first.answer.percentage),
    )
    told = [_distance(first), _consequence(derived, first)]
    told += [_as_close([q for q in others if q not in unsure]), _unsure_words(derived, unsure)]
    words = joined([lead, *told])
    return Sentence(words, Tone.NOTE, "ratings", lead=lead.text)


def _distance(question: QuestionHeadroom) -> Clause:
    points = question.points_to_fall
    template = "{points} lower (in how many cases is not known)"
    if question.cases_to_fall is not None:
        template = "{points} lower, about {fewer} of {cases} cases,"
    return fill(
        template,
        points=_percentage_points(points or 0),
        fewer=number_word(question.cases_to_fall or 0),
        cases=str(question.cases),
    )


def _percentage_points(points: int) -> Clause:
    noun = "percentage point" if points == 1 else "percentage points"
    return fill("{points} {noun}", points=str(points), noun=noun)


def _consequence(derived: DerivedRatings, question: QuestionHeadroom) -> Clause:
    lower = (question.answer.percentage or 0) - (question.points_to_fall or 0)
    after = what_if(derived.inspection, derived.framework, {question.code: lower}).after
    template = "would make the standard {below}; the total would be {score} of {most} points"
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


def _may_be_nearer(
    derived: DerivedRatings, first: QuestionHeadroom
) -> tuple[QuestionHeadroom, ...]:
    """Return the deciding key questions nearly as near that were asked of an unknown part."""
    most = (first.points_to_fall or 0) + NEARLY_AS_NEAR_POINTS
    return tuple(
        question
        for question in headroom(derived)
        if question.decides
        and question.rated.standard.counted
        and question.why_no_cases in (NoCases.PART, NoCases.NO_SHARE)
        and 0 < (question.points_to_fall or 0) <= most
        and question != first
    )


def _unsure_words(derived: DerivedRatings, unsure: Sequence[QuestionHeadroom]) -> Clause:
    if not unsure:
        return NOTHING
    return fill(
        "{questions} may be nearer still: of how many cases {they} asked is not published.",
        questions=listed_clauses([_unsure_question(derived, question) for question in unsure]),
        they="it was" if len(unsure) == 1 else "they were",
    )


def _unsure_question(derived: DerivedRatings, question: QuestionHeadroom) -> Clause:
    sample = derived.inspection.sample_of(question.rated.domain.code)
    return fill(
        "{code} ({points}, asked of part of {cases} cases)",
        code=question.code,
        points=_percentage_points(question.points_to_fall or 0),
        cases=str(sample.cases if sample else "the"),
    )


def firmness_sentence(again: Reinspection | NoReinspection) -> Sentence:
    """Return how firm the rating is, the shares behind that, and what they do not say."""
    if isinstance(again, NoReinspection):
        words = fill(
            "How firm the rating is cannot be said: {reason}", reason=lower_first(again.reason)
        )
        return Sentence(words, Tone.MISSING, "ratings")
    firmness = firmness_words(again)
    lead = Clause("How firm is it?")
    if firmness:
        lead = fill("{question} {firmness}.", question=lead, firmness=firmness)
    words = fill(
        "{lead} Of {draws} repeated samples of the same size from work of the same quality, "
        "{shares}. Repeated results tend to come out lower than the first without any change in "
        "the work: this is no forecast, and it says nothing about the work since.",
        lead=lead,
        draws=f"{again.draws:,}",
        shares=_shares(again),
    )
    return Sentence(words, Tone.NOTE, "ratings", lead=lead.text)


def firmness_words(again: Reinspection) -> Clause:
    """Return how firm the published rating is: "A close rating"; nothing where none is published.

    Close where fewer than half of the repeated samples give it, firm from nine in ten on, else
    fairly firm; judged on the whole per cent that is printed.
    """
    if again.published is None:
        return NOTHING
    percent = round(again.shares[again.published] * 100)
    if percent < CLOSE_BELOW_PERCENT:
        return Clause("A close rating")
    return Clause("A firm rating" if percent >= FIRM_FROM_PERCENT else "A fairly firm rating")


def firmness_message(again: Reinspection) -> Clause:
    """Return the same in a few words with the share of the published, else the likeliest, rating.

    "A close rating: 26% of repeated samples give Outstanding".
    """
    likeliest = max(again.shares, key=lambda rating: again.shares[rating])
    rating = again.published or likeliest
    share = fill(
        "{share} of repeated samples give {rating}",
        share=share_words(again.shares[rating]),
        rating=rating.value,
    )
    firmness = firmness_words(again)
    return fill("{firmness}: {share}", firmness=firmness, share=share) if firmness else share


def _shares(again: Reinspection) -> Clause:
    template = "{share} give {rating}"
    return listed_clauses(
        [
            fill(template, share=share_words(share), rating=rating.value)
            for rating, share in again.shares.items()
            if share
        ]
    )


def share_words(share: float) -> str:
    """Return a share of samples in whole per cent; what is rare is not rounded away.

    >>> share_words(0.348), share_words(0.002), share_words(0.999)
    ('35%', 'less than 1%', 'more than 99%')
    """
    if 0 < share < 0.005:
        return "less than 1%"
    return "more than 99%" if 0.995 <= share < 1 else f"{share * 100:.0f}%"
