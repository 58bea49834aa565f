"""What else must be withheld, so that no withheld number can be had from sums and differences.

Figures add up: area teams to the service, groups to all children, months to the quarter. A withheld
number is safe if it can be changed together with other withheld numbers, some up and some down, so
that every sum stays what it is (see `core.boxes`). How far they can be changed before one would
be impossible says how many values the reader must think possible. The idea is Repsilber's hypercube
method; the only thing the reader is supposed to know beside what is shown is that no number is
below zero, and no count above its denominator.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.core.disclosure.boxes import Additive, Box, Boxes, Cell, Moves
from dashboard.core.disclosure.cubes import TOTAL, Flags, Indices, Numbers

# The broader a total, the later it is withheld; that of everything where nothing else helps.
_RELUCTANCE = 10.0
_RELUCTANCE_FOR_THE_TOTAL = 1000.0


@dataclass(frozen=True)
class Secret:
    """Where counts of a quarter are withheld, and where their denominators are too."""

    counts: Flags
    denominators: Flags


@dataclass(frozen=True)
class Room:
    """How far each number may rise and fall before something the reader knows would be broken.

    Where it `opens` denominators, that holds only if they are withheld with the counts.
    """

    rises: Numbers
    falls: Numbers
    opens: bool


def lines_that_add_up(
    present: Flags, known: Flags, amount: Numbers, dimensions: tuple[Indices, ...], enough: int
) -> tuple[Flags, Flags, Flags]:
    """Return in which lines of a quarter a total is the sum of the parts beside it.

    Where a part is missing that stands elsewhere (`known`), and what it would have to be is
    `enough` or more, the reader cannot take the parts for the whole. The lines are along place, by
    (time, group); along time, by (place, group); along group, by (place, time, dimension).
    """

    def along(axis: int, parts: Indices) -> Flags:
        these = np.take(present, parts, axis)
        left = np.take(amount, TOTAL, axis) - np.take(amount, parts, axis).sum(axis)
        gap = (np.take(known, parts, axis) & ~these).any(axis) & (left >= enough)
        return np.asarray(np.take(present, TOTAL, axis) & these.any(axis) & ~gap)

    places, times = (np.arange(1, size) for size in present.shape[:2])
    by_group = [along(2, groups) for groups in dimensions]
    none = np.zeros((*present.shape[:2], 0), dtype=bool)
    return along(0, places), along(1, times), np.stack(by_group, 2) if by_group else none


def complete(
    additive: Additive,
    secret: Secret,
    needed: Flags,
    rooms: Sequence[Room],
    moves_of: Callable[[float], Moves],
) -> Secret:
    """Return what is withheld with what must be besides: the least that does it, found greedily.

    Each number that is `needed` can then change as it must, for all a reader knows. Where that
    cannot be had for one, everything is withheld.
    """
    withheld = Secret(secret.counts.copy(), secret.denominators.copy())
    ways = [(Boxes(additive, room.rises, room.falls), room) for room in rooms]
    price = _price(additive)
    for where in np.argwhere(needed):
        cell = (int(where[0]), int(where[1]), int(where[2]))
        moves = moves_of(additive.amount[cell])
        found = _cheapest(ways, cell, moves, withheld, price)
        if found is None:
            everything = np.ones_like(needed)
            return Secret(everything, everything)
        box, room = found
        withheld.counts[box.cells] = True
        withheld.denominators[box.cells] |= room.opens
    return withheld


def _cheapest(
    ways: Sequence[tuple[Boxes, Room]], cell: Cell, moves: Moves, withheld: Secret, price: Numbers
) -> tuple[Box, Room] | None:
    best: tuple[Box, Room] | None = None
    for boxes, room in ways:
        cost = np.where(withheld.counts, 0, price)
        if room.opens:
            cost = cost + np.where(withheld.denominators, 0, price)
        box = boxes.cheapest(cell, moves, cost)
        if box is not None and (best is None or box.cost < best[0].cost):
            best = box, room
        if best is not None and best[0].cost == 0:
            break
    return best


def _price(additive: Additive) -> Numbers:
    """Return how much is lost by withholding each number: small ones least, broad totals last."""
    cost = additive.amount + 1
    for axis in range(3):
        np.moveaxis(cost, axis, 0)[TOTAL] *= _RELUCTANCE
    cost[TOTAL, TOTAL, TOTAL] *= _RELUCTANCE_FOR_THE_TOTAL
    return np.asarray(cost)
