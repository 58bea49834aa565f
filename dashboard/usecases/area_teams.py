"""The area teams of a service: added, renamed, closed when they are wound up, opened again."""

from dashboard.core.local_figures import AreaTeam
from dashboard.core.people import Signature
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings


def add_area_team(
    store: Store, holdings: Holdings, signature: Signature, sid: str, service_id: str, name: str
) -> AreaTeam:
    """Store an area team of a service and return it; `sid` is its id.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        UnknownNameError: if there is no such service.
        ChangeRefusedError: if the name is missing, too long or that of another of its teams.
    """
    raise NotImplementedError


def rename_area_team(
    store: Store, signature: Signature, team_id: str, name: str, version: int | None = None
) -> AreaTeam:
    """Give an area team another name and return it; `version` is the one that a person saw.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        ChangeRefusedError: if there is no such team, or the name is missing, too long or taken.
        ConflictError: if somebody else changed the team meanwhile.
    """
    raise NotImplementedError


def close_area_team(store: Store, signature: Signature, team_id: str, why: str) -> AreaTeam:
    """Mark an area team as wound up and return it; its figures stay.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        ChangeRefusedError: if there is no such team, it is closed, or no reason is given.
    """
    raise NotImplementedError


def reopen_area_team(store: Store, signature: Signature, team_id: str, why: str = "") -> AreaTeam:
    """Put an area team that was closed to work again and return it.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        ChangeRefusedError: if there is no such team, or it is not closed.
    """
    raise NotImplementedError
