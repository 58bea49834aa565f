"""A reader who wants to know what is withheld, and adds and subtracts whatever is shown.

A missing figure is a number to this reader as well: nothing is known of it but the sums it is in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from dashboard.core.own.figures import LocalFigures, parse_local_period
from dashboard.core.own.groups import dimension_id_of
from dashboard.core.periods import PeriodKind

# More children than any figure of a test has.
MANY = 1000
_INFEASIBLE = 2
Key = tuple[str, str, str]  # place, period, group
Signs = dict[tuple[str, Key], float]


@dataclass
class Attacker:
    """Knows which figures there are, that they add up, and every number that was shown.

    Numbers are had from counts, denominators, percentages of them, sums and differences.
    """

    keys: list[Key]
    is_share: bool
    seen: dict[tuple[str, Key], float] = field(default_factory=dict)
    sums: list[tuple[str, Mapping[Key, float], float]] = field(default_factory=list)
    _constraints: dict[tuple[int, int, bool], LinearConstraint] = field(default_factory=dict)

    @classmethod
    def of(cls, figures: LocalFigures) -> "Attacker":
        columns = ["place", "period", "group"]
        keys = list(figures.table[columns].itertuples(index=False, name=None))
        return cls(keys, figures.indicator.unit.is_percentage)

    def look_at(self, figures: LocalFigures) -> None:
        """See every number of some figures."""
        columns = ["place", "period", "group", "value", "count", "denominator"]
        for place, period, group, *numbers in figures.table[columns].itertuples(index=False):
            self.see((place, period, group), *numbers)

    def see(self, key: Key, value: float, count: float, denominator: float) -> None:
        """See the numbers of one figure, NaN where there is none, as a percentage of it."""
        if self.is_share and not np.isnan(value):
            if not np.isnan(denominator):
                count = round(value * denominator / 100)
            elif not np.isnan(count) and value:
                denominator = round(count / value * 100)
        elif not self.is_share and np.isnan(count):
            count = value
        for what, number in (("count", count), ("denominator", denominator)):
            if not np.isnan(number):
                self.seen[what, key] = number

    def see_sum(self, what: str, signs: Mapping[Key, float], total: float) -> None:
        """See a sum or a difference of some figures."""
        self.sums.append((what, signs, total))

    def range_of(self, what: str, key: Key) -> tuple[float, float]:
        """Return the least and the most that a number can be; "rest" is the others of a share."""
        goal = np.zeros(len(self._names))
        if what == "rest":
            goal[self._index["denominator", key]] = 1
            goal[self._index["count", key]] = -1
        else:
            goal[self._index[what, key]] = 1
        return self._extreme(goal), -self._extreme(-goal)

    @cached_property
    def _names(self) -> list[tuple[str, Key]]:
        kinds = ["count", "denominator"] if self.is_share else ["count"]
        return [(what, key) for what in kinds for key in self._all_keys]

    @cached_property
    def _all_keys(self) -> list[Key]:
        """The figures and those missing among them: of every place, period and group."""
        places, periods, groups = ({*each} for each in zip(*self.keys, strict=True))
        every = product(places | {""}, periods, groups | {""})
        return [*self.keys, *sorted(set(every) - {*self.keys})]

    @cached_property
    def _index(self) -> dict[tuple[str, Key], int]:
        return {name: index for index, name in enumerate(self._names)}

    def _extreme(self, goal: np.ndarray) -> float:
        found = self._solved(goal, trusting=True)
        if found.status == _INFEASIBLE:
            # What is shown does not add up: some part is missing of which the reader knew nothing.
            found = self._solved(goal, trusting=False)
        assert found.status == 0, found.message
        return float(round(found.fun))

    def _solved(self, goal: np.ndarray, *, trusting: bool) -> OptimizeResult:
        return milp(
            goal,
            constraints=self._constraint(trusting=trusting),
            integrality=np.ones(len(goal)),
            bounds=Bounds(0, MANY),
        )

    def _constraint(self, *, trusting: bool) -> LinearConstraint:
        known = (len(self.seen), len(self.sums), trusting)
        if known not in self._constraints:
            rows, low, high = zip(*self._rules(trusting), strict=True)
            matrix = np.zeros((len(rows), len(self._names)))
            for number, signs in enumerate(rows):
                for name, sign in signs.items():
                    matrix[number, self._index[name]] = sign
            sparse = csr_array(matrix)
            self._constraints[known] = LinearConstraint(sparse, np.array(low), np.array(high))
        return self._constraints[known]

    def _rules(self, trusting: bool) -> Iterator[tuple[Signs, float, float]]:
        """Return all that is known: some numbers with their signs, and between what they add up."""
        for name, number in self.seen.items():
            if name in self._index:
                yield {name: 1}, number, number
        for what in ("count", "denominator") if self.is_share else ("count",):
            for total, parts, whole in self._lines:
                line = {(what, total): 1.0} | {(what, part): -1.0 for part in parts}
                yield line, 0, 0 if whole and trusting else MANY
        for what, signs, number in self.sums:
            yield {(what, key): sign for key, sign in signs.items()}, number, number
        for key in self._all_keys:
            left = {("denominator", key): 1.0, ("count", key): -1.0} if self.is_share else {}
            yield left, 0, MANY

    @cached_property
    def _lines(self) -> list[tuple[Key, list[Key], bool]]:
        """Each total with the parts beside it, and whether no part is missing."""
        there, found = set(self._all_keys), []
        for total in self._all_keys:
            for family in self._families(total):
                parts = [part for part in family if part in there]
                if parts:
                    found.append((total, parts, len(parts) == len(family)))
        return found

    def _families(self, total: Key) -> Iterator[list[Key]]:
        place, period, group = total
        if place == "":
            yield [(team, period, group) for team in {key[0] for key in self.keys} - {""}]
        groups = sorted({key[2] for key in self.keys} - {""})
        for dimension in {dimension_id_of(each) for each in groups} if group == "" else ():
            yield [(place, period, g) for g in groups if dimension_id_of(g) == dimension]
        parsed = parse_local_period(period)
        if parsed.kind is PeriodKind.QUARTER:
            yield [(place, month.id, group) for month in parsed.months]
