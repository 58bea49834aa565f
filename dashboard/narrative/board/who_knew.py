"""Who knew what on a day, in words."""

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import Acknowledgement, Decision, Meeting
from dashboard.core.board.who_knew import Knowledge, WhoKnew
from dashboard.core.people import Person
from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, fill, listed
from dashboard.narrative.board.meetings import unacknowledged_words


def summary_words(found: WhoKnew) -> Clause:
    """Return how many warnings stood on the day, and of how many of them nobody had taken note."""
    day, total = date_words(found.on), len(found.warnings)
    if not found.scanned:
        template = "Nothing that can be compared had been published for this service by {day}."
        return fill(template, day=day)
    if not total:
        return fill("No early warning stood on {day}.", day=day)
    unseen = sum(not each.attention.is_acknowledged for each in found.warnings)
    return fill(
        "On {day}, {total} early warning{s} stood; {unseen}.",
        day=day,
        total=str(total),
        s="" if total == 1 else "s",
        unseen=_unseen(unseen, total),
    )


def _unseen(unseen: int, total: int) -> Clause:
    if not unseen:
        return Clause("somebody had acknowledged it" if total == 1 else "all were acknowledged")
    if unseen == total:
        return Clause("nobody had acknowledged it" if total == 1 else "none was acknowledged")
    return fill("{unseen} not acknowledged by anybody", unseen=str(unseen))


def stood_words(held: Attention) -> Clause:
    """Return since when a warning stood, and from when it could be known."""
    since, known = held.warning.since.label, date_words(held.known_from)
    return fill("{since}, whose figure was out by {known}", since=since, known=known)


def meetings_words(held: Attention) -> Clause:
    """Return at which meetings a warning stood before the board."""
    if not held.stood_at:
        return Clause("no meeting at which it stood is recorded")
    return Clause(listed([date_words(meeting.on) for meeting in held.stood_at]))


def silent_words(known: Knowledge) -> Clause:
    """Return who might have acknowledged a warning and had not."""
    if not known.silent:
        who = "nobody else" if known.knowers else "nobody"
        return fill("{who} was registered who might have", who=who)
    names = [f"{one.name} ({one.body})" if one.body else one.name for one in known.silent]
    return fill("{names}", names=", ".join(names))


def known_words(known: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return all that is known of a warning on a day, by what it tells; several are a list."""
    held = known.attention
    return {
        "Stood since": (stood_words(held).text,),
        "Before the board": (meetings_words(held).text,),
        "Acknowledged by": tuple(knower_words(*each).text for each in known.knowers)
        or (unacknowledged_words(held).text,),
        "Not acknowledged by": (silent_words(known).text,),
        "Decided": tuple(decision_words(*each).text for each in known.decisions)
        or ("no decision or challenge is recorded",),
    }


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
