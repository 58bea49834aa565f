"""What a figure did over the years, in words: of all comparable years, and of the five tested."""

from dashboard.core.published.past import Course, Past
from dashboard.core.published.past_change import ChildrenBehind, PastChange, YearFigure
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    about,
    capital,
    fill,
    joined,
    lower_first,
)

NO_EARLIER_YEAR = Clause("No earlier year can be compared.")
TOO_FEW_YEARS = Clause("Too few years to judge.")
_CONFIRMED = (Course.STEADY, Course.MOSTLY, Course.OVERALL)
_RECENT = {
    Course.STEADY: "A steady {noun} since {first}, more than chance.",
    Course.MOSTLY: "A {noun} since {first}, though not in every year, more than chance.",
    Course.OVERALL: (
        "A {noun} overall since {first}, more than chance, though {last} is not {side} {first}."
    ),
    Course.NO_DIRECTION: "No steady change since {first}.",
}
_DOUBTS = {
    Course.ONE_YEAR_DECIDES: "one year decides it",
    Course.TOO_FEW_CHILDREN: "too few children to rule out chance",
    Course.UP_AND_DOWN: "no steady five-year trend",
}


def past_sentence(change: PastChange | None) -> Clause:
    """Return the change from the first year to the newest, and the figures of three years.

    "Down 65% since 2015: 313 then, 152 in 2020, 111 in 2024."
    """
    if change is None:
        return NO_EARLIER_YEAR
    shown = [_figure(change, year) for year in (change.middle, change.last) if year is not None]
    return fill(
        "{change}: {first} then, {others}.",
        change=past_in_short(change),
        first=_in_figures(change, change.first),
        others=joined(shown, ", "),
    )


def past_story(past: Past) -> Clause:
    """Return the same of a past, and where the last five years go the other way, that they do.

    "Down 36% since 2015: 326 then, 161 in 2020, 208 in 2024. But a rise since 2020."
    """
    change, sentence = past.change, past_sentence(past.change)
    recent, trend = past.recent_change, past.trend
    if change is None or recent is None or trend is None or past.course not in _CONFIRMED:
        return sentence
    if trend.slope * change.units > 0:
        return sentence
    rise = fill("But a {noun} since {first}.", noun=_noun(past), first=recent.first.period.id)
    return joined([sentence, rise])


def past_in_short(change: PastChange | None, behind: ChildrenBehind | None = None) -> Clause:
    """Return the change from the first year to the newest, for a title or a table's cell.

    "Down 65% since 2015", "Down 4.1 percentage points since 2016, among about 25 children", without
    a full stop; nothing where no earlier year can be compared.
    """
    if change is None:
        return NOTHING
    among = behind_words(behind)
    return fill(
        "{change} {first}{among}",
        change=fill("{way} since", way=capital(change_words(change)))
        if change.units
        else Clause("The same as in"),
        first=change.first.period.id,
        among=fill(", {among}", among=among) if among else NOTHING,
    )


def behind_words(behind: ChildrenBehind | None) -> Clause:
    """Return the children behind a change: "from 14 children to 10", "among about 25 children".

    Nothing of a rate, or where neither is known.
    """
    if behind is None:
        return NOTHING
    first, last, cohort = behind.first, behind.last, behind.cohort
    if first is not None and last is not None:
        return fill("from {first} children to {last}", first=f"{first:,}", last=f"{last:,}")
    return fill("among {number} children", number=about(cohort)) if cohort else NOTHING


def behind_sentence(past: Past) -> Clause:
    """Return the same as a sentence, which says of an estimate that it is ours."""
    among, behind = behind_words(past.behind), past.behind
    if not among or behind is None:
        return NOTHING
    estimated = behind.first is None or behind.last is None
    template = "That is {among}, by our estimate." if estimated else "That is {among}."
    return fill(template, among=among)


def change_words(change: PastChange) -> Clause:
    """Return a change in per cent, in points of a percentage, or in the unit if it was tiny.

    "down 65%", "down 4.1 percentage points", "up 0.05 per 100 pupils".
    """
    return fill("{way} {size}", way="up" if change.units > 0 else "down", size=_size(change))


def recent_sentence(past: Past) -> Clause:
    """Return what the test over five years found, or why there is none."""
    if past.is_too_short:
        return TOO_FEW_YEARS
    course, change = past.course, past.recent_change
    if course is None or change is None or past.trend is None:
        why = past.why_no_verdict.rstrip(".")
        return fill("No verdict: {why}.", why=lower_first(why))
    if course in _DOUBTS:
        return _doubted(past, change, Clause(_DOUBTS[course]))
    return fill(
        _RECENT[course],
        noun=_noun(past),
        side="above" if past.trend.slope > 0 else "below",
        first=change.first.period.id,
        last=change.last.period.id,
    )


def _doubted(past: Past, recent: PastChange, doubt: Clause) -> Clause:
    """Return a doubt behind how the last year compares with five years before.

    "Lower than in 2020, but no steady five-year trend." Where that is the first year of all, the
    doubt alone: the change is said already.
    """
    if past.change is not None and past.change.first == recent.first:
        return fill("{doubt}.", doubt=capital(doubt))
    word = "Higher" if recent.units > 0 else "Lower"
    first = recent.first.period.id
    return fill("{word} than in {first}, but {doubt}.", word=word, first=first, doubt=doubt)


def _noun(past: Past) -> str:
    return "rise" if past.trend is not None and past.trend.slope > 0 else "fall"


def _figure(change: PastChange, year: YearFigure) -> Clause:
    return fill("{value} in {year}", value=_in_figures(change, year), year=year.period.id)


def _in_figures(change: PastChange, year: YearFigure) -> Clause:
    return fill("{value}", value=change.unit.words(year.value))


def _size(change: PastChange) -> str:
    unit, first, last = change.unit, change.first.value, change.last.value
    percent = change.percent
    # "Down 100%" would be said of the last nought, which is rounded.
    if unit.is_percentage or percent is None or not change.last_printed:
        return unit.difference_in_full(last, first)
    size = f"{abs(percent):,.0f}%"
    return "less than 1%" if size == "0%" else size
