"""Lists of similar areas that a service supplies: previewed, added, withdrawn, restored."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from dashboard.core.entries import note_line, numbered, one_line
from dashboard.core.history import WHOLE, Change
from dashboard.core.lists import SuppliedList, slug_of
from dashboard.core.people import Deed, Signature, require_may
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import as_json
from dashboard.errors import ChangeRefusedError
from dashboard.importers.similar_areas import read_similar_areas
from dashboard.store import history, lists
from dashboard.store.engine import Store


@dataclass(frozen=True)
class AboutList:
    """What a person says of a list they supply."""

    title: str
    publisher: str
    note: str = ""


def preview_list(catalogue: Catalogue, content: bytes, file: str) -> Mapping[str, tuple[str, ...]]:
    """Return the neighbours of each area that a file lists, as codes; nothing is stored.

    Raises:
        ImportRefusedError: carrying every problem of the file.
    """
    return read_similar_areas(content, file, catalogue.areas.values())


def add_list(
    store: Store,
    catalogue: Catalogue,
    signature: Signature,
    content: bytes,
    file: str,
    about: AboutList,
) -> SuppliedList:
    """Store a list that a file holds and return it; it takes the place of one with its title.

    The list it replaces is withdrawn and can be restored.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if title or publisher is missing or too long, or the title is that of
            a published list or another group.
        ImportRefusedError: carrying every problem of the file.
    """
    require_may(signature.actor, Deed.IMPORT)
    title = one_line("title", about.title)
    published = catalogue.comparator_models
    taken = [*published, *(slug_of(model.title) for model in published.values())]
    entry = {
        "slug": slug_of(title, taken),
        "title": title,
        "publisher": one_line("publisher", about.publisher),
        "note": note_line(about.note),
        "added_by": signature.actor.name,
    }
    read = preview_list(catalogue, content, file)
    with store.writing() as connection:
        before = lists.supplied_lists(connection)
        number = lists.add_list(connection, entry, read)
        return _recorded(connection, signature, before, number)


def withdraw_list(store: Store, signature: Signature, number: str) -> SuppliedList:
    """Take a list out of use and return it; it stays, and can be restored.

    Raises:
        NotAllowedError: unless the actor may load a file.
        UnknownNameError: if no list has this number.
        ChangeRefusedError: if it was withdrawn already.
    """
    require_may(signature.actor, Deed.IMPORT)
    with store.writing() as connection:
        before = lists.supplied_lists(connection)
        held = numbered(before, number, "supplied list")
        if not held.in_use:
            raise ChangeRefusedError(f'"{held.title}" (list {number}) was withdrawn already.')
        lists.withdraw_list(connection, held.id)
        return _recorded(connection, signature, before, held.id)


def restore_list(store: Store, signature: Signature, number: str) -> SuppliedList:
    """Put a withdrawn list back in use and return it; it takes the place of one with its title.

    Raises:
        NotAllowedError: unless the actor may load a file.
        UnknownNameError: if no list has this number.
        ChangeRefusedError: if it is in use.
    """
    require_may(signature.actor, Deed.IMPORT)
    with store.writing() as connection:
        before = lists.supplied_lists(connection)
        held = numbered(before, number, "supplied list")
        if held.in_use:
            raise ChangeRefusedError(f'"{held.title}" (list {number}) is in use already.')
        lists.restore_list(connection, held.id, held.slug)
        return _recorded(connection, signature, before, held.id)


def _recorded(
    connection: Connection,
    signature: Signature,
    before: Mapping[int, SuppliedList],
    number: int,
) -> SuppliedList:
    """Write the history of one change, which may have withdrawn a namesake; return the list."""
    after = lists.supplied_lists(connection)
    namesakes = (one for each, one in after.items() if each != number)
    changed = [one for one in namesakes if one.in_use is not before[one.id].in_use]
    changes = [_change(one, before) for one in (*changed, after[number])]
    history.append(connection, signature, changes)
    return after[number]


def _change(one: SuppliedList, before: Mapping[int, SuppliedList]) -> Change:
    item = ("list", str(one.id), "", one.title)
    if one.id in before:
        return Change(*item, "in use", as_json(before[one.id].in_use), as_json(one.in_use))
    content = {
        "title": one.title,
        "publisher": one.publisher,
        "note": one.note,
        "lists": dict(one.lists),
        "in use": True,
    }
    return Change(*item, WHOLE, None, as_json(content))
