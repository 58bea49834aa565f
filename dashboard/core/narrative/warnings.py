"""What an early warning says, in words, and how many figures were scanned for it."""

from collections.abc import Sequence

from dashboard.core.comparison import LEAST_GAP_PERCENT, Comparison
from dashboard.core.narrative.comparison import rank, short_headline
from dashboard.core.narrative.figures import (
    choices_of,
    distance,
    gap,
    more_children,
    own_figure,
    subject_of,
)
from dashboard.core.narrative.sensitivity import range_words
from dashboard.core.narrative.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
)
from dashboard.core.verdicts import Verdict
from dashboard.core.warnings import EarlyWarning


def warning_sentence(warning: EarlyWarning, also: Sequence[EarlyWarning] = ()) -> Sentence:
    """Return a warning with its size, its range, what hides it and since when it has stood.

    `also` are the service's other areas in which the same indicator raises one.
    """
    c = warning.comparison
    lead = _lead(c)
    words = fill(
        "{lead} {own} against {benchmark} in the {period}, {rank}.{england} {tried}{chance} "
        "{since}{also}",
        lead=lead,
        own=own_figure(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
        period=c.period.label,
        rank=rank(c),
        england=_england(c),
        tried=_tried(c),
        chance=_chance(c),
        since=_since(warning),
        also=_also(also),
    )
    return Sentence(words, Tone.WARNING, "comparison", choices_of(c), lead.text)


def further_warnings_sentence(warnings: Sequence[EarlyWarning]) -> Sentence:
    """Return the warnings for which there is no room, each in a few words."""
    listed_words = joined([short_headline(w.comparison) for w in warnings], "; ")
    words = fill("Further early warnings: {list}.", list=listed_words)
    return Sentence(words, Tone.WARNING, "indicators")


def scan_sentence(comparisons: Sequence[Comparison], warnings: Sequence[EarlyWarning]) -> Sentence:
    """Return how many figures were scanned and what came of them, so that none is hidden."""
    if not comparisons:
        text = "No core indicator had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    scanned, raised = len(comparisons), len(warnings)
    words = fill(
        "{scanned} {figures} scanned, {raised} {warnings}; against similar areas: {verdicts}.",
        scanned=str(scanned),
        figures="figure" if scanned == 1 else "figures",
        raised=str(raised or "no"),
        warnings="early warning" if raised == 1 else "early warnings",
        verdicts=_verdicts(comparisons),
    )
    return Sentence(words, Tone.NOTE, "indicators")


def _verdicts(comparisons: Sequence[Comparison]) -> Clause:
    counts = {verdict: sum(c.verdict is verdict for c in comparisons) for verdict in Verdict}
    parts = [
        fill("{count} {verdict}", count=str(count), verdict=verdict.value)
        for verdict, count in counts.items()
        if count
    ]
    return joined(parts, ", ")


def _lead(c: Comparison) -> Clause:
    more = more_children(c)
    return fill(
        "{subject}: {gap} {group}{more}.",
        subject=subject_of(c),
        gap=gap(c),
        group=c.benchmark.group.noun,
        more=fill(", {more}", more=more) if more else NOTHING,
    )


def _tried(c: Comparison) -> Clause:
    total = str(len(c.sensitivity.variants))
    template = "The gap is {range} in all {total} ways to compare."
    return fill(template, range=range_words(c), total=total)


def _england(c: Comparison) -> Clause:
    national, apart_percent = c.national, c.national_gap_percent
    if national is None or national.value is None or apart_percent is None:
        return NOTHING
    unit, level = c.indicator.unit, abs(apart_percent) < LEAST_GAP_PERCENT
    template = " It is {apart} {place} ({value}) as well."
    if c.hidden_by_national:
        template = (
            " It is no worse than {place} ({apart} its {value}), so the national average hides it."
        )
    apart = distance(unit, c.value, national.value, level=level)
    return fill(template, apart=apart, place=national.area.name, value=unit.words(national.value))


def _chance(c: Comparison) -> Clause:
    if c.interval is not None:
        return NOTHING
    text = " How far chance could move the figure is not known; it stood the year before as well."
    return Clause(text)


def _since(warning: EarlyWarning) -> Clause:
    c = warning.comparison
    if warning.since == c.period:
        template = "It is the first year held." if warning.since_first else "It is new this year."
        return Clause(template)
    template = "It has stood since {since}"
    template += ", the first year that can be compared." if warning.since_first else "."
    return fill(template, since=warning.since.id)


def _also(others: Sequence[EarlyWarning]) -> Clause:
    if not others:
        return NOTHING
    names = [other.comparison.area.name for other in others]
    return fill(" The same holds for {areas}.", areas=listed(names))
