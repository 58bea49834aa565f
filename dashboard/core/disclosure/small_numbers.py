"""Which of a service's own figures are small, and all that must be withheld because of them.

The figures are set out in a cube of four axes: quarter, place, time and group. Index 0 of a place
is the whole service, of a time the quarter itself (its months are 1 to 3), of a group all children.
Whatever stands at index 0 is the sum of the others; of groups, of those of each dimension.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from dashboard.core.disclosure.boxes import (
    TOTAL,
    Additive,
    Flags,
    Indices,
    Moves,
    Numbers,
    Room,
    Secret,
    WithheldBoxes,
    all_lines,
    complete,
    lines_that_add_up,
    price_of,
)
from dashboard.core.disclosure.worlds import Doubt, Worlds, cleared, expected
from dashboard.core.own.figures import WHOLE_SERVICE, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, dimension_id_of
from dashboard.core.periods import Period, PeriodKind

TIMES = 4
_ABSENT = -1
# As many values as a reader must think possible for a number that is withheld.
FEWEST_VALUES = 3
# What stands for a number that the sender withheld: as little as one can suppose, to be safe.
_UNKNOWN = 1.0


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


@dataclass(frozen=True)
class SmallNumberLimits:
    """Counts from 1 to `small` are small; of fewer than `few`, no percentage may be worked out."""

    small: int
    few: int

    def is_small(self, numbers: Numbers) -> Flags:
        """Return which of some numbers of children are small; 0 is not."""
        return np.asarray((numbers > 0) & (numbers <= self.small))

    def moves(self, number: float) -> Moves:
        """Return how a number must be able to change, for all that a reader knows.

        It must be one of FEWEST_VALUES or more, of which one is not small. The reader can then
        tell neither which it is nor that it is small.
        """
        return _moves(self.small, int(number))


@cache
def _moves(small: int, own: int) -> Moves:
    steps = range(max(small, FEWEST_VALUES) + 1)
    enough = [
        (up, down)
        for up in steps
        for down in steps[: own + 1]
        if up + down + 1 >= FEWEST_VALUES and not 1 <= own - down <= own + up <= small
    ]
    return tuple(move for move in enough if not any(_is_within(each, move) for each in enough))


def _is_within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and one[0] <= other[0] and one[1] <= other[1]


@dataclass(frozen=True)
class Withheld:
    """Which rows of a table have their count withheld, and which their denominator too."""

    counts: Flags
    denominators: Flags


def withheld_rows(table: pd.DataFrame, limits: SmallNumberLimits, *, is_share: bool) -> Withheld:
    """Return what must be withheld of local figures, small numbers and what would reveal them.

    The table has numbers in `count` and `denominator`, and in `sent_withheld` whether the sender
    kept them back. Of a share, what is left of the denominator is a number of children too.
    """
    cube = cube_of(table)
    parts = _parts(cube, table, is_share=is_share)
    counts, denominators = np.zeros((2, *cube.rows.shape), dtype=bool)
    for quarter in range(len(cube.rows)):
        times = _times_counted(cube.present[quarter])
        these = parts.of(quarter, times)
        found = _in_doubt(these, limits, _secret(these, limits))
        # By time first: so indexed, an array puts the times before the places.
        counts[quarter, :, times] = found.counts.swapaxes(0, 1)
        denominators[quarter, :, times] = found.denominators.swapaxes(0, 1)
    return Withheld(cube.in_rows(counts), cube.in_rows(denominators))


def _times_counted(present: Flags) -> Indices:
    """Return which times of a quarter are counted; the quarter itself keeps its place."""
    counted = np.array(present.any((0, 2)), dtype=bool)
    counted[TOTAL] = True
    return np.flatnonzero(counted)


@dataclass(frozen=True)
class _Parts:
    """The numbers of figures, in the shape of a cube or of one quarter of it, NaN where absent.

    `rest` is the denominator less the count, NaN where that is no number of children.
    `sent_withheld` is where the sender kept back a number, and `known` where one might stand.
    """

    dimensions: tuple[Indices, ...]
    count: Numbers
    rest: Numbers
    denominator: Numbers
    sent_withheld: Flags
    known: Flags

    def of(self, quarter: int, times: Indices) -> "_Parts":
        return replace(
            self,
            count=self.count[quarter][:, times],
            rest=self.rest[quarter][:, times],
            denominator=self.denominator[quarter][:, times],
            sent_withheld=self.sent_withheld[quarter][:, times],
            known=self.known[quarter][:, times],
        )

    def without(self, left_out: Flags) -> "_Parts":
        """Return the same numbers but some, as if nobody had counted them."""
        count, rest, denominator = (
            np.where(left_out, np.nan, each) for each in (self.count, self.rest, self.denominator)
        )
        sent, known = self.sent_withheld & ~left_out, self.known & ~left_out
        return replace(
            self, count=count, rest=rest, denominator=denominator, sent_withheld=sent, known=known
        )

    @property
    def kinds(self) -> list[Numbers]:
        """The counts, and the denominators if there are any; NaN too where the sender kept them."""
        has_denominators = (~np.isnan(self.denominator)).any()
        given = [self.count, self.denominator] if has_denominators else [self.count]
        return [np.where(self.sent_withheld, np.nan, each) for each in given]

    def additive(self, amount: Numbers, limits: SmallNumberLimits) -> Additive:
        present, numbers = ~np.isnan(amount), np.nan_to_num(amount)
        lines = lines_that_add_up(present, self.known, numbers, self.dimensions, limits.small)
        return Additive(present, numbers, self.dimensions, lines)


def _parts(cube: FigureCube, table: pd.DataFrame, *, is_share: bool) -> _Parts:
    count, denominator = cube.of(table["count"]), cube.of(table["denominator"])
    kept_back: Flags = np.asarray(cube.of(table["sent_withheld"]) == 1)
    count[kept_back & np.isnan(count)] = _UNKNOWN
    if np.isfinite(denominator).any():
        denominator[kept_back & np.isnan(denominator)] = 2 * _UNKNOWN
    rest = np.maximum(denominator - count, 0) if is_share else np.full_like(count, np.nan)
    return _Parts(cube.dimensions, count, rest, denominator, kept_back, _known(cube.present))


def _known(present: Flags) -> Flags:
    """Return where a number might stand: in a quarter and time counted, by groups counted."""
    counted = present.any((1, 3), keepdims=True)
    return np.asarray(np.broadcast_to(present.any((0, 2), keepdims=True), present.shape) & counted)


def _secret(parts: _Parts, limits: SmallNumberLimits) -> Secret:
    """Return what is withheld of one quarter: small numbers, and what would reveal them.

    Where most numbers of groups within area teams are small, all of those are withheld first, and
    the rest is left to be shown: any numbers of teams and of groups can be those of some children.
    """
    crossed = np.zeros(parts.count.shape, dtype=bool)
    crossed[TOTAL + 1 :, :, TOTAL + 1 :] = True
    there = crossed & ~(np.isnan(parts.count) & np.isnan(parts.denominator))
    small = _small(parts, limits) & there
    if small.sum() * 2 <= there.sum():
        return _hidden(parts, limits)
    found = _hidden(parts.without(crossed), limits)
    return Secret(found.counts | there, found.denominators | there)


def _small(parts: _Parts, limits: SmallNumberLimits) -> Flags:
    """Return where the count must be withheld for its own sake."""
    few = (parts.denominator > 0) & (parts.denominator < limits.few)
    small = limits.is_small(parts.count) | limits.is_small(parts.rest)
    return np.asarray((small | few | parts.sent_withheld) & ~np.isnan(parts.count))


@dataclass(frozen=True)
class _Aim:
    """Numbers that must be in doubt: which are `needed`, and how far each may rise and fall.

    `weights` say how a number is had from the count and from the denominator.
    """

    own: Numbers
    needed: Flags
    rooms: list[Room]
    weights: tuple[int, int]


def _aims(parts: _Parts, limits: SmallNumberLimits) -> list[_Aim]:
    """Return what must be in doubt: small denominators, counts, and rests, in this order."""
    small, denominators = _small(parts, limits), limits.is_small(parts.denominator)
    # Of a small rest, it is the rest that must be able to change; of all others, the count.
    rests = small & limits.is_small(parts.rest)
    counts = small & (limits.is_small(parts.count) | ~rests)
    aims = [
        _Aim(parts.denominator, denominators, _rooms_of_denominators(parts), (0, 1)),
        _Aim(parts.count, counts, _rooms(parts, parts.count, parts.rest), (1, 0)),
        _Aim(parts.rest, rests, _rooms(parts, parts.rest, parts.count), (-1, 1)),
    ]
    return [aim for aim in aims if aim.needed.any()]


def _rooms_of_denominators(parts: _Parts) -> list[Room]:
    """Return the room of denominators: each can change as far as its count or the rest can."""
    own = np.nan_to_num(parts.denominator)
    rest = np.where(np.isnan(parts.rest), own, parts.rest)
    anyhow = np.full_like(rest, np.inf)
    return [Room(anyhow, part, opens=True) for part in (rest, own - rest)]


def _rooms(parts: _Parts, own: Numbers, other: Numbers) -> list[Room]:
    """Return the room of counts, or of the rests that they leave.

    Beside a denominator that is shown, one can rise only as far as the other falls; where the
    denominators are withheld too, they can rise with it.
    """
    falls, rises = np.nan_to_num(own), np.where(np.isnan(other), np.inf, other)
    rooms = [Room(rises, falls, opens=False)]
    if len(parts.kinds) > 1:
        rooms.append(Room(np.full_like(rises, np.inf), falls, opens=True))
    return rooms


def _hidden(parts: _Parts, limits: SmallNumberLimits) -> Secret:
    denominators = limits.is_small(parts.denominator)
    secret = Secret(_small(parts, limits) | denominators, denominators)
    for aim in _aims(parts, limits):
        additive = parts.additive(aim.own, limits)
        secret = complete(additive, secret, aim.needed, aim.rooms, limits.moves)
    return secret


def _in_doubt(parts: _Parts, limits: SmallNumberLimits, secret: Secret) -> Secret:
    """Return what is withheld, and where numbers are missing what else leaves small ones in doubt.

    What is missing can join sums that no box has regard to. Most numbers are proved by a box that
    stays clear of it; for the others worlds are sought.
    """
    where = expected(parts.known)
    missing = [np.isnan(each) & where for each in parts.kinds]
    if not np.any(missing):
        return secret
    doubts = [
        doubt
        for aim in _aims(parts, limits)
        for doubt in _doubts(parts, limits, secret, aim, where)
    ]
    return _cleared(parts, secret, doubts, where) if doubts else secret


def _doubts(
    parts: _Parts, limits: SmallNumberLimits, secret: Secret, aim: _Aim, where: Flags
) -> Iterator[Doubt]:
    """Yield the numbers for which no box is withheld that leaves all sums alone."""
    present = ~np.isnan(aim.own)
    lines = all_lines(where, parts.dimensions)
    additive = Additive(present, np.nan_to_num(aim.own), parts.dimensions, lines)
    boxes = WithheldBoxes(additive, secret, aim.rooms)
    kinds = len(parts.kinds)
    for at in np.argwhere(aim.needed):
        cell = (int(at[0]), int(at[1]), int(at[2]))
        moves = limits.moves(additive.amount[cell])
        if not boxes.have(cell, moves):
            number = np.zeros((kinds, *present.shape))
            number[:, *cell] = aim.weights[:kinds]
            yield Doubt(number.ravel(), moves)


def _cleared(parts: _Parts, secret: Secret, doubts: list[Doubt], where: Flags) -> Secret:
    """Return what is withheld once every doubt holds; everything where that cannot be had."""
    is_share = bool((~np.isnan(parts.rest)).any())
    worlds = Worlds(parts.kinds, where, parts.dimensions, is_share=is_share)
    withheld = np.stack([secret.counts | secret.denominators, secret.denominators])
    withheld = withheld[: len(parts.kinds)]
    price = np.stack([price_of(np.nan_to_num(each)) for each in parts.kinds])
    found = cleared(worlds, doubts, withheld.ravel(), price.ravel())
    if found is None:
        everything = np.ones_like(secret.counts)
        return Secret(everything, everything)
    counts, *denominators = found.reshape(withheld.shape)
    return Secret(
        np.logical_or.reduce([secret.counts, counts, *denominators]),
        np.logical_or.reduce([secret.denominators, *denominators]),
    )
