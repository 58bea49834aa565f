"""How strong the evidence of a gap is, in words: chance, its own neighbours, three years."""

import math

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import LEAST_GAP_PERCENT
from dashboard.core.published.pooled_years import YEARS_POOLED, PooledYears
from dashboard.core.sentences import NOTHING, Clause, about, fill, joined
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.figures import distance, noun_for

LONGEST_ODDS = 1_000


def both_answers(c: Comparison) -> Clause:
    """Return the two answers of a warning: is it beyond chance, and among its own neighbours?"""
    return joined([Clause("Chance alone seldom makes such a gap."), neighbours_answer(c)])


def neighbours_answer(c: Comparison) -> Clause:
    """Return where a figure lies beside its neighbours' own spread; nothing where not known."""
    if c.unusual_among_neighbours is None or not c.side:
        return NOTHING
    template = "It is {side} {group}, but they differ a lot among themselves."
    if c.unusual_among_neighbours:
        template = "It is far {side} {group}, even for how much they differ."
    side = "above" if c.side > 0 else "below"
    return fill(template, side=side, group=c.benchmark.group.noun)


def usual_range_words(c: Comparison) -> Clause:
    """Return the usual range that is worked out from the neighbours; nothing where not known."""
    if c.spread is None:
        return NOTHING
    words = c.indicator.unit.words
    return fill(
        "Usual range for such an area: {low} to {high}.",
        low=words(c.spread.lower),
        high=words(c.spread.upper),
    )


def three_years(c: Comparison) -> Clause:
    """Return what three years together say of a gap that one year cannot tell from chance."""
    if c.pooled is None:
        return _no_pool(c)
    whole = fill(
        "Three years together ({years}): {figure}{beside}.",
        years=pooled_periods(c.pooled),
        figure=pooled_figure(c, c.pooled),
        beside=_beside(c, c.pooled),
    )
    return joined([whole, _judged(c, c.pooled)])


def too_few_children(c: Comparison) -> Clause:
    """Return that one year has too few children to tell, and what three years say."""
    return joined([Clause("Too few children to tell in one year."), three_years(c)])


def pooled_periods(pooled: PooledYears) -> Clause:
    """Return the first and the last of three years: "2022 to 2024"."""
    first, *_, last = (period.id for period in pooled.periods)
    return fill("{first} to {last}", first=first, last=last)


def pooled_figure(c: Comparison, pooled: PooledYears) -> Clause:
    """Return the figure of three years with the children behind it."""
    estimated = pooled.interval.approximate
    return fill(
        "{value} ({children} {noun})",
        value=c.indicator.unit.in_full(pooled.value),
        children=about(pooled.children) if estimated else f"{pooled.children:,}",
        noun=noun_for(c.indicator, pooled.children),
    )


def pooled_gap(c: Comparison, pooled: PooledYears) -> Clause:
    """Return how far three years together lie from the same of similar areas: "22% above"."""
    level = abs(pooled.gap_percent or 0) < LEAST_GAP_PERCENT
    return distance(c.indicator.unit, pooled.value, pooled.benchmark, level=level)


def odds(chance: float) -> Clause:
    """Return a probability as a share of figures or areas.

    >>> odds(0.09).text, odds(0.0002).text, odds(0.4).text
    ('about 1 in 11', 'fewer than 1 in 1,000', 'about 4 in 10')
    """
    if chance < 1 / LONGEST_ODDS:
        return fill("fewer than {one} in {many}", one="1", many=f"{LONGEST_ODDS:,}")
    if chance > 1 / 3:
        return fill("about {some} in {many}", some=str(min(9, round(chance * 10))), many="10")
    return fill("about {one} in {many}", one="1", many=f"{two_digits(1 / chance):,}")


def two_digits(number: float) -> int:
    """Return a number of two digits' worth, as an estimate carries no more.

    >>> two_digits(20.4), two_digits(137)
    (20, 140)
    """
    digits_beyond_two = max(0, math.floor(math.log10(number)) - 1)
    return int(round(number, -digits_beyond_two))


def _no_pool(c: Comparison) -> Clause:
    first = c.period.years_before(YEARS_POOLED - 1)
    if c.indicator.break_between(first, c.period):
        return Clause("Earlier years were counted in another way.")
    return Clause("Not all of the last three years have a figure.")


def _beside(c: Comparison, pooled: PooledYears) -> Clause:
    if pooled.benchmark is None:
        return NOTHING
    return fill(
        ", {gap} {group} ({benchmark})",
        gap=pooled_gap(c, pooled),
        group=c.benchmark.group.noun,
        benchmark=c.indicator.unit.words(pooled.benchmark),
    )


def _judged(c: Comparison, pooled: PooledYears) -> Clause:
    """Return whether chance could make the gap of three years, or why there is none."""
    if pooled.benchmark is None and c.indicator.withheld_counts is not None:
        return Clause("Similar areas are withheld, so there is nothing to compare with.")
    if pooled.benchmark is None:
        return Clause("Too few similar areas to compare with.")
    if abs(pooled.gap_percent or 0) < LEAST_GAP_PERCENT:
        return NOTHING
    if pooled.verdict is Verdict.UNCLEAR:
        return Clause("Chance could still make that.")
    return Clause("Chance alone seldom makes that.")
