"""Lists of similar areas that a service supplies: previewed, added, withdrawn, restored."""

from dataclasses import dataclass, replace

from dashboard.core.entries import by_number, note_line, numbered, one_line
from dashboard.core.people import Actor, Deed, Signature, require_may
from dashboard.core.published.lists import SuppliedList, slug_of
from dashboard.core.rooms import EVERYBODYS_ROOM, require_room
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError
from dashboard.importers.similar_areas.lists import SimilarAreas, read_similar_areas
from dashboard.store.engine import Store
from dashboard.store.writing import Writing


@dataclass(frozen=True)
class AboutList:
    """What a person says of a list they supply."""

    title: str
    publisher: str
    note: str = ""


def preview_list(catalogue: Catalogue, content: bytes, file: str, wanted: str = "") -> SimilarAreas:
    """Return the neighbours of each area that a file lists, with notes; nothing is stored.

    `wanted` is the list to take where a file has several.

    Raises:
        ImportRefusedError: carrying every problem of the file.
    """
    return read_similar_areas(content, file, catalogue.real_areas.values(), wanted)


def add_list(
    store: Store,
    catalogue: Catalogue,
    signature: Signature,
    read: SimilarAreas,
    about: AboutList,
) -> SuppliedList:
    """Store a list as it was previewed and return it; it takes the place of one with its title.

    The list it replaces is withdrawn and can be restored.

    Raises:
        NotAllowedError: unless the actor may load a file in every service.
        ChangeRefusedError: if title or publisher is missing or too long, or the title is that of
            a published list or another group.
    """
    _require_may(signature.actor)
    title = one_line("title", about.title)
    published = catalogue.comparator_models
    taken = [*published, *(slug_of(model.title) for model in published.values())]
    supplied = SuppliedList(
        id="",
        slug=slug_of(title, taken),
        title=title,
        publisher=one_line("publisher", about.publisher),
        note=note_line(about.note),
        lists=read.lists,
        recorded_at=signature.at,
        recorded_by=signature.actor.name,
    )
    with store.writing(signature) as work:
        stored = work.of(SuppliedList)
        _withdraw_namesake(work, stored, supplied.slug)
        supplied = replace(supplied, id=work.next_number(SuppliedList))
        work.add(supplied)
    return supplied


def withdraw_list(store: Store, signature: Signature, number: str) -> SuppliedList:
    """Take a list out of use and return it as it was; it stays, and can be restored.

    Raises:
        NotAllowedError: unless the actor may load a file in every service.
        UnknownNameError: if no list has this number.
        ChangeRefusedError: if it was withdrawn already.
    """
    _require_may(signature.actor)
    with store.writing(signature) as work:
        stored = work.of(SuppliedList)
        held = _held(stored, number)
        if not held.in_use:
            raise ChangeRefusedError(f'"{held.title}" (list {number}) was withdrawn already.')
        _withdraw(work, stored, held)
    return held


def restore_list(store: Store, signature: Signature, number: str) -> SuppliedList:
    """Put a withdrawn list back in use and return it as it was.

    It takes the place of one with its title.

    Raises:
        NotAllowedError: unless the actor may load a file in every service.
        UnknownNameError: if no list has this number.
        ChangeRefusedError: if it is in use.
    """
    _require_may(signature.actor)
    with store.writing(signature) as work:
        stored = work.of(SuppliedList)
        held = _held(stored, number)
        if held.in_use:
            raise ChangeRefusedError(f'"{held.title}" (list {number}) is in use already.')
        _withdraw_namesake(work, stored, held.slug)
        restored = replace(held, withdrawn_at=None)
        work.change(restored, stored.version_of(held))
    return held


def _require_may(actor: Actor) -> None:
    require_may(actor, Deed.IMPORT)
    require_room(actor, EVERYBODYS_ROOM)


def _held(stored: Records, number: str) -> SuppliedList:
    return numbered(by_number(stored.of(SuppliedList)), number, "supplied list")


def _withdraw_namesake(work: Writing, stored: Records, slug: str) -> None:
    """Withdraw the list that is in use under a slug, because only one can be."""
    for each in stored.of(SuppliedList).values():
        if each.slug == slug and each.in_use:
            _withdraw(work, stored, each)


def _withdraw(work: Writing, stored: Records, held: SuppliedList) -> None:
    withdrawn = replace(held, withdrawn_at=work.signature.at)
    work.change(withdrawn, stored.version_of(held))
