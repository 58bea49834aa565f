"""What a figure did over the years, in words: of all comparable years, and of the five tested."""

from dashboard.core.published.past import Course, Past
from dashboard.core.published.past_change import PastChange, YearFigure
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    capital,
    fill,
    joined,
    lower_first,
    number_word,
)

NO_EARLIER_YEAR = Clause("No earlier year can be compared.")
TOO_FEW_YEARS = Clause("Too few years to judge.")
_CONFIRMED = (Course.STEADY, Course.MOSTLY, Course.OVERALL)
_RECENT = {
    Course.STEADY: "A steady {noun} since {first}; chance alone seldom makes one.",
    Course.MOSTLY: (
        "A {noun} since {first}, though not in every year; chance alone seldom makes one."
    ),
    Course.OVERALL: (
        "A {noun} overall since {first}, which chance alone seldom makes, though the figure of "
        "{last} is not {side} that of {first}."
    ),
    Course.ONE_YEAR_DECIDES: "{change} since {first}, but one year decides.",
    Course.TOO_FEW_CHILDREN: "{change} since {first}, but too few children to rule out chance.",
    Course.UP_AND_DOWN: "{change} since {first}, but not steadily.",
    Course.NO_DIRECTION: "No steady change since {first}.",
}


def past_sentence(change: PastChange | None) -> Clause:
    """Return the first, a middle and the newest year, and the change from first to newest.

    "313 in 2015, 152 in 2020, 111 in 2024: down 65% in nine years."
    """
    if change is None:
        return NO_EARLIER_YEAR
    shown = [change.first, change.middle, change.last]
    figures = joined([_figure(change, year) for year in shown if year is not None], ", ")
    if not change.units:
        template = "{figures}: unchanged from {first}."
        return fill(template, figures=figures, first=change.first.period.id)
    return fill(
        "{figures}: {change} in {years} {noun}.",
        figures=figures,
        change=change_words(change),
        years=number_word(change.years),
        noun="year" if change.years == 1 else "years",
    )


def past_story(past: Past) -> Clause:
    """Return the same of a past, and where the last five years go the other way, that they do.

    "326 in 2015, 161 in 2020, 208 in 2024: down 36% in nine years, but a rise since 2020."
    """
    change, sentence = past.change, past_sentence(past.change)
    recent, trend = past.recent_change, past.trend
    if change is None or recent is None or trend is None or past.course not in _CONFIRMED:
        return sentence
    if trend.slope * change.units > 0:
        return sentence
    return fill(
        "{told}, but a {noun} since {first}.",
        told=Clause(sentence.text.rstrip("."), sentence.facts),
        noun=_noun(past),
        first=recent.first.period.id,
    )


def past_in_short(change: PastChange | None) -> Clause:
    """Return the change from the first year to the newest, for a title or a table's cell.

    "Down 65% since 2015", without a full stop; nothing where no earlier year can be compared.
    """
    if change is None:
        return NOTHING
    template = "{change} since {first}" if change.units else "{change} from {first}"
    return fill(template, change=capital(change_words(change)), first=change.first.period.id)


def change_words(change: PastChange) -> Clause:
    """Return a change in per cent, in points of a percentage, or in the unit if it was tiny.

    "down 65%", "down 4.1 percentage points", "up 0.05 per 100 pupils", "unchanged".
    """
    if not change.units:
        return Clause("unchanged")
    return fill("{way} {size}", way="up" if change.units > 0 else "down", size=_size(change))


def recent_sentence(past: Past) -> Clause:
    """Return what the test over five years found, or why there is none."""
    if past.is_too_short:
        return TOO_FEW_YEARS
    course, change = past.course, past.recent_change
    if course is None or change is None or past.trend is None:
        why = past.why_no_verdict.rstrip(".")
        return fill("No verdict: {why}.", why=lower_first(why))
    return fill(
        _RECENT[course],
        noun=_noun(past),
        side="above" if past.trend.slope > 0 else "below",
        change=capital(change_words(change)),
        first=change.first.period.id,
        last=change.last.period.id,
    )


def _noun(past: Past) -> str:
    return "rise" if past.trend is not None and past.trend.slope > 0 else "fall"


def _figure(change: PastChange, year: YearFigure) -> Clause:
    value = change.unit.words(year.value)
    return fill("{value} in {year}", value=value, year=year.period.id)


def _size(change: PastChange) -> str:
    unit, first, last = change.unit, change.first.value, change.last.value
    percent = change.percent
    # "Down 100%" would be said of the last nought, which is rounded.
    if unit.is_percentage or percent is None or not change.last_printed:
        return unit.difference_in_full(last, first)
    size = f"{abs(percent):,.0f}%"
    return "less than 1%" if size == "0%" else size
