"""What a comparison says, in words."""

from dashboard.core.published.benchmarks import FEWEST_AREAS_FOR_A_VERDICT, Benchmark
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import LEAST_GAP_PERCENT
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
)
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.evidence import too_few_children
from dashboard.narrative.published.figures import (
    choices_of,
    distance,
    gap,
    more_children,
    own_figure,
    subject_of,
)
from dashboard.narrative.published.sensitivity import lists_message
from dashboard.narrative.published.withheld import withheld_words

TONES = {
    Verdict.WORSE: Tone.WORSE,
    Verdict.BETTER: Tone.BETTER,
    Verdict.LEVEL: Tone.LEVEL,
    Verdict.UNCLEAR: Tone.UNCLEAR,
    Verdict.MIXED: Tone.MIXED,
    Verdict.MET: Tone.MET,
    Verdict.MISSED: Tone.MISSED,
}


def tone_of(verdict: Verdict) -> Tone:
    """Return the tone of a verdict; higher and lower without a polarity are only noted."""
    return TONES.get(verdict, Tone.NOTE)


def comparison_verdict(comparison: Comparison) -> Sentence:
    """Return how a figure stands beside its comparator group and England, with counts and size."""
    c = comparison
    if c.value is None:
        return _absent(c)
    withheld = withheld_words(c)
    words = fill(
        "{own}, {standing}{england}.{doubt}{withheld}",
        own=own_figure(c),
        standing=gap_and_rank(c),
        england=_beside_england(c),
        doubt=_doubt(c),
        withheld=fill(" {words}", words=withheld) if withheld else NOTHING,
    )
    return Sentence(words, tone_of(c.verdict), "comparison", choices_of(c))


def comparison_answer(comparison: Comparison) -> Sentence:
    """Return the same verdict, beginning with what and when it is about."""
    verdict = comparison_verdict(comparison)
    if comparison.value is None:
        return verdict
    c = comparison
    lead = fill("{subject}, {period}:", subject=subject_of(c), period=c.period.label)
    words = joined([lead, verdict.words])
    return Sentence(words, verdict.tone, "comparison", verdict.choices, lead.text)


def gap_headline(c: Comparison) -> Clause:
    """Return the gap with the children it is a year, as the beginning of what is told of it."""
    more = more_children(c)
    return fill(
        "{subject}: {gap} {group}{more}.",
        subject=subject_of(c),
        gap=gap(c),
        group=c.benchmark.group.noun,
        more=fill(", {more}", more=more) if more else NOTHING,
    )


def short_headline(comparison: Comparison) -> Clause:
    """Return the gap in a few words: "first-time entrants (24% above)"."""
    subject = subject_of(comparison)
    lowered = f"{subject[:1].lower()}{subject[1:]}"
    return fill("{subject} ({gap})", subject=lowered, gap=gap(comparison))


def beside_group(comparison: Comparison) -> Clause:
    """Return the gap and the rank for a table's cell: "8% above, higher than 7 of 10"."""
    if comparison.verdict is Verdict.NONE:
        return gap_and_rank(comparison)
    distance_words = gap(comparison)
    if comparison.verdict is Verdict.LEVEL:
        distance_words = Clause("level with them")
    return fill("{gap}, {rank}", gap=distance_words, rank=rank(comparison))


def gap_and_rank(c: Comparison) -> Clause:
    """Return the gap, the benchmark and the rank, or why there is no verdict."""
    b = c.benchmark
    if c.is_service_rate:
        template = (
            "no verdict, because the source prints the rate of the whole service for each of its "
            "{areas} local authorities"
        )
        return fill(template, areas=str(c.areas_with_this_rate))
    if c.verdict is Verdict.NONE:
        return _beside_nought(c) if b.carries_a_verdict else _too_few(b)
    return fill(
        "{gap} the {method} of {areas} ({benchmark}), {rank}",
        gap=gap(c),
        method=b.method.words,
        areas=_areas(c),
        benchmark=c.indicator.unit.words_or_absent(b.value),
        rank=rank(c),
    )


def _beside_nought(c: Comparison) -> Clause:
    template = "no verdict, because the {method} of {areas} is nought"
    return fill(template, method=c.benchmark.method.words, areas=_areas(c))


def _too_few(benchmark: Benchmark) -> Clause:
    b = benchmark
    template = "no verdict, because only {with_data} of {total} {group} have a published figure"
    if b.areas_with_data == b.areas_in_group:
        template = "no verdict, because {total} {group} are too few: it takes {fewest}"
    return fill(
        template,
        with_data=str(b.areas_with_data),
        total=str(b.areas_in_group),
        group=b.group.noun,
        fewest=str(FEWEST_AREAS_FOR_A_VERDICT),
    )


def rank(c: Comparison) -> Clause:
    """Return how many of the group the figure is higher than: "higher than 8 of 10"."""
    total = str(c.benchmark.areas_with_data)
    return fill("higher than {rank} of {total}", rank=str(c.higher_than), total=total)


def _areas(c: Comparison) -> Clause:
    b = c.benchmark
    complete = b.areas_with_data == b.areas_in_group
    template = "{total} {group}" if complete else "the {with_data} of {total} {group} with a figure"
    return fill(
        template,
        with_data=str(b.areas_with_data),
        total=str(b.areas_in_group),
        group=b.group.noun,
    )


def _beside_england(c: Comparison) -> Clause:
    apart, national = c.national_gap_percent, c.national
    if apart is None or national is None or national.value is None:
        return NOTHING
    level, unit = abs(apart) < LEAST_GAP_PERCENT, c.indicator.unit
    return fill(
        "; {distance} {place} ({value})",
        distance=distance(unit, c.value, national.value, level=level),
        place=national.area.name,
        value=unit.words(national.value),
    )


def _doubt(c: Comparison) -> Clause:
    """Return why a gap carries no direction: it depends on the choice, or chance could make it.

    What is level by one list only must not be read as calm, so the other lists are named. What is
    left open by small numbers that are withheld has a sentence of its own.
    """
    level_by_some = c.verdict is Verdict.LEVEL and len(c.lists.level) < len(c.lists.answers)
    if c.verdict is Verdict.MIXED or level_by_some:
        return fill(" {message}.", message=lists_message(c))
    if c.verdict is not Verdict.UNCLEAR or c.is_left_open:
        return NOTHING
    if c.interval is not None and c.is_material:
        return fill(" {few}", few=too_few_children(c))
    if c.interval is not None:
        return Clause(" In one year, chance alone could make a gap of this size.")
    if c.indicator.cohort_estimate is not None:
        return Clause(" How many children it is of is not published, so chance cannot be judged.")
    return Clause(
        " How far chance could move the figure is not known, and the year before does not show "
        "the same."
    )


def _absent(c: Comparison) -> Sentence:
    words = fill(
        "{subject}: no figure of {area} for the {period} is held here ({reason}).",
        subject=c.indicator.subject,
        area=c.place.name,
        period=c.period.label,
        reason=(c.observed.note or "withheld or not available; it is not zero").rstrip("."),
    )
    return Sentence(words, Tone.MISSING, "comparison", choices_of(c))
