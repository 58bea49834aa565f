"""A spine: where a service stands between the lowest and the highest of its similar areas."""

from collections.abc import Iterator, Sequence

from dashboard.charts.drawing import Box, Dot, Drawing, Line, Mark, Shape
from dashboard.charts.theme import ACCENT, GROUP, NATIONAL, OTHERS, SERVICE
from dashboard.core.published.comparison import Comparison
from dashboard.core.remembered import remembered
from dashboard.core.verdicts import Polarity, Verdict

WIDTH, HEIGHT = 200, 32
_MARGIN, _MIDDLE = 8, HEIGHT / 2
_WORSE_SIDE, _BETTER_SIDE = "#F3E3EA", "#E3EAF3"
# Fewer areas than these are no range that anybody could stand in.
FEWEST_AREAS = 2


@remembered(512)
def spine(comparison: Comparison) -> Drawing | None:
    """Return the spine of a figure, worse always on the left; None without enough areas.

    Grey dots are the similar areas, the upright line their mean, the diamond England, the large dot
    the service. Where neither side is better the lower values are on the left, without a shade.
    """
    values = [member.value for member in comparison.members if member.value is not None]
    if comparison.value is None or len(values) < FEWEST_AREAS:
        return None
    national = comparison.national.value if comparison.national else None
    every = [*values, comparison.value, *([] if national is None else [national])]
    scale = _Scale(every, comparison.indicator.polarity)
    marks = tuple(_marks(comparison, values, national, scale))
    return Drawing(WIDTH, HEIGHT, marks, _alt(comparison, values, national))


def _alt(comparison: Comparison, values: Sequence[float], national: float | None) -> str:
    """Return the same in words: "24.5; 10 similar areas from 12.1 to 25.3, average 16.8"."""
    words, mean = comparison.indicator.unit.words, comparison.benchmark.value
    parts = [
        words(comparison.value or 0),
        f"{len(values)} {comparison.benchmark.group.noun} from {words(min(values))} to "
        f"{words(max(values))}" + ("" if mean is None else f", average {words(mean)}"),
        *([] if national is None else [f"England {words(national)}"]),
    ]
    return "; ".join(parts)


class _Scale:
    """Where a value lies from left to right; what lower is better of is turned round."""

    def __init__(self, values: Sequence[float], polarity: Polarity) -> None:
        self._low, self._high = min(values), max(values)
        self._turned = polarity is Polarity.LOWER

    def x(self, value: float) -> float:
        span = self._high - self._low
        share = (value - self._low) / span if span else 0.5
        return _MARGIN + (WIDTH - 2 * _MARGIN) * (1 - share if self._turned else share)


def _marks(
    comparison: Comparison, values: Sequence[float], national: float | None, scale: _Scale
) -> Iterator[Mark]:
    mean = comparison.benchmark.value
    if mean is not None and comparison.indicator.polarity is not Polarity.NONE:
        yield Box(0, 4, scale.x(mean), HEIGHT - 8, _WORSE_SIDE)
        yield Box(scale.x(mean), 4, WIDTH - scale.x(mean), HEIGHT - 8, _BETTER_SIDE)
    ends = (scale.x(min(values)), _MIDDLE), (scale.x(max(values)), _MIDDLE)
    yield Line(ends, OTHERS, 2)
    if mean is not None:
        yield Line([(scale.x(mean), 4), (scale.x(mean), HEIGHT - 4)], GROUP, 2.5)
    own = scale.x(comparison.value or 0)
    yield Dot(own, _MIDDLE, 6, ACCENT if comparison.verdict is Verdict.WORSE else SERVICE)
    # Above the large dot, so that it hides no neighbour; England above an area of the same figure.
    yield from (Dot(scale.x(value), _MIDDLE, 3, OTHERS, hollow=True) for value in values)
    if national is not None:
        yield _diamond(scale.x(national))


def _diamond(x: float) -> Shape:
    size = 5
    corners = [(x, _MIDDLE - size), (x + size, _MIDDLE), (x, _MIDDLE + size), (x - size, _MIDDLE)]
    return Shape(corners, NATIONAL, "#FFFFFF")
