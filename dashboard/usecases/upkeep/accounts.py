"""How people sign in, as an administrator sets it: by which address they are first recognised."""

from dashboard.core.accounts import Account, address_line, require_free
from dashboard.core.people import Actor, Deed, Person, Signature, person_with_id, require_may
from dashboard.core.rooms import require_every_room
from dashboard.store.engine import Store
from dashboard.store.reading import Reading


def account_of(store: Store, actor: Actor, person_id: str) -> Account | None:
    """Return how somebody signs in, or None where nothing is set.

    Raises:
        NotAllowedError: unless the actor may change who has which role in every service that the
            person belongs to.
        UnknownNameError: if nobody has this id.
    """
    require_may(actor, Deed.MANAGE_PEOPLE)
    with store.reading() as held:
        return held.account_of(_person(held, actor, person_id).id)


def set_account_email(store: Store, signature: Signature, person_id: str, email: str) -> bool:
    """Store by which e-mail address somebody is first recognised; return whether it changed.

    Whoever signed in with another address before stays bound to their account.

    Raises:
        NotAllowedError, UnknownNameError: as for `account_of`.
        ChangeRefusedError: if it is no address, or another person's.
    """
    require_may(signature.actor, Deed.MANAGE_PEOPLE)
    address = address_line(email)
    with store.writing(signature) as work:
        person = _person(work, signature.actor, person_id)
        require_free(work.account_with_email(address), person.id)
        return work.set_account_email(person, address)


def unbind_account(store: Store, signature: Signature, person_id: str) -> bool:
    """Let somebody be recognised anew by their address, end their sessions, say if that changed it.

    It is for whoever got another account with the provider.

    Raises:
        NotAllowedError, UnknownNameError: as for `account_of`.
    """
    require_may(signature.actor, Deed.MANAGE_PEOPLE)
    with store.writing(signature) as work:
        return work.unbind_account(_person(work, signature.actor, person_id))


def _person(held: Reading, actor: Actor, person_id: str) -> Person:
    """Return a person whose way to sign in the actor may see and set.

    Whoever sets it could sign in as that person, so it takes an administrator of all their rooms.
    """
    person = person_with_id(held.of(Person).of(Person), person_id)
    require_every_room(actor, person, held.every_membership(), "change how they sign in")
    return person
