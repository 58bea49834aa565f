"""What an early warning says, in words, and how many figures were scanned for it."""

from collections.abc import Sequence

from dashboard.core.published.chance import ByChance
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import LEAST_GAP_PERCENT
from dashboard.core.published.warnings import Doubt, EarlyWarning, ToWatch
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
)
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import rank, short_headline
from dashboard.narrative.published.evidence import (
    both_answers,
    odds,
    too_few_children,
    two_digits,
)
from dashboard.narrative.published.figures import (
    choices_of,
    distance,
    england_elsewhere,
    gap,
    more_children,
    own_figure,
    subject_of,
)
from dashboard.narrative.published.sensitivity import lists_words


def warning_sentence(warning: EarlyWarning, also: Sequence[EarlyWarning] = ()) -> Sentence:
    """Return a warning with its size, its range, what hides it and since when it has stood.

    `also` are the service's other areas in which the same indicator raises one.
    """
    c = warning.comparison
    lead = _lead(c)
    words = fill(
        "{lead} {own} against {benchmark} in the {period}, {rank}.{england} {strength} "
        "{tried} {since}{also}",
        lead=lead,
        own=own_figure(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
        period=c.period.label,
        rank=rank(c),
        england=_england(c),
        tried=_tried(c),
        strength=both_answers(c),
        since=_since(warning),
        also=_also(also),
    )
    return Sentence(words, Tone.WARNING, "comparison", choices_of(c), lead.text)


def further_warnings_sentence(warnings: Sequence[EarlyWarning]) -> Sentence:
    """Return the warnings for which there is no room, each in a few words."""
    listed_words = joined([short_headline(w.comparison) for w in warnings], "; ")
    words = fill("Further early warnings: {list}.", list=listed_words)
    return Sentence(words, Tone.WARNING, "indicators")


def watch_sentences(watched: Sequence[ToWatch], room: int) -> tuple[Sentence, ...]:
    """Return what is only to be watched in at most as many sentences as there is room for.

    Each has its reason; where there are more, the last sentence names all the others.
    """
    whole = watched if len(watched) <= room else watched[: room - 1]
    rest = watched[len(whole) :]
    told = [watch_sentence(each) for each in whole]
    return (*told, *([_watched_together(rest)] if rest else []))


def _watched_together(watched: Sequence[ToWatch]) -> Sentence:
    names = [
        fill("{headline}: {why}", headline=short_headline(each.comparison), why=each.doubt.value)
        for each in watched
    ]
    lead = Clause("Also to watch:")
    words = fill(
        "{lead} {list}.{chance}", lead=lead, list=joined(names, "; "), chance=_of_two(watched)
    )
    return Sentence(words, Tone.WATCH, "indicators", lead=lead.text)


def _of_two(watched: Sequence[ToWatch]) -> Clause:
    chances = [each.by_chance for each in watched if each.by_chance]
    if not chances:
        return NOTHING
    template = " Chance alone shows two such years in about one of {figures} figures."
    return fill(template, figures=str(two_digits(len(chances) / sum(chances))))


def watch_sentence(watched: ToWatch) -> Sentence:
    """Return a material gap that is no early warning: its size and why it is none."""
    c = watched.comparison
    lead = _lead(c)
    words = fill(
        "{lead} {own} against {benchmark} in the {period}. {why}",
        lead=lead,
        own=own_figure(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
        period=c.period.label,
        why=_why_only_watched(watched),
    )
    return Sentence(words, Tone.WATCH, "comparison", choices_of(c), lead.text)


def _why_only_watched(watched: ToWatch) -> Clause:
    match watched.doubt:
        case Doubt.NOT_SIMILAR:
            return Clause("No list says which areas are similar, so it is no warning.")
        case Doubt.MIXED:
            return fill("It is no warning: {lists}.", lists=lists_words(watched.comparison))
        case Doubt.TOO_FEW:
            return too_few_children(watched.comparison)
        case Doubt.ONE_YEAR:
            return Clause("One year shows it; how far chance could move the figure is not known.")
        case Doubt.TWO_YEARS:
            return _two_years(watched.by_chance)


def _two_years(by_chance: float | None) -> Clause:
    known = Clause("Two years show it; how far chance could move the figure is not known.")
    if not by_chance:
        return known
    template = "Two years show it, but in about one of {figures} such figures chance alone would."
    return fill(template, figures=str(two_digits(1 / by_chance)))


def scan_sentence(
    comparisons: Sequence[Comparison], warnings: Sequence[EarlyWarning], by_chance: ByChance
) -> Sentence:
    """Return how many figures were scanned and what came of them, so that none is hidden."""
    if not comparisons:
        text = "No core indicator had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    words = fill(
        "{scan}; against similar areas: {verdicts}.{chance}",
        scan=_scan(len(comparisons), len(warnings)),
        verdicts=_verdicts(comparisons),
        chance=_chance_alone(by_chance),
    )
    return Sentence(words, Tone.NOTE, "indicators")


def scan_words(scanned: int, raised: int, by_chance: ByChance) -> Clause:
    """Return how many figures were scanned, what they raise, and what chance alone would."""
    return fill("{scan}.{chance}", scan=_scan(scanned, raised), chance=_chance_alone(by_chance))


def watched_words(watched: Sequence[ToWatch], by_chance: ByChance) -> Clause:
    """Return how many figures two years show that no interval judges, and how many chance would."""
    raised = sum(each.doubt is Doubt.TWO_YEARS and bool(each.by_chance) for each in watched)
    if not by_chance.expected:
        return NOTHING
    return fill(
        "To watch without an interval: {raised} of {figures} figures; chance alone would show "
        "{expected}.",
        raised=str(raised or "none"),
        figures=f"{by_chance.figures:,}",
        expected=odds(by_chance.expected),
    )


def _chance_alone(by_chance: ByChance) -> Clause:
    if not by_chance.expected:
        return NOTHING
    return fill(" Chance alone would raise {expected}.", expected=odds(by_chance.expected))


def _scan(scanned: int, raised: int) -> Clause:
    return fill(
        "{scanned} {figures} scanned, {raised} {warnings}",
        scanned=str(scanned),
        figures="figure" if scanned == 1 else "figures",
        raised=str(raised or "no"),
        warnings="early warning" if raised == 1 else "early warnings",
    )


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
    return fill("It holds {lists}.", lists=lists_words(c))


def _england(c: Comparison) -> Clause:
    national, apart_percent = c.national, c.national_gap_percent
    if national is None or national.value is None or apart_percent is None:
        elsewhere = england_elsewhere(c)
        if elsewhere:
            return fill(" {elsewhere}", elsewhere=elsewhere)
        return Clause(" England's own figure is not published.")
    unit, level = c.indicator.unit, abs(apart_percent) < LEAST_GAP_PERCENT
    template = " It is {apart} {place} ({value}) as well."
    if c.hidden_by_national:
        template = (
            " It is no worse than {place} ({apart} its {value}), so the national average hides it."
        )
    apart = distance(unit, c.value, national.value, level=level)
    return fill(template, apart=apart, place=national.area.name, value=unit.words(national.value))


def _since(warning: EarlyWarning) -> Clause:
    if warning.since == warning.comparison.period:
        return _first_year(warning)
    template = "It has stood since {since}"
    if warning.begins_a_definition:
        template += ", the first year of a new definition"
    elif warning.before is None:
        template += ", the first year that can be compared"
    return fill(f"{template}.", since=warning.since.id)


def _first_year(warning: EarlyWarning) -> Clause:
    """Return what was before a warning's first year: a new definition, nothing, the same side."""
    if warning.begins_a_definition:
        template = "{year} is the first year of a new definition."
        return fill(template, year=warning.since.id)
    before = warning.before
    if before is None:
        return Clause("No earlier year can be compared.")
    same_side = (before.gap_percent or 0) * (warning.comparison.gap_percent or 0) > 0
    if not same_side:
        return Clause("It is new this year.")
    template = "In {year} it was {gap} too, which made no warning."
    return fill(template, year=before.period.id, gap=gap(before))


def _also(others: Sequence[EarlyWarning]) -> Clause:
    if not others:
        return NOTHING
    names = [other.comparison.area.name for other in others]
    return fill(" The same holds for {areas}.", areas=listed(names))
