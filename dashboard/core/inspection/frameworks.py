"""Inspection frameworks: what is rated, on which basis, and the bands that give a rating."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property, total_ordering
from itertools import pairwise

from dashboard.core.periods import PublicationDate
from dashboard.core.rules import (
    ImpossibleValueError,
    require_address,
    require_between,
    require_texts,
)
from dashboard.errors import RatingError, UnknownNameError


@total_ordering
class Rating(Enum):
    """The inspectorate's four points, in its own words; they are ordered, worst first."""

    INADEQUATE = "Inadequate"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    GOOD = "Good"
    OUTSTANDING = "Outstanding"

    @property
    def points(self) -> int:
        """What a standard with this rating adds to the total score: 0 to 3."""
        return list(Rating).index(self)

    def __lt__(self, other: "Rating") -> bool:
        return self.points < other.points

    def __str__(self) -> str:
        return self.value


MOST_POINTS = Rating.OUTSTANDING.points


class Basis(StrEnum):
    """Where a standard's rating comes from: percentages of inspected cases, or judgement."""

    CASES = "cases"
    JUDGEMENT = "judgement"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Band:
    """The whole numbers, both ends included, that earn one rating."""

    rating: Rating
    lowest: int
    highest: int

    @property
    def words(self) -> str:
        return f"{self.lowest} to {self.highest}"

    @property
    def percent_words(self) -> str:
        """The band of percentages as it is spoken of.

        >>> Band(Rating.GOOD, 65, 79).percent_words, Band(Rating.OUTSTANDING, 80, 100).percent_words
        ('65% to 79%', '80% and over')
        """
        if self.highest == 100:
            return f"{self.lowest}% and over"
        return f"{self.lowest}% to {self.highest}%" if self.lowest else f"below {self.highest + 1}%"


@dataclass(frozen=True)
class Scale:
    """Adjoining bands, worst rating first: each whole number from 0 to `maximum` has one rating."""

    maximum: int
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        if not self.bands or self.bands[0].lowest != 0 or self.bands[-1].highest != self.maximum:
            raise RatingError(f"the bands must run from 0 to {self.maximum}.")
        for band in self.bands:
            if band.lowest > band.highest:
                raise RatingError(f"the band {band.rating} ends before it begins ({band.words}).")
        for lower, upper in pairwise(self.bands):
            _require_adjoining(lower, upper)

    def band(self, value: int) -> Band:
        """Return the one band that a whole number lies in.

        Raises:
            RatingError: if the number lies outside the scale.
        """
        for band in self.bands:
            if band.lowest <= value <= band.highest:
                return band
        raise RatingError(f"{value} does not lie between 0 and {self.maximum}.")

    def neighbours(self, band: Band) -> tuple[Band | None, Band | None]:
        """Return the bands just below and just above one band; None at either end."""
        place = self.bands.index(band)
        above = self.bands[place + 1] if place + 1 < len(self.bands) else None
        return (self.bands[place - 1] if place else None), above


def _require_adjoining(lower: Band, upper: Band) -> None:
    if lower.rating >= upper.rating:
        raise RatingError(f"the bands stand out of order: {lower.rating}, then {upper.rating}.")
    if upper.lowest != lower.highest + 1:
        fault = "a gap" if upper.lowest > lower.highest + 1 else "an overlap"
        raise RatingError(
            f"there is {fault} between {lower.rating}, which ends at {lower.highest}, "
            f"and {upper.rating}, which begins at {upper.lowest}."
        )


@dataclass(frozen=True)
class KeyQuestion:
    """One question asked of every inspected case; `short` is our label for charts."""

    code: str
    wording: str
    short: str


@dataclass(frozen=True)
class Standard:
    """What is rated; `counted` says whether its points enter the total score."""

    code: str
    name: str
    basis: Basis
    counted: bool = True
    statement: str = ""
    key_questions: tuple[KeyQuestion, ...] = ()

    def __post_init__(self) -> None:
        for question in self.key_questions:
            if not question.code.startswith(f"{self.code}."):
                raise RatingError(f"key question {question.code} stands under {self.code}.")

    @property
    def title(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True)
class Domain:
    """A group of standards, and the area of work that a board knows it by."""

    code: str
    name: str
    area_of_work: str
    standards: tuple[Standard, ...] = ()


@dataclass(frozen=True)
class CaseMeasure:
    """A headline percentage of the case inspections before 2018, which gave no ratings."""

    code: str
    name: str


@dataclass(frozen=True)
class SampleSize:
    """How many children's or victims' cases an inspection looks at: the least and the most."""

    of: str
    least: int
    most: int

    def __post_init__(self) -> None:
        require_texts({"sample_sizes.of": self.of})
        require_between("sample_sizes.least", self.least, 1)
        require_between("sample_sizes.most", self.most, self.least)


@dataclass(frozen=True)
class Framework:
    """The rules one generation of inspections was rated under.

    `arithmetic` is False where ratings are judged, or where we do not hold the rules; then there
    are no scales, and nothing is derived.  `grades` is False where no rating was given at all.
    `complete` is False where some of its standards are not known here.
    """

    id: str
    title: str
    publisher: str
    used_from: PublicationDate
    arithmetic: bool
    explanation: str
    authored_by: str
    reviewed_on: dt.date
    source_url: str
    sources: tuple[str, ...]
    not_verified: tuple[str, ...]
    used_until: PublicationDate | None = None
    grades: bool = True
    complete: bool = True
    sample_sizes: tuple[SampleSize, ...] = ()
    domains: tuple[Domain, ...] = ()
    case_measures: tuple[CaseMeasure, ...] = ()
    key_question_scale: Scale | None = None
    overall_scales: tuple[Scale, ...] = ()

    def __post_init__(self) -> None:
        require_texts({"title": self.title, "publisher": self.publisher})
        require_address("source_url", self.source_url, may_be_unknown=True)
        if self.used_until and self.used_until.latest < self.used_from.earliest:
            wrong = f"{self.used_until.words} is before used_from, {self.used_from.words}"
            raise ImpossibleValueError("used_until", wrong, "swap or correct them")
        has_scales = self.key_question_scale is not None and bool(self.overall_scales)
        has_any_scale = self.key_question_scale is not None or bool(self.overall_scales)
        if self.arithmetic and not has_scales:
            raise RatingError("arithmetic needs a key_question_scale and overall_scales.")
        if has_any_scale and not self.arithmetic:
            raise RatingError("a framework without arithmetic has no scales.")
        if self.arithmetic and not self.complete:
            raise RatingError("arithmetic needs every standard of the framework.")
        _require_unique("domain", (domain.code for domain in self.domains))
        _require_unique("standard", (s.code for d in self.domains for s in d.standards))
        _require_unique("key question", (q.code for q in self.key_questions))
        _require_unique("maximum score", (str(scale.maximum) for scale in self.overall_scales))

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """Every standard by its code, in the framework's order."""
        return {s.code: s for domain in self.domains for s in domain.standards}

    @property
    def key_questions(self) -> tuple[KeyQuestion, ...]:
        return tuple(q for standard in self.standards.values() for q in standard.key_questions)

    @property
    def areas_of_work(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(domain.area_of_work for domain in self.domains))

    def standard(self, code: str) -> Standard:
        """Return the standard with a code.

        Raises:
            UnknownNameError: if the framework has no such standard.
        """
        if code not in self.standards:
            raise UnknownNameError.among(f"standard in {self.id}", code, self.standards)
        return self.standards[code]

    def domain(self, code: str) -> Domain:
        """Return the domain with a code.

        Raises:
            UnknownNameError: if the framework has no such domain.
        """
        for domain in self.domains:
            if domain.code == code:
                return domain
        codes = [domain.code for domain in self.domains]
        raise UnknownNameError.among(f"domain in {self.id}", code, codes)

    def domain_of(self, standard_code: str) -> Domain:
        """Return the domain that a standard belongs to."""
        standard = self.standard(standard_code)
        return next(domain for domain in self.domains if standard in domain.standards)

    def overall_scale(self, max_score: int) -> Scale | None:
        """Return the bands for totals out of a maximum, or None where the framework has none.

        The bands of one maximum are never stretched to another: how the inspectorate bands an
        inspection of fewer standards is not known.
        """
        matching = (scale for scale in self.overall_scales if scale.maximum == max_score)
        return next(matching, None)


def _require_unique(kind: str, codes: Iterable[str]) -> None:
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        raise RatingError(f"{kind} {twice[0]} is defined twice.")
