"""How strong the evidence of a gap is, in words: chance, its own neighbours, three years."""

import math

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.pooled_years import PooledYears
from dashboard.core.sentences import NOTHING, Clause, about, fill, joined
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.figures import distance, noun_for

TOO_FEW = Clause("Too few children to tell in one year.")


def both_answers(c: Comparison) -> Clause:
    """Return whether a warning's gap, beyond chance, is unusual among its own neighbours too.

    "More than chance could make. It is above its neighbours, within their own spread (120 to 345)."
    """
    return joined([Clause("More than chance could make."), neighbours_answer(c)])


def neighbours_answer(c: Comparison) -> Clause:
    """Return where a figure lies beside its neighbours' own spread; nothing where not known."""
    if c.unusual_among_neighbours is None:
        return NOTHING
    template = "It is {side} its neighbours, within their own spread ({usual})."
    if c.unusual_among_neighbours:
        template = "It is far {side} its neighbours, beyond their own spread ({usual})."
    return fill(template, side=_side(c), usual=usual_range(c))


def usual_range(c: Comparison) -> Clause:
    """Return between which figures areas like the group's usually lie: "120 to 345"."""
    if c.spread is None:
        return NOTHING
    words = c.indicator.unit.words
    return fill("{low} to {high}", low=words(c.spread.lower), high=words(c.spread.upper))


def three_years(c: Comparison) -> Clause:
    """Return what three years together say of a gap that one year cannot tell from chance."""
    pooled = c.pooled
    if pooled is None:
        return Clause("Three years of one definition are not published.")
    first, *_, last = (period.id for period in pooled.periods)
    return fill(
        "Three years together ({first} to {last}): {value} ({children} {noun}){beside}.",
        first=first,
        last=last,
        value=c.indicator.unit.in_full(pooled.value),
        children=about(pooled.children) if pooled.interval.approximate else f"{pooled.children:,}",
        noun=noun_for(c.indicator, pooled.children),
        beside=_beside(c, pooled),
    )


def too_few_children(c: Comparison) -> Clause:
    """Return that one year has too few children to tell, and what three years say."""
    return joined([TOO_FEW, three_years(c)])


def odds(expected: float) -> Clause:
    """Return a number of warnings that chance alone would raise; less than a half as odds.

    >>> odds(7.2).text, odds(0.049).text
    ('about 7', 'one in about 20 such scans')
    """
    if round(expected):
        return fill("about {number}", number=str(round(expected)))
    return fill("one in about {scans} such scans", scans=f"{two_digits(1 / expected):,}")


def two_digits(number: float) -> int:
    """Return a number of two digits' worth, as an estimate carries no more.

    >>> two_digits(20.4), two_digits(137)
    (20, 140)
    """
    digits_beyond_two = max(0, math.floor(math.log10(number)) - 1)
    return int(round(number, -digits_beyond_two))


def _beside(c: Comparison, pooled: PooledYears) -> Clause:
    if pooled.benchmark is None:
        return Clause(", with too few similar areas to compare")
    unit = c.indicator.unit
    level = pooled.gap_percent is not None and abs(pooled.gap_percent) < 0.5
    verdict = "; chance could still make that"
    if pooled.verdict is not Verdict.UNCLEAR:
        verdict = ", which is more than chance"
    return fill(
        " against {benchmark}, {gap}{verdict}",
        benchmark=unit.words(pooled.benchmark),
        gap=distance(unit, pooled.value, pooled.benchmark, level=level),
        verdict=verdict,
    )


def _side(c: Comparison) -> str:
    return "above" if (c.gap_units or 0) > 0 else "below"
