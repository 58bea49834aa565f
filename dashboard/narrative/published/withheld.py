"""What small numbers that a source withholds leave open, in words."""

from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import NOTHING, Clause, fill
from dashboard.core.verdicts import Verdict


def withheld_words(c: Comparison) -> Clause:
    """Return how many areas are withheld, why, and between which values the benchmark lies.

    "5 of 10 similar areas are withheld: they have 1 to 5 such children each. With them the average
    is between 1.0% and 2.6%." Nothing where none is withheld.
    """
    bounds, unit = c.benchmark_bounds, c.indicator.unit
    if bounds is None:
        return NOTHING
    one, unclear = bounds.withheld == 1, c.verdict is Verdict.UNCLEAR
    return fill(
        "{withheld} of {total} {group} {are} withheld: {they_have} {fewest} to {most} such "
        "{counted}{each}. With {them} the {method} is between {lower} and {upper}{open}.",
        withheld=str(bounds.withheld),
        total=str(c.benchmark.areas_in_group),
        group=c.benchmark.group.noun,
        are="is" if one else "are",
        they_have="it has" if one else "they have",
        each="" if one else " each",
        them="it" if one else "them",
        fewest=str(bounds.counts.fewest),
        most=str(bounds.counts.most),
        counted=c.indicator.counted,
        method=c.benchmark.method.words,
        lower=unit.words(bounds.lower),
        upper=unit.words(bounds.upper),
        open=", so the gap is not clear" if unclear and c.is_left_open else "",
    )
