"""What a lay member can ask, and what the board is asked to decide: each from a fact.

A question stands as long as its fact does: it goes when the warning ends or the action is done.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.periods import date_words
from dashboard.core.published.benchmarks import Member
from dashboard.core.published.comparison import Comparison
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import Clause, fill, listed, listed_clauses
from dashboard.narrative.published.comparison import short_headline
from dashboard.narrative.published.figures import more_children, subject_of
from dashboard.narrative.register.follow_ups import with_article
from dashboard.narrative.register.recommendations import age_words, shortened
from dashboard.narrative.register.standings import MOST_NAMED, names_words

Names = Callable[[Sequence[Standing]], str]

MOST_QUESTIONS = 3
_LONGEST_TITLE = 70


def warning_questions(held: Attention) -> tuple[Clause, ...]:
    """Return one to three questions about a warning: its cause, who does better, who knew."""
    c = held.warning.comparison
    asked = (_cause(c), _who_does_better(c), _known(held))
    return tuple(each for each in asked if each is not None)[:MOST_QUESTIONS]


def _cause(c: Comparison) -> Clause:
    more, group = more_children(c), c.benchmark.group.noun
    if more:
        template = "{subject}: what explains {more} than in {group}?"
        return fill(template, subject=subject_of(c), more=more, group=group)
    return fill(
        "What explains {headline}, beside {group}?", headline=short_headline(c), group=group
    )


def _who_does_better(c: Comparison) -> Clause | None:
    """Return a question about the nearest similar area that does clearly better; None without one.

    Not the best of them: which one that is, chance decides among small areas.
    """
    known = ((member.place.name, member.value) for member in c.members if _is_better(member, c))
    name, value = next(known, ("", None))
    if value is None:
        return None
    template = "{subject}: {area} has {value}, clearly {less}; what can we learn from it?"
    return fill(
        template,
        subject=subject_of(c),
        area=name,
        value=c.indicator.unit.in_full(value),
        less="less" if c.value is not None and value < c.value else "more",
    )


def _is_better(member: Member, c: Comparison) -> bool:
    """Return whether an area's whole interval lies on the better side of this one's."""
    theirs, ours = c.intervals.get(member.area.code), c.interval
    if theirs is None or ours is None or member.area.code in c.service.area_codes:
        return False
    adverse = c.indicator.polarity.adverse
    return max(map(adverse, (theirs.lower, theirs.upper))) < min(
        map(adverse, (ours.lower, ours.upper))
    )


def _known(held: Attention) -> Clause | None:
    """Return what to ask of a board that passed a warning over, or whose papers could hide it."""
    subject = subject_of(held.warning.comparison)
    if held.is_overlooked:
        day = date_words(held.stood_at[0].on)
        template = "{subject}: before the board on {day}, acknowledged by nobody; who takes it up?"
        return fill(template, subject=subject, day=day)
    if held.warning.comparison.hidden_by_national:
        template = "{subject}: England's average hides it; do our other papers show similar areas?"
        return fill(template, subject=subject)
    return None


def late_questions(standing: Standing, owner_of: Mapping[str, str]) -> tuple[Clause, ...]:
    """Return a question for each late action of a recommendation, or for itself if it is late.

    `owner_of` has who owns each action, by its id, and the recommendation, by its own; "" for
    nobody.
    """
    late = [
        _late(action.title, action.due, action.original_due, owner_of.get(action.id, ""))
        for action in standing.late_actions
    ]
    if late or not standing.late:
        return tuple(late)
    one, held = standing.recommendation, standing.follow_up
    return (_late(one.wording, held.due, held.original_due, owner_of.get(one.id, "")),)


def _late(what: str, due: dt.date | None, first_due: dt.date | None, owner: str) -> Clause:
    moved = first_due if first_due != due else None
    return fill(
        "“{what}” was due {due}{moved}: what does {owner} need to finish it?",
        what=shortened(what, _LONGEST_TITLE),
        due=date_words(due) if due else "",
        moved=fill(" (first {day})", day=date_words(moved)) if moved else "",
        owner=owner or "its owner, whom nobody has named,",
    )


def asked_of_the_board(
    warned: Iterable[Attention], standings: Sequence[Standing], reports_waiting: int
) -> tuple[Clause, ...]:
    """Return what the board is asked to decide or confirm, in the order of urgency."""
    new = [each for each in warned if not each.is_acknowledged]
    own = [each for each in standings if not each.for_others]
    names = (
        _numbers if len({each.recommendation.source for each in standings}) == 1 else names_words
    )
    asked = (
        _acknowledge(new),
        _reopened([each for each in own if each.status is Status.REOPENED], names),
        _confirm([each for each in own if each.status is Status.DONE], names),
        _stuck([each for each in own if each.stuck and not each.missing], names),
        _complete([each for each in own if each.is_open and each.missing], names),
        _reports(reports_waiting),
    )
    return tuple(each for each in asked if each is not None)


def _acknowledge(new: Sequence[Attention]) -> Clause | None:
    if not new:
        return None
    named = [short_headline(each.warning.comparison) for each in new]
    template = "Acknowledge the early warning{s}, and say what follows: {named}."
    return fill(template, s="" if len(new) == 1 else "s", named=listed_clauses(named))


def _numbers(standings: Sequence[Standing]) -> str:
    """Return recommendations by their numbers, where all are of one report."""
    numbers = [str(each.recommendation.number) for each in standings[:MOST_NAMED]]
    rest = len(standings) - MOST_NAMED
    s = "" if len(standings) == 1 else "s"
    return f"recommendation{s} {listed([*numbers, f'{rest} more'] if rest > 0 else numbers)}"


def _reopened(again: Sequence[Standing], names: Names) -> Clause | None:
    if not again:
        return None
    return fill("Agree what follows from re-opening {names}.", names=names(again))


def _confirm(done: Sequence[Standing], names: Names) -> Clause | None:
    if not done:
        return None
    are = "is" if len(done) == 1 else "are"
    return fill("Confirm, or refuse, that {names} {are} done.", names=names(done), are=are)


def _stuck(still: Sequence[Standing], names: Names) -> Clause | None:
    if not still:
        return None
    longest = max(still, key=lambda each: each.days_still)
    template = "Ask for an update on {names}: none came for {up_to}{age}."
    up_to = "" if len(still) == 1 else "up to "
    return fill(template, names=names(still), up_to=up_to, age=age_words(longest.days_still))


def _complete(lacking: Sequence[Standing], names: Names) -> Clause | None:
    if not lacking:
        return None
    things = dict.fromkeys(thing for each in lacking for thing in each.missing)
    template = "Agree on {things} for {names}."
    named = listed([with_article(thing) for thing in things])
    return fill(template, things=named, names=names(lacking))


def _reports(waiting: int) -> Clause | None:
    if not waiting:
        return None
    template = "Record what the board makes of {number} national report{s}."
    return fill(template, number=str(waiting), s="" if waiting == 1 else "s")
