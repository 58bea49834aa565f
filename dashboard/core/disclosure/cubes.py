"""Where a service's own figures stand to each other: which of them add up to which.

A cube has four axes: quarter, place, time and group. Index 0 of a place is the whole service, of a
time the quarter itself (its months are 1 to 3), of a group all children. Whatever stands at index 0
is the sum of the others; of groups, of those of each dimension.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.core.own.figures import WHOLE_SERVICE, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, dimension_id_of
from dashboard.core.periods import Period, PeriodKind

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]

TOTAL = 0
TIMES = 4
_ABSENT = -1


@dataclass(frozen=True)
class FigureCube:
    """The row of a table that stands at each quarter, place, time and group; -1 where none does.

    `dimensions` has, for each dimension counted by, the indices of its groups; `positions` has,
    for each row, where it stands.
    """

    rows: Indices
    dimensions: tuple[Indices, ...]
    positions: tuple[Indices, ...]

    @property
    def present(self) -> Flags:
        """Where there is a row."""
        found: Flags = self.rows != _ABSENT
        return found

    def of(self, column: "pd.Series[float]") -> Numbers:
        """Return a column of the table in the shape of the cube, NaN where there is no row."""
        padded = np.append(column.to_numpy(dtype=float), np.nan)
        return np.asarray(padded[self.rows], dtype=float)

    def in_rows(self, flags: Flags) -> Flags:
        """Return which rows of the table are flagged in the cube."""
        return np.asarray(flags[self.positions])


def cube_of(table: pd.DataFrame) -> FigureCube:
    """Return where each row of local figures stands; it holds whatever index the table has."""
    places = _first(WHOLE_SERVICE, table["place"])
    groups = _first(ALL_CHILDREN, table["group"])
    known = {text: parse_local_period(text) for text in table["period"].unique()}
    periods = [known[text] for text in table["period"]]
    quarters = sorted({_quarter(period) for period in known.values()})
    rows = np.full((len(quarters), len(places), TIMES, len(groups)), _ABSENT, dtype=np.intp)
    where = (
        _positions(quarters, map(_quarter, periods)),
        _positions(places, table["place"]),
        np.array([_time(period) for period in periods], dtype=np.intp),
        _positions(groups, table["group"]),
    )
    rows[where] = np.arange(len(table))
    return FigureCube(rows, _dimensions(groups), where)


def _first(total: str, found: "pd.Series[str]") -> list[str]:
    return [total, *sorted(set(found) - {total})]


def _positions(known: Iterable[object], found: Iterable[object]) -> Indices:
    position = {name: index for index, name in enumerate(known)}
    return np.array([position[name] for name in found], dtype=np.intp)


def _dimensions(groups: list[str]) -> tuple[Indices, ...]:
    of_group = np.array([dimension_id_of(group) for group in groups])
    names = sorted(set(of_group[1:]))
    return tuple(np.flatnonzero(of_group == name) for name in names)


def _quarter(period: Period) -> Period:
    if period.kind is PeriodKind.QUARTER:
        return period
    return Period(PeriodKind.QUARTER, period.end_year, (period.part - 1) // 3 + 1)


def _time(period: Period) -> int:
    return TOTAL if period.kind is PeriodKind.QUARTER else (period.part - 1) % 3 + 1
