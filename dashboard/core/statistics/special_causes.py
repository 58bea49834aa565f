"""Which points of a series are unusual, and by which rule."""

from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dashboard.core.statistics.cells import Floats

Flags: TypeAlias = NDArray[np.bool_]
# One member of an enumeration a point.
Members: TypeAlias = NDArray[np.object_]

RUN = 7


class SpecialCause(StrEnum):
    """The rule that marks a point; where several do, the first of these pairs."""

    COMMON = "Common Cause"
    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_ABOVE = "2 in 3 Above CL"
    TWO_BELOW = "2 in 3 Below CL"
    SHIFT_ABOVE = "7 Points Above CL"
    SHIFT_BELOW = "7 Points Below CL"


UPWARD = (
    SpecialCause.ABOVE_LIMIT,
    SpecialCause.RISING,
    SpecialCause.TWO_ABOVE,
    SpecialCause.SHIFT_ABOVE,
)


def runs(signs: Floats, length: int, points: int) -> Floats:
    """Return the sign of the run of `length` equal signs that each point is in, else 0.

    There is one sign a point, or one a step between points. Of two runs, a point is in the later.
    """
    found, more = np.zeros(points), points - len(signs)
    if len(signs) < length:
        return found
    windows = np.lib.stride_tricks.sliding_window_view(signs, length)
    for start in np.flatnonzero(np.abs(windows.sum(axis=1)) == length):
        found[start : start + length + more] = signs[start]
    return found


def two_of_three(close: Flags, side: Floats) -> Flags:
    """Return the points close to a limit that have another within three on one side."""
    found = np.zeros(len(close), dtype=bool)
    for start in range(len(close) - 2):
        three = slice(start, start + 3)
        if abs(side[three].sum()) == 3 and np.count_nonzero(close[three]) >= 2:
            found[three] = close[three]
    return found


def special_causes(
    side: Floats, outside: Flags, trends: Floats, two: Flags, shifts: Floats
) -> Members:
    """Return the rule each point answers to: limits before trend before 2 of 3 before shift."""
    found = members(SpecialCause.COMMON, len(side))
    # The last to write wins, so the weakest rule writes first.
    for flagged, direction, high, low in (
        (shifts != 0, side, SpecialCause.SHIFT_ABOVE, SpecialCause.SHIFT_BELOW),
        (two, side, SpecialCause.TWO_ABOVE, SpecialCause.TWO_BELOW),
        (trends != 0, trends, SpecialCause.RISING, SpecialCause.FALLING),
        (outside, side, SpecialCause.ABOVE_LIMIT, SpecialCause.BELOW_LIMIT),
    ):
        found[flagged & (direction > 0)] = high
        found[flagged & (direction < 0)] = low
    return found


def members(member: StrEnum, points: int) -> Members:
    """Return one member of an enumeration for every point."""
    # `np.full` would turn the enumeration into bare text.
    found = np.empty(points, dtype=object)
    found.fill(member)
    return found
