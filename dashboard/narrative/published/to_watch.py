"""What is only to be watched, in words: its size, why it is no warning, and what chance does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.core.published.chance import ByChance
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.pooled_years import PooledYears
from dashboard.core.published.to_watch import Doubt, ToWatch
from dashboard.core.sentences import NOTHING, Clause, Sentence, Tone, about, fill, joined
from dashboard.narrative.published.comparison import gap_headline, short_headline
from dashboard.narrative.published.evidence import (
    odds,
    pooled_figure,
    pooled_gap,
    pooled_periods,
    too_few_children,
)
from dashboard.narrative.published.figures import (
    choices_of,
    gap_alone,
    gap_number,
    own_figure,
    subject_of,
)
from dashboard.narrative.published.sensitivity import lists_message

_NOT_SIMILAR = Clause("No list says which areas are similar, so it is no warning.")
_MIXED = Clause("It depends on whom we compare with.")
_OLD = Clause("No newer figure is published for this area.")
_ONE_YEAR = Clause("Only one year shows it.")
_TWO_YEARS = Clause("Two years show it.")
# Why something is only to be watched, as one short sentence behind its size.
_SHORT = {
    Doubt.NOT_SIMILAR: _NOT_SIMILAR,
    Doubt.MIXED: Clause("It depends on whom we compare with, so it is no warning."),
    Doubt.TOO_FEW: Clause("One year has too few children to tell, so it is no warning."),
    Doubt.OLD: _OLD,
    Doubt.ONE_YEAR: Clause("Only one year shows it, and chance is not ruled out."),
    Doubt.TWO_YEARS: Clause("Two years show it, but chance is not ruled out."),
}
# The same after the size of a gap in a list of several.
_SHORTER = {
    Doubt.NOT_SIMILAR: "no list of similar areas",
    Doubt.MIXED: "it depends on whom we compare with",
    Doubt.TOO_FEW: "one year has too few children to tell",
    Doubt.OLD: "no newer figure",
    Doubt.ONE_YEAR: "only one year shows it",
    Doubt.TWO_YEARS: "two years show it",
}


def watch_sentences(watched: Sequence[ToWatch], room: int) -> tuple[Sentence, ...]:
    """Return what is only to be watched in short, in at most as many as there is room for.

    Each has its reason; where there are more, the last sentence names all the others.
    """
    whole = watched if len(watched) <= room else watched[: room - 1]
    rest = watched[len(whole) :]
    told = [watch_in_short(each) for each in whole]
    return (*told, *([_watched_together(rest)] if rest else []))


def watch_sentence(watched: ToWatch) -> Sentence:
    """Return a material gap that is no early warning: its size and why it is none."""
    c = watched.comparison
    if watched.confirmed_by_three_years and c.pooled is not None:
        return _over_three_years(c, c.pooled)
    lead = gap_headline(c)
    words = fill(
        "{lead} {own}{estimated} against {benchmark} in the {period}. {why}",
        lead=lead,
        own=own_figure(c),
        estimated=_estimated_children(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
        period=c.period.label,
        why=_why_only_watched(watched),
    )
    return Sentence(words, Tone.WATCH, "comparison", choices_of(c), lead.text)


def watch_in_short(watched: ToWatch) -> Sentence:
    """Return the same in two short sentences: its size, and why it is only to be watched."""
    whole, c = watch_sentence(watched), watched.comparison
    why, whole_is_pooled = _SHORT[watched.doubt], watched.confirmed_by_three_years
    if whole_is_pooled:
        why = Clause("The newest year alone has too few children to tell.")
    lead = Clause(whole.lead, whole.words.facts)
    gap_words = pooled_gap(c, c.pooled) if whole_is_pooled and c.pooled else gap_alone(c)
    return replace(whole, words=joined([lead, why]), number=gap_number(gap_words))


def _over_three_years(c: Comparison, pooled: PooledYears) -> Sentence:
    lead = fill(
        "{subject}: {gap} {group} over three years together ({years}).",
        subject=subject_of(c),
        gap=pooled_gap(c, pooled),
        group=c.benchmark.group.noun,
        years=pooled_periods(pooled),
    )
    words = fill(
        "{lead} {figure} against {benchmark}. Chance alone seldom makes that. {newest}",
        lead=lead,
        figure=pooled_figure(c, pooled),
        benchmark=c.indicator.unit.words_or_absent(pooled.benchmark),
        newest=_newest_year(c),
    )
    return Sentence(words, Tone.WATCH, "comparison", choices_of(c), lead.text)


def _newest_year(c: Comparison) -> Clause:
    template = "The newest year alone ({gap}) has too few children to tell."
    return fill(template, gap=gap_alone(c))


def _estimated_children(c: Comparison) -> Clause:
    """Return how many children a percentage is of by our estimate, where none is known."""
    children = None if c.interval else c.among.cohorts.of(c.area.code, c.period, c.value)
    if children is None:
        return NOTHING
    return fill(" (of {number} children, our estimate)", number=about(children))


def _why_only_watched(watched: ToWatch) -> Clause:
    match watched.doubt:
        case Doubt.NOT_SIMILAR:
            return _NOT_SIMILAR
        case Doubt.MIXED:
            return joined([_MIXED, fill("{lists}.", lists=lists_message(watched.comparison))])
        case Doubt.TOO_FEW:
            return too_few_children(watched.comparison)
        case Doubt.OLD:
            return joined([_OLD, _as_wide(watched)])
        case Doubt.ONE_YEAR:
            return joined([_ONE_YEAR, _chance_alone_shows(watched)])
        case Doubt.TWO_YEARS:
            return joined([_TWO_YEARS, _chance_alone_shows(watched)])


def _chance_alone_shows(watched: ToWatch) -> Clause:
    """Return how often chance alone puts such a figure here, and how often with gaps as wide."""
    if watched.by_chance is None or watched.as_wide_by_chance is None:
        return Clause("How far chance could move the figure is not known.")
    return fill(
        "By chance alone, {such} such figures would be listed here. With a gap as wide: {as_wide}.",
        such=odds(watched.by_chance),
        as_wide=odds(watched.as_wide_by_chance),
    )


def _as_wide(watched: ToWatch) -> Clause:
    if watched.as_wide_by_chance is None:
        return NOTHING
    template = "Chance alone makes a gap as wide in {as_wide} such figures."
    return fill(template, as_wide=odds(watched.as_wide_by_chance))


def _watched_together(watched: Sequence[ToWatch]) -> Sentence:
    names = [
        fill("{headline}: {why}", headline=short_headline(each.comparison), why=_in_short(each))
        for each in watched
    ]
    lead = Clause("Also to watch:")
    words = fill("{lead} {list}.", lead=lead, list=joined(names, "; "))
    return Sentence(words, Tone.WATCH, "indicators", lead=lead.text)


def _in_short(watched: ToWatch) -> Clause:
    if watched.confirmed_by_three_years:
        return Clause("clearly worse over three years")
    if watched.as_wide_by_chance is None:
        return Clause(_SHORTER[watched.doubt])
    return fill(
        "{why}; chance alone makes gaps as wide in {chance}",
        why=_SHORTER[watched.doubt],
        chance=odds(watched.as_wide_by_chance),
    )


def watched_words(
    watched: Sequence[ToWatch], by_chance: Mapping[Doubt, ByChance]
) -> tuple[Clause, ...]:
    """Return, for each reason that comes from chance, how many are to watch and chance would put.

    Only where chance is expected to put one or more.
    """
    return tuple(
        fill(
            "To watch, {why}: {found} of {figures} figures. By chance alone: about {expected}.",
            why=_SHORTER[doubt],
            found=str(sum(each.doubt is doubt for each in watched)),
            figures=f"{expected.figures:,}",
            expected=str(round(expected.expected)),
        )
        for doubt, expected in by_chance.items()
        if expected.expected >= 1
    )
