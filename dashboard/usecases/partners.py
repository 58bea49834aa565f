"""The partners of a board: those that ship, and those that were added here."""

from dashboard.core.entries import one_line
from dashboard.core.people import Deed, Partner, Signature, require_may
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store import records
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings


def partner_names(holdings: Holdings) -> tuple[str, ...]:
    """Return the name of every partner: those that ship in their order, then those added here."""
    added = (one.name for one in holdings.records.of(Partner).values())
    return tuple(dict.fromkeys((*holdings.catalogue.partners, *added)))


def require_partner(holdings: Holdings, name: str) -> str:
    """Return the name of a partner as it is held.

    Raises:
        UnknownNameError: if there is no such partner, naming the nearest.
    """
    names = partner_names(holdings)
    if name not in names:
        raise UnknownNameError.among("partner", name, names)
    return name


def add_partner(
    store: Store, holdings: Holdings, signature: Signature, sid: str, name: str
) -> Partner:
    """Store a partner of the board, which needs no account, and return it; `sid` is its id.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        ChangeRefusedError: if the name is missing, too long or taken.
    """
    require_may(signature.actor, Deed.EDIT)
    partner = Partner(sid, one_line("name of the partner", name))
    with store.writing() as connection:
        held = holdings.with_records(records.records(connection))
        others = {n.lower() for n in held.catalogue.partners}
        others |= {p.name.lower() for p in held.records.of(Partner).values() if p.id != sid}
        if partner.name.lower() in others:
            raise ChangeRefusedError(f'"{partner.name}" is a partner already: choose it instead.')
        records.add(connection, signature, partner)
    return partner
