"""What a board did with its warnings, its recommendations and national reports, in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import Meeting
from dashboard.core.board.national_reports import Consideration
from dashboard.core.periods import date_words
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    counted,
    fill,
    joined,
    listed,
)

MONTHS_IN_A_YEAR = 12


def overlooked_words(meetings: Sequence[Meeting]) -> Clause:
    """Return at which meetings there was a warning that nobody has acknowledged."""
    days = [date_words(meeting.on) for meeting in meetings]
    if len(days) == 1:
        template = "It was before the board on {day}, and nobody has acknowledged it."
        return fill(template, day=days[0])
    template = "It was before {number} meetings, first on {day}, and nobody has acknowledged it."
    return fill(template, number=str(len(days)), day=days[0])


def told_warning(sentence: Sentence, group: Sequence[Attention]) -> Sentence:
    """Return a warning's sentence, behind its lead where the board overlooked it.

    `group` are the warnings the sentence speaks of. Who saw them and what was decided is told
    beside it, by `narrative.board.who_knew`.
    """
    if not any(each.is_overlooked for each in group):
        return sentence
    lead, words = sentence.lead, _of_group(group)
    rest = Clause(sentence.text.removeprefix(lead).lstrip(), sentence.facts)
    return replace(sentence, words=joined([Clause(lead), words, rest]), lead=f"{lead} {words}")


def _of_group(group: Sequence[Attention]) -> Clause:
    by_words: dict[Clause, list[str]] = {}
    for each in group:
        if each.is_overlooked:
            area = each.warning.comparison.area.name
            by_words.setdefault(overlooked_words(each.stood_at), []).append(area)
    if sum(map(len, by_words.values())) == len(group) and len(by_words) == 1:
        return next(iter(by_words))
    return joined(
        fill("{areas}: {words}", areas=listed(areas), words=_inner(words))
        for words, areas in by_words.items()
    )


def _inner(words: Clause) -> Clause:
    return Clause(words.text[:1].lower() + words.text[1:], words.facts)


def consideration_words(held: Consideration) -> Clause:
    """Return since when no decision on a national report is recorded, or when the first was.

    A board may have considered a report without a word of it here, so nothing is said of that.
    """
    if held.is_considered:
        return fill("considered on {day}", day=date_words(held.decisions[0].at.date()))
    if not held.months_not_considered:
        return Clause("no decision is recorded here yet; it is new")
    return fill("no decision is recorded here, {age} after publication", age=_age(held))


def _age(held: Consideration) -> Clause:
    least = "at least " if held.report.published_by else ""
    age = months_words(held.months_not_considered or 0)
    return fill("{least}{age}", least=least, age=age)


def months_words(months: int) -> Clause:
    """Return a number of months, from a year on in years and months.

    >>> [months_words(months).text for months in (1, 4, 12, 104)]
    ['1 month', '4 months', '1 year', '8 years 8 months']
    """
    years, rest = divmod(months, MONTHS_IN_A_YEAR)
    parts = [counted(years, "year")] if years else []
    return joined([*parts, *([counted(rest, "month")] if rest or not years else [])])


def reports_sentence(held: Sequence[Consideration]) -> Sentence | None:
    """Return on which national reports no decision is recorded; None where one is on each."""
    waiting = [each for each in held if not each.is_considered]
    if not waiting:
        return None
    first, number = waiting[0], len(waiting)
    lead = fill(
        "No decision recorded on {number} national {reports}.",
        number=str(number),
        reports="report" if number == 1 else "reports",
    )
    rest = fill(
        "{oldest}{title} ({published}{age}).",
        oldest="The oldest: " if number > 1 else "",
        title=first.report.title,
        published=first.report.published_words,
        age=fill(", {age} ago", age=_age(first)) if first.months_not_considered else NOTHING,
    )
    words = joined([lead, rest])
    return Sentence(words, Tone.MISSING, "national_reports", lead=lead.text, number=str(number))


def meeting_sentence(next_one: Meeting | None, last: Meeting | None, as_of: dt.date) -> Clause:
    """Return when the board meets next and when it last met."""
    ahead = Clause("No meeting is planned.")
    if next_one is not None and next_one.on < as_of:
        template = "The meeting of {day} is past, but not yet recorded as having met."
        ahead = fill(template, day=date_words(next_one.on))
    elif next_one is not None:
        ahead = fill("The next meeting is on {day}.", day=date_words(next_one.on))
    if last is None:
        return joined([ahead, Clause("No past meeting is recorded.")])
    back = fill("The last one was on {day}.", day=date_words(last.on))
    return joined([ahead, back])


def shown_words(meeting: Meeting) -> Clause:
    """Return what the board could see on the day of a meeting, which was kept with it."""
    total, warnings = meeting.core_indicators, len(meeting.warnings)
    if not total:
        return Clause("None of the main measures had been published by that day.")
    return fill(
        "Known that day: {compared} of {total} main measures compared with similar areas, and "
        "{warnings} early warning{s}{end}",
        compared=str(meeting.compared),
        total=str(total),
        warnings=str(warnings or "no"),
        s="" if warnings == 1 else "s",
        end=":" if warnings else ".",
    )
