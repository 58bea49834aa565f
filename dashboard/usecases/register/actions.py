"""Actions on a recommendation: added, edited, reported done, dropped; and updates on them."""

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.core.entries import (
    LONGEST_NOTE,
    item_id,
    not_after,
    one_line,
    paragraphs,
    sensible_day,
)
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.register.actions import Action, Update
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.core.register.who_may import reporting, reporting_on
from dashboard.errors import ChangeRefusedError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.follow_up import require_due_after, require_reason_to_move
from dashboard.usecases.register.owners import body_of, owner_of
from dashboard.usecases.register.transactions import (
    Ledgers,
    Transaction,
    changing_item,
    require_not_closed,
    require_open,
)

_LONGEST_TITLE = 200


@dataclass(frozen=True)
class ActionToSave:
    """An action as somebody entered it; `owner` is a person's id and `body` a partner's name."""

    id: str
    recommendation: str
    title: str
    owner: str = ""
    body: str = ""
    start: dt.date | None = None
    due: dt.date | None = None


def add_action(
    store: Ledgers, holdings: Holdings, signature: Signature, asked: ActionToSave
) -> Action:
    """Store a new action and return it; a second submit of the same id stores nothing more.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a recommendation that nobody published.
        ChangeRefusedError: if the recommendation is closed, the title is missing, the owner or
            body unknown, or the dates are in the wrong order.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing_item(store, holdings, signature, Recommendation, asked.recommendation) as work:
        standing, _ = work.taken_up(asked.recommendation)
        require_open(standing)
        service = standing.recommendation.service
        new = Action(item_id(asked.id), service, asked.recommendation, "", original_due=asked.due)
        return work.add(_entered(work, standing, new, asked))


def edit_action(
    store: Ledgers,
    holdings: Holdings,
    signature: Signature,
    asked: ActionToSave,
    version: int,
    why: str = "",
) -> Action:
    """Store a change of an action and return it; the first due date stays as `original_due`.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for an action that is not there.
        ChangeRefusedError: if its recommendation is closed or another, it was dropped, an entry is
            wrong, or the due date moves without a reason.
        ConflictError: if somebody changed it meanwhile.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing_item(store, holdings, signature, Action, asked.id) as work:
        held, standing = _kept(work, asked.id)
        if held.recommendation != asked.recommendation:
            raise ChangeRefusedError(
                f'"{held.title}" belongs to another recommendation: reload the page.'
            )
        wanted = _entered(work, standing, held, asked)
        if work.is_current(held, version):
            require_reason_to_move(held.due, wanted.due, why)
        wanted = replace(wanted, original_due=held.original_due or wanted.due)
        return work.change(wanted, version, why)


def report_done(
    store: Ledgers, holdings: Holdings, signature: Signature, action_id: str, on: dt.date
) -> Action:
    """Store somebody's claim that an action was done on a day, and return it.

    The first one starts a recommendation that was not started.

    Raises:
        NotAllowedError: unless a role allows it, or the person owns the action or recommendation.
        UnknownNameError: for an action that is not there.
        ChangeRefusedError: if the day is still to come or before the start, or the action was
            dropped, was reported done on another day, or its recommendation is closed.
    """
    with changing_item(store, holdings, signature, Action, action_id) as work:
        held, standing = _kept(work, action_id)
        reporting_on(standing, held).require(work.actor)
        if held.done_on == on:
            return held
        if held.done_on is not None:
            raise ChangeRefusedError(
                f'"{held.title}" was reported done on {date_words(held.done_on)}: take that back '
                "first."
            )
        not_after("day it was done", on, work.today)
        done = work.change(replace(held, done_on=on, done_by=work.actor.name))
        work.start(standing, "an action was reported done")
        return done


def take_back_done(
    store: Ledgers, holdings: Holdings, signature: Signature, action_id: str, why: str
) -> Action:
    """Store that an action was not done after all, and return it.

    Raises:
        NotAllowedError: unless a role allows it, or the person owns the action or recommendation.
        UnknownNameError: for an action that is not there.
        ChangeRefusedError: if the reason is missing, the action was dropped, or its recommendation
            is closed.
    """
    reason = paragraphs("reason for taking it back", why, LONGEST_NOTE)
    with changing_item(store, holdings, signature, Action, action_id) as work:
        held, standing = _kept(work, action_id)
        reporting_on(standing, held).require(work.actor)
        return work.change(replace(held, done_on=None, done_by=""), why=reason)


def drop_action(
    store: Ledgers,
    holdings: Holdings,
    signature: Signature,
    action_id: str,
    because: str,
) -> Action:
    """Store that an action counts no longer, and return it.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for an action that is not there.
        ChangeRefusedError: if the reason is missing, it was done, or its recommendation is closed.
    """
    require_may(signature.actor, Deed.EDIT)
    reason = paragraphs("reason for dropping it", because, LONGEST_NOTE)
    with changing_item(store, holdings, signature, Action, action_id) as work:
        held = work.held(Action, action_id)
        if held.dropped_because == reason:
            return held
        held, _ = _kept(work, action_id)
        if held.done_on is not None:
            raise ChangeRefusedError(
                f'"{held.title}" was reported done and cannot be dropped: take that back first.'
            )
        return work.change(replace(held, dropped_because=reason), why=reason)


def post_update(
    store: Ledgers,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    recommendation_id: str,
    text: str,
    action_id: str = "",
) -> Update:
    """Store what somebody reports about a recommendation, or about one of its actions.

    The first one starts a recommendation that was not started. `sid` is the form's own id: a
    second submit of the same form stores nothing more. What is for others may also be noted by
    whoever records the board's decisions: nobody here owns it.

    Raises:
        NotAllowedError: unless a role allows it, or the person owns it or one of its actions.
        UnknownNameError: for a recommendation or action that is not there.
        ChangeRefusedError: if the text is missing or too long.
    """
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, _ = work.taken_up(recommendation_id)
        if action_id:
            require_own_action(work, standing, action_id)
        reporting(standing).require(work.actor)
        update = Update(
            id=item_id(sid),
            service=standing.recommendation.service,
            recommendation=recommendation_id,
            text=paragraphs("update", text),
            by=work.actor.name,
            at=work.signature.at,
            action=action_id,
        )
        stored = work.add(update)
        work.start(standing, "the first update")
        return stored


def require_own_action(work: Transaction, standing: Standing, action_id: str) -> Action:
    """Return an action of a recommendation.

    Raises:
        UnknownNameError: for an action that is not there.
        ChangeRefusedError: if it belongs to another recommendation.
    """
    held = work.held(Action, action_id)
    if held.recommendation != standing.recommendation.id:
        raise ChangeRefusedError(
            f'"{held.title}" belongs to another recommendation: reload the page.'
        )
    return held


def _kept(work: Transaction, action_id: str) -> tuple[Action, Standing]:
    """Return an action that may change, and where its recommendation stands."""
    held = work.held(Action, action_id)
    standing, _ = work.taken_up(held.recommendation)
    # Under one for others too: what was begun there before can be ended.
    require_not_closed(standing)
    if held.dropped_because:
        raise ChangeRefusedError(f'"{held.title}" was dropped: add it as a new action.')
    return held, standing


def _entered(work: Transaction, standing: Standing, held: Action, asked: ActionToSave) -> Action:
    require_due_after(standing.recommendation, asked.due)
    if asked.start is not None:
        sensible_day("start", asked.start)
    return replace(
        held,
        title=one_line("title of the action", asked.title, _LONGEST_TITLE),
        owner=owner_of(work.holdings, held.service, asked.owner),
        body=body_of(work.holdings, asked.body),
        start=asked.start,
        due=asked.due,
    )
