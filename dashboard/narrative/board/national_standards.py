"""How the national standards stand by a service's own word, in words."""

from collections.abc import Sequence

from dashboard.core.board.national_standards import Answer, StandardStanding
from dashboard.core.periods import date_words
from dashboard.core.sentences import NOTHING, Clause, fill, joined, listed_clauses
from dashboard.narrative.register.recommendations import age_words

# Said wherever the answers are shown: nobody may take them for an inspector's.
OWN_WORD = "This is the service's own word, not an inspection."
NOT_ASSESSED = "Not assessed"


def answer_words(standing: StandardStanding) -> str:
    """Return the newest answer in words; a standard without one is not assessed."""
    return standing.answer.value if standing.answer else NOT_ASSESSED


def standards_words(standings: Sequence[StandardStanding]) -> Clause:
    """Return how many standards have which answer, and how many assessments are old."""
    total = str(len(standings))
    if not any(each.latest for each in standings):
        return fill("None of the {total} national standards has been assessed yet.", total=total)
    answers = [each.answer for each in standings]
    parts = [
        _count(answers.count(answer), answer.value.lower())
        for answer in Answer
        if answer in answers
    ]
    missing = answers.count(None)
    parts += [_count(missing, NOT_ASSESSED.lower())] if missing else []
    counted = fill(
        "Of the {total} national standards, {parts}.", total=total, parts=listed_clauses(parts)
    )
    return joined([counted, _old_words(sum(each.is_old for each in standings))])


def _count(number: int, words: str) -> Clause:
    verb = "is" if number == 1 else "are"
    return fill("{number} {verb} {words}", number=str(number), verb=verb, words=words)


def _old_words(number: int) -> Clause:
    if not number:
        return NOTHING
    s, verb = ("", "is") if number == 1 else ("s", "are")
    template = "{number} assessment{s} {verb} more than a year old."
    return fill(template, number=str(number), s=s, verb=verb)


def assessed_words(standing: StandardStanding) -> Clause:
    """Return when a standard was assessed and by whom, with the age of what is over a year old."""
    latest, days = standing.latest, standing.days_old
    if latest is None or days is None:
        return Clause("not yet")
    age = fill(" ({age} ago)", age=age_words(days)) if standing.is_old else NOTHING
    return fill("{day}{age}, {who}", day=date_words(latest.on), age=age, who=latest.assessed_by)
