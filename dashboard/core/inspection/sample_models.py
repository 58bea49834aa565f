"""How a second sample might be drawn: several models, each with what it assumes, none the true one.

A model says of how many cases each key question is drawn and how many of them meet it. The
arithmetic from there on is the same for all of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy import special

from dashboard.core.inspection.headroom import cases_met, whole_percentage
from dashboard.core.inspection.inspections import Sample, SamplingDesign
from dashboard.core.sentences import listed

Whole = npt.NDArray[np.int64]
Count = Callable[[int, np.random.Generator], Whole]

# Of the scores behind the answers to two key questions on one case. Nobody has published it: a half
# is a middle between no link and the closest there can be.
LINK = 0.5
# Linked questions are drawn case by case, which takes too long for a page beyond this.
MOST_LINKED_CASES = 500
_DRAWS_AT_ONCE = 200


class Model(StrEnum):
    """The ways to draw a second sample; the values are a contract with other programs."""

    BINOMIAL = "binomial"
    FINITE_CASELOAD = "finite-caseload"
    PART_ASKED = "finite-caseload-part-asked"
    UNCERTAIN = "uncertain-percentages"
    LINKED = "dependent-questions"
    FULLY_LINKED = "fully-dependent-questions"

    @property
    def label(self) -> str:
        """Its name on a page."""
        return _LABELS[self]


_LABELS = {
    Model.BINOMIAL: "Endless supply of cases",
    Model.FINITE_CASELOAD: "Only the cases there were",
    Model.PART_ASKED: "Some asked of few cases",
    Model.UNCERTAIN: "True quality uncertain",
    Model.LINKED: "Faults partly go together",
    Model.FULLY_LINKED: "Faults always go together",
}


@dataclass(frozen=True)
class SampledQuestion:
    """A key question, the whole percentage of cases that met it, and the sample of its domain."""

    code: str
    percentage: int
    sample: Sample

    @property
    def part_cases(self) -> int | None:
        """Of how many cases it was asked, where that is inferred for a part that gives its figure.

        A question whose percentage is no whole number of those cases is not taken to be asked of
        them: 86% is none of 13.
        """
        cases = self.sample.part_cases_inferred
        if cases is None or self.code not in self.sample.part_key_questions:
            return None
        fits = whole_percentage(cases_met(self.percentage, cases), cases) == self.percentage
        return cases if fits else None


@dataclass(frozen=True)
class Drawing:
    """A model made ready for one inspection.

    `cases` is of how many each key question is drawn; `count` gives how many of them meet it, a row
    a draw.
    """

    model: Model
    assumption: str
    cases: Whole
    count: Count


@dataclass(frozen=True)
class LeftOut:
    """A model that an inspection does not hold enough for, and what is lacking, in a sentence."""

    model: Model
    why_not: str


Models = Callable[[Sequence[SampledQuestion], SamplingDesign | None], tuple[Drawing | LeftOut, ...]]


def drawings(
    questions: Sequence[SampledQuestion], design: SamplingDesign | None
) -> tuple[Drawing | LeftOut, ...]:
    """Return every model, ready or left out, the one without any further data first."""
    return (
        _binomial(questions),
        _finite_caseload(questions, design),
        _part_asked(questions, design),
        _uncertain(questions),
        linked(questions, Model.LINKED, LINK),
        linked(questions, Model.FULLY_LINKED, 1),
    )


def binomial_counts(
    percentages: Whole, cases: Whole, draws: int, chance: np.random.Generator
) -> Whole:
    """Return how many cases meet each key question, a row a draw, from a supply without end."""
    return chance.binomial(cases, percentages / 100, size=(draws, len(cases)))


def finite_counts(
    percentages: Whole, cases: Whole, caseloads: Whole, draws: int, chance: np.random.Generator
) -> Whole:
    """Return the same where no case of a caseload is drawn twice.

    The caseload holds the percentage of cases that meet the question, rounded to whole cases.
    """
    met = cases_met(percentages, caseloads)
    return chance.hypergeometric(met, caseloads - met, cases, size=(draws, len(cases)))


def uncertain_counts(
    percentages: Whole, cases: Whole, draws: int, chance: np.random.Generator
) -> Whole:
    """Return the same where each draw begins with a true share that fits the published one.

    The share comes from the beta distribution that the sample leaves of it (Jeffreys' prior).
    """
    met = cases_met(percentages, cases)
    true_shares = chance.beta(met + 0.5, cases - met + 0.5, size=(draws, len(cases)))
    return chance.binomial(cases, true_shares)


def linked_counts(
    percentages: Whole,
    cases: Whole,
    samples: Whole,
    link: float,
    draws: int,
    chance: np.random.Generator,
) -> Whole:
    """Return the same where a case that is weak in one key question tends to be so in the others.

    Behind each answer lies a normal score, and the scores of one case have the correlation `link`
    (a Gaussian copula). `samples` is the number of the sample that each question was asked of.
    """
    limits = special.ndtri(percentages / 100).astype(np.float32)
    counts = np.empty((draws, len(cases)), dtype=np.int64)
    for sample in np.unique(samples):
        places = np.flatnonzero(samples == sample)
        read = int(cases[places[0]])
        for start in range(0, draws, _DRAWS_AT_ONCE):
            rows = slice(start, min(start + _DRAWS_AT_ONCE, draws))
            size = (rows.stop - rows.start, read)
            counts[rows, places] = _linked_batch(limits[places], size, link, chance)
    return counts


def _linked_batch(
    limits: npt.NDArray[np.float32],
    size: tuple[int, int],
    link: float,
    chance: np.random.Generator,
) -> Whole:
    draws, read = size
    of_case = chance.standard_normal((draws, 1, read), dtype=np.float32)
    if link == 1:
        scores = of_case
    else:
        scores = chance.standard_normal((draws, len(limits), read), dtype=np.float32)
        scores *= np.float32((1 - link) ** 0.5)
        scores += np.float32(link**0.5) * of_case
    met: Whole = np.count_nonzero(scores < limits[:, np.newaxis], axis=-1)
    return met


def _binomial(questions: Sequence[SampledQuestion]) -> Drawing:
    cases = _samples_read(questions)
    return Drawing(
        Model.BINOMIAL,
        "The samples come from an endless supply of cases.",
        cases,
        partial(binomial_counts, published(questions), cases),
    )


def _finite_caseload(
    questions: Sequence[SampledQuestion], design: SamplingDesign | None
) -> Drawing | LeftOut:
    caseloads = _caseloads(questions, design)
    if isinstance(caseloads, str):
        return LeftOut(Model.FINITE_CASELOAD, caseloads)
    cases = _samples_read(questions)
    sizes = listed([str(size) for size in dict.fromkeys(caseloads.tolist())])
    return Drawing(
        Model.FINITE_CASELOAD,
        f"The samples come from about {sizes} cases, as the report's confidence and margin imply.",
        cases,
        partial(finite_counts, published(questions), cases, caseloads),
    )


def _part_asked(
    questions: Sequence[SampledQuestion], design: SamplingDesign | None
) -> Drawing | LeftOut:
    caseloads = _caseloads(questions, design)
    if isinstance(caseloads, str):
        return LeftOut(Model.PART_ASKED, caseloads)
    parts = [question.part_cases for question in questions]
    if not any(parts):
        return LeftOut(Model.PART_ASKED, "No number of cases is inferred for a part of a sample.")
    samples = _samples_read(questions)
    cases = _whole(part or read for part, read in zip(parts, samples.tolist(), strict=True))
    # The part has its share of the caseload, and is never larger than it.
    shares = np.maximum((2 * caseloads * cases + samples) // (2 * samples), cases)
    codes = listed([q.code for q, part in zip(questions, parts, strict=True) if part])
    sizes = listed([str(size) for size in dict.fromkeys(part for part in parts if part)])
    return Drawing(
        Model.PART_ASKED,
        f"Only the cases there were; {codes} were asked of {sizes} of them, as their percentages "
        "suggest.",
        cases,
        partial(finite_counts, published(questions), cases, shares),
    )


def _uncertain(questions: Sequence[SampledQuestion]) -> Drawing:
    cases = _samples_read(questions)
    return Drawing(
        Model.UNCERTAIN,
        "The percentages come from a sample themselves: the true shares may be higher or lower.",
        cases,
        partial(uncertain_counts, published(questions), cases),
    )


def linked(questions: Sequence[SampledQuestion], model: Model, link: float) -> Drawing | LeftOut:
    """Return a model of linked questions with the correlation `link`, from 0 to 1."""
    cases = _samples_read(questions)
    if cases.max() > MOST_LINKED_CASES:
        return LeftOut(model, f"Samples of more than {MOST_LINKED_CASES} cases take too long.")
    words = "A case weak in one question is often weak in others."
    if link == 1:
        words = "A case that fails one question fails every question with a lower percentage."
    domains = [question.sample.domain for question in questions]
    samples = _whole(domains.index(domain) for domain in domains)
    return Drawing(
        model, words, cases, partial(linked_counts, published(questions), cases, samples, link)
    )


def _caseloads(questions: Sequence[SampledQuestion], design: SamplingDesign | None) -> Whole | str:
    """Return the caseload behind the sample of each key question, or why it is not known."""
    if design is None:
        return "The confidence and margin of error of the samples are not known here."
    implied = [design.caseload(question.sample.cases) for question in questions]
    known = [size for size in implied if size is not None]
    if len(known) < len(implied):
        return "A sample is too large for its confidence and margin to imply a caseload."
    return _whole(known)


def published(questions: Iterable[SampledQuestion]) -> Whole:
    """Return the published percentages of key questions, a place each."""
    return _whole(question.percentage for question in questions)


def _samples_read(questions: Iterable[SampledQuestion]) -> Whole:
    return _whole(question.sample.cases for question in questions)


def _whole(values: Iterable[int]) -> Whole:
    return np.array(list(values), dtype=np.int64)
