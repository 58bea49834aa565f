"""How grades follow from percentages, and the total from grades: our arithmetic beside theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.inspection.frameworks import (
    MOST_POINTS,
    Band,
    Basis,
    Domain,
    Framework,
    KeyQuestion,
    Rating,
    Scale,
    Standard,
)
from dashboard.core.inspection.inspections import Inspection, StandardResult
from dashboard.errors import UnknownNameError


@dataclass(frozen=True)
class Answer:
    """A key question and the share of inspected cases that met it; None is not published."""

    question: KeyQuestion
    percentage: int | None
    band: Band | None

    @property
    def known(self) -> int:
        """The percentage, to sort by; only for answers that have one."""
        return -1 if self.percentage is None else self.percentage


@dataclass(frozen=True)
class StandardRating:
    """One standard: what was published, what its percentages give, and why.

    `derived` is None for judgements and wherever a percentage is missing, because the missing one
    might be the lowest.
    """

    standard: Standard
    domain: Domain
    published: Rating | None
    derived: Rating | None
    answers: tuple[Answer, ...]

    @property
    def rating(self) -> Rating | None:
        """The rating that counts in our total: the derived one, else the published one."""
        return self.published if self.derived is None else self.derived

    @property
    def score(self) -> int | None:
        """Points towards the total; None if the standard is not counted or has no rating."""
        return self.rating.points if self.standard.counted and self.rating else None

    @property
    def agrees(self) -> bool | None:
        """Whether arithmetic gives the published rating; None where one of them is missing."""
        if self.derived is None or self.published is None:
            return None
        return self.derived is self.published

    @cached_property
    def lowest(self) -> tuple[Answer, ...]:
        """The key questions that decide the rating: the lowest, and those level with it."""
        if self.derived is None:
            return ()
        worst = min(answer.known for answer in self.answers)
        return tuple(answer for answer in self.answers if answer.known == worst)


@dataclass(frozen=True)
class DerivedRatings:
    """An inspection re-derived: per standard, in total and overall, beside what was published.

    `max_score` is three points for each counted standard that has a rating; `scale` is None where
    the framework has no bands for that maximum.
    """

    inspection: Inspection
    framework: Framework
    standards: tuple[StandardRating, ...]
    score: int | None
    max_score: int | None
    scale: Scale | None

    @property
    def published(self) -> Rating | None:
        return self.inspection.overall

    @property
    def overall(self) -> Rating | None:
        """The overall rating that the total gives, or None where no bands apply."""
        return self.band.rating if self.band else None

    @property
    def band(self) -> Band | None:
        if self.scale is None or self.score is None:
            return None
        return self.scale.band(self.score)

    @property
    def comparable(self) -> tuple[StandardRating, ...]:
        """The standards for which there is both a published and a derived rating."""
        return tuple(rated for rated in self.standards if rated.agrees is not None)

    @property
    def agreeing(self) -> tuple[StandardRating, ...]:
        return tuple(rated for rated in self.comparable if rated.agrees)

    @property
    def below_good(self) -> tuple[StandardRating, ...]:
        """The standards rated below Good, worst first, then in the framework's order.

        The published rating counts here, and the derived one where none was published.
        """
        rated = [one for one in self.standards if _is_below_good(one)]
        return tuple(sorted(rated, key=lambda one: one.published or one.derived or Rating.GOOD))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every key question that has a percentage, in the framework's order."""
        every = (answer for rated in self.standards for answer in rated.answers)
        return tuple(answer for answer in every if answer.percentage is not None)

    def of(self, code: str) -> StandardRating:
        """Return what was derived for one standard.

        Raises:
            UnknownNameError: if the inspection has no such standard.
        """
        for rated in self.standards:
            if rated.standard.code == code:
                return rated
        codes = [rated.standard.code for rated in self.standards]
        raise UnknownNameError.among(f"standard in {self.inspection.id}", code, codes)


def _is_below_good(rated: StandardRating) -> bool:
    rating = rated.published or rated.derived
    return rating is not None and rating < Rating.GOOD


def derive(inspection: Inspection, framework: Framework) -> DerivedRatings:
    """Return what the framework's arithmetic makes of an inspection, beside the published ratings.

    A standard rated on cases takes the band of its lowest key question; a judgement keeps its
    published rating.  Counted ratings earn 0 to 3 points each.  Where only an overall score was
    published, that score is banded.  Nothing is derived under a framework without arithmetic.
    """
    rated = tuple(rate_standard(result, framework) for result in inspection.standards)
    score, max_score = _total(rated, inspection, framework)
    scale = framework.overall_scale(max_score) if max_score is not None else None
    return DerivedRatings(inspection, framework, rated, score, max_score, scale)


def rate_standard(result: StandardResult, framework: Framework) -> StandardRating:
    """Return what the framework's arithmetic makes of one standard, beside its published rating.

    Raises:
        UnknownNameError: if the framework has no such standard.
    """
    standard = framework.standard(result.code)
    answers = tuple(
        _answer(question, result.percentages.get(question.code), framework)
        for question in standard.key_questions
    )
    return StandardRating(
        standard=standard,
        domain=framework.domain_of(result.code),
        published=result.published,
        derived=_derived(standard, answers),
        answers=answers,
    )


def _answer(question: KeyQuestion, percentage: int | None, framework: Framework) -> Answer:
    scale = framework.key_question_scale
    if scale is None or percentage is None:
        return Answer(question, percentage, None)
    return Answer(question, percentage, scale.band(percentage))


def _derived(standard: Standard, answers: tuple[Answer, ...]) -> Rating | None:
    ratings = [answer.band.rating for answer in answers if answer.band is not None]
    complete = bool(answers) and len(ratings) == len(answers)
    return min(ratings) if complete and standard.basis is Basis.CASES else None


def _total(
    rated: Iterable[StandardRating], inspection: Inspection, framework: Framework
) -> tuple[int | None, int | None]:
    if not framework.arithmetic:
        return None, None
    points = [standard.score for standard in rated if standard.score is not None]
    if not points:
        return inspection.score, inspection.max_score
    return sum(points), MOST_POINTS * len(points)
