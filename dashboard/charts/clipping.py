"""Lines cut at the edge of the plot, where what they show goes on beyond it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Ends = tuple[float, float]


def clipped(points: Sequence[Point], across: Ends, along: Ends) -> list[list[Point]]:
    """Return the parts of a line within a plane, from its lowest to its highest x and y.

    >>> clipped([(0, 0), (4, 4)], (1, 9), (0, 3))
    [[(1.0, 1.0), (3.0, 3.0)]]
    """
    parts: list[list[Point]] = []
    for start, end in _segments(points, across, along):
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts


def _segments(points: Sequence[Point], across: Ends, along: Ends) -> Iterator[tuple[Point, Point]]:
    for start, end in pairwise(points):
        shares = _shares_within(start, end, across, along)
        if shares is not None:
            yield _between(start, end, shares[0]), _between(start, end, shares[1])


def _shares_within(start: Point, end: Point, across: Ends, along: Ends) -> Ends | None:
    """Return from which share of a segment's way to which it lies within; None where nowhere."""
    first, last = 0.0, 1.0
    for a, b, (low, high) in zip(start, end, (across, along), strict=True):
        if a == b:
            if not low <= a <= high:
                return None
            continue
        enters, leaves = sorted(((low - a) / (b - a), (high - a) / (b - a)))
        first, last = max(first, enters), min(last, leaves)
    return (first, last) if first < last else None


def _between(start: Point, end: Point, share: float) -> Point:
    if share in (0, 1):
        # Exactly the point, so that the next segment is seen to begin there.
        return end if share else start
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
