"""How many children a percentage is likely of, where its source does not print the number."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from dashboard.core.periods import Period

MOST_DECIMALS = 2
_LARGEST_COHORT = 2_000


@dataclass(frozen=True)
class Cohorts:
    """Estimated numbers of children, by area code, of one year; and how the years compare.

    `levels` are by the year in which a period ends: all children of that year, as a multiple of
    those of the year that `children` are of.
    """

    children: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[int, float] = field(default_factory=dict)

    def of(self, code: str, period: Period, percent: float | None = None) -> int | None:
        """Return the estimated children of an area in a period; None without an estimate.

        A year without a level takes that of the nearest, the earlier of two. It is never fewer than
        give the printed percentage, if that is known.
        """
        children = self.children.get(code)
        if children is None:
            return None
        nearest = min(
            self.levels, key=lambda year: (abs(year - period.end_year), year), default=None
        )
        level = 1.0 if nearest is None else self.levels[nearest]
        return max(round(children * level), smallest_cohort(percent))


def smallest_cohort(percent: float | None) -> int:
    """Return the fewest children that give a percentage as it is printed; 1 where none is known.

    >>> smallest_cohort(67.14), smallest_cohort(50.0), smallest_cohort(None)
    (70, 2, 1)
    """
    if percent is None or not math.isfinite(percent):
        return 1
    decimals = min(len(f"{percent!r}".partition(".")[2]), MOST_DECIMALS)
    children = np.arange(1, _LARGEST_COHORT)
    given = np.round(np.rint(percent * children / 100) / children * 100, decimals)
    fitting = np.flatnonzero(np.abs(given - round(percent, decimals)) < 10.0 ** -(decimals + 3))
    return int(children[fitting[0]]) if len(fitting) else 1
