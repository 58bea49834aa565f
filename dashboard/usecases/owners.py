"""Who can own a recommendation or an action: a person who is here, a partner that is known."""

from dashboard.core.entries import one_line
from dashboard.core.people import Partner, Person, require_person
from dashboard.errors import ChangeRefusedError
from dashboard.usecases.holdings import Holdings


def partner_names(holdings: Holdings, service_id: str) -> tuple[str, ...]:
    """Return the partners of a service: those that every board has, then those it added."""
    usual: tuple[str, ...] = getattr(holdings.catalogue, "partners", ())
    added = holdings.records.of(Partner).values()
    own = [each.name for each in added if each.service in ("", service_id)]
    return tuple(dict.fromkeys([*usual, *own]))


def owner_of(holdings: Holdings, service_id: str, person_id: str) -> str:
    """Return the id of a person who can own something of a service, or "" for nobody.

    Raises:
        ChangeRefusedError: if nobody has this id, the person left or belongs to another service.
    """
    if not person_id:
        return ""
    person = require_person(holdings.records.of(Person), person_id)
    if person.service not in ("", service_id):
        raise ChangeRefusedError(
            f'The owner "{person.name}" belongs to another service: choose somebody from the list.'
        )
    return person.id


def body_of(holdings: Holdings, service_id: str, name: str) -> str:
    """Return the partner with a name, or "" for none.

    Raises:
        ChangeRefusedError: if it is none of the service's partners.
    """
    body = one_line("partner", name, may_be_empty=True)
    known = partner_names(holdings, service_id)
    if body and known and body not in known:
        raise ChangeRefusedError(
            f'"{body}" is not a partner of this board: choose one of {", ".join(known)}, or add it '
            "on the Partners page first."
        )
    return body
