"""Which sections an officer chose for the packs of a service, remembered with a covering note."""

from collections.abc import Iterable, Sequence

from dashboard.core.board.meetings import Meeting
from dashboard.core.entries import paragraphs
from dashboard.core.packs.sections import PackPlan, PackSection
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.rooms import require_room
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings

# What has room on the first page beside what the board needs to know.
LONGEST_COVERING_NOTE = 1000


def plan_of(holdings: Holdings, service_id: str) -> PackPlan:
    """Return what was chosen for the packs of a service; every section where nobody chose.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service_id)
    plans = holdings.of_service(service_id).records.of(PackPlan)
    return plans.get(service_id) or PackPlan(service_id, service_id)


def choose_sections(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    service_id: str,
    sections: Sequence[PackSection],
    note: str,
    note_for: str,
    version: int,
) -> PackPlan:
    """Store which sections the packs of a service have, in order, and the note on the next one.

    Raises:
        NotAllowedError: if who acts may neither edit the register nor decide for the board.
        UnknownNameError: for a service that is not there, or a meeting that is not its own.
        ChangeRefusedError: if no section is chosen, one is chosen twice or the note is too long.
        ConflictError: if somebody changed it since the version (0 where nobody had chosen).
    """
    require_may(signature.actor, Deed.PREPARE, "choose what is in a board pack")
    service = holdings.catalogue.service(service_id)
    require_room(signature.actor, service.id)
    written = paragraphs("covering note", note, LONGEST_COVERING_NOTE, may_be_empty=True)
    meeting = note_for if written else ""
    plan = PackPlan(service.id, service.id, _chosen(sections), written, meeting)
    with store.writing(signature) as work:
        if meeting:
            _require_own_meeting(work.records(service.id).of(Meeting).values(), plan)
        if work.held(PackPlan, plan.id) is None:
            work.add(plan)
        else:
            work.change(plan, version)
    return plan


def _chosen(sections: Sequence[PackSection]) -> tuple[PackSection, ...]:
    if not sections:
        raise ChangeRefusedError("No section is chosen: choose at least one.")
    for section in sections:
        if sections.count(section) > 1:
            raise ChangeRefusedError(f'"{section.heading}" is chosen twice: leave one of them out.')
    return tuple(sections)


def _require_own_meeting(meetings: Iterable[Meeting], plan: PackPlan) -> None:
    own = [each.id for each in meetings if each.service == plan.service]
    if plan.note_for not in own:
        raise UnknownNameError.among("meeting", plan.note_for, own)
