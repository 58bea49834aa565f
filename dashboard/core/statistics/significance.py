"""What an area's interval says of it beside a benchmark."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dashboard.core.statistics.cells import (
    Fault,
    Given,
    Invalid,
    Result,
    numbers,
    plain,
    require_one_shape,
    without_impossible,
)
from dashboard.core.verdicts import Polarity
from dashboard.errors import StatisticsError

# The public-health tools write a figure they do not have as -1.
PEERS_MISSING = -1.0


class Significance(StrEnum):
    """What an area's interval says beside a benchmark, in the words of the public-health tools.

    HIGHER and LOWER are for indicators that nobody judges.
    """

    SIMILAR = "Same"
    BETTER = "Better"
    WORSE = "Worse"
    HIGHER = "Higher"
    LOWER = "Lower"
    NOT_COMPARED = "None"


# What lower, similar and higher are called; the numbers are the public-health tools' codes.
# Under code 99 (no judgement) those tools print Better for higher, and so it is answered.
_WORDS: dict[object, tuple[Significance, Significance]] = {
    0: (Significance.BETTER, Significance.WORSE),
    1: (Significance.WORSE, Significance.BETTER),
    99: (Significance.WORSE, Significance.BETTER),
    -1: (Significance.NOT_COMPARED, Significance.NOT_COMPARED),
    Polarity.LOWER: (Significance.BETTER, Significance.WORSE),
    Polarity.HIGHER: (Significance.WORSE, Significance.BETTER),
    Polarity.NONE: (Significance.LOWER, Significance.HIGHER),
}

# As objects: bare text would no longer be of the enumeration.
_SIMILAR = np.array(Significance.SIMILAR, dtype=object)
_NOT_COMPARED = np.array(Significance.NOT_COMPARED, dtype=object)


def compare_with_benchmark(
    value: Given,
    lower: Given,
    upper: Given,
    benchmark: Given,
    polarity: object,
    *,
    invalid: Invalid = "raise",
) -> Result:
    """Return what an area's interval says of it beside a benchmark, as a Significance.

    The interval beyond the benchmark is a difference; touching it is "Same"; the benchmark's own
    interval plays no part. `polarity` is a Polarity ("no judgement" answers "Higher" or "Lower")
    or a code of the public-health tools: 0 lower is better, 1 higher is better, -1 not
    applicable, 99 no judgement, for which those tools say "Better" of the higher. "None" is
    the word where a number is missing (-1 is their code for a missing value or benchmark).

    Raises:
        StatisticsError: for a lower limit above the upper, an unknown polarity.
    """
    v, b = numbers("values", value), numbers("benchmarks", benchmark)
    low, high = numbers("lower limits", lower), numbers("upper limits", upper)
    below, above = _words_of(polarity)
    require_one_shape(
        {"value": v, "lower": low, "upper": high, "benchmark": b, "polarity": np.empty(below.shape)}
    )
    crossed = Fault(low > high, "the lower limit {lower:g} is above the upper limit {upper:g}")
    low = without_impossible(low, (crossed,), {"lower": low, "upper": high}, invalid)
    missing = np.isnan(v) | np.isnan(low) | np.isnan(high) | np.isnan(b)
    missing = missing | (v == PEERS_MISSING) | (b == PEERS_MISSING)
    words = np.where(high < b, below, np.where(low > b, above, _SIMILAR))
    compared = ~missing & (below != Significance.NOT_COMPARED)
    return plain(np.where(compared, words, _NOT_COMPARED))


def _words_of(polarity: object) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    codes = np.array(polarity, dtype=object)
    below, above = np.empty(codes.shape, dtype=object), np.empty(codes.shape, dtype=object)
    for cell in np.ndindex(codes.shape):
        if codes[cell] not in _WORDS:
            message = f'The polarity "{codes[cell]}" is unknown: use a Polarity, or 0, 1, 99 or -1.'
            raise StatisticsError(message)
        below[cell], above[cell] = _WORDS[codes[cell]]
    return below, above
