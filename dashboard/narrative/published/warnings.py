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
    about,
    capital,
    fill,
    joined,
    listed_clauses,
    number_word,
)
from dashboard.narrative.published.comparison import gap_headline, rank, short_headline
from dashboard.narrative.published.evidence import (
    both_answers,
    odds,
)
from dashboard.narrative.published.figures import (
    all_old_words,
    choices_of,
    distance,
    england_elsewhere,
    gap_alone,
    gap_number,
    gap_size,
    noun_for,
    own_figure,
)
from dashboard.narrative.published.glance import standing_words
from dashboard.narrative.published.sensitivity import lists_message, range_words


@dataclass(frozen=True)
class Scanned:
    """What a scan of one service came to: its figures, what they raise, what chance alone would."""

    comparisons: Sequence[Comparison]
    warnings: int
    watched: int
    by_chance: ByChance
    as_of: dt.date


def warning_sentence(warning: EarlyWarning, also: Sequence[EarlyWarning] = ()) -> Sentence:
    """Return a warning whole: its size, its range, what hides it and since when it is one.

    `also` are the service's other areas in which the same indicator raises one.
    """
    c = warning.comparison
    lead = warning_headline(warning, also)
    figures = fill(
        "{where}{own} against {benchmark} in the {period}.",
        where=fill("{area}: ", area=c.area.name) if also else NOTHING,
        own=own_figure(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
        period=c.period.label,
    )
    said = [lead, figures, fill("{rank}.", rank=capital(rank(c))), _england(c), both_answers(c)]
    words = joined([*said, fill("{lists}.", lists=lists_message(c)), since_words(warning)])
    return Sentence(words, Tone.WARNING, "comparison", choices_of(c), lead.text)


def warning_in_short(warning: EarlyWarning, also: Sequence[EarlyWarning] = ()) -> Sentence:
    """Return the same in two short sentences: its headline, and what a reader must know of it.

    That is what makes it uncertain or hides it: a list by which it is level, else England's
    average, else how far the gap reaches however one compares.
    """
    lead = warning_headline(warning, also)
    words = joined([lead, must_know(warning)])
    choices, number = choices_of(warning.comparison), gap_number(gap_alone(warning.comparison))
    return Sentence(words, Tone.WARNING, "comparison", choices, lead.text, number)


def warned_sentence(warning: EarlyWarning) -> Sentence:
    """Return that a figure is an early warning, beyond chance, and since when.

    Beside an answer that gives its size, rank and England already.
    """
    said = Clause("An early warning: chance alone seldom makes such a gap.")
    words = joined([said, since_words(warning)])
    return Sentence(words, Tone.WARNING, "comparison", choices_of(warning.comparison))


def warning_headline(warning: EarlyWarning, also: Sequence[EarlyWarning] = ()) -> Clause:
    """Return what a warning is and how many children, in one sentence for the whole service.

    "First-time entrants: above similar areas in Areas A (46%) and B (30%), about 95 more children
    a year."
    """
    c = warning.comparison
    if not also:
        return gap_headline(c)
    every = [warning, *also]
    return fill(
        "{subject}: {side} similar areas in {areas}{more}.",
        subject=c.indicator.subject,
        side="above" if (c.side or 0) > 0 else "below",
        areas=listed_clauses([_area_and_gap(each.comparison) for each in every]),
        more=_children_of_all(every),
    )


def must_know(warning: EarlyWarning) -> Clause:
    """Return the one short sentence behind a warning's headline."""
    c, reach = warning.comparison, range_words(warning.comparison)
    disagrees = c.lists.level or c.lists.differing or not reach
    if not disagrees and c.hidden_by_national:
        return _england(c)
    if disagrees or len(c.lists.answers) > 1:
        # As the page of similar areas says it.
        return fill("{lists}.", lists=capital(lists_message(c)))
    return fill("Whichever way we compare, it is {reach}.", reach=reach)


def _area_and_gap(c: Comparison) -> Clause:
    return fill("{area} ({size})", area=c.area.name, size=gap_size(c))


def _children_of_all(every: Sequence[EarlyWarning]) -> Clause:
    """Return the children a year of all areas, or nothing where those of one are not known."""
    gaps = [each.comparison.gap_children for each in every]
    known = [each for each in gaps if each is not None]
    total = sum(known)
    if len(known) < len(gaps) or not total:
        return NOTHING
    return fill(
        ", {number} {word} {noun} a year in all",
        number=about(total),
        word="more" if total > 0 else "fewer",
        noun=noun_for(every[0].comparison.indicator, total),
    )


def further_warnings_sentence(warnings: Sequence[EarlyWarning]) -> Sentence:
    """Return the warnings for which there is no room, each in a few words."""
    listed_words = joined([short_headline(w.comparison) for w in warnings], "; ")
    words = fill("Further early warnings: {list}.", list=listed_words)
    return Sentence(words, Tone.WARNING, "indicators")


def scan_sentence(scan: Scanned) -> Sentence:
    """Return how many main measures are worse, and what was raised, so that none is hidden.

    Only the core indicators are meant; `glance_sentence` speaks of all.
    """
    if not scan.comparisons:
        text = "None of the main measures had been published for this service by this day."
        return Sentence(Clause(text), Tone.MISSING, "indicators")
    stands = standing_words(scan.comparisons, "main ")
    chance = _one_board(scan.by_chance) if scan.warnings else NOTHING
    age = all_old_words(scan.comparisons, scan.as_of)
    return Sentence(joined([stands, _raised(scan), chance, age]), Tone.NOTE, "indicators")


def _raised(scan: Scanned) -> Clause:
    if not any(each.benchmark.group.similar for each in scan.comparisons):
        return no_list_words(scan.watched)
    return fill(
        "{warnings} {noun}{watched}.",
        warnings=capital(Clause(number_word(scan.warnings))),
        noun=_noun(scan.warnings),
        watched=_to_watch(scan.watched),
    )


def no_list_words(watched: int) -> Clause:
    """Return why no warning can be raised where nobody says who is similar, and what to watch."""
    template = "No list says who is similar, so no early warning can be raised{watched}."
    return fill(template, watched=_to_watch(watched))


def _noun(warnings: int) -> str:
    return "early warning" if warnings == 1 else "early warnings"


def _to_watch(watched: int) -> Clause:
    return fill("; {number} to watch", number=number_word(watched)) if watched else NOTHING


def scan_words(figures: int, warnings: int, watched: int, by_chance: ByChance) -> Clause:
    """Return how many figures were scanned, what they raise, and what chance alone would."""
    chance = _of_those(by_chance) if by_chance.expected >= 1 else _one_board(by_chance)
    return joined([_scan(figures, warnings, watched), chance])


def _scan(figures: int, warnings: int, watched: int) -> Clause:
    return fill(
        "{figures} {noun} of main measures checked: {warnings} {raised}{watched}.",
        figures=str(figures),
        noun="figure" if figures == 1 else "figures",
        warnings=str(warnings or "no"),
        raised=_noun(warnings),
        watched=fill(", {number} to watch", number=str(watched)) if watched else NOTHING,
    )


def _of_those(by_chance: ByChance) -> Clause:
    return fill(
        "Of the {figures} that can raise one, chance alone would raise about {expected}.",
        figures=f"{by_chance.figures:,}",
        expected=str(round(by_chance.expected)),
    )


def _one_board(by_chance: ByChance) -> Clause:
    if not by_chance.expected:
        return NOTHING
    template = "If all areas were alike, {boards} boards would still see a warning by chance."
    return fill(template, boards=odds(by_chance.expected))


def _england(c: Comparison) -> Clause:
    national, apart_percent = c.national, c.national_gap_percent
    if national is None or national.value is None or apart_percent is None:
        return england_elsewhere(c) or Clause("No England figure.")
    unit, level = c.indicator.unit, abs(apart_percent) < LEAST_GAP_PERCENT
    template = "It is {apart} {place} ({value}){too}."
    if c.hidden_by_national:
        template = "It is {apart} {place} ({value}), so the national average hides it."
    apart = distance(unit, c.value, national.value, level=level)
    return fill(
        template,
        apart=apart,
        place=national.area.name,
        value=unit.words(national.value),
        too="" if level else " too",
    )


def since_words(warning: EarlyWarning) -> Clause:
    """Return since when a warning is one, or what its first year can be compared with."""
    if warning.since == warning.comparison.period:
        return _first_year(warning)
    template = "An early warning every year since {since}"
    if warning.begins_a_definition:
        template += ", when the way of counting changed"
    elif warning.before is None:
        template += ", the first year that can be compared"
    return fill(f"{template}.", since=warning.since.id)


def _first_year(warning: EarlyWarning) -> Clause:
    """Return what was before a warning's first year: a new definition, nothing, the same side."""
    if warning.begins_a_definition:
        template = "Counted differently from {year}; earlier years don't compare."
        return fill(template, year=warning.since.id)
    before = warning.before
    if before is None:
        return Clause("No earlier year can be compared.")
    if before.side != warning.comparison.side:
        return Clause("It is new this year.")
    template = "In {year} it was {gap} too, but raised no warning."
    return fill(template, year=before.period.id, gap=gap_alone(before))
