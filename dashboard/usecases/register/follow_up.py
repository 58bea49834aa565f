"""What a board settles about a recommendation, and how it moves from one status to the next."""

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.core.entries import LONGEST_NOTE, paragraphs, sensible_day
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.core.register.success_measures import SuccessMeasure
from dashboard.core.register.who_may import moving
from dashboard.errors import ChangeRefusedError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.measure_entries import checked_measure
from dashboard.usecases.register.owners import body_of, owner_of
from dashboard.usecases.register.transactions import (
    Ledgers,
    Transaction,
    changing_item,
    require_open,
    require_own,
)

# What somebody may move a recommendation to; the others have a gate or a reason of their own.
_MOVES = (Status.IN_PROGRESS, Status.DONE)


@dataclass(frozen=True)
class Settlement:
    """What a board settles; `owner` is a person's id and `body` a partner's name, "" for none."""

    response: Response
    response_reason: str = ""
    owner: str = ""
    body: str = ""
    due: dt.date | None = None
    indicators: tuple[str, ...] = ()


def settle(
    store: Ledgers,
    holdings: Holdings,
    signature: Signature,
    recommendation_id: str,
    settlement: Settlement,
    version: int,
    why: str = "",
) -> FollowUp:
    """Store the response, owner, body and due date of a recommendation and return its follow-up.

    `version` is the one that the person saw. The first due date stays as `original_due`.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a recommendation or indicator that nobody defined.
        ChangeRefusedError: if the recommendation is closed, the owner or body is unknown, a
            response lacks its reason, the due date lies before the publication, or moves without
            a reason.
        ConflictError: if somebody changed it meanwhile.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, seen = work.taken_up(recommendation_id, version)
        require_open(standing)
        wanted = _settled(work.holdings, standing, settlement)
        if work.is_current(wanted, version):
            require_reason_to_move(standing.follow_up.due, wanted.due, why)
        return work.follow(standing, wanted, seen, why)


def set_measure(
    store: Ledgers,
    holdings: Holdings,
    signature: Signature,
    recommendation_id: str,
    measure: SuccessMeasure | None,
    version: int,
    why: str = "",
) -> FollowUp:
    """Store what shall show success, or None for nothing yet; it is then no proposal any more.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a recommendation, indicator or key question that nobody defined.
        ChangeRefusedError: if the recommendation is closed or was claimed done against another
            measure, a value is not plausible, a measure that was agreed changes without a reason,
            or readings of it would come to count for something else.
        ConflictError: if somebody changed it meanwhile.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, seen = work.taken_up(recommendation_id, version)
        require_open(standing)
        wanted = checked_measure(work.holdings, standing.recommendation, measure)
        if work.is_current(standing.follow_up, version):
            _require_reason_to_change(standing.follow_up.measure, wanted, why)
            _require_same_subject(standing, wanted)
            _require_not_claimed(standing, wanted)
        return work.follow(standing, replace(standing.follow_up, measure=wanted), seen, why)


def move(
    store: Ledgers,
    holdings: Holdings,
    signature: Signature,
    recommendation_id: str,
    to: Status,
    why: str = "",
) -> FollowUp:
    """Store that a recommendation is started, claimed done, or sent back to be worked on.

    Raises:
        NotAllowedError: unless a role allows it, or the person owns it or one of its actions.
        UnknownNameError: for a recommendation that nobody published.
        ChangeRefusedError: if the table of allowed changes has no such change, it is sent back
            without a reason, or it is for others.
    """
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, seen = work.taken_up(recommendation_id)
        require_own(standing)
        held = standing.follow_up
        if to not in _MOVES:
            raise ChangeRefusedError(
                f'Nobody moves a recommendation to "{to.value}": confirm, close or re-open it.'
            )
        if held.status is to:
            return held
        moving(standing, to).require(work.actor)
        if held.status is Status.DONE:
            paragraphs("reason for sending it back", why, LONGEST_NOTE)
        wanted = replace(held, status=to, claimants=_claimants(work, standing, to))
        return work.follow(standing, wanted, seen, why)


def require_reason_to_move(before: dt.date | None, after: dt.date | None, why: str) -> None:
    """Refuse to move or remove a due date without a reason.

    Raises:
        ChangeRefusedError: if there was one, it changes, and no reason is given.
    """
    if before is not None and after != before and not why.strip():
        raise ChangeRefusedError(
            f"The due date was {date_words(before)}: write why it moves, then try again."
        )


def require_due_after(recommendation: Recommendation, due: dt.date | None) -> None:
    """Refuse a due date before the recommendation was made, or in no sensible year.

    Raises:
        ChangeRefusedError: naming the date, and the one it must not be before.
    """
    published = recommendation.published
    if due is not None and sensible_day("due date", due) < published.earliest:
        raise ChangeRefusedError(
            f"The due date {date_words(due)} lies before the recommendation was published "
            f"({published.words}): correct it."
        )


def _settled(holdings: Holdings, standing: Standing, asked: Settlement) -> FollowUp:
    one, held = standing.recommendation, standing.follow_up
    reason = paragraphs("reason", asked.response_reason, LONGEST_NOTE, may_be_empty=True)
    if asked.response in (Response.PARTLY, Response.REJECTED) and not reason:
        raise ChangeRefusedError(
            f'The reason is missing: "{asked.response.value}" needs one, so that it can be '
            "understood later."
        )
    require_due_after(one, asked.due)
    return replace(
        held,
        response=asked.response,
        response_reason=reason,
        owner=owner_of(holdings, one.service, asked.owner),
        body=body_of(holdings, asked.body),
        due=asked.due,
        original_due=held.original_due or asked.due,
        indicators=tuple(
            dict.fromkeys(holdings.catalogue.indicator(name).id for name in asked.indicators)
        ),
    )


def _claimants(work: Transaction, standing: Standing, to: Status) -> tuple[str, ...]:
    if to is not Status.DONE:
        return ()
    said = (work.actor.person_id, *standing.owners)
    return tuple(dict.fromkeys(each for each in said if each))


def _require_same_subject(standing: Standing, after: SuccessMeasure | None) -> None:
    """Refuse to let readings of one measure count for another.

    Raises:
        ChangeRefusedError: saying how many readings stand in the way.
    """
    before, progress = standing.follow_up.measure, standing.progress
    recorded = [each for each in progress.readings if each.id] if progress else []
    if recorded and (before is None or after is None or not before.is_of_same(after)):
        raise ChangeRefusedError(
            f"What is measured stays while readings of it are recorded ({len(recorded)}): change "
            "only its target or periods, or withdraw the readings first."
        )


def _require_not_claimed(standing: Standing, after: SuccessMeasure | None) -> None:
    """Refuse to move the target once somebody claimed that it is reached.

    Raises:
        ChangeRefusedError: if it was claimed done, and anything but words changes.
    """
    before = standing.follow_up.measure
    if standing.follow_up.status is not Status.DONE or before is None:
        return
    if after is None or not before.asks_the_same_as(after):
        raise ChangeRefusedError(
            "It was claimed as done against this measure, so the measure stays: send the "
            "recommendation back to be worked on first."
        )


def _require_reason_to_change(
    before: SuccessMeasure | None, after: SuccessMeasure | None, why: str
) -> None:
    if before and not before.proposed and after != before and not why.strip():
        raise ChangeRefusedError("This measure was agreed: write why it changes, then try again.")
