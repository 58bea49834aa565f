"""Somebody who left: their name is replaced for good, and how they signed in is deleted."""

from dataclasses import dataclass

from dashboard.core.entries import note_line
from dashboard.core.people import Deed, Person, Signature, person_with_id, require_may
from dashboard.core.redaction import KIND
from dashboard.errors import ChangeRefusedError
from dashboard.store.about_people import forget
from dashboard.store.engine import Store
from dashboard.store.reading import Reading
from dashboard.store.redacting import replace_name
from dashboard.usecases.upkeep.people import has_administrator


@dataclass(frozen=True)
class Pseudonymised:
    """What somebody is called now, and in how many entries of the history their name stood."""

    name: str
    entries: int


def pseudonymise(
    store: Store, signature: Signature, person_id: str, why: str = ""
) -> Pseudonymised:
    """Replace the name of somebody who left wherever it stands as that name, for good.

    It is replaced in the history and in what is recorded; their account, sessions and e-mail
    address are deleted. Files stay as they are: those attached, loaded or issued in a pack.

    Raises:
        NotAllowedError: unless the actor may change who has which role, in each of their services.
        UnknownNameError: if nobody has this id.
        ChangeRefusedError: if they did not leave, it was done before, or no administrator is left.
        BrokenHistoryError: if something was rewritten before.
    """
    require_may(signature.actor, Deed.MANAGE_PEOPLE)
    with store.reading() as held:
        _who_left(held, person_id)
        # It takes as long as the history is: nobody who writes has to wait for it yet.
        held.verify(with_files=False)
    with store.writing(signature) as work:
        person = _who_left(work, person_id)
        name, entries = replace_name(work, person, note_line(why))
        forget(work, person.id, name)
        work.verify(with_files=False)
    return Pseudonymised(name, entries)


def _who_left(held: Reading, person_id: str) -> Person:
    people = held.of(Person).of(Person)
    person = person_with_id(people, person_id)
    if person.active:
        raise ChangeRefusedError(
            f"{person.name} did not leave: say first that they left, then replace their name."
        )
    if held.last_entry(KIND, person.id) is not None:
        raise ChangeRefusedError(f"The name of {person.name} was replaced already.")
    if not has_administrator(people.values()):
        raise ChangeRefusedError(
            f"{person.name} was the last administrator: register another one first."
        )
    return person
