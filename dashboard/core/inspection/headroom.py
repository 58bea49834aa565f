"""How far each key question lies from the next band, in points and in inspected cases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dashboard.core.inspection.frameworks import Band, Scale
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import Answer, DerivedRatings, StandardRating
from dashboard.core.remembered import remembered

Whole = TypeVar("Whole", int, npt.NDArray[np.int64])
# A standard whose weakest question lies within so many percentage points of a lower grade is near.
NEAR_POINTS = 5


class NoCases(StrEnum):
    """Why headroom cannot be given in cases."""

    PART = "asked of part of the sample; the number of those cases is not published"
    NO_SHARE = (
        "no whole number of the sample's cases gives this percentage, so it was asked of a part "
        "whose number is not published"
    )
    NO_SAMPLE = "the number of cases in the sample is not known here"


@dataclass(frozen=True)
class QuestionHeadroom:
    """How far a key question may move before its band changes.

    `points_to_fall` and `points_to_rise` are the smallest changes in whole percentage points that
    lead into the next band; None where there is no band on that side.  `cases` is the sample it was
    asked of, None with the reason in `why_no_cases`.

    `cases_to_fall` is the least number of cases whose answer would have to change for the share met
    to lie below the band *before rounding*.  The published percentage gives the number of cases
    that met the question (83% of 54 is 45 and no other), and whether inspectors band the share
    before or after rounding it is not published: 43 of 54 is 79.6%, below 80 before rounding and 80
    after it.  The smaller number is given, as the first at which the band is no longer sure, and
    is spoken of as "about"; after rounding it may take one case more.  `cases_to_rise` likewise is
    the least number with which the share reaches the band above before rounding.
    """

    answer: Answer
    rated: StandardRating
    points_to_fall: int | None
    points_to_rise: int | None
    below: Band | None
    cases: int | None = None
    why_no_cases: NoCases | None = None
    cases_to_fall: int | None = None
    cases_to_rise: int | None = None

    @property
    def code(self) -> str:
        return self.answer.question.code

    @property
    def decides(self) -> bool:
        """Whether the standard's rating is that of this key question."""
        return self.answer in self.rated.lowest

    @property
    def is_near_a_lower_grade(self) -> bool:
        """Whether it decides, and `NEAR_POINTS` or fewer take its standard to a lower grade."""
        return self.decides and 0 < (self.points_to_fall or 0) <= NEAR_POINTS


@dataclass(frozen=True)
class OverallHeadroom:
    """Points of the total score to the next overall rating down and up; None at either end."""

    points_to_fall: int | None
    points_to_rise: int | None


@remembered(64)
def headroom(derived: DerivedRatings) -> tuple[QuestionHeadroom, ...]:
    """Return the headroom of every key question with a percentage, in the framework's order.

    It is empty where no percentages are held or the framework has no bands for them.
    """
    scale = derived.framework.key_question_scale
    if scale is None:
        return ()
    return tuple(
        _question_headroom(answer, answer.band, rated, scale, derived.inspection)
        for rated in derived.standards
        for answer in rated.answers
        if answer.band is not None
    )


def overall_headroom(derived: DerivedRatings) -> OverallHeadroom | None:
    """Return how far the total lies from the next overall rating; None without total or bands."""
    if derived.band is None or derived.scale is None or derived.score is None:
        return None
    below, above = derived.scale.neighbours(derived.band)
    return OverallHeadroom(
        points_to_fall=derived.score - below.highest if below else None,
        points_to_rise=above.lowest - derived.score if above else None,
    )


def thinnest(questions: Iterable[QuestionHeadroom]) -> tuple[QuestionHeadroom, ...]:
    """Return the deciding key questions that can lose least before a counted standard falls."""
    able = [q for q in questions if q.decides and q.rated.standard.counted and q.points_to_fall]
    least = min((q.points_to_fall or 0 for q in able), default=0)
    return tuple(q for q in able if q.points_to_fall == least)


def weakest(derived: DerivedRatings) -> dict[str, QuestionHeadroom]:
    """Return the first key question that decides each standard, by the standard's code.

    A standard that was judged as a whole, or lacks a percentage, has none.
    """
    deciding = [question for question in headroom(derived) if question.decides]
    # The first of several that are level stands: it is written last.
    return {question.rated.standard.code: question for question in reversed(deciding)}


def _question_headroom(
    answer: Answer, band: Band, rated: StandardRating, scale: Scale, inspection: Inspection
) -> QuestionHeadroom:
    percentage = answer.known
    below, above = scale.neighbours(band)
    cases = cases_asked(answer, rated, inspection)
    bare = QuestionHeadroom(
        answer=answer,
        rated=rated,
        points_to_fall=percentage - below.highest if below else None,
        points_to_rise=above.lowest - percentage if above else None,
        below=below,
    )
    if isinstance(cases, NoCases):
        return replace(bare, why_no_cases=cases)
    met = cases_met(percentage, cases)
    return replace(
        bare,
        cases=cases,
        # At least one: a share that rounding alone lifted into its band lies below it already.
        cases_to_fall=max(1, met - _most_below(band.lowest, cases)) if below else None,
        cases_to_rise=_most_below(above.lowest, cases) + 1 - met if above else None,
    )


def cases_asked(answer: Answer, rated: StandardRating, inspection: Inspection) -> int | NoCases:
    """Return how many cases a key question was asked of, or why that is not known.

    It is the whole sample of the domain, unless the report says that only a part was asked, or the
    published percentage shows it: 97% is no whole number of 54 cases.
    """
    sample = inspection.sample_of(rated.domain.code)
    if sample is None:
        return NoCases.NO_SAMPLE
    if answer.question.code in sample.part_key_questions:
        return NoCases.PART
    met = cases_met(answer.known, sample.cases)
    return sample.cases if whole_percentage(met, sample.cases) == answer.known else NoCases.NO_SHARE


def cases_met(percentage: Whole, cases: Whole) -> Whole:
    """Return the number of cases whose share lies nearest to a percentage; one, or one a place.

    >>> cases_met(83, 54)
    45
    """
    return (2 * percentage * cases + 100) // 200


def whole_percentage(met: int, cases: int) -> int:
    """Return the share of cases that met a question as it is published: whole, a half rounded up.

    >>> whole_percentage(27, 40), whole_percentage(43, 54)
    (68, 80)
    """
    return (200 * met + cases) // (2 * cases)


def _most_below(percentage: int, cases: int) -> int:
    """Return the largest number of cases whose share lies below a percentage, before rounding."""
    return -(-percentage * cases // 100) - 1
