"""Lists of similar areas that a service supplies: previewed, added, withdrawn, restored."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.entries import note_line, numbered, one_line
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.published.lists import SuppliedList, slug_of
from dashboard.definitions.catalogue import Catalogue
from dashboard.errors import ChangeRefusedError
from dashboard.importers.similar_areas import read_similar_areas
from dashboard.store import lists
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
    }
    read = preview_list(catalogue, content, file)
    with store.writing(signature) as work:
        number = lists.add_list(work.connection, signature, entry, read)
        return lists.supplied_lists(work.connection)[number]


def withdraw_list(store: Store, signature: Signature, number: str) -> SuppliedList:
    """Take a list out of use and return it as it was; it stays, and can be restored.

    Raises:
        NotAllowedError: unless the actor may load a file.
        UnknownNameError: if no list has this number.
        ChangeRefusedError: if it was withdrawn already.
    """
    require_may(signature.actor, Deed.IMPORT)
    with store.writing(signature) as work:
        held = numbered(lists.supplied_lists(work.connection), number, "supplied list")
        if not held.in_use:
            raise ChangeRefusedError(f'"{held.title}" (list {number}) was withdrawn already.')
        lists.withdraw_list(work.connection, signature, held.id)
    return held


def restore_list(store: Store, signature: Signature, number: str) -> SuppliedList:
    """Put a withdrawn list back in use and return it as it was.

    It takes the place of one with its title.

    Raises:
        NotAllowedError: unless the actor may load a file.
        UnknownNameError: if no list has this number.
        ChangeRefusedError: if it is in use.
    """
    require_may(signature.actor, Deed.IMPORT)
    with store.writing(signature) as work:
        held = numbered(lists.supplied_lists(work.connection), number, "supplied list")
        if held.in_use:
            raise ChangeRefusedError(f'"{held.title}" (list {number}) is in use already.')
        lists.restore_list(work.connection, signature, held.id, held.slug)
    return held
