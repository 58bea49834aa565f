"""Whether withheld numbers stay in doubt when a reader takes all sums of a quarter together.

A world is numbers of a quarter that agree with all that a reader knows: what is shown, that figures
add up, and that none is below zero and no count above its denominator. A missing number is one
that the reader knows nothing of, but that the sums hold for it as well. So it can join several sums
into one, which no single line shows.

Each world here is a change from the true numbers, by whole children, under which no sum changes.
Worlds that differ enough in a number prove that it is in doubt. Where there are none, more is
withheld: the cheapest change that would do, found by integer programming.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array, eye_array, hstack, vstack

from dashboard.core.disclosure.boxes import TOTAL, Flags, Indices, Moves, Numbers

# No number need change by more to prove anything; it keeps every question finite.
_FARTHEST = 50
# How much worse it is that a sum does not hold by one child than that there is one more.
_ODD = 1000.0


def expected(known: Flags) -> Flags:
    """Return where a number must be, shown or not: where one might stand, and at its totals."""
    found = known.copy()
    for axis in range(found.ndim):
        np.moveaxis(found, axis, 0)[TOTAL] |= found.any(axis)
    return found


def sums_of(where: Flags, dimensions: tuple[Indices, ...]) -> Numbers:
    """Return all sums of a quarter, one a row: 1 at the total and -1 at its parts, by cell."""
    number = np.arange(where.size).reshape(where.shape)
    found = [np.zeros((0, where.size))]
    for axis, parts in _families(where.shape, dimensions):
        totals = np.take(number, TOTAL, axis).ravel()
        members = np.moveaxis(np.take(number, parts, axis), axis, 0).reshape(len(parts), -1)
        rows = np.zeros((len(totals), where.size))
        each = np.arange(len(totals))
        rows[each, totals], rows[each, members] = 1, -1
        found.append(rows * where.ravel())
    sums = np.concatenate(found)
    return np.asarray(sums[(sums > 0).any(1) & (sums < 0).any(1)])


def _families(
    shape: tuple[int, ...], dimensions: tuple[Indices, ...]
) -> Iterator[tuple[int, Indices]]:
    yield from ((axis, np.arange(1, shape[axis])) for axis in (0, 1) if shape[axis] > 1)
    yield from ((2, groups) for groups in dimensions)


@dataclass(frozen=True)
class Doubt:
    """A number that must be in doubt: how it is had from all numbers, and how it must move."""

    number: Numbers
    moves: Moves


class Worlds:
    """All worlds of one quarter, as changes from the true numbers.

    The numbers are counts by cell, and behind them the denominators, if there are any; `where` says
    which must be, and those that are NaN there are missing. Of a share, a count is part of its
    denominator.
    """

    def __init__(
        self,
        numbers: Sequence[Numbers],
        where: Flags,
        dimensions: tuple[Indices, ...],
        *,
        is_share: bool,
    ):
        given, kinds = np.concatenate([each.ravel() for each in numbers]), len(numbers)
        self._where: Flags = np.tile(where.ravel(), kinds)
        self.missing: Flags = np.isnan(given) & self._where
        self._sums = _of_each_kind(sums_of(where, dimensions), kinds)
        self._rests = _rests(where.size) if is_share else csr_array((0, len(given)))
        sums = _of_each_kind(sums_of(np.ones_like(where), dimensions), kinds)
        self._true = self._filled(given, sums)

    def _filled(self, given: Numbers, sums: csr_array) -> Numbers:
        """Return the numbers with some for all others, so that sums hold as far as can be.

        Where no number is supposed to be, there is one only if the sums do not hold without it.
        """
        columns, filled = np.flatnonzero(np.isnan(given)), np.nan_to_num(given)
        apart, rests = -sums @ filled, self._rests[:, columns]
        one, size, odd = eye_array(len(apart)), len(columns), 2 * len(apart)
        least = np.where(np.diff(rests.indptr) > 0, -self._rests @ filled, -np.inf)
        found = milp(
            np.append(np.where(self._where[columns], 0.0, 1.0), np.full(odd, _ODD)),
            constraints=[
                LinearConstraint(csr_array(hstack([sums[:, columns], one, -one])), apart, apart),
                LinearConstraint(_widened(rests, odd), least, np.inf),
            ],
            integrality=np.repeat([1, 0], [size, odd]),
        )
        filled[columns] = np.round(found.x[:size])
        return filled

    @cached_property
    def _rules(self) -> tuple[csr_array, Numbers, Numbers]:
        """Return what every change keeps, and between what: all sums, and no rest below zero."""
        sums, rests = self._sums.shape[0], self._rests.shape[0]
        low = np.concatenate([np.zeros(sums), -np.maximum(self._rests @ self._true, 0)])
        return (
            csr_array(vstack([self._sums, self._rests])),
            low,
            np.repeat([0, np.inf], [sums, rests]),
        )

    @cached_property
    def _bounds(self) -> tuple[Numbers, Numbers]:
        """Return how far each number may fall and rise."""
        far = np.where(self._where, float(_FARTHEST), 0)
        return -np.minimum(self._true, far), far

    def farthest(self, number: Numbers, most: int, besides: Numbers, free: Flags) -> Numbers:
        """Return the change of `free` numbers that raises one most, up to `most`.

        Of equal ones it is one that raises `besides` as far as can be.
        """
        columns = np.flatnonzero(free | self.missing)
        rules, least, greatest = self._rules
        low, high = self._bounds
        wish = number + besides / (2 * _FARTHEST * np.abs(besides).sum() + 1)
        found = milp(
            -wish[columns],
            constraints=[
                LinearConstraint(rules[:, columns], least, greatest),
                LinearConstraint(number[None, columns], -np.inf, most),
            ],
            integrality=np.ones(len(columns)),
            bounds=Bounds(low[columns], high[columns]),
        )
        change = np.zeros_like(number)
        change[columns] = np.round(found.x)
        return change

    def cheapest(self, number: Numbers, by: int, price: Numbers) -> Numbers | None:
        """Return the change that moves a number by so much and costs least; None where none can.

        The price of a number is paid for each child by which it changes.
        """
        size, one = len(price), eye_array(len(price))
        rules, least, greatest = self._rules
        low, high = self._bounds
        found = milp(
            np.append(np.zeros(size), price),
            constraints=[
                LinearConstraint(_widened(rules, size), least, greatest),
                LinearConstraint(csr_array(hstack([one, one])), 0, np.inf),
                LinearConstraint(csr_array(hstack([-one, one])), 0, np.inf),
                LinearConstraint(np.append(number, np.zeros(size))[None], by, by),
            ],
            integrality=np.repeat([1, 0], size),
            bounds=Bounds(np.append(low, np.zeros(size)), np.append(high, high)),
        )
        return None if found.x is None else np.asarray(np.round(found.x[:size]))


def _of_each_kind(sums: Numbers, kinds: int) -> csr_array:
    return csr_array(block_diag([csr_array(sums)] * kinds))


def _rests(size: int) -> csr_array:
    """Return the rows that give what is left of each denominator, over counts and denominators."""
    one = eye_array(size)
    return csr_array(hstack([-one, one]))


def _widened(rows: csr_array, by: int) -> csr_array:
    return csr_array(hstack([rows, csr_array((rows.shape[0], by))]))


def cleared(
    worlds: Worlds, doubts: Sequence[Doubt], withheld: Flags, price: Numbers
) -> Flags | None:
    """Return what must be withheld for every doubt to hold; None where that cannot be had."""
    open_doubts, withheld = list(doubts), withheld.copy()
    found: list[Numbers] = []
    while open_doubts:
        found += _looked_for(worlds, open_doubts, withheld)
        first = open_doubts[0]
        if not _holds(first, found):
            extra = _cheapest(worlds, first, np.where(withheld | worlds.missing, 0, price))
            if extra is None:
                return None
            found += extra
            withheld |= np.any([change != 0 for change in extra], 0) & ~worlds.missing
        open_doubts = [doubt for doubt in open_doubts if not _holds(doubt, found)]
    return withheld


def _looked_for(worlds: Worlds, doubts: list[Doubt], withheld: Flags) -> list[Numbers]:
    """Return the changes that move the first number farthest up and down, the others besides."""
    first = doubts[0]
    far = max(max(move) for move in first.moves)
    besides = np.sum([doubt.number for doubt in doubts[1:]], 0) + np.zeros_like(first.number)
    return [worlds.farthest(sign * first.number, far, sign * besides, withheld) for sign in (1, -1)]


def _holds(doubt: Doubt, changes: list[Numbers]) -> bool:
    by = np.array(changes) @ doubt.number
    return any(by.max() >= up and -by.min() >= down for up, down in doubt.moves)


def _cheapest(worlds: Worlds, doubt: Doubt, price: Numbers) -> list[Numbers] | None:
    """Return the changes that let a number make the cheapest of its moves."""
    best: tuple[float, list[Numbers]] | None = None
    for up, down in doubt.moves:
        changes = _making(worlds, doubt.number, (up, -down), price)
        if changes is not None:
            cost = float(price[np.any([each != 0 for each in changes], 0)].sum())
            if best is None or cost < best[0]:
                best = cost, changes
    return None if best is None else best[1]


def _making(
    worlds: Worlds, number: Numbers, steps: Sequence[int], price: Numbers
) -> list[Numbers] | None:
    changes: list[Numbers] = []
    for step in steps:
        change = worlds.cheapest(number, step, price) if step else np.zeros_like(number)
        if change is None:
            return None
        changes.append(change)
        price = np.where(change != 0, 0, price)
    return changes
