"""What a board does with a recommendation: its response, owner, date, status and every closing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.core.people import Deed
from dashboard.core.register.success_measures import SuccessMeasure
from dashboard.errors import ChangeRefusedError


class Response(StrEnum):
    NONE = "No response yet"
    ACCEPTED = "Accepted"
    PARTLY = "Partly accepted"
    REJECTED = "Rejected"


class Status(StrEnum):
    """Where a recommendation stands, in plain words.

    Two are never recorded.  `EFFECT_NOT_SHOWN` is what an open recommendation is while all its
    actions are done and its measure is not met; `FOR_OTHERS` is what one is that somebody else is
    to act on.
    """

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    DONE = "Done - awaiting check"
    EFFECT_NOT_SHOWN = "Actions done, effect not yet shown"
    CONFIRMED = "Confirmed"
    CLOSED = "Closed - not done"
    REOPENED = "Re-opened"
    FOR_OTHERS = "For others: watch"


CLOSED_STATUSES = frozenset({Status.CONFIRMED, Status.CLOSED})

# The table of allowed changes: from a status to another, and the deed that it is.
ALLOWED_CHANGES: Mapping[Status, Mapping[Status, Deed]] = {
    Status.NOT_STARTED: {Status.IN_PROGRESS: Deed.UPDATE, Status.CLOSED: Deed.CONFIRM},
    Status.IN_PROGRESS: {Status.DONE: Deed.UPDATE, Status.CLOSED: Deed.CONFIRM},
    Status.DONE: {
        Status.CONFIRMED: Deed.CONFIRM,
        Status.IN_PROGRESS: Deed.CONFIRM,
        Status.CLOSED: Deed.CONFIRM,
    },
    Status.CONFIRMED: {Status.REOPENED: Deed.CONFIRM},
    Status.CLOSED: {Status.REOPENED: Deed.CONFIRM},
    Status.REOPENED: {Status.DONE: Deed.UPDATE, Status.CLOSED: Deed.CONFIRM},
}


@dataclass(frozen=True)
class Closing:
    """One time that a recommendation was closed, kept for ever.

    `measured_to` is the last period's end that a confirmation rests on; `reopened_on` and
    `reopened_because` say how this closing ended, if it did.
    """

    status: Status
    on: dt.date
    by: str
    reason: str = ""
    accepted_risk: str = ""
    measured_to: dt.date | None = None
    reopened_on: dt.date | None = None
    reopened_because: str = ""


@dataclass(frozen=True)
class FollowUp:
    """All that a board settled about one recommendation, whose id it bears.

    `owner` is a person's id and `body` a partner's name; either will do for an owner.
    `original_due` is the first due date and stays when `due` moves.  `claimants` are the ids of
    those whose word it is that it is done: who claimed it, and who owned it then.
    """

    id: str
    service: str
    response: Response = Response.NONE
    response_reason: str = ""
    owner: str = ""
    body: str = ""
    due: dt.date | None = None
    original_due: dt.date | None = None
    measure: SuccessMeasure | None = None
    indicators: tuple[str, ...] = ()
    status: Status = Status.NOT_STARTED
    closings: tuple[Closing, ...] = ()
    claimants: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return "follow-up"

    @property
    def last_closing(self) -> Closing | None:
        return self.closings[-1] if self.closings else None


def require_allowed(current: Status, wanted: Status) -> Deed:
    """Return the deed that a change of status is.

    Raises:
        ChangeRefusedError: if the table of allowed changes has no such change.
    """
    allowed = ALLOWED_CHANGES.get(current, {})
    if wanted not in allowed:
        choices = ", ".join(f'"{status.value}"' for status in allowed)
        raise ChangeRefusedError(
            f'It is "{current.value}" and cannot become "{wanted.value}": from there it can only '
            f"become {choices}."
        )
    return allowed[wanted]


def closed(held: FollowUp, closing: Closing) -> FollowUp:
    """Return a follow-up with a further closing; see `gates` for what must hold before.

    Raises:
        ChangeRefusedError: if the change is not allowed, or one that is closed and not done lacks
            its reason or the risk that is accepted.
    """
    require_allowed(held.status, closing.status)
    if closing.status is Status.CLOSED:
        for words, text in (("reason", closing.reason), ("accepted risk", closing.accepted_risk)):
            if not text.strip():
                raise ChangeRefusedError(
                    f"The {words} is missing: closing what was not done needs a reason and the "
                    "risk that the board accepts."
                )
    return replace(held, status=closing.status, closings=(*held.closings, closing))


def reopened(held: FollowUp, on: dt.date, because: str) -> FollowUp:
    """Return a closed follow-up as re-opened, its closing kept with the reason.

    Raises:
        ChangeRefusedError: if it is not closed or the reason is missing.
    """
    require_allowed(held.status, Status.REOPENED)
    if not because.strip():
        raise ChangeRefusedError("The reason for re-opening is missing: write it, then try again.")
    *earlier, last = held.closings
    ended = replace(last, reopened_on=on, reopened_because=because)
    return replace(held, status=Status.REOPENED, closings=(*earlier, ended))
