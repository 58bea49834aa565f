"""How many children a percentage is likely of, where its source does not print the number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.core.periods import Period


@dataclass(frozen=True)
class Cohorts:
    """Estimated numbers of children, by area code, of one year; and how the years compare.

    `levels` are by the year in which a period ends: all children of that year, as a multiple of
    those of the year that `children` are of.
    """

    children: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[int, float] = field(default_factory=dict)

    def of(self, code: str, period: Period) -> int | None:
        """Return the estimated children of an area in a period, one at least; None without one.

        A year without a level takes that of the nearest, the earlier of two.
        """
        children = self.children.get(code)
        if children is None or not self.levels:
            return children
        nearest = min(self.levels, key=lambda year: (abs(year - period.end_year), year))
        return max(1, round(children * self.levels[nearest]))
