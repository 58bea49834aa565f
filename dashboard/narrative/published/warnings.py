"""What an early warning says, in words, and how many figures were scanned for it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.core.published.chance import ByChance
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import LEAST_GAP_PERCENT
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
from dashboard.narrative.published.comparison import gap_headline, rank, short_headline
from dashboard.narrative.published.evidence import (
    both_answers,
    odds,
)
from dashboard.narrative.published.figures import (
    against_words,
    all_old_words,
    choices_of,
    distance,
    england_elsewhere,
    gap,
    own_figure,
)
from dashboard.narrative.published.sensitivity import lists_words


@dataclass(frozen=True)
class Scanned:
    """What a scan of one service came to: its figures, what they raise, what chance alone would."""

    comparisons: Sequence[Comparison]
    warnings: int
    watched: int
    by_chance: ByChance
    as_of: dt.date


def warning_sentence(warning: EarlyWarning, also: Sequence[EarlyWarning] = ()) -> Sentence:
    """Return a warning with its size, its range, what hides it and since when it has stood.

    `also` are the service's other areas in which the same indicator raises one.
    """
    c = warning.comparison
    lead = gap_headline(c)
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


def scan_sentence(scan: Scanned) -> Sentence:
    """Return how many figures were scanned and what came of them, so that none is hidden."""
    if not scan.comparisons:
        text = "No core indicator had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    can_warn = any(each.benchmark.group.similar for each in scan.comparisons)
    words = fill(
        "{scan}{none}; {against}: {verdicts}.{chance}",
        scan=_scan(len(scan.comparisons), scan.warnings, scan.watched),
        none="" if can_warn else " (none can be raised, because no list says who is similar)",
        against=against_words(scan.comparisons),
        verdicts=_verdicts(scan.comparisons),
        chance=_one_board(scan.by_chance) if scan.warnings else NOTHING,
    )
    age = all_old_words(scan.comparisons, scan.as_of)
    return Sentence(joined([words, age]), Tone.NOTE, "indicators")


def scan_words(figures: int, warnings: int, watched: int, by_chance: ByChance) -> Clause:
    """Return how many figures were scanned, what they raise, and what chance alone would."""
    chance = _of_those(by_chance) if by_chance.expected >= 1 else _one_board(by_chance)
    return fill("{scan}.{chance}", scan=_scan(figures, warnings, watched), chance=chance)


def _scan(figures: int, warnings: int, watched: int) -> Clause:
    return fill(
        "{figures} {noun} scanned, {warnings} {raised}{watched}",
        figures=str(figures),
        noun="figure" if figures == 1 else "figures",
        warnings=str(warnings or "no"),
        raised="early warning" if warnings == 1 else "early warnings",
        watched=fill(", {number} to watch", number=str(watched)) if watched else NOTHING,
    )


def _of_those(by_chance: ByChance) -> Clause:
    return fill(
        " Of the {figures} that can raise one, chance alone would raise about {expected}.",
        figures=f"{by_chance.figures:,}",
        expected=str(round(by_chance.expected)),
    )


def _one_board(by_chance: ByChance) -> Clause:
    if not by_chance.expected:
        return NOTHING
    template = " Were all areas alike, {boards} boards would still see a warning by chance."
    return fill(template, boards=odds(by_chance.expected))


def _verdicts(comparisons: Sequence[Comparison]) -> Clause:
    counts = {verdict: sum(c.verdict is verdict for c in comparisons) for verdict in Verdict}
    parts = [
        fill("{count} {verdict}", count=str(count), verdict=verdict.value)
        for verdict, count in counts.items()
        if count
    ]
    return joined(parts, ", ")


def _tried(c: Comparison) -> Clause:
    return fill("It holds {lists}.", lists=lists_words(c))


def _england(c: Comparison) -> Clause:
    national, apart_percent = c.national, c.national_gap_percent
    if national is None or national.value is None or apart_percent is None:
        elsewhere = england_elsewhere(c)
        if elsewhere:
            return fill(" {elsewhere}", elsewhere=elsewhere)
        return Clause(" England's figure is not held here.")
    unit, level = c.indicator.unit, abs(apart_percent) < LEAST_GAP_PERCENT
    template = (
        " It is {apart} {place} ({value})."
        if level
        else " It is {apart} {place} ({value}) as well."
    )
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
    if before.side != warning.comparison.side:
        return Clause("It is new this year.")
    template = "In {year} it was {gap} too, and raised no warning."
    return fill(template, year=before.period.id, gap=gap(before))


def _also(others: Sequence[EarlyWarning]) -> Clause:
    if not others:
        return NOTHING
    names = [other.comparison.area.name for other in others]
    return fill(" The same holds for {areas}.", areas=listed(names))
