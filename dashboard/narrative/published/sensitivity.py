"""What the trial of other ways to compare says, in words."""

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.sensitivity import Variant
from dashboard.core.sentences import NOTHING, Clause, fill


def range_words(comparison: Comparison) -> Clause:
    """Return the range of the gap over all variants: "+9% to +29%"; nothing without any.

    The gap of a percentage is in percentage points, as it is everywhere.
    """
    tried = comparison.sensitivity
    if tried.lowest is None or tried.highest is None:
        return NOTHING
    lowest, highest = gap_of(comparison, tried.lowest), gap_of(comparison, tried.highest)
    points = " points" if comparison.indicator.unit.is_percentage else ""
    return fill("{lowest} to {highest}{points}", lowest=lowest, highest=highest, points=points)


def gap_of(comparison: Comparison, variant: Variant) -> str:
    """Return the gap under one variant with its sign: "+9%", or "+7.4" percentage points.

    Points are of the values as printed, as everywhere, so that a reader can check them.
    """
    unit = comparison.indicator.unit
    if unit.is_percentage:
        value, benchmark = comparison.value or 0, variant.benchmark
        return f"{round(value, unit.decimals) - round(benchmark, unit.decimals):+.{unit.decimals}f}"
    return signed_percent(variant.gap_percent)


def sensitivity_message(comparison: Comparison) -> Clause:
    """Return in about ten words whether the direction holds whichever way one compares."""
    tried = comparison.sensitivity
    if not tried.variants:
        return Clause("Too few figures to try other ways to compare")
    total = str(len(tried.variants))
    if tried.same_direction:
        side = "Above" if tried.above else "Below"
        all_of_them = len(tried.variants) in (tried.above, tried.below)
        template = "{side} in all {total} ways to compare"
        template = template if all_of_them else "{side} or level in all {total} ways to compare"
        return fill(template, side=side, total=total)
    template = "Above in {above} of {total} ways to compare: the direction depends on the choice"
    return fill(template, above=str(tried.above), total=total)


def signed_percent(gap: float) -> str:
    """Return a gap with its sign.

    >>> signed_percent(23.07), signed_percent(-4.1), signed_percent(0.2)
    ('+23%', '-4%', '0%')
    """
    return f"{gap:+.0f}%".replace("+0%", "0%").replace("-0%", "0%")
