"""Who can own a recommendation or an action: a person who is here, a partner that is known."""

from dashboard.core.entries import one_line
from dashboard.core.people import Partner, Person, require_person
from dashboard.core.rooms import Membership, members_of
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError
from dashboard.usecases.holdings import Holdings


def partner_names(holdings: Holdings) -> tuple[str, ...]:
    """Return the name of every partner: those that ship in their order, then those added here."""
    added = (one.name for one in holdings.records.of(Partner).values())
    return tuple(dict.fromkeys((*holdings.catalogue.partners, *added)))


def people_of(records: Records, service_id: str) -> list[Person]:
    """Return who can act for a service and own something of it, by name, in their roles there."""
    memberships = records.of(Membership).values()
    return members_of(records.of(Person).values(), memberships, service_id)


def owner_of(holdings: Holdings, service_id: str, person_id: str) -> str:
    """Return the id of a person who can own something of a service, or "" for nobody.

    Raises:
        ChangeRefusedError: if nobody has this id, the person left or belongs to another service.
    """
    if not person_id:
        return ""
    person = require_person(holdings.records.of(Person), person_id)
    if person.id not in {one.id for one in people_of(holdings.records, service_id)}:
        raise ChangeRefusedError(
            f'The owner "{person.name}" belongs to another service: choose somebody from the list.'
        )
    return person.id


def body_of(holdings: Holdings, name: str) -> str:
    """Return the partner with a name, or "" for none.

    Raises:
        ChangeRefusedError: if it is none of the partners.
    """
    body = one_line("partner", name, may_be_empty=True)
    known = partner_names(holdings)
    if body and body not in known:
        raise ChangeRefusedError(
            f'"{body}" is not a partner of this board: choose one of {", ".join(known)}, or add it '
            "on the Partners page first."
        )
    return body
