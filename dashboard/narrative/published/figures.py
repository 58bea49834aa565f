"""The words for a figure, a distance between figures and a number of children."""

import datetime as dt
from collections.abc import Sequence

from dashboard.core.areas import AreaType
from dashboard.core.periods import Period
from dashboard.core.published.comparison import Comparison, gap_percent
from dashboard.core.published.indicators import Indicator, Unit
from dashboard.core.published.same_matter import OtherFigure
from dashboard.core.sentences import NOTHING, Clause, about, capitalised, fill, number_word
from dashboard.core.verdicts import Verdict

# From this age on a figure is called old: England's own are two years old when they come out.
OLD_YEARS = 3
# Up to here a number that is part of another is a word, as both then can be.
MOST_IN_WORDS = 10
LEVEL_WITH = Clause("level with")


def subject_of(comparison: Comparison) -> str:
    """Return what a sentence is about: the indicator, and the area where a service has several."""
    subject = comparison.indicator.subject
    is_part = len(comparison.service.area_codes) > 1 and not comparison.is_service_rate
    if is_part and comparison.area.area_type is AreaType.LOCAL_AUTHORITY:
        return f"{subject} in {comparison.area.name}"
    return subject


def choices_of(comparison: Comparison) -> dict[str, str]:
    """Return what a link to a comparison carries, so that it opens on the same figure."""
    choices = {"indicator": comparison.indicator.id, "period": comparison.period.id}
    several = len(comparison.service.area_codes) > 1
    return choices | {"area": comparison.area.code} if several else choices


def age_words(period: Period, as_of: dt.date) -> Clause:
    """Return how old a figure is, where that is three years or more: ", 4 years old"."""
    years = (as_of - period.end).days // 365
    return fill(", {years} years old", years=str(years)) if years >= OLD_YEARS else NOTHING


def all_old_words(comparisons: Sequence[Comparison], as_of: dt.date) -> Clause:
    """Return how old the newest of some figures is, as a sentence, where every one is old.

    "The newest figure is 4 years old (financial year 2021-22)."
    """
    newest = max((c.period for c in comparisons), key=lambda period: period.end, default=None)
    years = (as_of - newest.end).days // 365 if newest else 0
    if newest is None or years < OLD_YEARS:
        return NOTHING
    template = "The newest figure is {years} years old ({period})."
    return fill(template, years=str(years), period=newest.label)


def against_words(comparisons: Sequence[Comparison]) -> Clause:
    """Return whom some figures are set against: similar areas where a list says so, or a region."""
    groups = [c.benchmark.group for c in comparisons]
    nouns = {group.noun for group in groups}
    if {group.similar for group in groups} == {True, False}:
        return Clause("each against similar areas, or its region where no list covers it")
    if len(nouns) == 1:
        return fill("against {noun}", noun=nouns.pop())
    return Clause("against others in the region")


def than_areas(comparisons: Sequence[Comparison]) -> Clause:
    """Return the same after "worse" or "better": "than similar areas"."""
    groups = [c.benchmark.group for c in comparisons]
    nouns = {group.noun for group in groups}
    if {group.similar for group in groups} == {True, False}:
        return Clause("than similar areas, or the region where no list covers it")
    if len(nouns) > 1:
        return Clause("than others in the region")
    return fill("than {noun}", noun=nouns.pop())


def than_words(comparisons: Sequence[Comparison]) -> Clause:
    """Return the same of a measure: "than in similar areas"."""
    words = than_areas(comparisons)
    if not any(c.benchmark.group.similar for c in comparisons):
        return words
    return Clause(words.text.replace("than ", "than in ", 1), words.facts)


def against_heading(comparisons: Sequence[Comparison]) -> str:
    """Return the heading of a table's column with the verdicts against others.

    It speaks of similar areas where a list is behind any of them; each other cell names its group.
    """
    if any(c.benchmark.group.similar for c in comparisons):
        return "Against similar areas"
    return capitalised(against_words(comparisons).text)


def own_figure(c: Comparison) -> Clause:
    """Return a figure with the children behind it: "287 per 100,000 (about 330 children)"."""
    if c.value is None:
        return NOTHING
    value, children = c.indicator.unit.in_full(c.value), children_words(c)
    if not children:
        return fill("{value}", value=value)
    return fill("{value} ({children})", value=value, children=children)


def children_words(c: Comparison) -> Clause:
    """Return the children behind a figure: "about 330 children"; nothing where not known."""
    if c.value is None or c.children is None:
        return NOTHING
    count = about(c.children) if c.children_are_estimated else f"{c.children:,}"
    return fill("{count} {noun}", count=count, noun=noun_for(c.indicator, c.children))


def england_elsewhere(c: Comparison) -> Clause:
    """Return England's figure in another table of the same matter; nothing where none has one.

    It has another denominator, so no distance from it is given.
    """
    other = c.national_elsewhere
    if other is None:
        return NOTHING
    template = "England: about {value} in another table, counted a little differently."
    return fill(template, value=elsewhere_value(c, other))


def elsewhere_value(c: Comparison, other: OtherFigure) -> Clause:
    """Return another table's figure, in the comparison's own unit where that is another base.

    "2.5 per 1,000" for 25 per 10,000: beside 1.6 per 1,000 the larger base would mislead.
    """
    unit, theirs = c.indicator.unit, other.indicator.unit
    if unit.per and theirs.per and unit.per != theirs.per:
        return fill("{value}", value=unit.in_full(other.value * unit.per / theirs.per))
    return fill("{value}", value=theirs.in_full(other.value))


def more_children(c: Comparison) -> Clause:
    """Return how many children a year the gap is: "about 60 more children a year", or nothing."""
    if not c.gap_children:
        return NOTHING
    return fill(
        "{number} {word} {noun} a year",
        number=about(c.gap_children),
        word="more" if c.gap_children > 0 else "fewer",
        noun=noun_for(c.indicator, c.gap_children),
    )


def some_of(some: int, total: int, noun: str | Clause = "") -> Clause:
    """Return a part of a number, with its verb: "one of ten areas is", "all 12 are", "none is".

    Up to ten both are words; beyond, both are figures.
    """
    part, whole = _number(some, total), _number(total, total)
    template = "{part} of {whole}{noun} {are}"
    if total == 1:
        template = "the one{noun} is" if some else "the one{noun} is not"
    elif some == 0:
        template = "none of {whole}{noun} is"
    elif some == total:
        template = "all {whole}{noun} are"
    named = fill(" {noun}", noun=noun) if noun else NOTHING
    are = "is" if some == 1 else "are"
    return fill(template, part=part, whole=whole, noun=named, are=are)


def _number(number: int, largest: int) -> str:
    return number_word(number) if largest <= MOST_IN_WORDS else f"{number:,}"


def noun_for(indicator: Indicator, number: int) -> str:
    """Return what is counted, as a number of it is spoken of: "child" after one."""
    return indicator.counted_one if abs(number) == 1 else indicator.counted


def gap(c: Comparison) -> Clause:
    """Return how far the figure lies from the benchmark: "23% above", "level with"."""
    level = c.direction is Verdict.LEVEL
    return distance(c.indicator.unit, c.value, c.benchmark.value, level=level)


def gap_size(c: Comparison) -> Clause:
    """Return the size of a gap without its side: "23%", "1.3 percentage points"."""
    words = gap(c)
    return Clause(words.text.rpartition(" ")[0], words.facts)


def gap_alone(c: Comparison) -> Clause:
    """Return the gap where nothing follows it: "23% above", "level"."""
    words = gap(c)
    return Clause("level") if words.text == LEVEL_WITH.text else words


def gap_number(words: Clause) -> str:
    """Return a gap short enough to stand large: "23% above", "8.7 points above"."""
    return words.text.replace("percentage points", "points")


def distance(unit: Unit, value: float | None, other: float | None, *, level: bool) -> Clause:
    """Return how far a value lies from another: in per cent, or in points of a percentage."""
    apart = gap_percent(value, other)
    if value is None or other is None or apart is None:
        return NOTHING
    if level or unit.words(value) == unit.words(other):
        return LEVEL_WITH
    size = unit.difference(value, other) if unit.is_percentage else f"{abs(apart):.0f}%"
    return fill("{size} {word}", size=size, word="above" if apart > 0 else "below")
