"""How a recommendation is closed, confirmed or not done, and how it re-opens."""

import datetime as dt

from dashboard.core.entries import LONGEST_NOTE, paragraphs
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.register.follow_ups import Closing, FollowUp, Status, closed, reopened
from dashboard.core.register.gates import require_confirmable
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import published_recommendations, standings_of
from dashboard.usecases.register.transactions import (
    Transaction,
    changing,
    changing_item,
    is_lost,
    require_known,
    require_own,
)


def confirm(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    recommendation_id: str,
    reason: str = "",
) -> FollowUp:
    """Store that a recommendation is confirmed as done and effective, and return its follow-up.

    The closing rests on the readings up to the last period that counted.

    Raises:
        NotAllowedError: unless a role allows it, or for nobody known, who might be the owner.
        UnknownNameError: for a recommendation that nobody published.
        ChangeRefusedError: naming each condition that is not met; or if nobody claimed it is done,
            or it is for others.
    """
    require_may(signature.actor, Deed.CONFIRM)
    require_known(signature.actor)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, seen = work.taken_up(recommendation_id)
        require_own(standing)
        closing = Closing(
            Status.CONFIRMED,
            work.today,
            work.actor.name,
            paragraphs("reason", reason, LONGEST_NOTE, may_be_empty=True),
            measured_to=_measured_to(standing),
        )
        if _is_repeated(standing.follow_up, closing):
            return standing.follow_up
        require_confirmable(standing, work.actor)
        return work.follow(standing, closed(standing.follow_up, closing), seen, reason)


def close_not_done(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    recommendation_id: str,
    reason: str,
    accepted_risk: str,
) -> FollowUp:
    """Store that a recommendation is closed although it was not done, and return its follow-up.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a recommendation that nobody published.
        ChangeRefusedError: if the reason or the accepted risk is missing, it is closed already, or
            it is for others.
    """
    require_may(signature.actor, Deed.CONFIRM)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, seen = work.taken_up(recommendation_id)
        require_own(standing)
        closing = Closing(
            Status.CLOSED,
            work.today,
            work.actor.name,
            paragraphs("reason", reason, LONGEST_NOTE, may_be_empty=True),
            paragraphs("accepted risk", accepted_risk, LONGEST_NOTE, may_be_empty=True),
        )
        if _is_repeated(standing.follow_up, closing):
            return standing.follow_up
        return work.follow(standing, closed(standing.follow_up, closing), seen, reason)


def reopen(
    store: Store, holdings: Holdings, signature: Signature, recommendation_id: str, because: str
) -> FollowUp:
    """Store that a closed recommendation is re-opened, its closing kept, and return its follow-up.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a recommendation that nobody published.
        ChangeRefusedError: if it is not closed, the reason is missing, or it is for others.
    """
    require_may(signature.actor, Deed.CONFIRM)
    reason = paragraphs("reason for re-opening", because, LONGEST_NOTE)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, seen = work.taken_up(recommendation_id)
        require_own(standing)
        held = standing.follow_up
        last = held.last_closing
        if held.status is Status.REOPENED and last and last.reopened_because == reason:
            return held
        return work.follow(standing, reopened(held, work.today, reason), seen, reason)


def reopen_where_effect_lost(
    store: Store, holdings: Holdings, signature: Signature
) -> tuple[str, ...]:
    """Write down every confirmed recommendation that re-opened by itself, and return their ids.

    They are re-opened under the dashboard's own name, at the signature's moment.
    """
    with store.reading() as held:
        follow_ups = held.of(FollowUp).of(FollowUp).values()
    if not any(_is_confirmed(each) for each in follow_ups):
        return ()
    with changing(store, holdings, signature, None) as work:
        return reopen_lost(work)


def reopen_lost(work: Transaction) -> tuple[str, ...]:
    """Do the same within a transaction, for what was stored when it began."""
    follow_ups = work.records.of(FollowUp)
    confirmed = {held.id for held in follow_ups.values() if _is_confirmed(held)}
    every = published_recommendations(work.holdings)
    standings = standings_of(work.holdings, (each for each in every if each.id in confirmed))
    lost = [standing for standing in standings if is_lost(standing)]
    for standing in lost:
        work.reopen(standing)
    return tuple(standing.recommendation.id for standing in lost)


def _measured_to(standing: Standing) -> dt.date | None:
    counted = standing.progress.counted if standing.progress else ()
    return counted[-1].on if counted else None


def _is_repeated(held: FollowUp, closing: Closing) -> bool:
    return held.status is closing.status and held.last_closing == closing


def _is_confirmed(held: FollowUp) -> bool:
    return held.status is Status.CONFIRMED
