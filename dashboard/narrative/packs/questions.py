"""What a lay member can ask, and what the board is asked to decide: each from a fact.

A question stands as long as its fact does: it goes when the warning ends or the action is done.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.periods import date_words
from dashboard.core.published.comparison import Comparison
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import Clause, fill, listed, listed_clauses, lower_first
from dashboard.narrative.published.comparison import short_headline
from dashboard.narrative.published.figures import more_children, subject_of
from dashboard.narrative.register.follow_ups import with_article
from dashboard.narrative.register.recommendations import age_words, shortened
from dashboard.narrative.register.standings import names_words

MOST_QUESTIONS = 3
_LONGEST_TITLE = 70


def warning_questions(held: Attention) -> tuple[Clause, ...]:
    """Return one to three questions about a warning: its cause, who does better, who knew."""
    c = held.warning.comparison
    asked = (_cause(c), _who_does_better(c), _known(held))
    return tuple(each for each in asked if each is not None)[:MOST_QUESTIONS]


def _cause(c: Comparison) -> Clause:
    subject, more = lower_first(subject_of(c)), more_children(c)
    if more:
        return fill("What explains {more} ({subject})?", more=more, subject=subject)
    template = "What explains {headline}, beside {group}?"
    return fill(template, headline=short_headline(c), group=c.benchmark.group.noun)


def _who_does_better(c: Comparison) -> Clause | None:
    """Return a question about the similar area that stands best, by its name."""
    known = [(member.value, member) for member in c.members if member.value is not None]
    best = min(known, key=lambda pair: c.indicator.polarity.adverse(pair[0]), default=None)
    if best is None:
        return None
    value, member = best
    template = "{area} is like us and has {value}: what does it do differently?"
    return fill(template, area=member.place.name, value=c.indicator.unit.in_full(value))


def _known(held: Attention) -> Clause | None:
    """Return what to ask of a board that passed a warning over, or whose papers could hide it."""
    if held.is_overlooked:
        day = date_words(held.stood_at[0].on)
        return fill(
            "It was before the board on {day}, and nobody acknowledged it: who takes it up?",
            day=day,
        )
    if held.warning.comparison.hidden_by_national:
        return Clause("England's average hides this: do our other papers show similar areas?")
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
    asked = (
        _acknowledge(new),
        _reopened([each for each in own if each.status is Status.REOPENED]),
        _confirm([each for each in own if each.status is Status.DONE]),
        _stuck([each for each in own if each.stuck and not each.missing]),
        _complete([each for each in own if each.is_open and each.missing]),
        _reports(reports_waiting),
    )
    return tuple(each for each in asked if each is not None)


def _acknowledge(new: Sequence[Attention]) -> Clause | None:
    if not new:
        return None
    named = [short_headline(each.warning.comparison) for each in new]
    template = "Acknowledge the early warning{s}, and say what follows: {named}."
    return fill(template, s="" if len(new) == 1 else "s", named=listed_clauses(named))


def _reopened(again: Sequence[Standing]) -> Clause | None:
    if not again:
        return None
    return fill("Agree what follows where it was re-opened: {names}.", names=names_words(again))


def _confirm(done: Sequence[Standing]) -> Clause | None:
    if not done:
        return None
    return fill("Confirm or refuse what is said to be done: {names}.", names=names_words(done))


def _stuck(still: Sequence[Standing]) -> Clause | None:
    if not still:
        return None
    longest = max(still, key=lambda each: each.days_still)
    template = "Ask for a report where none came for up to {age}: {names}."
    return fill(template, age=age_words(longest.days_still), names=names_words(still))


def _complete(lacking: Sequence[Standing]) -> Clause | None:
    if not lacking:
        return None
    things = dict.fromkeys(thing for each in lacking for thing in each.missing)
    template = "Agree on {things} for {names}."
    named = listed([with_article(thing) for thing in things])
    return fill(template, things=named, names=names_words(lacking))


def _reports(waiting: int) -> Clause | None:
    if not waiting:
        return None
    template = "Record what the board makes of {number} national report{s}."
    return fill(template, number=str(waiting), s="" if waiting == 1 else "s")
