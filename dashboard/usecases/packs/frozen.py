"""What of the database a pack is frozen with, and the packs that were issued before it."""

import hashlib

from dashboard.core.disclosure.protection import Mode
from dashboard.core.history import end_of
from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.issued import IssuedPack
from dashboard.definitions.pack_facts import facts_of
from dashboard.definitions.records import Records
from dashboard.errors import BrokenHistoryError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.reading import Earlier, Frozen, PackAsked


def frozen_of(store: Store, holdings: Holdings, asked: PackAsked) -> Frozen:
    """Return the head of the history by the holdings' day, and the seal of a pack for the board.

    Raises:
        NotAllowedError: if its room is not open.
    """
    service, until = _service(holdings, asked), end_of(holdings.as_of)
    holdings.require_room(service)
    with store.reading() as held:
        entries, head = held.history_head(until)
        seal = held.own_seal(service, until) if asked.audience is Mode.BOARD else ""
    return Frozen(entries, head, seal)


def packs_of(records: Records, service: str) -> tuple[IssuedPack, ...]:
    """Return the packs of a service among some records, the one issued last first."""
    mine = (each for each in records.of(IssuedPack).values() if each.service == service)
    return tuple(reversed(tuple(mine)))


def pack_before(holdings: Holdings, asked: PackAsked) -> IssuedPack | None:
    """Return the pack that what changed is told against; None where there is none.

    It is the newest one for the same audience that had been issued by the holdings' day, and that
    is of an earlier day and of no meeting or another. So a pack issued twice is told against the
    same one, and small numbers of the board are never told against what the public saw.

    Raises:
        NotAllowedError: if its room is not open.
    """
    service = _service(holdings, asked)
    holdings.require_room(service)
    earlier = [
        pack
        for pack in packs_of(holdings.of_service(service).records, service)
        if pack.audience is asked.audience
        and pack.as_of < holdings.as_of
        and not (asked.meeting and pack.meeting == asked.meeting)
    ]
    return max(earlier, key=lambda pack: pack.as_of, default=None)


def pack_corrected(holdings: Holdings, asked: PackAsked) -> IssuedPack | None:
    """Return the issued pack in place of which one is asked for; None where it is for none.

    Raises:
        UnknownNameError: if the service has no such pack.
    """
    if not asked.corrects:
        return None
    service = _service(holdings, asked)
    packs = holdings.of_service(service).records_now.of(IssuedPack)
    found = packs.get(asked.corrects)
    if found is None or found.service != service:
        raise UnknownNameError.among("board pack", asked.corrects, packs)
    return found


def earlier_than(store: Store, holdings: Holdings, asked: PackAsked) -> Earlier:
    """Return the pack that what changed is told against, its facts, and the one corrected.

    Raises:
        UnknownNameError: if the service has no such pack to correct.
        BrokenHistoryError: if the facts are gone or no longer what they were.
    """
    before = pack_before(holdings, asked)
    facts = facts_of_pack(store, before) if before else ()
    return Earlier(before, facts, pack_corrected(holdings, asked))


def facts_of_pack(store: Store, pack: IssuedPack) -> tuple[PackFact, ...]:
    """Return the facts that an issued pack told.

    Raises:
        BrokenHistoryError: if they are gone or no longer what they were.
    """
    return facts_of(stored_file(store, pack, pack.facts_sha256))


def stored_file(store: Store, pack: IssuedPack, sha256: str) -> bytes:
    """Return a file of an issued pack, the very bytes that were stored.

    Raises:
        BrokenHistoryError: if it is gone or no longer what it was.
        NotAllowedError: if its room is not open.
    """
    store.admission.require(pack.service)
    with store.reading() as held:
        content = held.file_of(pack, sha256)
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise BrokenHistoryError(
            f"A file of the {pack.label} is gone or was changed: find out who had access to the "
            "database, and restore a backup made before."
        )
    return content


def _service(holdings: Holdings, asked: PackAsked) -> str:
    # Somebody may ask by a name, and what is stored goes by the id.
    return holdings.catalogue.service(asked.service).id
