"""What the register says in words: how many are late, stuck, re-opened, confirmed, unprepared."""

from collections.abc import Sequence

from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing, own_and_others
from dashboard.core.sentences import (
    Clause,
    Sentence,
    Tone,
    counted,
    fill,
    joined,
    listed,
    listed_clauses,
)

# About as much of a recommendation as a row of a table or a list can hold.
_SHORT = 110


def missing_sentence(standings: Sequence[Standing]) -> Sentence:
    """Return how many of the open recommendations lack what it takes to hold anybody to them."""
    if not standings:
        text = "We have no recommendation from an inspection of this service."
        return Sentence(Clause(text), Tone.NOTE, "recommendations")
    # Nobody is held to what is closed, and the first page does not count it either.
    still_open = [each for each in standings if each.is_open]
    if not still_open:
        return Sentence(Clause("None of them is open."), Tone.NOTE, "recommendations")
    return _lacking(still_open, "" if len(still_open) == len(standings) else "open ")


def _lacking(standings: Sequence[Standing], which: str) -> Sentence:
    total, lacking = len(standings), sum(bool(each.missing) for each in standings)
    if total == lacking == 1:
        only = standings[0]
        template = "The one {which}recommendation (to {addressee}) has no {missing} yet."
        addressee = only.recommendation.addressee
        if only.recommendation.is_own:
            template = "The one {which}own action has no {missing} yet."
        words = fill(template, which=which, addressee=addressee, missing=listed(only.missing))
    elif lacking == total and len({each.missing for each in standings}) == 1:
        template = "None of the {total} {which}{noun} has {things} yet."
        words = fill(
            template,
            total=str(total),
            which=which,
            noun=noun(standings),
            things=_either(standings[0].missing),
        )
    elif lacking:
        template = "{lacking} of {total} {which}{noun} {verb} {things}."
        things = _either(tuple(dict.fromkeys(n for each in standings for n in each.missing)))
        words = fill(
            template,
            lacking=str(lacking),
            total=str(total),
            which=which,
            noun=noun(standings),
            verb="lacks" if lacking == 1 else "lack",
            things=things,
        )
    else:
        template = "Every {which}{noun} has an owner, a date and a measure."
        words = fill(template, which=which, noun=noun(standings[:1]))
    return Sentence(words, Tone.MISSING if lacking else Tone.NOTE, "recommendations")


def _either(things: Sequence[str]) -> str:
    named = [f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}" for thing in things]
    return " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def age_words(days: int) -> str:
    """Return an age as it is spoken of: days, then whole months, then whole years.

    >>> age_words(1), age_words(45), age_words(400), age_words(2985)
    ('1 day', '45 days', '13 months', '8 years')
    """
    if days < 60:
        return str(counted(days, "day"))
    months = int(days / 30.44)
    if months < 24:
        return fill("{months} months", months=str(months)).text
    return fill("{years} years", years=str(int(days / 365.25))).text


def register_answer(standings: Sequence[Standing], to_whom: str) -> Clause:
    """Return how some recommendations stand together: late, stuck, re-opened, confirmed.

    One can be late and stuck at once, and is then counted in both.  Those for others are counted
    apart.
    """
    own, others = own_and_others(standings)
    parts = [_own_answer(own, to_whom)] if own else []
    return joined([*parts, *([others_words(others)] if others else [])])


def others_words(others: Sequence[Standing]) -> Clause:
    """Return how many recommendations somebody else is to act on, and who, as a sentence."""
    number, addressees = len(others), {each.recommendation.addressee for each in others}
    template = "{n} recommendation{s} {verb} for {whom}: nothing here is yours to do."
    s, verb = ("", "is") if number == 1 else ("s", "are")
    whom = f"somebody else ({addressees.pop()})" if len(addressees) == 1 else "others"
    return fill(template, n=str(number), s=s, verb=verb, whom=whom)


def noun(standings: Sequence[Standing]) -> str:
    """Return what some are called together: one's own action is nobody's recommendation."""
    own = sum(each.recommendation.is_own for each in standings)
    s = "" if len(standings) == 1 else "s"
    if own == len(standings):
        return f"own action{s}"
    return "recommendations and own actions" if own else f"recommendation{s}"


def _own_answer(standings: Sequence[Standing], to_whom: str) -> Clause:
    total = len(standings)
    reopened = sum(each.status is Status.REOPENED for each in standings)
    parts = [
        _many(sum(each.late is True for each in standings), "late"),
        _many(sum(each.stuck for each in standings), "stuck (nothing reported for a quarter)"),
        _many(sum(each.status is Status.CONFIRMED for each in standings), "confirmed"),
    ]
    if reopened:
        parts.insert(0, _many(reopened, "re-opened"))
    return fill(
        "{total} {noun} {to_whom}: {parts}.",
        total=str(total),
        noun=noun(standings),
        to_whom=to_whom,
        parts=listed_clauses(parts),
    )


def shortened(wording: str, longest: int = _SHORT) -> str:
    """Return a wording cut at a word, marked as cut; a short one as it is.

    >>> shortened("Develop its victim processes", 15)
    'Develop its …'
    """
    if len(wording) <= longest:
        return wording
    return f"{wording[: longest - 1].rsplit(' ', 1)[0]} …"


def _many(number: int, words: str) -> Clause:
    return fill("{n} {words}", n=str(number) if number else "none", words=words)
