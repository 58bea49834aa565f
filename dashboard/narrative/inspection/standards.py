"""How a standard's rating follows from its key questions, in words."""

from dashboard.core.inspection.frameworks import Basis
from dashboard.core.inspection.headroom import NEAR_POINTS, QuestionHeadroom, weakest
from dashboard.core.inspection.ratings import DerivedRatings, StandardRating
from dashboard.core.sentences import NOTHING, Clause, capitalised, fill, joined, listed, number_word

WEAKEST_DECIDES = Clause(
    "A standard is as good as its weakest question: the share of cases that met it."
)


def standard_words(rated: StandardRating) -> Clause:
    """Return how a standard's rating follows, or why nothing can be worked out."""
    uncounted = NOTHING if rated.standard.counted else Clause("It does not count in the total.")
    return joined([_how_rated(rated), uncounted])


def _how_rated(rated: StandardRating) -> Clause:
    if rated.standard.basis is Basis.JUDGEMENT:
        return Clause("Inspectors judged this as a whole, without percentages.")
    if rated.standard.basis is Basis.NOT_KNOWN:
        return Clause("How this standard is rated is not known here.")
    if not rated.lowest:
        return _why_not_derived(rated)
    judged = fill("Inspectors used their judgement: {rating}.", rating=str(rated.published))
    return joined([_weakest(rated), judged if rated.agrees is False else NOTHING])


def _weakest(rated: StandardRating) -> Clause:
    codes = [answer.question.code for answer in rated.lowest]
    band = rated.lowest[0].band
    template = "The {weakest} of {count} questions decides: {codes} at {percentage}%, {band}."
    if len(rated.answers) == 1:
        template = "Its only question decides: {codes} at {percentage}%, {band}."
    return fill(
        template,
        weakest="weaker" if len(rated.answers) == 2 else "weakest",
        count=number_word(len(rated.answers)),
        codes=listed(codes),
        percentage=str(rated.lowest[0].percentage),
        band=f"{band.rating} ({band.percent_words})" if band else "",
    )


def _why_not_derived(rated: StandardRating) -> Clause:
    missing = [a.question.code for a in rated.answers if a.percentage is None]
    if not missing or len(missing) == len(rated.answers):
        return Clause("We have no percentages for it.")
    return fill(
        "{codes} {has} no published percentage and may be the weakest: we work nothing out.",
        codes=listed(missing),
        has="has" if len(missing) == 1 else "have",
    )


def tile_words(rated: StandardRating, question: QuestionHeadroom | None) -> Clause:
    """Return the one line of a standard's tile: its weakest question, and a grade that is near.

    `question` is the one that decides. "Weakest question 83%, 4 points above Good".
    """
    if rated.standard.basis is Basis.JUDGEMENT:
        return Clause("Judged as a whole")
    if question is None:
        return Clause("No percentages")
    told = [fill("Weakest question {percentage}%", percentage=str(question.answer.percentage))]
    if question.is_near_a_lower_grade and question.below:
        template = "{points} {noun} above {rating}"
        points = question.points_to_fall or 0
        noun = "point" if points == 1 else "points"
        below = question.below.rating.value
        told.append(fill(template, points=str(points), noun=noun, rating=below))
    if rated.agrees is False:
        told.append(fill("which alone would be {rating}", rating=str(rated.derived)))
    return joined(told, ", ")


def near_words(derived: DerivedRatings) -> Clause:
    """Return how many standards are near a lower grade; nothing where none has percentages."""
    questions = weakest(derived)
    if not questions:
        return NOTHING
    codes = [one.standard.code for one in derived.standards if one.standard.code in questions]
    near = [code for code in codes if questions[code].is_near_a_lower_grade]
    if not near:
        template = "No standard with percentages is within {points} points of a lower grade."
        return fill(template, points=number_word(NEAR_POINTS))
    return fill(
        "{count} {standards} within {points} percentage points of a lower grade: {codes}.",
        count=capitalised(number_word(len(near))),
        standards="standard is" if len(near) == 1 else "standards are",
        points=number_word(NEAR_POINTS),
        codes=listed(near),
    )
