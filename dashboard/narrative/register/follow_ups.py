"""What the follow-up of one recommendation says: owner and date, what is late, what comes next."""

from dashboard.core.periods import date_words
from dashboard.core.register.follow_ups import Closing, FollowUp, Status
from dashboard.core.register.gates import conditions, reopening_reason
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import Clause, capital, counted, fill, joined, listed
from dashboard.narrative.register.actions import action_words
from dashboard.narrative.register.recommendations import age_words

_CLOSED_NEXT = {
    Status.CONFIRMED: "Nothing is left to do while the measure holds.",
    Status.CLOSED: "Nothing is left to do: the board accepted the risk that stays.",
}

# By whether the board adopted it as an action of its own.
_WATCHED_NEXT = {
    False: "Nothing here is yours to do: watch it, or adopt it as your own action.",
    True: "Watch it. The board adopted it as its own action.",
}


def ownership_words(follow_up: FollowUp, owner: str) -> Clause:
    """Return who owns a recommendation and when it is due, to stand after the word "Owner".

    `owner` is the person's name or "".
    """
    who = " at ".join(filter(None, [owner, follow_up.body]))
    owned = fill("{who}", who=who) if who else Clause("Nobody yet")
    if follow_up.due is None:
        return fill("{owned}; no due date.", owned=owned)
    due = date_words(follow_up.due)
    first = follow_up.original_due
    if first and first != follow_up.due:
        words = fill("due {due} (first due {first})", due=due, first=date_words(first))
    else:
        words = fill("due {due}", due=due)
    return fill("{owned}; {words}.", owned=owned, words=words)


def owner_brief(standing: Standing, owner: str) -> Clause:
    """Return who is to act, for a line of a list; `owner` is the person's name or ""."""
    if standing.for_others:
        return fill("{whom}", whom=standing.recommendation.addressee)
    who = " at ".join(filter(None, [owner, standing.follow_up.body]))
    return fill("{who}", who=who or "Nobody yet")


def due_brief(standing: Standing) -> Clause:
    """Return when something of it is due next, for a line of a list; nothing for a closed one."""
    due = standing.next_due
    if not standing.is_open:
        return Clause("")
    return fill("due {due}", due=date_words(due)) if due else Clause("no date")


def late_words(standing: Standing) -> Clause:
    """Return how late a recommendation or its actions are; nothing where nothing is late."""
    if not standing.late:
        return Clause("")
    due, actions = standing.follow_up.due, standing.late_actions
    s = "" if len(actions) == 1 else "s"
    of_actions = fill("{n} action{s} late", n=str(len(actions)), s=s)
    if due is None or due >= standing.as_of:
        return of_actions
    itself = fill("late by {days}", days=counted((standing.as_of - due).days, "day"))
    return fill("{itself}, {actions}", itself=itself, actions=of_actions) if actions else itself


def stillness_brief(standing: Standing) -> Clause:
    """Return for how long a stuck recommendation has been so, in three or four words."""
    if not standing.stuck:
        return Clause("")
    return fill("stuck for {age}", age=age_words(standing.days_still))


def stillness_words(standing: Standing) -> Clause:
    """Return for how long nothing was reported; nothing for one that is not stuck."""
    if not standing.stuck:
        return Clause("")
    age = age_words(standing.days_still)
    if standing.moved_on is None:
        return fill("nothing reported since it was published {age} ago", age=age)
    return fill("nothing reported for {age}", age=age)


def reopened_words(standing: Standing) -> Clause:
    """Return why a recommendation is open again; nothing for one that is not re-opened."""
    if standing.status is not Status.REOPENED:
        return Clause("")
    last = standing.follow_up.last_closing
    if last is not None and last.reopened_because:
        because = last.reopened_because
        return fill("Re-opened because: {because}", because=_stopped(because))
    return fill("Re-opened by itself: {reason}.", reason=reopening_reason(standing))


def next_step(standing: Standing) -> Clause:
    """Return the one thing that comes next for a recommendation, as a sentence."""
    if standing.for_others:
        return Clause(_WATCHED_NEXT[standing.adopted_as is not None])
    if not standing.is_open:
        return Clause(_CLOSED_NEXT[standing.status])
    if standing.status is Status.REOPENED and not standing.open_actions:
        return Clause("Add an action that brings the effect back, or close it as not done.")
    if standing.missing and standing.status is Status.NOT_STARTED:
        return fill(
            "Give it {things}.", things=listed([with_article(name) for name in standing.missing])
        )
    if not standing.counted_actions:
        return Clause("Add the first action.")
    if standing.open_actions:
        return _next_action(standing)
    return _after_the_actions(standing)


def _next_action(standing: Standing) -> Clause:
    dated = [action for action in standing.open_actions if action.due]
    first = min(dated, key=lambda action: str(action.due), default=standing.open_actions[0])
    words = action_words(first, standing.as_of)
    return fill('Finish "{title}", {words}.', title=first.title, words=words)


def _after_the_actions(standing: Standing) -> Clause:
    if standing.progress is None:
        return Clause("Set a success measure: the actions are done, and nothing shows the effect.")
    if not standing.progress.is_met:
        return Clause("Record the next reading of the measure: the actions are done.")
    if not standing.evidence_held:
        return Clause("Add evidence that the actions were done.")
    if standing.follow_up.status is Status.DONE:
        return Clause("Somebody who is not an owner confirms it.")
    return Clause("The owner says that it is done; then somebody else confirms it.")


def with_article(thing: str) -> str:
    """Return a thing as one names it: "an owner", "a date"."""
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"


def still_needed(standing: Standing) -> tuple[Clause, ...]:
    """Return what confirming still needs, each in words that begin a line; none where nothing."""
    return tuple(
        capital(condition.words) for condition in conditions(standing) if not condition.is_met
    )


def closing_words(closing: Closing) -> Clause:
    """Return one closing of a recommendation and how it ended, as sentences."""
    facts = {"status": closing.status.value, "on": date_words(closing.on), "by": closing.by}
    parts = [fill("{status} on {on} by {by}.", **facts)]
    if closing.reason:
        parts.append(fill("Reason: {reason}", reason=_stopped(closing.reason)))
    if closing.accepted_risk:
        parts.append(fill("Accepted risk: {risk}", risk=_stopped(closing.accepted_risk)))
    if closing.reopened_on:
        ended = fill(
            "Re-opened on {on}: {because}",
            on=date_words(closing.reopened_on),
            because=_stopped(closing.reopened_because),
        )
        parts.append(ended)
    return joined(parts)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
