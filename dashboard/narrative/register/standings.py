"""Where the recommendations of a service stand, in the one or two sentences of the first page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.core.register.follow_ups import Status
from dashboard.core.register.gates import reopening_reason
from dashboard.core.register.standings import Standing, own_and_others
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capitalised,
    fill,
    joined,
    listed,
)
from dashboard.narrative.register.recommendations import noun, others_words

SUBJECT, MOST_NAMED = "recommendations", 3
_ALL_CLOSED = "All {total} {noun} are closed."
_ARTICLES = {"owner": "an owner", "date": "a date", "measure": "a measure"}
_COUNTED: tuple[tuple[str, Callable[[Standing], bool]], ...] = (
    ("late", lambda each: each.late is True),
    ("stuck", lambda each: each.stuck),
    ("re-opened", lambda each: each.status is Status.REOPENED),
    ("done and awaiting a check", lambda each: each.status is Status.DONE),
    ("done without effect yet", lambda each: each.status is Status.EFFECT_NOT_SHOWN),
    ("without an owner", lambda each: "owner" in each.missing),
    ("without a date", lambda each: "date" in each.missing),
    ("without a measure", lambda each: "measure" in each.missing),
)


def reopened_sentence(standings: Sequence[Standing]) -> Sentence | None:
    """Return which recommendations are open again and why; None where none is."""
    again = [each for each in standings if each.status is Status.REOPENED]
    if not again:
        return None
    template = "{count} re-opened: {which}." if len(again) == 1 else "{count} are re-opened."
    lead = fill(template, count=_count(len(again)), which=names_words(again))
    told = (
        [lead]
        if len(again) == 1
        else [lead, fill("{which}.", which=capitalised(names_words(again)))]
    )
    template = "{why}." if len(again) == 1 else "The first: {why}."
    reasons = [fill(template, why=why) for each in again[:1] if (why := _why(each))]
    words, number = joined([*told, *reasons]), str(len(again))
    return Sentence(words, Tone.MISSED, SUBJECT, lead=lead.text, number=number)


def standings_sentence(standings: Sequence[Standing]) -> Sentence:
    """Return how many recommendations are open, and how many of them late, stuck or lacking.

    Those for others are counted apart, in a sentence of their own.
    """
    own, others = own_and_others(standings)
    if not others:
        return _own_sentence(own)
    apart = others_words(others)
    if not own:
        return Sentence(apart, Tone.NOTE, SUBJECT)
    told = _own_sentence(own)
    return replace(told, words=joined([told.words, apart]))


def _own_sentence(standings: Sequence[Standing]) -> Sentence:
    if not standings:
        text = "We have no recommendation to this service."
        return Sentence(Clause(text), Tone.NOTE, SUBJECT)
    still_open = [each for each in standings if each.is_open]
    if not still_open:
        template = "The one {noun} is closed." if len(standings) == 1 else _ALL_CLOSED
        words = fill(template, total=str(len(standings)), noun=noun(standings))
        return Sentence(words, Tone.MET, SUBJECT)
    if all(_is_untouched(each) for each in still_open):
        lead, number = _untouched(still_open, len(standings)), str(len(still_open))
        words = joined([lead, _measures(still_open)])
        return Sentence(words, Tone.MISSING, SUBJECT, lead=lead.text, number=number)
    return _counted(still_open, standings)


def _is_untouched(standing: Standing) -> bool:
    """Return whether nobody owns it, has set a date or has reported on it."""
    return {"owner", "date"} <= set(standing.missing) and standing.moved_on is None


def _untouched(standings: Sequence[Standing], total: int) -> Clause:
    lacking = [
        words
        for name, words in _ARTICLES.items()
        if all(name in each.missing for each in standings)
    ]
    if len(standings) == total == 1:
        template = "The one recommendation (to {addressee}) does not have {lacking} yet."
        if standings[0].recommendation.is_own:
            template = "The one own action does not have {lacking} yet."
    else:
        template = "None of the {number} {open}{noun} has {lacking} yet."
    return fill(
        template,
        addressee=standings[0].recommendation.addressee,
        number=str(len(standings)),
        noun=noun(standings),
        open="" if len(standings) == total else "open ",
        lacking=_either(lacking),
    )


def _either(names: Sequence[str]) -> str:
    """Return names as a sentence denies them: "an owner, a date or a measure"."""
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _measures(standings: Sequence[Standing]) -> Clause:
    measures = [each.follow_up.measure for each in standings]
    if not all(measure is not None and measure.proposed for measure in measures):
        return NOTHING
    return Clause(
        "It has a proposed measure." if len(measures) == 1 else "Each has a proposed measure."
    )


def _counted(standings: Sequence[Standing], every: Sequence[Standing]) -> Sentence:
    """Return how many of the open ones are late, or else what most needs to be done, then more."""
    counts = [(words, sum(map(holds, standings))) for words, holds in _COUNTED]
    found = [(words, number) for words, number in counts if number]
    total = {"open": str(len(standings)), "noun": noun(standings)}
    if not found:
        words = fill("No open {noun} is late, stuck or without an owner ({open} open).", **total)
        return Sentence(words, Tone.NOTE, SUBJECT)
    (what, most), *others = found
    template = "{most} of {open} open {noun} {are} {what}."
    are = "is" if most == 1 else "are"
    lead = fill(template, most=str(most), are=are, what=what, **total)
    # One more is enough here, and several would overlap: the register has them all.
    rest = [fill("{n} {words}.", n=str(n), words=words) for words, n in others[:1]]
    overdue = any(each.late or each.status is Status.REOPENED for each in standings)
    tone = Tone.MISSED if overdue else Tone.MISSING
    return Sentence(joined([lead, *rest]), tone, SUBJECT, lead=lead.text, number=str(most))


def _count(number: int) -> Clause:
    s = "" if number == 1 else "s"
    return fill("{number} recommendation{s}", number=str(number), s=s)


def names_words(standings: Sequence[Standing]) -> str:
    """Return the first three by number, those of one source together, and how many more there are.

    "number 1 and number 2 of A report, number 1 of Another report and 2 more"
    """
    numbers: dict[str, list[str]] = {}
    for each in standings[:MOST_NAMED]:
        one = each.recommendation
        numbers.setdefault(one.source, []).append(f"number {one.number}")
    names = [f"{listed(named)} of {source}" for source, named in numbers.items()]
    rest = len(standings) - MOST_NAMED
    return listed([*names, f"{rest} more"] if rest > 0 else names)


def _why(standing: Standing) -> Clause:
    if why := reopening_reason(standing):
        return why
    closing = standing.follow_up.last_closing
    return (
        Clause("") if closing is None else fill("{why}", why=closing.reopened_because.rstrip("."))
    )
