"""Who knew what on a day, in words."""

from dashboard.core.acknowledgements import Attention
from dashboard.core.meetings import Acknowledgement, Meeting
from dashboard.core.narrative.sentences import Clause, fill, listed
from dashboard.core.people import Person
from dashboard.core.periods import date_words
from dashboard.core.who_knew import Knowledge, WhoKnew


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
    """Return since when a warning stood, when it could be known and at which meetings it stood."""
    return fill(
        "Stood since the {since}, whose figure was out by {known}; {meetings}.",
        since=held.warning.since.label,
        known=date_words(held.known_from),
        meetings=_meetings(held.stood_at),
    )


def _meetings(stood_at: tuple[Meeting, ...]) -> Clause:
    if not stood_at:
        return Clause("no meeting held since then is recorded")
    days = listed([date_words(meeting.on) for meeting in stood_at])
    s = "" if len(stood_at) == 1 else "s"
    return fill("before the board at the meeting{s} of {days}", s=s, days=days)


def silent_words(known: Knowledge) -> Clause:
    """Return who might have acknowledged a warning and had not."""
    if not known.silent:
        who = "Nobody else" if known.knowers else "Nobody"
        template = "{who} was registered who might have acknowledged it."
        return fill(template, who=who)
    names = [f"{one.name}, {one.body}" if one.body else one.name for one in known.silent]
    return fill("Had not acknowledged it: {names}.", names="; ".join(names))


def role_words(person: Person | None) -> str:
    """Return the roles that somebody had, or that nobody of the name was registered."""
    if person is None:
        return "not registered on that day"
    return listed([role.value for role in person.roles])


def when_words(made: Acknowledgement) -> str:
    """Return the moment of an acknowledgement, to the minute, in UTC."""
    return fill("{day}, {time} UTC", day=date_words(made.at.date()), time=f"{made.at:%H:%M}").text
