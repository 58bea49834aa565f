"""How near an edge ratings lie, and how firm the overall rating is, in words."""

from collections.abc import Sequence

from dashboard.core.inspection.headroom import NoCases, QuestionHeadroom, headroom, thinnest
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection
from dashboard.core.inspection.sample_models import Model
from dashboard.core.inspection.what_if import what_if
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capital,
    fill,
    joined,
    listed_clauses,
    lower_first,
    number_word,
)

# Of draws of other cases, in the whole per cent that is printed. Below the one under every model
# the published rating is called close, from the other on firm.
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
        "Closest to dropping a grade: {question}, at {percentage}%.",
        question=question_words(first),
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
    return fill(
        "{questions} {verb} as close.",
        questions=capital(listed_clauses([question_words(question) for question in others])),
        verb="is" if len(others) == 1 else "are",
    )


def question_words(question: QuestionHeadroom) -> Clause:
    """Return a key question's name and code: "others kept safe in planning (2.2.3)"."""
    return fill(
        "{short} in {standard} ({code})",
        short=lower_first(question.answer.question.short),
        standard=lower_first(question.rated.standard.name),
        code=question.code,
    )


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
        questions=capital(
            listed_clauses([_unsure_question(derived, question) for question in unsure])
        ),
        they="it was" if len(unsure) == 1 else "they were",
    )


def _unsure_question(derived: DerivedRatings, question: QuestionHeadroom) -> Clause:
    sample = derived.inspection.sample_of(question.rated.domain.code)
    return fill(
        "{question}, {points} away and asked of part of {cases} cases,",
        question=question_words(question),
        points=_percentage_points(question.points_to_fall or 0),
        cases=str(sample.cases if sample else "the"),
    )


def firmness_sentence(again: Reinspection | NoReinspection) -> Sentence:
    """Return how often other cases give the rating, over all models, and what that is not."""
    if isinstance(again, NoReinspection):
        words = fill(
            "How firm the rating is cannot be said: {reason}", reason=lower_first(again.reason)
        )
        return Sentence(words, Tone.MISSING, "ratings")
    lead = fill("{message}.", message=firmness_message(again))
    words = fill(
        "{lead} A lower result need not mean worse work, and this is no forecast.",
        lead=lead,
    )
    return Sentence(words, Tone.NOTE, "ratings", lead=lead.text)


def firmness_words(again: Reinspection) -> Clause:
    """Return how firm the published rating is: "A close rating"; nothing where models disagree.

    Firm where every model gives it in nine of ten draws or more, close where every model
    gives it in fewer than half; judged on the whole per cent that is printed. Neither is said
    before the model was drawn that is likeliest to contradict it: smaller parts make a rating less
    firm, a caseload that ends makes it firmer.
    """
    if again.published is None:
        return NOTHING
    least, most = (round(share * 100) for share in again.share_range)
    parts_are_known = not again.asked_of_part or again.drew(Model.PART_ASKED)
    if least >= FIRM_FROM_PERCENT and parts_are_known:
        return Clause("A firm rating")
    if most < CLOSE_BELOW_PERCENT and again.drew(Model.FINITE_CASELOAD):
        return Clause("A close rating")
    return NOTHING


def firmness_message(again: Reinspection) -> Clause:
    """Return the range over the models, with the word for how firm that all agree on, if any.

    "Had inspectors drawn other cases, the same work would have come out Outstanding in 17 to 63% of
    draws, depending on what is assumed".
    """
    share = fill(
        "had inspectors drawn other cases, the same work would have come out {rating} in {range} "
        "of draws, {depending}",
        rating=again.rating.value,
        range=range_words(*again.share_range),
        depending=_depending(again),
    )
    return _after_firmness(again, share)


def firmness_title(again: Reinspection) -> Clause:
    """Return the same in about ten words, for a heading."""
    share = fill(
        "with other cases, {rating} in {range} of draws",
        rating=again.rating.value,
        range=range_words(*again.share_range),
    )
    return _after_firmness(again, share)


def _after_firmness(again: Reinspection, share: Clause) -> Clause:
    firmness = firmness_words(again)
    return (
        fill("{firmness}: {share}", firmness=firmness, share=share) if firmness else capital(share)
    )


def _depending(again: Reinspection) -> str:
    least, most = (share_words(share) for share in again.share_range)
    return "whatever is assumed" if least == most else "depending on what is assumed"


def range_words(least: float, most: float) -> str:
    """Return two shares of samples as a range in whole per cent.

    >>> range_words(0.17, 0.63), range_words(0.001, 0.63), range_words(1, 1)
    ('17 to 63%', 'less than 1% to 63%', '100%')
    """
    low, high = share_words(least), share_words(most)
    if low == high:
        return low
    return f"{low.removesuffix('%') if low[0].isdigit() else low} to {high}"


def share_words(share: float) -> str:
    """Return a share of samples in whole per cent; what is rare is not rounded away.

    >>> share_words(0.348), share_words(0.002), share_words(0.999)
    ('35%', 'less than 1%', 'more than 99%')
    """
    if 0 < share < 0.005:
        return "less than 1%"
    return "more than 99%" if 0.995 <= share < 1 else f"{share * 100:.0f}%"
