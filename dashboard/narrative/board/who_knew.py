"""Who knew what on a day, in words."""

from collections.abc import Sequence

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import Acknowledgement, Decision, DecisionKind, Meeting
from dashboard.core.board.who_knew import Knowledge, WhoKnew, decided_on
from dashboard.core.people import Person
from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, ended, fill, joined, listed, listed_clauses
from dashboard.narrative.register.recommendations import age_words, shortened

# As much of a decision as is told beside its warning; the meeting's page has it whole.
LONGEST_DECISION_TOLD = 160
_VERBS = {DecisionKind.DECISION: "decided", DecisionKind.CHALLENGE: "challenged"}


def summary_words(found: WhoKnew) -> Clause:
    """Return how many warnings there were on the day, and how many of them nobody had seen."""
    day, total = date_words(found.on), len(found.warnings)
    if not found.scanned:
        template = "Nothing that can be compared had been published for this service by {day}."
        return fill(template, day=day)
    if not total:
        return fill("There was no early warning on {day}.", day=day)
    if total == 1:
        template = "There was one early warning on {day}. {seen}."
        return fill(template, day=day, seen=seen_words(found.warnings[0]))
    template = "There were {total} early warnings on {day}. {unseen}."
    unseen = _unseen(sum(not each.is_seen for each in found.warnings), total)
    return fill(template, total=str(total), day=day, unseen=unseen)


def _unseen(unseen: int, total: int) -> Clause:
    if not unseen:
        return Clause("Each had been seen by somebody")
    if unseen == total:
        return Clause("Nobody had seen any of them")
    return fill("Nobody had seen {unseen} of them", unseen=str(unseen))


def board_words(known: Knowledge) -> Clause:
    """Return what the board did about a warning: how many members saw it, the newest decision.

    One that nobody saw says for how long it could have been seen.
    """
    words = fill("{seen}; {decided}", seen=seen_words(known), decided=_decided(known))
    days = known.attention.days_unacknowledged
    if known.is_seen or not days:
        return words
    return joined([fill("A warning for {age}.", age=age_words(days)), words])


def group_words(group: Sequence[Knowledge]) -> Clause:
    """Return what the board did about some warnings, once where it is the same of each."""
    by_words: dict[Clause, list[str]] = {}
    for known in group:
        comparison = known.attention.warning.comparison
        name = f"{comparison.indicator.name}, {comparison.area.name}"
        by_words.setdefault(board_words(known), []).append(name)
    if len(by_words) == 1:
        return fill("{words}", words=ended(next(iter(by_words))))
    return joined(
        fill("{names}: {words}", names=listed(names), words=ended(words))
        for words, names in by_words.items()
    )


def seen_words(known: Knowledge) -> Clause:
    """Return how many of the registered members saw a warning, and how many others."""
    seen, total, others = len(known.seen_by), len(known.members), known.others_who_saw
    more = fill("{n} other{s}", n=str(others), s="" if others == 1 else "s")
    if not total:
        none = Clause("No board member is registered")
        return fill("{none}, seen by {more}", none=none, more=more) if others else none
    template = "Seen by {seen} of {total} member{s}" + (" and {more}" if others else "")
    return fill(template, seen=str(seen), total=str(total), s="" if total == 1 else "s", more=more)


def _decided(known: Knowledge) -> Clause:
    if known.newest_decision is None:
        return Clause("nothing decided yet")
    made, meeting = known.newest_decision
    return fill(
        "{verb} {day}: {text}",
        verb=_VERBS[made.kind],
        day=date_words(decided_on(made, meeting)),
        text=shortened(" ".join(made.text.split()), LONGEST_DECISION_TOLD),
    )


def since_words(held: Attention) -> Clause:
    """Return which figure was the first of a warning, and from when it could be known."""
    since, known = held.warning.since.label, date_words(held.known_from)
    return fill("{since}, published by {known}", since=since, known=known)


def meetings_words(held: Attention) -> Clause:
    """Return at which meetings a warning was before the board."""
    if not held.stood_at:
        return Clause("at no meeting that is recorded")
    return Clause(listed([date_words(meeting.on) for meeting in held.stood_at]))


def silent_words(known: Knowledge) -> Clause:
    """Return who might have acknowledged a warning and had not; who decided on it, with the day."""
    if not known.silent:
        who = "nobody else" if known.knowers else "nobody"
        return fill("{who} was registered who might have", who=who)
    return fill("{names}", names=listed_clauses([_silent(known, one) for one in known.silent]))


def _silent(known: Knowledge, one: Person) -> Clause:
    decided = known.decided_by(one)
    on_it = [fill("decided on it on {day}", day=date_words(decided))] if decided else []
    words = [*([Clause(one.body)] if one.body else []), *on_it]
    if not words:
        return fill("{name}", name=one.name)
    return fill("{name} ({words})", name=one.name, words=listed_clauses(words))


def known_words(known: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return all that is known of a warning on a day, by what it tells; several are a list."""
    held = known.attention
    return {
        "Since": (since_words(held).text,),
        "Before the board": (meetings_words(held).text,),
        "Acknowledged by": tuple(knower_words(*each).text for each in known.knowers)
        or (nobody_words(held).text,),
        "Not acknowledged by": (silent_words(known).text,),
        "Decided": tuple(decision_words(*each).text for each in known.decisions)
        or ("no decision or challenge is recorded",),
    }


def nobody_words(held: Attention) -> Clause:
    """Return that nobody acknowledged a warning, and how long after it could first be known."""
    days = held.days_unacknowledged
    if not days:
        return Clause("nobody yet")
    return fill("nobody, {age} after it was published", age=age_words(days))


def knower_words(made: Acknowledgement, person: Person | None) -> Clause:
    """Return who acknowledged a warning, in which role and from where, when, with which note."""
    body = f", {person.body}" if person and person.body else ""
    return fill(
        "{who} ({role}{body}), {when}{note}",
        who=made.by,
        role=role_words(person),
        body=body,
        when=when_words(made),
        note=f": {made.note}" if made.note else "",
    )


def decision_words(made: Decision, meeting: Meeting | None) -> Clause:
    """Return what was decided or challenged, where, and under whose name it was recorded."""
    return fill(
        "{kind} ({where}, recorded by {who}): {text}",
        kind=made.kind.value,
        where=meeting.label if meeting else "between meetings",
        who=made.by,
        text=made.text,
    )


def role_words(person: Person | None) -> str:
    """Return the roles that somebody had, or that nobody of the name was registered."""
    if person is None:
        return "not registered on that day"
    return listed([role.value for role in person.roles])


def when_words(made: Acknowledgement) -> str:
    """Return the moment of an acknowledgement, to the minute, in UTC."""
    return fill("{day}, {time} UTC", day=date_words(made.at.date()), time=f"{made.at:%H:%M}").text
