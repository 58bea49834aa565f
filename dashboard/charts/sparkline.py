"""A line small enough for a table's cell: where a figure came from, and what is usual for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.charts.drawing import Box, Dot, Drawing, Line, Mark
from dashboard.charts.theme import BAND, OTHERS, SERVICE
from dashboard.core.published.trends import Trend
from dashboard.core.remembered import remembered

WIDTH, HEIGHT = 120, 32
_MARGIN = 4


@dataclass(frozen=True)
class Spark:
    """What a small line shows, oldest first; None is a period without a figure.

    `usual` is the range between whose ends the figure usually moves, `beside` another line to see
    it by, one value a period. `breaks` are the places before which the line must stop.
    """

    values: Sequence[float | None]
    usual: tuple[float, float] | None = None
    beside: Sequence[float | None] = ()
    breaks: frozenset[int] = field(default_factory=frozenset)
    colour: str = SERVICE


def sparkline(spark: Spark, alt: str) -> Drawing | None:
    """Return a small line with its usual range shaded and its newest figure as a dot.

    None with fewer than two figures, of which no line can be drawn.
    """
    if sum(value is not None for value in spark.values) < 2:
        return None
    scale = _Scale(spark)
    return Drawing(WIDTH, HEIGHT, tuple(_marks(spark, scale)), alt)


@remembered(512)
def trend_sparkline(trend: Trend) -> Drawing | None:
    """Return a published figure's years as a small line, dashed beside it its similar areas' mean.

    A line stops where the definition changed. None with fewer than two years.
    """
    first_of_run = {run[0].period for run in trend.runs[1:]}
    places = enumerate(trend.points)
    spark = Spark(
        values=[point.value for point in trend.points],
        beside=[point.benchmark for point in trend.points],
        breaks=frozenset(place for place, point in places if point.period in first_of_run),
    )
    return sparkline(spark, _trend_alt(trend))


def _trend_alt(trend: Trend) -> str:
    words = trend.indicator.unit.words
    known = [
        (point.period.id, words(point.value)) for point in trend.points if point.value is not None
    ]
    return ", ".join(f"{period} {value}" for period, value in known)


class _Scale:
    """Where periods and values lie in the picture; nothing need begin at zero in so small a one."""

    def __init__(self, spark: Spark) -> None:
        every = [v for v in (*spark.values, *spark.beside, *(spark.usual or ())) if v is not None]
        self._low, self._high = min(every), max(every)
        self._last = max(len(spark.values) - 1, 1)

    def x(self, place: int) -> float:
        return _MARGIN + (WIDTH - 2 * _MARGIN) * place / self._last

    def y(self, value: float) -> float:
        span = self._high - self._low
        share = (value - self._low) / span if span else 0.5
        return HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * share


def _marks(spark: Spark, scale: _Scale) -> Iterator[Mark]:
    if spark.usual is not None:
        low, high = (scale.y(end) for end in spark.usual)
        yield Box(0, high, WIDTH, max(low - high, 1), BAND)
    for run in _runs(spark.beside, spark.breaks):
        yield Line([(scale.x(place), scale.y(value)) for place, value in run], OTHERS, 1.5, "3 2")
    last_break = max(spark.breaks, default=0)
    for run in _runs(spark.values, spark.breaks):
        # What came before another definition is there, and pale, because nothing compares with it.
        colour = spark.colour if run[-1][0] >= last_break else OTHERS
        yield Line([(scale.x(place), scale.y(value)) for place, value in run], colour, 2)
    place, value = [(p, v) for p, v in enumerate(spark.values) if v is not None][-1]
    yield Dot(scale.x(place), scale.y(value), 3, spark.colour)


def _runs(
    values: Sequence[float | None], breaks: frozenset[int]
) -> Iterator[list[tuple[int, float]]]:
    """Yield the stretches of figures that follow one another under one definition."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is None or place in breaks:
            yield from [run] if run else []
            run = []
        if value is not None:
            run.append((place, value))
    yield from [run] if run else []
