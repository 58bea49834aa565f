"""A decision by which a board takes something into its register, or does not."""

from dataclasses import dataclass

from dashboard.core.board.meetings import Decision, DecisionKind, Meeting, SubjectKind
from dashboard.core.people import Signature
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError
from dashboard.usecases.board.meetings import require_meeting
from dashboard.usecases.register.transactions import Ledger


@dataclass(frozen=True)
class Subject:
    """What a decision of a service's board is about: its kind, its id, how it reads now."""

    service: str
    kind: SubjectKind
    id: str
    words: str


def decision_on(
    subject: Subject, decision_id: str, text: str, meeting: str, signature: Signature
) -> Decision:
    """Return what was decided about a subject; `meeting` is "" for a decision between meetings."""
    return Decision(
        id=decision_id,
        service=subject.service,
        meeting=meeting,
        kind=DecisionKind.DECISION,
        subject_kind=subject.kind,
        subject=subject.id,
        subject_words=subject.words,
        text=text,
        by=signature.actor.name,
        at=signature.at,
    )


def require_own_meeting(ledger: Ledger, held: Records, service: str, meeting: str) -> None:
    """Refuse a meeting that is not there or is another board's; "" is none and will do.

    Raises:
        UnknownNameError: if there is no such meeting.
        ChangeRefusedError: if it is another board's.
    """
    if not meeting:
        return
    there = ledger.held(Meeting, meeting)
    found = there[0] if there else require_meeting(held, meeting)
    if found.service != service:
        raise ChangeRefusedError("The meeting is another board's: choose one of this service.")
