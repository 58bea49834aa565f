"""How firm an overall rating is: what chance alone would make of inspecting the same work again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from dashboard.core.inspection.frameworks import Framework, Rating, Scale
from dashboard.core.inspection.headroom import NoCases, cases_asked
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import Answer, DerivedRatings, StandardRating, derive

DRAWS = 10_000
SEED = 2018

Whole = npt.NDArray[np.int64]
# Of each key question of a standard: the percentage known, and of how many cases it was asked.
_Asked = tuple[tuple[int, int], ...]

_ON_ITS_OWN = (
    "Each key question is drawn on its own; that a weak case often fails several of them at once "
    "is left out."
)
_BANDED = (
    "Percentages are rounded to whole numbers before they are banded, and the lowest key question "
    "decides; inspectors' judgement near an edge is left out.",
    "The lowest of several questions is pulled down by chance more easily than up, so a second "
    "result tends to be lower without any change in the work.",
)
# What holds for every drawing, whoever read the cases.
SHARED_ASSUMPTIONS = (_ON_ITS_OWN, *_BANDED)
_ASSUMPTIONS = (
    "The published percentages are taken as the true quality of the work, though they come from a "
    "sample themselves.",
    "Each sample is as large as the one that was inspected, and is drawn from cases without end; "
    "where most of a service's cases were read, a second look at the same cases would agree more "
    "often.",
    _ON_ITS_OWN,
    "Standards that were judged as a whole, all of domain 1 among them, keep their published "
    "rating.",
    *_BANDED,
)


@dataclass(frozen=True)
class Reinspection:
    """How often each overall rating would come out if the same work were inspected again.

    `shares` are shares of draws from 0 to 1 and add up to 1; `standard_shares` are the same for
    each standard that was drawn, by its code.  `asked_of_part` are the key questions that were
    asked of an unpublished part of the sample and are drawn with the whole of it.
    """

    draws: int
    seed: int
    published: Rating | None
    shares: Mapping[Rating, float]
    standard_shares: Mapping[str, Mapping[Rating, float]]
    asked_of_part: tuple[str, ...]

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was assumed, to be printed beside the shares."""
        if not self.asked_of_part:
            return _ASSUMPTIONS
        codes = ", ".join(self.asked_of_part)
        part = (
            f"{codes} were asked of part of the sample, and of how many cases is not published: "
            "they are drawn with the whole sample."
        )
        return (*_ASSUMPTIONS, part)


@dataclass(frozen=True)
class NoReinspection:
    """Why the drawing cannot be done, in one sentence."""

    reason: str


def reinspect(
    inspection: Inspection, framework: Framework, draws: int = DRAWS, seed: int = SEED
) -> Reinspection | NoReinspection:
    """Return how often each overall rating comes out when every key question is drawn again.

    The number of cases that meet a key question is binomial: as many cases as were inspected, each
    meeting it with the published percentage as its chance.  Percentages are rounded, the lowest
    gives the standard's band, the standards' points the total and its rating.  Standards that do
    not follow from percentages keep the rating that counts.  A seed always gives the same shares.
    """
    derived = derive(inspection, framework)
    drawn = [rated for rated in derived.standards if rated.derived is not None]
    reason = _why_not(derived, drawn)
    scale, overall_scale = framework.key_question_scale, derived.scale
    if reason or scale is None or overall_scale is None:
        return NoReinspection(reason)
    asked = [
        tuple((answer.known, _sample_size(rated, inspection)) for answer in rated.answers)
        for rated in drawn
    ]
    points = _standard_points(asked, scale, draws, np.random.default_rng(seed))
    counted = [place for place, rated in enumerate(drawn) if rated.standard.counted]
    held = sum(rated.score or 0 for rated in derived.standards if rated not in drawn)
    overall = _band_points(points[:, counted].sum(axis=1) + held, overall_scale)
    return Reinspection(
        draws=draws,
        seed=seed,
        published=derived.published,
        shares=_shares(overall),
        standard_shares={
            rated.standard.code: _shares(column)
            for rated, column in zip(drawn, points.T, strict=True)
        },
        asked_of_part=_asked_of_part(drawn, inspection),
    )


def standard_shares(
    rated: StandardRating, cases_of: Mapping[str, int], scale: Scale
) -> Mapping[Rating, float]:
    """Return how often each rating of one standard comes out when its key questions are redrawn.

    `cases_of` is how many cases each key question was asked of, by its code. The drawing is that of
    `reinspect`, so the shares are the same every time.
    """
    asked = tuple((answer.known, cases_of[answer.question.code]) for answer in rated.answers)
    return _shares_of_one(asked, scale)


# Drawn once for the same answers: a page of case audits asks for some twenty standards at each run.
@lru_cache(maxsize=1024)
def _shares_of_one(asked: _Asked, scale: Scale) -> Mapping[Rating, float]:
    points = _standard_points([asked], scale, DRAWS, np.random.default_rng(SEED))
    return MappingProxyType(_shares(points[:, 0]))


def _why_not(derived: DerivedRatings, drawn: Sequence[StandardRating]) -> str:
    if not derived.framework.arithmetic:
        return "No overall rating is worked out under this framework, so none can be drawn again."
    if not drawn:
        return "No key question percentages of this inspection are held."
    if derived.scale is None:
        return "No bands are known for a total of this maximum."
    if any(derived.inspection.sample_of(rated.domain.code) is None for rated in drawn):
        return "The numbers of cases inspected are not held."
    return ""


def _standard_points(
    asked: Sequence[_Asked], scale: Scale, draws: int, chance: np.random.Generator
) -> Whole:
    """Return the points of each standard, a row a draw."""
    answers = np.array([answer for one in asked for answer in one], dtype=np.int64)
    known, cases = answers.T
    counts = chance.binomial(cases, known / 100, size=(draws, len(answers)))
    # Whole numbers throughout, so that a half is always rounded up.
    points = _band_points((200 * counts + cases) // (2 * cases), scale)
    starts = np.cumsum([0, *(len(one) for one in asked)])[:-1]
    return np.minimum.reduceat(points, starts, axis=1)


def _sample_size(rated: StandardRating, inspection: Inspection) -> int:
    sample = inspection.sample_of(rated.domain.code)
    return sample.cases if sample else 0


def _band_points(values: Whole, scale: Scale) -> Whole:
    edges = [band.lowest for band in scale.bands]
    points = np.array([band.rating.points for band in scale.bands], dtype=np.int64)
    return points[np.searchsorted(edges, values, side="right") - 1]


def _shares(points: Whole) -> dict[Rating, float]:
    counts = np.bincount(points, minlength=len(Rating))
    return {rating: float(counts[rating.points] / len(points)) for rating in reversed(Rating)}


def _asked_of_part(drawn: Sequence[StandardRating], inspection: Inspection) -> tuple[str, ...]:
    def in_part(answer: Answer, rated: StandardRating) -> bool:
        return isinstance(cases_asked(answer, rated, inspection), NoCases)

    return tuple(a.question.code for rated in drawn for a in rated.answers if in_part(a, rated))
