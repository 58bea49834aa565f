"""The area teams of a service: added, renamed, closed when they are wound up, opened again."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.core.entries import LONGEST_NOTE, beginning_of, item_id, one_line, paragraphs
from dashboard.core.own.figures import LONGEST_TEAM_NAME, AreaTeam
from dashboard.core.people import Actor, Deed, Signature, require_may
from dashboard.core.rooms import require_room
from dashboard.errors import ChangeRefusedError
from dashboard.store.engine import Store
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings

# A team must not be named as the spreadsheets name the whole service.
_TAKEN = ("whole service", "service")


def area_teams(holdings: Holdings, service: str) -> Mapping[str, AreaTeam]:
    """Return the area teams of a service by id, in the order of their names.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    teams = holdings.records.of(AreaTeam).values()
    mine = sorted((team for team in teams if team.service == service), key=lambda t: t.name)
    return {team.id: team for team in mine}


def add_area_team(
    store: Store, holdings: Holdings, signature: Signature, sid: str, service_id: str, name: str
) -> AreaTeam:
    """Store an area team of a service and return it; `sid` is its id.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        UnknownNameError: if there is no such service.
        ChangeRefusedError: if the name is missing, too long or that of another of its teams,
            closed ones included.
    """
    return add_area_teams(store, holdings, signature, service_id, {sid: name})[0]


def add_area_teams(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    service_id: str,
    names: Mapping[str, str],
) -> tuple[AreaTeam, ...]:
    """Store several area teams of a service, all or none, and return them; `names` are by id.

    Raises:
        As `add_area_team`, for the first that cannot be stored.
    """
    _require_may(signature.actor)
    service = holdings.catalogue.service(service_id)
    require_room(signature.actor, service.id)
    teams = [AreaTeam(item_id(sid), service.id, _name(name)) for sid, name in names.items()]
    with store.writing(signature) as work:
        for team in teams:
            _require_free(work, team)
            work.add(team)
    return tuple(teams)


def rename_area_team(
    store: Store, signature: Signature, team_id: str, name: str, version: int | None = None
) -> AreaTeam:
    """Give an area team another name and return it; `version` is the one that a person saw.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        ChangeRefusedError: if there is no such team, or the name is missing, too long or taken.
        ConflictError: if somebody else changed the team meanwhile.
    """
    _require_may(signature.actor)
    wanted = _name(name)
    with store.writing(signature) as work:
        held, now = _held(work, team_id)
        renamed = replace(held, name=wanted)
        _require_free(work, renamed)
        work.change(renamed, now if version is None else version)
    return renamed


def close_area_team(store: Store, signature: Signature, team_id: str, why: str) -> AreaTeam:
    """Mark an area team as wound up and return it; its figures stay.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        ChangeRefusedError: if there is no such team, it is closed, or no reason is given.
    """
    _require_may(signature.actor)
    reason = paragraphs("reason", why, LONGEST_NOTE)
    return _set_active(store, signature, team_id, reason, active=False)


def reopen_area_team(store: Store, signature: Signature, team_id: str, why: str = "") -> AreaTeam:
    """Put an area team that was closed to work again and return it.

    Raises:
        NotAllowedError: unless the actor may load a file or edit the register.
        ChangeRefusedError: if there is no such team, or it is not closed.
    """
    _require_may(signature.actor)
    reason = paragraphs("reason", why, LONGEST_NOTE, may_be_empty=True)
    return _set_active(store, signature, team_id, reason, active=True)


def _set_active(
    store: Store, signature: Signature, team_id: str, why: str, *, active: bool
) -> AreaTeam:
    with store.writing(signature) as work:
        held, now = _held(work, team_id)
        if held.active is active:
            state = "open" if active else "closed"
            raise ChangeRefusedError(f'"{held.name}" is {state} already: reload the page.')
        changed = replace(held, active=active)
        work.change(changed, now, why)
    return changed


def _require_may(actor: Actor) -> None:
    if not actor.may(Deed.EDIT):
        require_may(actor, Deed.IMPORT)


def _name(text: str) -> str:
    name = one_line("name of the area team", text, LONGEST_TEAM_NAME)
    if name.casefold() in _TAKEN:
        raise ChangeRefusedError(
            f'"{name}" means the whole service in files of figures: choose another name.'
        )
    return name


def _held(work: Writing, team_id: str) -> tuple[AreaTeam, int]:
    found = work.held(AreaTeam, team_id)
    if found is None:
        raise ChangeRefusedError(
            f'There is no area team "{beginning_of(team_id)}": reload the page to see them.'
        )
    return found


def _require_free(work: Writing, team: AreaTeam) -> None:
    for other in work.records(team.service).of(AreaTeam).values():
        same = other.name.casefold() == team.name.casefold()
        if same and other.service == team.service and other.id != team.id:
            closed = "" if other.active else ", which was closed: open that again"
            raise ChangeRefusedError(
                f'"{other.name}" is an area team of the service already{closed}.'
            )
