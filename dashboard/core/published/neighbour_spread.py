"""Between which figures areas like these usually lie: chance and their own differences together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.core.published.benchmarks import GroupFigures, Member
from dashboard.core.published.figure_intervals import chance_variances, totals_of
from dashboard.core.statistics.between_areas import between_area_variance, reach_of

# Of twenty areas that belong to such a group, one lies further out than this on one side.
SHARE_BEYOND = 0.05


@dataclass(frozen=True)
class NeighbourSpread:
    """The usual range of one more area like those of a group, in the indicator's unit.

    Where nothing says, not even an estimate, how far chance moves the figures, it rests on their
    plain spread, which holds chance and real differences alike.
    """

    lower: float
    upper: float

    def holds(self, value: float) -> bool:
        """Return whether a figure lies within; one on a bound does."""
        return self.lower <= value <= self.upper


def neighbour_spread(
    among: GroupFigures, own: Member, members: Sequence[Member], centre: float
) -> NeighbourSpread:
    """Return the usual range around a group's centre for an area of this one's size.

    The variance is that between areas (method of moments), that of chance for the area's own size
    at the centre's level, and that of the centre itself. A size that is not known is estimated
    where the indicator allows it, else taken as the median of those that are.
    """
    indicator = among.indicator
    present = [member for member in members if member.value is not None]
    values = [member.value for member in present if member.value is not None]
    totals = totals_of(indicator, (*present, own), among.cohorts)
    chance = chance_variances(indicator, centre, totals)
    between = between_area_variance(values, chance[:-1])
    of_centre = (between + float(chance[:-1].mean())) / len(values)
    spread = math.sqrt(between + float(chance[-1]) + of_centre)
    reach = reach_of(len(values), SHARE_BEYOND) * spread
    highest = 100.0 if indicator.unit.is_percentage else np.inf
    return NeighbourSpread(
        lower=max(0.0, centre - reach),
        upper=min(highest, centre + reach),
    )
