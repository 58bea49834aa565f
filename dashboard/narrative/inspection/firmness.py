"""How near an edge ratings lie, and how firm the overall rating is, in words."""

from collections.abc import Sequence

from dashboard.core.inspection.headroom import NoCases, QuestionHeadroom, headroom, thinnest
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection
from dashboard.core.inspection.sample_models import Model
from dashboard.core.inspection.what_if import what_if
from dashboard.core.remembered import remembered
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capital,
    fill,
    joined,
    listed,
    listed_clauses,
    lower_first,
    number_word,
)

# Of draws of other cases, in the whole per cent that is printed. Below the one under every model
# the published rating is called close, from the other on firm.
CLOSE_BELOW_PERCENT, FIRM_FROM_PERCENT = 50, 90
LOWER_MAY_BE_LUCK = Clause("A lower result next time need not mean worse work.")
# How much more headroom a key question may have and still be called nearly as near an edge.
NEARLY_AS_NEAR_POINTS = 2


def depth_sentences(
    derived: DerivedRatings, again: Reinspection | NoReinspection
) -> tuple[Sentence, ...]:
    """Return how near an edge the ratings lie and how firm they are; one sentence if neither."""
    if headroom(derived):
        return headroom_sentence(derived), firmness_sentence(again)
    words = Clause("We have no percentages of its key questions, so we cannot say how firm it is.")
    return (Sentence(words, Tone.MISSING, "ratings"),)


@remembered(64)
def headroom_sentence(derived: DerivedRatings) -> Sentence:
    """Return which deciding key question can lose least, in points and cases, and what follows."""
    close = thinnest(headroom(derived))
    if not close:
        words = Clause("No standard with percentages can drop a grade.")
        return Sentence(words, Tone.NOTE, "ratings")
    first, *others = close
    unsure = _may_be_nearer(derived, first)
    lead = fill(
        "Closest to a lower grade: {question}, at {percentage}%.",
        question=question_words(first),
        percentage=str(first.answer.percentage),
    )
    told = [_distance(first), _consequence(derived, first)]
    told += [_as_close([q for q in others if q not in unsure]), _unsure_words(unsure)]
    words = joined([lead, *told])
    return Sentence(words, Tone.NOTE, "ratings", lead=lead.text)


def _distance(question: QuestionHeadroom) -> Clause:
    template = "About {fewer} of {cases} cases fewer, {points}, would make the standard {below}."
    if question.cases_to_fall is None:
        template = "A fall of {points} would make the standard {below}; its case count is unknown."
    return fill(
        template,
        points=_percentage_points(question.points_to_fall or 0),
        fewer=number_word(question.cases_to_fall or 0),
        cases=str(question.cases),
        below=question.below.rating.value if question.below else "",
    )


def _percentage_points(points: int) -> Clause:
    noun = "percentage point" if points == 1 else "percentage points"
    return fill("{points} {noun}", points=str(points), noun=noun)


def _consequence(derived: DerivedRatings, question: QuestionHeadroom) -> Clause:
    lower = (question.answer.percentage or 0) - (question.points_to_fall or 0)
    after = what_if(derived.inspection, derived.framework, {question.code: lower}).after
    template = "The total would be {score} of {most} points"
    if after.overall is not None:
        same = after.overall is derived.overall
        template += ", still {overall}" if same else ", which is {overall}"
    return fill(
        template + ".",
        score=str(after.score),
        most=str(after.max_score),
        overall=str(after.overall),
    )


def _as_close(others: Sequence[QuestionHeadroom]) -> Clause:
    if not others:
        return NOTHING
    return fill(
        "Just as close: {questions}.",
        questions=listed_clauses([question_words(question) for question in others]),
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


def _unsure_words(unsure: Sequence[QuestionHeadroom]) -> Clause:
    if not unsure:
        return NOTHING
    return fill(
        "{codes} may be closer; {its} case count is unpublished.",
        codes=listed([question.code for question in unsure]),
        its="its" if len(unsure) == 1 else "their",
    )


def case_basis_words(derived: DerivedRatings, area_of_work: str | None = None) -> Clause:
    """Return from how many cases each part was rated, and how sure numbers of cases are."""
    unknown = [
        question.code
        for question in headroom(derived)
        if question.why_no_cases and area_of_work in (None, question.rated.domain.area_of_work)
    ]
    told = [
        joined(
            [
                fill("From {cases} {of}.", cases=str(sample.cases), of=sample.description),
                fill("{note}", note=sample.part_note),
            ]
        )
        for sample in derived.inspection.samples
    ]
    return joined([*told, case_numbers_words(unknown)])


def case_numbers_words(unknown: Sequence[str]) -> Clause:
    """Return how sure numbers of cases are, and the key questions for which none is known."""
    told = [
        Clause(
            "We work out case numbers from percentages. They may be one too low: nobody has "
            "published whether inspectors round first."
        )
    ]
    if unknown:
        template = "For {codes} we do not know how many cases were asked."
        told.append(fill(template, codes=listed(unknown)))
    return joined(told)


def firmness_sentence(again: Reinspection | NoReinspection) -> Sentence:
    """Return how often other cases give the rating, over all models, and what that is not.

    "Had inspectors picked other cases, it would have come out Outstanding in 17 to 63% of tries,
    depending on what is assumed. This shows the luck of the draw, not a forecast."
    """
    if isinstance(again, NoReinspection):
        words = fill(
            "We cannot say how firm the rating is: {reason}", reason=lower_first(again.reason)
        )
        return Sentence(words, Tone.MISSING, "ratings")
    lead = fill("{message}.", message=firmness_message(again))
    words = fill("{lead} This shows the luck of the draw, not a forecast.", lead=lead)
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

    "Had inspectors picked other cases, it would have come out Outstanding in 17 to 63% of tries,
    depending on what is assumed".
    """
    share = fill(
        "had inspectors picked other cases, it would have come out {rating} in {range} of tries, "
        "{depending}",
        rating=again.rating.value,
        range=range_words(*again.share_range),
        depending=_depending(again),
    )
    return _after_firmness(again, share)


def firmness_title(again: Reinspection) -> Clause:
    """Return the same in about ten words, for a heading."""
    share = fill(
        "with other cases, {rating} in {range} of tries",
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
