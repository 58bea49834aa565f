"""How much areas differ for reasons of their own, beyond what chance alone makes of them."""

import numpy as np
from scipy import special

from dashboard.core.statistics.cells import Floats, Given, numbers, require_one_shape
from dashboard.errors import StatisticsError

FEWEST_AREAS = 2


def between_area_variance(values: Given, chance_variances: Given) -> float:
    """Return the variance between areas, in the square of the values' unit; never below nought.

    By the method of moments: what the spread of the values around their weighted mean has beyond
    that which `chance_variances`, the variance that chance gives each value, would make. Where no
    chance variance is known (all nought) it is the plain variance of the values, chance included.
    Source: DerSimonian and Laird 1986; for funnels Spiegelhalter 2005.

    Raises:
        StatisticsError: for fewer than two values, unequal lengths, or a variance below nought or
            of nought beside others above it.
    """
    cells, chance = numbers("values", values), numbers("variances", chance_variances)
    require_one_shape({"values": cells, "variances": chance})
    _refuse_impossible(cells, chance)
    if not chance.any():
        return float(np.var(cells, ddof=1))
    weights = 1 / chance
    apart = float((weights * (cells - np.average(cells, weights=weights)) ** 2).sum())
    spare = float(weights.sum() - (weights**2).sum() / weights.sum())
    return max(0.0, (apart - (len(cells) - 1)) / spare)


def reach_of(areas: int, share: float) -> float:
    """Return how many standard deviations beyond a mean of `areas` areas a share of others lies.

    By Student's t with one degree of freedom less than areas, because the spread is estimated from
    them: 1.83 for ten areas and a share of 0.05 on one side.
    """
    return float(-special.stdtrit(areas - 1, share))


def _refuse_impossible(values: Floats, chance: Floats) -> None:
    if values.ndim != 1 or len(values) < FEWEST_AREAS:
        raise StatisticsError("How areas differ needs the values of two areas or more.")
    if not np.isfinite(values).all() or not np.isfinite(chance).all() or (chance < 0).any():
        raise StatisticsError("How areas differ needs a value and a variance of each area.")
    if chance.any() and not chance.all():
        raise StatisticsError("A variance of nought beside others above it cannot be weighed.")
