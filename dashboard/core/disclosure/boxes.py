"""Boxes: numbers that can be changed together, up and down, so that every sum stays what it is.

A box has a cell and a partner along each axis on which it is added up: another part, which falls as
the cell rises, or the total, which rises with it. The corners are every combination. A total
of groups has one partner in each dimension.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from dashboard.core.disclosure.cubes import TOTAL, Flags, Indices, Numbers

Cell = tuple[int, int, int]
# How far a number must be able to rise and to fall; of several such pairs, one is enough.
Moves = tuple[tuple[int, int], ...]
Signs = npt.NDArray[np.int_]
_NONE = -1


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
class _Choice:
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


def _alone(faces: _Faces, costs: Numbers, group: int, moves: Moves) -> _Choice:
    """The group without a partner: possible where nothing is added up over groups."""
    own = faces.additive.dimension_of(group)
    free = _fits(faces.rise[..., group], faces.fall[..., group], moves)
    for dimension in range(len(faces.additive.dimensions)) if own is None else [own]:
        free &= faces.free(dimension, group)
    cost = np.where(free, costs[..., group], np.inf)[None]
    return _Choice(cost, np.full((*cost.shape, 1), group))


def _swaps(faces: _Faces, costs: Numbers, group: int, moves: Moves) -> list[_Choice]:
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
    return [_Choice(by_way, np.broadcast_to(pairs, (*by_way.shape, 2)))]


def _fits(rise: Numbers, fall: Numbers, moves: Moves) -> Flags:
    fits = [(rise >= up) & (fall >= down) for up, down in moves]
    return np.asarray(np.logical_or.reduce(fits))


def _with_total(faces: _Faces, costs: Numbers, group: int, moves: Moves) -> _Choice:
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
    return _Choice(cost, np.stack(groups, -1))


def _pick(faces: _Faces, costs: Numbers, dimension: int, can: Flags) -> tuple[Indices, Numbers]:
    """Return the cheapest group of a dimension to go with all children, none where none must."""
    groups = faces.additive.dimensions[dimension]
    fits = can[..., groups] & faces.beside_total[dimension]
    each = np.where(fits, costs[..., groups], np.inf)
    needless = faces.free(dimension, TOTAL)
    pick = np.where(needless, _NONE, groups[each.argmin(-1)])
    return pick, np.where(needless, 0, each.min(-1))


def _best(faces: _Faces, *choices: _Choice) -> Box | None:
    """Return the cheapest box among some choices."""
    best: Box | None = None
    for choice in choices:
        way, place, time = np.unravel_index(choice.costs.argmin(), choice.costs.shape)
        cost = float(choice.costs[way, place, time])
        if np.isfinite(cost) and (best is None or cost < best.cost):
            groups = choice.groups[way, place, time]
            best = Box(faces.cells_of(int(place), int(time), groups), cost)
    return best
