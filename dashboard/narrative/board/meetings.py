"""What a board did with its warnings, its recommendations and national reports, in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import Acknowledgement, Meeting
from dashboard.core.board.national_reports import Consideration
from dashboard.core.periods import date_words
from dashboard.core.sentences import (
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
    listed_clauses,
)
from dashboard.narrative.register.recommendations import age_words

MOST_NAMED = 3


def attention_words(held: Attention) -> Clause:
    """Return who acknowledged a warning, or where it was overlooked, or that nobody has yet."""
    if held.is_overlooked:
        return overlooked_words(held.stood_at)
    if not held.is_acknowledged:
        return unacknowledged_words(held)
    named = [_acknowledged(each) for each in held.acknowledgements[:MOST_NAMED]]
    rest = len(held.acknowledgements) - MOST_NAMED
    more = [fill("{rest} more", rest=str(rest))] if rest > 0 else []
    return fill("Acknowledged by {names}.", names=listed_clauses([*named, *more]))


def unacknowledged_words(held: Attention) -> Clause:
    """Return how long a warning could be known without anybody acknowledging it."""
    days = held.days_unacknowledged
    if not days:
        return Clause("Not acknowledged yet.")
    return fill("Not acknowledged yet, {age} after it could be known.", age=age_words(days))


def _acknowledged(each: Acknowledgement) -> Clause:
    return fill("{who} ({day})", who=each.by, day=date_words(each.at.date()))


def overlooked_words(meetings: Sequence[Meeting]) -> Clause:
    """Return at which meetings a warning stood that nobody has acknowledged."""
    days = [date_words(meeting.on) for meeting in meetings]
    if len(days) == 1:
        template = "It stood at the meeting of {day} and nobody has acknowledged it."
        return fill(template, day=days[0])
    template = "It stood at {number} meetings, first on {day}, and nobody has acknowledged it."
    return fill(template, number=str(len(days)), day=days[0])


def told_warning(sentence: Sentence, group: Sequence[Attention]) -> Sentence:
    """Return a warning's sentence with what the board made of it, behind what leads it.

    `group` are the warnings the sentence speaks of. What was overlooked belongs to the lead.
    """
    lead, words = sentence.lead, _of_group(group)
    rest = Clause(sentence.text.removeprefix(lead).lstrip(), sentence.facts)
    told = joined([Clause(lead), words, rest])
    overlooked = any(each.is_overlooked for each in group)
    return replace(sentence, words=told, lead=f"{lead} {words}" if overlooked else lead)


def _of_group(group: Sequence[Attention]) -> Clause:
    by_words: dict[Clause, list[str]] = {}
    for each in group:
        area = each.warning.comparison.area.name
        by_words.setdefault(attention_words(each), []).append(area)
    if len(by_words) == 1:
        return next(iter(by_words))
    return joined(
        fill("{areas}: {words}", areas=listed(areas), words=_inner(words))
        for words, areas in by_words.items()
    )


def _inner(words: Clause) -> Clause:
    return Clause(words.text[:1].lower() + words.text[1:], words.facts)


def consideration_words(held: Consideration) -> Clause:
    """Return for how long a board has not considered a national report, or when it did."""
    months = held.months_not_considered
    if months is None:
        first = held.decisions[0]
        return fill("considered on {day}", day=date_words(first.at.date()))
    if months == 0:
        return Clause("not considered yet; it is new")
    s = "" if months == 1 else "s"
    least = "at least " if held.report.published_by else ""
    return fill("not considered for {least}{months} month{s}", least=least, months=str(months), s=s)


def reports_sentence(held: Sequence[Consideration]) -> Sentence | None:
    """Return which national reports a board has not considered; None where it considered all."""
    waiting = [each for each in held if not each.is_considered]
    if not waiting:
        return None
    first, template = waiting[0], "{title} ({published}): {words}."
    if len(waiting) > 1:
        template = (
            "{number} national reports are not considered yet. One of them, {title} "
            "({published}): {words}."
        )
    words = fill(
        template,
        number=str(len(waiting)),
        title=first.report.title,
        published=first.report.published_words,
        words=consideration_words(first),
    )
    return Sentence(words, Tone.MISSING, "national_reports")


def meeting_sentence(next_one: Meeting | None, last: Meeting | None, as_of: dt.date) -> Clause:
    """Return when the board meets next and when it last met."""
    ahead = Clause("No meeting is planned.")
    if next_one is not None and next_one.on < as_of:
        template = "The meeting of {day} is not recorded as held yet."
        ahead = fill(template, day=date_words(next_one.on))
    elif next_one is not None:
        ahead = fill("The next meeting is on {day}.", day=date_words(next_one.on))
    if last is None:
        return joined([ahead, Clause("None is recorded as held.")])
    back = fill("The last one held was on {day}.", day=date_words(last.on))
    return joined([ahead, back])


def shown_words(meeting: Meeting) -> Clause:
    """Return what the board could see on the day of a meeting, which was kept with it."""
    total, warnings = meeting.core_indicators, len(meeting.warnings)
    if not total:
        return Clause("No core indicator had been published for this service by that day.")
    return fill(
        "What could be seen that day: {compared} of {total} core indicators against similar areas, "
        "and {warnings} early warning{s}{end}",
        compared=str(meeting.compared),
        total=str(total),
        warnings=str(warnings or "no"),
        s="" if warnings == 1 else "s",
        end=":" if warnings else ".",
    )
