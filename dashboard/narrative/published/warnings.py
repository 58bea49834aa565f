"""What an early warning says, in words, and how many figures were scanned for it."""

from collections.abc import Sequence

from dashboard.core.published.comparison import LEAST_GAP_PERCENT, Comparison
from dashboard.core.published.warnings import EarlyWarning
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
from dashboard.narrative.published.figures import (
    choices_of,
    distance,
    england_elsewhere,
    gap,
    more_children,
    own_figure,
    subject_of,
)
from dashboard.narrative.published.sensitivity import range_words

MOST_NEAR = 3


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


def near_sentence(comparisons: Sequence[Comparison]) -> Clause:
    """Return the material gaps on the worse side that are no warnings, each with the reason."""
    if not comparisons:
        return NOTHING
    shown = joined([_near(c) for c in comparisons[:MOST_NEAR]], "; ")
    rest = len(comparisons) - MOST_NEAR
    more = fill(", and {rest} more", rest=str(rest)) if rest > 0 else NOTHING
    return fill("On the worse side, but no warning: {shown}{more}.", shown=shown, more=more)


def _near(c: Comparison) -> Clause:
    why = "one year only, and chance cannot be judged"
    if not c.benchmark.group.similar:
        why = "its region is no list of similar areas"
    elif c.clear_of_chance is False:
        why = "chance alone could make it"
    return fill("{headline}: {why}", headline=short_headline(c), why=why)


def scan_sentence(comparisons: Sequence[Comparison], warnings: Sequence[EarlyWarning]) -> Sentence:
    """Return how many figures were scanned and what came of them, so that none is hidden."""
    if not comparisons:
        text = "No core indicator had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    words = fill(
        "{scan}; against similar areas: {verdicts}.",
        scan=_scan(len(comparisons), len(warnings)),
        verdicts=_verdicts(comparisons),
    )
    return Sentence(words, Tone.NOTE, "indicators")


def scan_words(scanned: int, raised: int) -> Clause:
    """Return how many figures were scanned and how many of them raise a warning."""
    return fill("{scan}.", scan=_scan(scanned, raised))


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
    total = str(len(c.sensitivity.variants))
    template = "The gap is {range} in all {total} ways to compare."
    return fill(template, range=range_words(c), total=total)


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


def _chance(c: Comparison) -> Clause:
    if c.interval is not None:
        return NOTHING
    return Clause(" How far chance could move the figure is not known; two years show it.")


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
