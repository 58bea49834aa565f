"""How many times as often a group is counted, as a small line around "as often"."""

import math
from collections.abc import Iterator, Sequence

from dashboard.charts.drawing import Dot, Drawing, Line, Mark, Shape
from dashboard.charts.theme import ACCENT, INK, OTHERS, SERVICE
from dashboard.core.performance.group_comparisons import GroupComparison
from dashboard.core.statistics.rate_ratios import RateRatio

WIDTH, HEIGHT = 200, 32
_MARGIN, _MIDDLE, _ARROW = 8, HEIGHT / 2, 5
# Each side shows up to this many times as often or as seldom; an arrow says that a line goes on.
FURTHEST = 32.0


def ratio_line(comparison: GroupComparison) -> Drawing | None:
    """Return a ratio with its likely range around the dashed line of "as often"; None without one.

    Twice as often lies as far to the right as half as often to the left. All lines have one scale,
    so that rows can be compared. A filled dot differs by more than chance. It has no words of its
    own: ratio and range are to be written beside it.
    """
    index = comparison.group.index
    if index is None:
        return None
    colour = _colour(comparison)
    ends = [(_x(index.lower), _MIDDLE), (_x(index.upper), _MIDDLE)]
    marks: list[Mark] = [
        Line([(_x(1), 2), (_x(1), HEIGHT - 2)], INK, 1.5, "3 2"),
        Line(ends, colour, 3 if comparison.group.differs else 2),
        *_arrows(index, colour),
        Dot(_x(index.ratio), _MIDDLE, 6, colour, hollow=not comparison.group.differs),
    ]
    return Drawing(WIDTH, HEIGHT, marks, alt="")


def _colour(comparison: GroupComparison) -> str:
    if not comparison.group.differs:
        return OTHERS
    return ACCENT if comparison.is_adverse else SERVICE


def _x(ratio: float) -> float:
    """Return how far from the left a ratio lies, on a scale of ratios with 1 in the middle."""
    furthest = math.log(FURTHEST)
    place = math.log(ratio) if 0 < ratio < math.inf else math.copysign(furthest, ratio - 1)
    share = max(-1.0, min(1.0, place / furthest))
    return WIDTH / 2 + share * (WIDTH / 2 - _MARGIN)


def _arrows(index: RateRatio, colour: str) -> Iterator[Shape]:
    if index.lower < 1 / FURTHEST:
        yield _arrow(_MARGIN, -1, colour)
    if index.upper > FURTHEST:
        yield _arrow(WIDTH - _MARGIN, 1, colour)


def _arrow(x: float, way: int, colour: str) -> Shape:
    tip: Sequence[tuple[float, float]] = [
        (x + way * _ARROW, _MIDDLE),
        (x, _MIDDLE - _ARROW),
        (x, _MIDDLE + _ARROW),
    ]
    return Shape(tip, colour)
