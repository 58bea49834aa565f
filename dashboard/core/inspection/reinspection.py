"""How firm an overall rating is: what chance alone would make of inspecting the same work again.

How a second sample would be drawn is not known, so several models answer, and none is preferred.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from dashboard.core.inspection.frameworks import Framework, Rating, Scale
from dashboard.core.inspection.headroom import NoCases, cases_asked
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import Answer, DerivedRatings, StandardRating, derive
from dashboard.core.inspection.sample_models import (
    Drawing,
    LeftOut,
    Model,
    Models,
    SampledQuestion,
    Whole,
    binomial_counts,
    drawings,
)

DRAWS = 10_000
SEED = 2018

# Of each key question of a standard: the percentage known, and of how many cases it was asked.
_Asked = tuple[tuple[int, int], ...]

_ON_ITS_OWN = (
    "Each key question is drawn on its own. That a weak case often fails several is left out."
)
_BANDED = (
    "Percentages are rounded to whole numbers first, and the lowest key question decides. "
    "Inspectors' judgement near an edge is left out.",
    "Where several questions lie near the lowest, chance pulls it down more easily than up. So a "
    "lower second result need not mean worse work.",
)
# What holds for every drawing, whoever read the cases.
SHARED_ASSUMPTIONS = (_ON_ITS_OWN, *_BANDED)
_ASSUMPTIONS = (
    "The published percentages are taken as true, though they come from a sample themselves.",
    "Each sample is as large as the one inspected, and is drawn from an endless supply of cases. "
    "Where most of a service's cases were read, a second look would agree more often.",
    _ON_ITS_OWN,
    "Standards judged as a whole, all of domain 1 among them, keep their published rating.",
    *_BANDED,
)


@dataclass(frozen=True)
class ModelShares:
    """What one model makes of a second inspection: the share of draws with each overall rating."""

    model: Model
    assumption: str
    shares: Mapping[Rating, float]


@dataclass(frozen=True)
class Reinspection:
    """How often each overall rating would come out if the same work were inspected again.

    `models` begin with the binomial one, of which `shares` and `standard_shares` (each standard
    that was drawn, by its code) are.  Shares are of draws, from 0 to 1, and add up to 1.
    `left_out` are the models for which the inspection does not hold enough.  `asked_of_part` are
    the key questions that were asked of an unpublished part of the sample and are drawn with the
    whole of it, but for the model that says otherwise.
    """

    draws: int
    seed: int
    published: Rating | None
    models: tuple[ModelShares, ...]
    standard_shares: Mapping[str, Mapping[Rating, float]]
    asked_of_part: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def shares(self) -> Mapping[Rating, float]:
        """The shares of the binomial model."""
        return self.models[0].shares

    @property
    def rating(self) -> Rating:
        """The rating that the models are asked about: the published one, else the likeliest."""
        return self.published or max(self.shares, key=lambda rating: self.shares[rating])

    @property
    def share_range(self) -> tuple[float, float]:
        """The lowest and the highest share of draws that give the rating, over the models."""
        found = [one.shares[self.rating] for one in self.models]
        return min(found), max(found)

    def drew(self, model: Model) -> bool:
        """Return whether the inspection held enough for a model."""
        return any(one.model is model for one in self.models)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the binomial model assumes in full."""
        if not self.asked_of_part:
            return _ASSUMPTIONS
        codes = ", ".join(self.asked_of_part)
        part = (
            f"{codes} were asked of part of the sample, and its size is not published. They are "
            "drawn with the whole sample."
        )
        return (*_ASSUMPTIONS, part)


@dataclass(frozen=True)
class NoReinspection:
    """Why the drawing cannot be done, in one sentence."""

    reason: str


def reinspect(
    inspection: Inspection,
    framework: Framework,
    draws: int = DRAWS,
    seed: int = SEED,
    models: Models = drawings,
) -> Reinspection | NoReinspection:
    """Return how often each overall rating comes out when every key question is drawn again.

    How many cases meet a key question is drawn by each model in its own way. From there on all do
    the same: shares are rounded to whole per cent, the lowest gives the standard's band, the
    standards' points the total and its rating.  Standards that do not follow from percentages keep
    the rating that counts.  A seed always gives the same shares, whatever other models there are.
    `models` begin with the binomial one.
    """
    derived = derive(inspection, framework)
    drawn = [rated for rated in derived.standards if rated.derived is not None]
    reason = _why_not(derived, drawn)
    scale, overall_scale = framework.key_question_scale, derived.scale
    if reason or scale is None or overall_scale is None:
        return NoReinspection(reason)
    work = _Work(derived, drawn, scale, overall_scale)
    return _drawn_again(work, models(work.questions, inspection.sampling), draws, seed)


def standard_shares(
    rated: StandardRating, cases_of: Mapping[str, int], scale: Scale
) -> Mapping[Rating, float]:
    """Return how often each rating of one standard comes out when its key questions are redrawn.

    `cases_of` is how many cases each key question was asked of, by its code. The drawing is that of
    the binomial model in `reinspect`, so the shares are the same every time.
    """
    asked = tuple((answer.known, cases_of[answer.question.code]) for answer in rated.answers)
    return _shares_of_one(asked, scale)


# Drawn once for the same answers: a page of case audits asks for some twenty standards at each run.
@lru_cache(maxsize=1024)
def _shares_of_one(asked: _Asked, scale: Scale) -> Mapping[Rating, float]:
    percentages, cases = np.array(asked, dtype=np.int64).T
    counts = binomial_counts(percentages, cases, DRAWS, np.random.default_rng(SEED))
    points = _standard_points(counts, cases, _starts([len(asked)]), scale)
    return MappingProxyType(_shares(points[:, 0]))


def _why_not(derived: DerivedRatings, drawn: Sequence[StandardRating]) -> str:
    if not derived.framework.arithmetic:
        return "Under this framework no overall rating can be worked out."
    if not drawn:
        return "We have no percentages of its key questions."
    if derived.scale is None:
        return "How such a total is rated is not known here."
    if any(derived.inspection.sample_of(rated.domain.code) is None for rated in drawn):
        return "We do not know how many cases were inspected."
    return ""


@dataclass(frozen=True)
class _Work:
    """The inspected work that every model draws again: the standards drawn and their scales."""

    derived: DerivedRatings
    drawn: Sequence[StandardRating]
    scale: Scale
    overall_scale: Scale

    @property
    def questions(self) -> tuple[SampledQuestion, ...]:
        """The key questions drawn, with their samples, which `_why_not` made sure of."""
        return tuple(
            SampledQuestion(answer.question.code, answer.known, sample)
            for rated in self.drawn
            for sample in [self.derived.inspection.sample_of(rated.domain.code)]
            for answer in rated.answers
            if sample
        )

    def standard_points(self, drawing: Drawing, draws: int, chance: np.random.Generator) -> Whole:
        """Return the points of each standard that was drawn, a row a draw."""
        starts = _starts(len(rated.answers) for rated in self.drawn)
        return _standard_points(drawing.count(draws, chance), drawing.cases, starts, self.scale)

    def overall_shares(self, points: Whole) -> Mapping[Rating, float]:
        """Return how often each overall rating comes out; what was not drawn keeps its points."""
        counted = [place for place, rated in enumerate(self.drawn) if rated.standard.counted]
        held = sum(rated.score or 0 for rated in self.derived.standards if rated not in self.drawn)
        return _shares(_band_points(points[:, counted].sum(axis=1) + held, self.overall_scale))


def _drawn_again(
    work: _Work, models: Sequence[Drawing | LeftOut], draws: int, seed: int
) -> Reinspection:
    every = [one for one in models if isinstance(one, Drawing)]
    # Each model begins with the same seed, so that no other one changes what it gives.
    points = [work.standard_points(one, draws, np.random.default_rng(seed)) for one in every]
    return Reinspection(
        draws=draws,
        seed=seed,
        published=work.derived.published,
        models=tuple(
            ModelShares(one.model, one.assumption, work.overall_shares(of_standards))
            for one, of_standards in zip(every, points, strict=True)
        ),
        standard_shares={
            rated.standard.code: _shares(column)
            for rated, column in zip(work.drawn, points[0].T, strict=True)
        },
        asked_of_part=_asked_of_part(work.drawn, work.derived.inspection),
        left_out=tuple(one for one in models if isinstance(one, LeftOut)),
    )


def _starts(lengths: Iterable[int]) -> Whole:
    """Return where the key questions of each standard begin among those of all."""
    return np.cumsum([0, *lengths])[:-1]


def _standard_points(counts: Whole, cases: Whole, starts: Whole, scale: Scale) -> Whole:
    # Whole numbers throughout, so that a half is always rounded up.
    points = _band_points((200 * counts + cases) // (2 * cases), scale)
    return np.minimum.reduceat(points, starts, axis=1)


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
