"""What a table says of an indicator in a line, the same on the screen and in the board pack."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.same_matter import OtherFigure
from dashboard.core.published.trends import Trend
from dashboard.core.remembered import remembered
from dashboard.core.sentences import (
    NOT_HELD,
    NOTHING,
    Clause,
    Tone,
    capital,
    fill,
    joined,
    lower_first,
)
from dashboard.core.verdicts import Polarity, Verdict
from dashboard.narrative.published.comparison import beside_group
from dashboard.narrative.published.figures import against_heading, age_words, elsewhere_value
from dashboard.narrative.published.lenses import LensWords, three_lenses

KEY = Clause(
    "Large dot: this service. Small dots: similar areas. Upright line: their average, dashed over "
    "the years. Diamond: England. Orange: clearly worse. Worse is on the left."
)
ELSEWHERE = Clause("in another table")


@dataclass(frozen=True)
class Judged:
    """Words, and the tone and word of the verdict beside them; `tone` is None without a verdict."""

    words: Clause
    tone: Tone | None = None
    tone_word: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """The words of one line. `place` names the area where the service has several.

    `figure` is without its period, which `when` names with its age.
    """

    measure: Clause
    place: Clause
    figure: Clause
    when: Clause
    past: Judged
    against: Judged
    target: Judged
    england: Clause


@remembered(512)
def indicator_row(
    c: Comparison, trend: Trend, as_of: dt.date, *, is_newest: bool, watched: bool
) -> IndicatorRow:
    """Return the words of a figure's line.

    `is_newest` is whether no newer period is published anywhere, `watched` whether the figure is
    only to be watched.
    """
    similar, past, target = three_lenses(c)
    several = len(c.service.area_codes) > 1
    return IndicatorRow(
        measure=fill("{name}", name=c.indicator.name),
        place=fill("{name}", name=c.place.name) if several else NOTHING,
        figure=_figure(c),
        when=_when(c, as_of, is_newest),
        past=_past(past, trend),
        against=_against(c, similar, watched),
        target=_target(c, target),
        england=england_words(c),
    )


def against_column(comparisons: Sequence[Comparison]) -> Clause:
    """Return the heading of the column with the spines: which side of them is the worse one."""
    against = against_heading(comparisons)
    if any(c.indicator.polarity is Polarity.NONE for c in comparisons):
        return fill("{against}", against=against)
    whom = lower_first(against.removeprefix("Against "))
    return fill("Worse ← {whom} → better", whom=whom)


def others_words(others: Sequence[Comparison]) -> Clause:
    """Return how the service's other areas stand, so that none is hidden behind the first."""
    if not others:
        return NOTHING
    counts = Counter(each.verdict.value for each in others)
    stand = [fill("{n} {verdict}", n=str(n), verdict=verdict) for verdict, n in counts.items()]
    return fill(
        "{number} more {areas}: {stand}",
        number=str(len(others)),
        areas="area" if len(others) == 1 else "areas",
        stand=joined(stand, ", "),
    )


def england_words(c: Comparison) -> Clause:
    """Return England's figure; where its table has none, that of another table."""
    other = england_in_another_table(c)
    if other is not None:
        return fill("{about} {where}", about=about_elsewhere(c, other), where=ELSEWHERE)
    if c.national is None or c.national.value is None:
        return Clause(NOT_HELD)
    return fill("{value}", value=c.indicator.unit.words(c.national.value))


def england_in_another_table(c: Comparison) -> OtherFigure | None:
    """Return England's figure of another table, where the figure's own table has none."""
    is_held = c.national is not None and c.national.value is not None
    return None if is_held else c.national_elsewhere


def about_elsewhere(c: Comparison, other: OtherFigure) -> Clause:
    """Return another table's figure, of which no exact distance can be given."""
    return fill("About {value}", value=elsewhere_value(c, other))


def _figure(c: Comparison) -> Clause:
    unit = c.indicator.unit
    text = unit.words_or_absent(None) if c.value is None else unit.in_full(c.value)
    return fill("{text}", text=text)


def _when(c: Comparison, as_of: dt.date, is_newest: bool) -> Clause:
    return fill(
        "{period}{age}{since}",
        period=c.period.label,
        age=age_words(c.period, as_of),
        since="" if is_newest else "; none since",
    )


def _past(past: LensWords, trend: Trend) -> Judged:
    """Return the whole change, and the verdict on five years only where there is a clear one."""
    words = past.short or _why_no_past(trend) or past.words
    if past.verdict in (Verdict.NONE, Verdict.UNCLEAR):
        return Judged(words)
    return Judged(words, past.tone, past.tone_word)


def _why_no_past(trend: Trend) -> Clause:
    """Return since when it is counted differently, where a line of earlier years stands above."""
    if not trend.breaks:
        return NOTHING
    template = "Counted differently from {period}; earlier years don't compare."
    return fill(template, period=trend.breaks[-1].period)


def _against(c: Comparison, similar: LensWords, watched: bool) -> Judged:
    """Return the verdict and its size; what is to watch is called so here as it is elsewhere."""
    words = fill("{beside}.", beside=capital(beside_group(c)))
    if watched:
        return Judged(words, Tone.WATCH, Tone.WATCH.value)
    if c.verdict is Verdict.NONE:
        return Judged(words)
    # "Level" is in the verdict already.
    shortened = Clause(words.text.removeprefix("Level "), words.facts)
    return Judged(shortened, similar.tone, similar.tone_word)


def _target(c: Comparison, target: LensWords) -> Judged:
    if c.target is None:
        return Judged(Clause("none"))
    if target.verdict is Verdict.NONE:
        return Judged(target.words)
    return Judged(target.words, target.tone, target.tone_word)
