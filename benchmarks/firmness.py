"""How far the models of a second inspection lean on what nobody has published.

`python -m benchmarks.firmness` prints, for Hertfordshire 2018, the share of draws that give the
published rating by seed, by the strength of the link and by the caseload of the part. The numbers
stand in docs/methods.md.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection, SamplingDesign
from dashboard.core.inspection.reinspection import DRAWS, Reinspection, reinspect
from dashboard.core.inspection.sample_models import (
    Drawing,
    LeftOut,
    Model,
    Models,
    SampledQuestion,
    drawings,
    finite_counts,
    linked,
    published,
)
from dashboard.usecases.holdings import open_holdings
from dashboard.usecases.inspection.ratings import RatingsReading, read_ratings

SEEDS = range(1, 13)
LINKS = (0.1, 0.3, 0.5, 0.7, 0.9)
PART_CASELOADS = range(15, 21)


def main() -> None:
    """Print the three lists."""
    reading = read_ratings(open_holdings(dt.date(2018, 12, 31)), "hertfordshire")
    assert isinstance(reading, RatingsReading)
    held, rules = reading.inspection, reading.framework
    print("Seed:", *(model.value for model in Model))
    for seed in SEEDS:
        print(f"{seed}:", *shares(held, rules, seed=seed))
    print("Correlation of the link:", by_link(held, rules))
    print("Caseload of the part:", by_part_caseload(held, rules))


def by_link(held: Inspection, rules: Framework) -> dict[float, float]:
    """Return the share of draws that give the published rating, by correlation."""
    every = {link: partial(_with_link, link=link) for link in LINKS}
    return {link: shares(held, rules, models=models)[-1] for link, models in every.items()}


def by_part_caseload(held: Inspection, rules: Framework) -> dict[int, float]:
    """Return the same by how many cases of the caseload belong to the part."""
    every = {size: partial(_with_part, size=size) for size in PART_CASELOADS}
    return {size: shares(held, rules, models=models)[-1] for size, models in every.items()}


def shares(
    held: Inspection, rules: Framework, seed: int = 2018, models: Models = drawings
) -> list[float]:
    """Return the share of draws that give the published rating under each model, two decimals."""
    again = reinspect(held, rules, DRAWS, seed, models)
    assert isinstance(again, Reinspection)
    return [round(one.shares[again.rating], 2) for one in again.models]


def _with_link(
    questions: Sequence[SampledQuestion], design: SamplingDesign | None, link: float
) -> tuple[Drawing | LeftOut, ...]:
    return drawings(questions, design)[0], linked(questions, Model.LINKED, link)


def _with_part(
    questions: Sequence[SampledQuestion], design: SamplingDesign | None, size: int
) -> tuple[Drawing | LeftOut, ...]:
    every = drawings(questions, design)
    part = _ready(every, Model.PART_ASKED)
    caseloads = _caseloads(questions, design, size)
    count = partial(finite_counts, published(questions), part.cases, np.array(caseloads))
    return every[0], replace(part, count=count)


def _caseloads(
    questions: Iterable[SampledQuestion], design: SamplingDesign | None, size: int
) -> list[int]:
    assert design is not None
    return [size if q.part_cases else design.caseload(q.sample.cases) or 0 for q in questions]


def _ready(every: Iterable[Drawing | LeftOut], model: Model) -> Drawing:
    return next(one for one in every if isinstance(one, Drawing) and one.model is model)


if __name__ == "__main__":
    main()
