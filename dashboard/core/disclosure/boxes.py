"""What else must be withheld, so that no withheld number can be had from sums and differences.

Figures add up: area teams to the service, groups to all children, months to the quarter. A withheld
number is safe if it can be changed together with others in a box, some up and some down, so that
every sum stays what it is. How far they can be changed before one would be impossible says how many
values the reader must think possible. The idea is Repsilber's hypercube method; the only thing the
reader is supposed to know beside what is shown is that no number is below zero, and no count above
its denominator.

A box has a cell and a partner along each axis on which it is added up: another part, which falls as
the cell rises, or the total, which rises with it. The corners are every combination. A total
of groups has one partner in each dimension.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]
Signs = npt.NDArray[np.int_]
Cell = tuple[int, int, int]
# How far a number must be able to rise and to fall; of several such pairs, one is enough.
Moves = tuple[tuple[int, int], ...]

# The whole service, the quarter itself, all children.
TOTAL = 0
_NONE = -1
# The broader a total, the later it is withheld; that of everything where nothing else helps.
_RELUCTANCE = 10.0
_RELUCTANCE_FOR_THE_TOTAL = 1000.0


@dataclass(frozen=True)
class Additive:
    """Numbers of one quarter, by place, time and group, and in which lines they add up.

    `adds_up` flags the lines along place, by (time, group); along time, by (place, group); along
    group, by (place, time, dimension). `dimensions` has the indices of each dimension's groups.
    """

    present: Flags
    amount: Numbers
    dimensions: tuple[Indices, ...]
    adds_up: tuple[Flags, Flags, Flags]

    def dimension_of(self, group: int) -> int | None:
        """Return the dimension of a group, by number; None for all children."""
        return next((n for n, each in enumerate(self.dimensions) if group in each), None)


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

    return _lines(along, present.shape, dimensions)


def all_lines(where: Flags, dimensions: tuple[Indices, ...]) -> tuple[Flags, Flags, Flags]:
    """Return which lines have a total and a part among some numbers, shown or missing."""

    def along(axis: int, parts: Indices) -> Flags:
        return np.asarray(np.take(where, TOTAL, axis) & np.take(where, parts, axis).any(axis))

    return _lines(along, where.shape, dimensions)


def _lines(
    along: Callable[[int, Indices], Flags], shape: tuple[int, ...], dimensions: tuple[Indices, ...]
) -> tuple[Flags, Flags, Flags]:
    places, times = (np.arange(1, size) for size in shape[:2])
    by_group = [along(2, groups) for groups in dimensions]
    none = np.zeros((*shape[:2], 0), dtype=bool)
    return along(0, places), along(1, times), np.stack(by_group, 2) if by_group else none


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


@dataclass(frozen=True)
class Box:
    """The cells of a box, as an index of arrays, and what it costs to withhold them."""

    cells: tuple[Indices, Indices, Indices]
    cost: float


class Boxes:
    """All boxes that numbers of a quarter can be in, by how far each number may rise and fall."""

    def __init__(self, additive: Additive, rises: Numbers, falls: Numbers) -> None:
        self._additive, self._rises, self._falls = additive, rises, falls
        self._faces: dict[tuple[int, int], _Faces] = {}

    def cheapest(self, cell: Cell, moves: Moves, cost: Numbers) -> Box | None:
        """Return the box that costs least to withhold and lets a cell make one of some moves.

        Of equal ones the first is taken: totals before parts, parts in their order. None where
        there is no such box.
        """
        faces, group = self._faces_of(cell[:2]), cell[2]
        costs = faces.costs(cost)
        found = _best(
            faces, _alone(faces, costs, group, moves), *_swaps(faces, costs, group, moves)
        )
        if found is not None and found.cost == 0:
            return found
        with_total = _best(faces, _with_total(faces, costs, group, moves))
        boxes = [box for box in (found, with_total) if box is not None]
        return min(boxes, key=lambda box: box.cost, default=None)

    def _faces_of(self, at: tuple[int, int]) -> "_Faces":
        if at not in self._faces:
            self._faces[at] = _Faces(self._additive, self._rises, self._falls, at)
        return self._faces[at]


@dataclass(frozen=True)
class _GroupWays:
    """Ways to choose groups for a box: the cost and the groups of each, infinite where impossible.

    The axes of `costs` are the way, the partner along place and the one along time; `groups` has
    one axis more.
    """

    costs: Numbers
    groups: Indices


class _Faces:
    """For each pair of partners of one place and time, the corners that a box has at each group.

    Arrays are by partner along place, partner along time, and group; where they are by corner,
    two and two stand before the group.
    """

    def __init__(
        self, additive: Additive, rises: Numbers, falls: Numbers, own: tuple[int, int]
    ) -> None:
        self.additive = additive
        self.places, place_signs = _partners(own[0], additive.present.shape[0])
        self.times, time_signs = _partners(own[1], additive.present.shape[1])
        self._at = self.places[:, None, :, None], self.times[None, :, None, :]
        signs = (place_signs[:, None, :, None] * time_signs[None, :, None, :])[..., None]
        self.present = additive.present[self._at] & (signs != 0)
        rises, falls = rises[self._at], falls[self._at]
        self.rise = self._least(np.where(signs > 0, rises, falls))
        self.fall = self._least(np.where(signs > 0, falls, rises))
        self.possible = self._is_balanced()
        self.on_line = additive.adds_up[2][self._at]

    def _least(self, room: Numbers) -> Numbers:
        return np.asarray(np.where(self.present, room, np.inf).min((2, 3)))

    def _is_balanced(self) -> Flags:
        """Return where no line along place or time has only one of two corners."""
        by_place, by_time, _ = self.additive.adds_up
        present, (places, times) = self.present, self._at
        odd_place = (present[:, :, 0] != present[:, :, 1]) & by_place[times[:, :, 0]]
        odd_time = (present[..., 0, :] != present[..., 1, :]) & by_time[places[..., 0]]
        return np.asarray(~(odd_place.any(2) | odd_time.any(2)))

    def costs(self, cost: Numbers) -> Numbers:
        """Return what the corners at each group cost together, infinite where not possible."""
        total = np.where(self.present, cost[self._at], 0).sum((2, 3))
        return np.where(self.possible, total, np.inf)

    def even(self, dimension: int, one: int, others: Indices) -> Flags:
        """Return where each line along groups has both groups of a pair, or neither."""
        odd = self.present[..., others] != self.present[..., one, None]
        return np.asarray(~(odd & self.on_line[..., dimension, None]).any((2, 3)))

    def free(self, dimension: int, group: int) -> Flags:
        """Return where a group stands in no line along groups that adds up."""
        on_line = self.on_line[..., dimension] & self.present[..., group]
        return np.asarray(~on_line.any((2, 3)))

    def can_make(self, moves: Moves) -> Flags:
        """Return which groups' corners can make each move (the first axis)."""
        up, down = (np.array(steps)[:, None, None, None] for steps in zip(*moves, strict=True))
        return np.asarray((self.rise >= up) & (self.fall >= down))

    @cached_property
    def beside_total(self) -> list[Flags]:
        """For each dimension, which of its groups can go with all children."""
        return [self.even(n, TOTAL, groups) for n, groups in enumerate(self.additive.dimensions)]

    def cells_of(self, place: int, time: int, groups: Indices) -> tuple[Indices, Indices, Indices]:
        """Return the cells of the box that has these partners and groups."""
        cells = [
            (p, t, g)
            for p in dict.fromkeys(self.places[place].tolist())
            for t in dict.fromkeys(self.times[time].tolist())
            for g in groups.tolist()
            if g != _NONE and self.additive.present[p, t, g]
        ]
        there = np.array(cells, dtype=np.intp)
        return there[:, 0], there[:, 1], there[:, 2]


@cache
def _partners(own: int, size: int) -> tuple[Indices, Signs]:
    """Return each partner along an axis beside the cell's own index, and both signs; 0 for none."""
    others = np.array([own, *(n for n in range(size) if n != own)], dtype=np.intp)
    signs = np.where((others == TOTAL) | (own == TOTAL), 1, -1)
    signs[0] = 0
    ones = np.ones_like(signs)
    return np.stack([ones * own, others], 1), np.stack([ones, signs], 1)


def _alone(faces: _Faces, costs: Numbers, group: int, moves: Moves) -> _GroupWays:
    """The group without a partner: possible where nothing is added up over groups."""
    own = faces.additive.dimension_of(group)
    free = _fits(faces.rise[..., group], faces.fall[..., group], moves)
    for dimension in range(len(faces.additive.dimensions)) if own is None else [own]:
        free &= faces.free(dimension, group)
    cost = np.where(free, costs[..., group], np.inf)[None]
    return _GroupWays(cost, np.full((*cost.shape, 1), group))


def _swaps(faces: _Faces, costs: Numbers, group: int, moves: Moves) -> list[_GroupWays]:
    """The group with another of its dimension, which falls as it rises."""
    own = faces.additive.dimension_of(group)
    groups = faces.additive.dimensions[own] if own is not None else np.zeros(0, dtype=np.intp)
    others = groups[groups != group]
    if own is None or not others.size:
        return []
    rise = np.minimum(faces.rise[..., group, None], faces.fall[..., others])
    fall = np.minimum(faces.fall[..., group, None], faces.rise[..., others])
    fits = _fits(rise, fall, moves) & faces.even(own, group, others)
    both = np.where(fits, costs[..., group, None] + costs[..., others], np.inf)
    by_way = np.moveaxis(both, -1, 0)
    pairs = np.stack([np.full_like(others, group), others], 1)[:, None, None]
    return [_GroupWays(by_way, np.broadcast_to(pairs, (*by_way.shape, 2)))]


def _fits(rise: Numbers, fall: Numbers, moves: Moves) -> Flags:
    fits = [(rise >= up) & (fall >= down) for up, down in moves]
    return np.asarray(np.logical_or.reduce(fits))


def _with_total(faces: _Faces, costs: Numbers, group: int, moves: Moves) -> _GroupWays:
    """The group with all children and one group of every other dimension, all of one sign."""
    own = faces.additive.dimension_of(group)
    members, can = sorted({TOTAL, group}), faces.can_make(moves)
    fits = can[..., members].all(-1)
    if own is not None:
        fits &= faces.even(own, TOTAL, np.array([group]))[..., 0]
    cost = np.where(fits, costs[..., members].sum(-1), np.inf)
    groups = [np.full(cost.shape, one) for one in members]
    for dimension in range(len(faces.additive.dimensions)):
        if dimension != own:
            pick, price = _pick(faces, costs, dimension, can)
            cost = cost + price
            groups.append(pick)
    return _GroupWays(cost, np.stack(groups, -1))


def _pick(faces: _Faces, costs: Numbers, dimension: int, can: Flags) -> tuple[Indices, Numbers]:
    """Return the cheapest group of a dimension to go with all children, none where none must."""
    groups = faces.additive.dimensions[dimension]
    fits = can[..., groups] & faces.beside_total[dimension]
    each = np.where(fits, costs[..., groups], np.inf)
    needless = faces.free(dimension, TOTAL)
    pick = np.where(needless, _NONE, groups[each.argmin(-1)])
    return pick, np.where(needless, 0, each.min(-1))


def _best(faces: _Faces, *choices: _GroupWays) -> Box | None:
    """Return the cheapest box among some choices."""
    best: Box | None = None
    for choice in choices:
        way, place, time = np.unravel_index(choice.costs.argmin(), choice.costs.shape)
        cost = float(choice.costs[way, place, time])
        if np.isfinite(cost) and (best is None or cost < best.cost):
            groups = choice.groups[way, place, time]
            best = Box(faces.cells_of(int(place), int(time), groups), cost)
    return best


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
    price = price_of(additive.amount)
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


class WithheldBoxes:
    """The boxes of which all numbers are withheld."""

    def __init__(self, additive: Additive, withheld: Secret, rooms: Sequence[Room]) -> None:
        self._ways = [
            (Boxes(additive, room.rises, room.falls), _shown(withheld, opens=room.opens))
            for room in rooms
        ]

    def have(self, cell: Cell, moves: Moves) -> bool:
        """Return whether one lets a cell make one of some moves."""
        found = (boxes.cheapest(cell, moves, shown) for boxes, shown in self._ways)
        return any(box is not None and box.cost == 0 for box in found)


def _shown(withheld: Secret, *, opens: bool) -> Numbers:
    hidden = withheld.counts & withheld.denominators if opens else withheld.counts
    return np.where(hidden, 0.0, 1.0)


def price_of(amount: Numbers) -> Numbers:
    """Return how much is lost by withholding each number: small ones least, broad totals last."""
    cost = amount + 1
    for axis in range(3):
        np.moveaxis(cost, axis, 0)[TOTAL] *= _RELUCTANCE
    cost[TOTAL, TOTAL, TOTAL] *= _RELUCTANCE_FOR_THE_TOTAL
    return np.asarray(cost)
