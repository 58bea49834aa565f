"""Who may do what about one recommendation: by a role, or as somebody who owns what it is about."""

from dashboard.core.people import Deed, Right
from dashboard.core.register.actions import Action, Evidence
from dashboard.core.register.follow_ups import Status, require_allowed
from dashboard.core.register.standings import Standing


def reporting(standing: Standing) -> Right:
    """Return what it takes to post an update.

    One for others may also be noted by whoever records the board's decisions: nobody here owns it.
    """
    deeds = (Deed.UPDATE, Deed.DECIDE) if standing.for_others else (Deed.UPDATE,)
    return Right(deeds, standing.owners, standing.recommendation.id)


def reporting_on(standing: Standing, action: Action) -> Right:
    """Return what it takes to report an action done, or to take that back."""
    return Right((Deed.UPDATE,), (action.owner, standing.follow_up.owner), action.id)


def adding_evidence(standing: Standing) -> Right:
    """Return what it takes to add evidence."""
    return Right((Deed.UPDATE,), standing.owners, standing.recommendation.id)


def checking(standing: Standing, evidence: Evidence) -> Right:
    """Return what it takes to check evidence: whoever added it or owns what it is for may not."""
    barred = (evidence.added_by_id, *standing.owners)
    return Right((Deed.CHECK,), about=evidence.id, barred=barred)


def withdrawing(evidence: Evidence) -> Right:
    """Return what it takes to withdraw evidence: whoever added it may."""
    return Right((Deed.EDIT,), (evidence.added_by_id,), evidence.id)


def moving(standing: Standing, to: Status) -> Right:
    """Return what it takes to give a recommendation another status.

    An owner says that it is done; to send it back is for whoever confirms.

    Raises:
        ChangeRefusedError: if the table of allowed changes has no such change.
    """
    # One whose effect was lost may still be recorded as confirmed.
    is_reopened = standing.status is Status.REOPENED
    deed = require_allowed(Status.REOPENED if is_reopened else standing.follow_up.status, to)
    owners = standing.owners if deed is Deed.UPDATE else ()
    return Right((deed,), owners, standing.recommendation.id)
