"""A service's own figure over quarters or months, small enough for a table's cell."""

from dashboard.charts.drawing import Drawing
from dashboard.charts.sparkline import Spark, sparkline
from dashboard.charts.theme import ACCENT, SERVICE
from dashboard.core.own.targets import LocalTarget
from dashboard.core.performance.series import LocalSeries, short_words
from dashboard.core.remembered import remembered
from dashboard.core.verdicts import Verdict

# Four years of quarters.
MOST_POINTS = 16


@remembered(512)
def local_sparkline(series: LocalSeries, target: LocalTarget | None) -> Drawing | None:
    """Return the last points with the usual range shaded and the target dashed.

    None with fewer than two figures among them.
    """
    points = series.drawn[-MOST_POINTS:]
    spark = Spark(
        values=[point.value for point in points],
        usual=_usual(series),
        beside=[target.value] * len(points) if target else (),
        colour=ACCENT if series.verdict is Verdict.WORSE else SERVICE,
    )
    return sparkline(spark, _alt(series, spark))


def _usual(series: LocalSeries) -> tuple[float, float] | None:
    found = series.limits
    if found is None:
        return None
    # No number and no share can be below zero, and no share above a hundred.
    highest = 100.0 if series.indicator.unit.is_percentage else found.upl
    return max(found.lpl, 0.0), min(found.upl, highest)


def _alt(series: LocalSeries, spark: Spark) -> str:
    words = series.indicator.unit.words
    told = ", ".join(
        f"{short_words(point.period)} {words(point.value)}"
        for point in series.drawn[-MOST_POINTS:]
        if point.value is not None
    )
    if spark.usual is None:
        return told
    low, high = spark.usual
    return f"{told}; usually {words(low)} to {words(high)}"
