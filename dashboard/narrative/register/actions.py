"""How actions stand, in words: done, late and by how much, due when, moved from when."""

import datetime as dt
from collections.abc import Sequence

from dashboard.core.periods import date_words
from dashboard.core.register.actions import Action
from dashboard.core.sentences import Clause, capital, counted, fill, listed_clauses


def action_words(action: Action, as_of: dt.date) -> Clause:
    """Return where an action stands on a day, in a few words without a full stop."""
    if action.dropped_because:
        return Clause("dropped")
    if action.done_on is not None:
        return fill("done {day}", day=date_words(action.done_on))
    if action.due is None:
        return Clause("no due date")
    days, due = (action.due - as_of).days, date_words(action.due)
    if days < 0:
        return fill("late by {days}, was due {due}", days=counted(-days, "day"), due=due)
    if days == 0:
        return Clause("due today")
    return fill("due {due}", due=due)


def moved_words(action: Action) -> Clause:
    """Return from when the due date was moved; nothing where it was not."""
    if action.original_due is None or action.original_due == action.due:
        return Clause("")
    return fill("first due {day}", day=date_words(action.original_due))


def actions_message(actions: Sequence[Action], as_of: dt.date) -> Clause:
    """Return in about ten words how some actions stand together."""
    counted = [action for action in actions if action.counts]
    total = len(counted)
    late = sum(action.is_late(as_of) for action in counted)
    done = sum(not action.is_open for action in counted)
    moved = sum(bool(moved_words(action)) for action in counted)
    counts = {"late": late, "done": done, "moved to another date": moved}
    parts = [fill("{n} {words}", n=str(n), words=words) for words, n in counts.items() if n]
    return fill(
        "{total} action{s}: {parts}",
        total=str(total),
        s="" if total == 1 else "s",
        parts=listed_clauses(parts) if parts else Clause("none late"),
    )


def most_urgent_actions_first(actions: Sequence[Action], as_of: dt.date) -> list[Action]:
    """Return the late, then the open by due date, then those without one, then the done."""

    def urgency(action: Action) -> tuple[bool, bool, int]:
        day = action.done_on or action.due or dt.date.max
        newest_done_first = -day.toordinal() if action.done_on else day.toordinal()
        return not action.is_open, not action.is_late(as_of), newest_done_first

    return sorted((action for action in actions if action.counts), key=urgency)


def action_sentence(action: Action, as_of: dt.date) -> Clause:
    """Return where an action stands as a sentence's beginning, with when it was first due."""
    words, moved = action_words(action, as_of), moved_words(action)
    return capital(fill("{words} ({moved})", words=words, moved=moved) if moved else words)
