"""Which sections an officer chose for the packs of a service, remembered with a covering note."""

from collections.abc import Sequence

from dashboard.core.packs.sections import PackPlan, PackSection
from dashboard.core.people import Signature
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings


def plan_of(holdings: Holdings, service_id: str) -> PackPlan:
    """Return what was chosen for the packs of a service; every section where nobody chose."""
    raise NotImplementedError


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
        UnknownNameError: for a service that is not there.
        ChangeRefusedError: if no section is chosen, one is chosen twice or the note is too long.
        ConflictError: if somebody changed it since the version (0 where nobody had chosen).
    """
    raise NotImplementedError
