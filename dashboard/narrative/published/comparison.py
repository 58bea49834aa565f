"""What a comparison says, in words."""

from dashboard.core.published.benchmarks import FEWEST_AREAS_FOR_A_VERDICT, Benchmark
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import LEAST_GAP_PERCENT
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capital,
    fill,
    joined,
    lower_first,
)
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.evidence import too_few_children
from dashboard.narrative.published.figures import (
    choices_of,
    distance,
    gap,
    gap_alone,
    more_children,
    own_figure,
    some_of,
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
    """Return a figure beside its comparator group and England, with counts and size.

    One idea a sentence: the figure, the gap, the rank, England, and then what is in doubt.
    """
    c = comparison
    if c.value is None:
        return _absent(c)
    figure = fill("{own}.", own=own_figure(c))
    said = [figure, *_beside_group(c), _beside_england(c), _doubt(c), withheld_words(c)]
    return Sentence(joined(said), tone_of(c.verdict), "comparison", choices_of(c))


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
    subject = lower_first(subject_of(comparison))
    return fill("{subject} ({gap})", subject=subject, gap=gap_alone(comparison))


def beside_group(comparison: Comparison) -> Clause:
    """Return the gap and the rank for a table's cell: "8% above; seven of ten are lower".

    A group that no list calls similar is named, because the column's heading may speak of others.
    """
    c = comparison
    if c.verdict is Verdict.NONE:
        return why_no_verdict(c)
    whom = "" if c.benchmark.group.similar else f" {c.benchmark.group.noun}"
    if gap(c).text != gap_alone(c).text:
        whom = whom or " them"
    return fill("{gap}{whom}; {rank}", gap=gap(c), whom=whom, rank=rank(c))


def gap_and_rank(c: Comparison) -> Clause:
    """Return the gap, the benchmark and the rank as sentences, or why there is no verdict."""
    if c.verdict is Verdict.NONE:
        return fill("{why}.", why=capital(why_no_verdict(c)))
    return joined(
        [fill("{gap}.", gap=capital(_gap_to_benchmark(c))), fill("{rank}.", rank=capital(rank(c)))]
    )


def why_no_verdict(c: Comparison) -> Clause:
    """Return why a figure with no verdict has none, without a capital and a full stop."""
    if c.is_service_rate:
        template = (
            "the source prints one rate of the whole service for each of its {areas} local "
            "authorities"
        )
        return fill(template, areas=str(c.areas_with_this_rate))
    b = c.benchmark
    if b.carries_a_verdict:
        return fill("the {method} of {areas} is nought", method=b.method.words, areas=_areas(c))
    return _too_few(b)


def rank(c: Comparison) -> Clause:
    """Return how many of the group have a lower figure: "eight of ten are lower"."""
    return fill("{some} lower", some=some_of(c.higher_than or 0, c.benchmark.areas_with_data))


def _named_group(c: Comparison) -> Clause:
    """Return what the areas with a figure are called: "similar areas with a figure"."""
    b = c.benchmark
    complete = b.areas_with_data == b.areas_in_group
    template = "{group}" if complete else "{group} with a figure"
    return fill(template, group=b.group.noun)


def _beside_group(c: Comparison) -> list[Clause]:
    if c.verdict is Verdict.NONE:
        return [fill("No verdict: {why}.", why=why_no_verdict(c))]
    beside = fill("That is {gap}.", gap=_gap_to_benchmark(c))
    return [beside, fill("{rank}.", rank=capital(rank(c)))]


def rank_headline(c: Comparison) -> Clause:
    """Return the rank as a title says it: "eight of ten similar areas are lower"."""
    some = some_of(c.higher_than or 0, c.benchmark.areas_with_data, _named_group(c))
    return fill("{some} lower", some=some)


def _gap_to_benchmark(c: Comparison) -> Clause:
    return fill(
        "{gap} the {method} of {areas} ({benchmark})",
        gap=gap(c),
        method=c.benchmark.method.words,
        areas=_areas(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
    )


def _too_few(benchmark: Benchmark) -> Clause:
    b = benchmark
    template = "only {with_data} of {total} {group} have a published figure"
    if b.areas_with_data == b.areas_in_group:
        template = "{total} {group} are too few: it takes {fewest}"
    return fill(
        template,
        with_data=str(b.areas_with_data),
        total=str(b.areas_in_group),
        group=b.group.noun,
        fewest=str(FEWEST_AREAS_FOR_A_VERDICT),
    )


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
        "It is {distance} {place} ({value}).",
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
        return fill("{message}.", message=lists_message(c))
    if c.verdict is not Verdict.UNCLEAR or c.is_left_open:
        return NOTHING
    if c.interval is not None and c.is_material:
        return too_few_children(c)
    if c.interval is not None:
        return Clause("In one year, chance alone could make this gap.")
    if c.indicator.cohort_estimate is not None:
        return Clause(
            "The number of children behind it is not published, so chance cannot be judged."
        )
    return Clause(
        "How far chance could move it is not known. The year before does not show the same."
    )


def _absent(c: Comparison) -> Sentence:
    words = fill(
        "{subject}: no figure for {area} in the {period}. Why: {reason}.",
        subject=c.indicator.subject,
        area=c.place.name,
        period=c.period.label,
        reason=(c.observed.note or "withheld or not available; it is not zero").rstrip("."),
    )
    return Sentence(words, Tone.MISSING, "comparison", choices_of(c))
