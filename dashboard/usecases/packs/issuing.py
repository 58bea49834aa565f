"""Packs issued for good, corrected by a new issue, and opened again years later."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from dashboard.core.disclosure.protection import Mode
from dashboard.core.entries import LONGEST_NOTE, item_id, paragraphs
from dashboard.core.packs.issued import IssuedPack, PackFile, corrections
from dashboard.core.packs.sections import PackFormat
from dashboard.core.people import (
    Actor,
    Deed,
    Person,
    Signature,
    may_see_small_numbers,
    require_may,
)
from dashboard.core.periods import date_words
from dashboard.core.rooms import Membership, actor_in, require_room
from dashboard.definitions.pack_facts import facts_bytes
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.reports.packs.document import Document
from dashboard.reports.packs.files import pack_bytes
from dashboard.store.engine import Store
from dashboard.store.seals import sealed
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.frozen import packs_of, stored_file
from dashboard.usecases.packs.making import MadePack, issued, make_pack
from dashboard.usecases.packs.reading import PackAsked

Maker = Callable[[Store, Holdings, PackAsked], MadePack]
Writer = Callable[[Document, PackFormat], bytes]


def issue_pack(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    asked: PackAsked,
    make: Maker = make_pack,
    write: Writer = pack_bytes,
) -> IssuedPack:
    """Store a pack whole, in every format with its facts, and return it; `sid` is its id.

    The same pack issued again stores nothing more: the one that is there is returned. `make` makes
    the pack and `write` each file of it.

    Raises:
        NotAllowedError: if who acts may neither edit the register nor decide for the board.
        UnknownNameError: for a service, meeting or pack that is not there.
        ChangeRefusedError: if another pack is issued for the same already and this one does not
            correct it; if it corrects one without a reason, one that was corrected already, or one
            of another meeting or audience.
    """
    require_may(signature.actor, Deed.PREPARE, "issue a board pack")
    require_room(signature.actor, holdings.catalogue.service(asked.service).id)
    checked = replace(asked, why=_reason(asked))
    # Made and written before the transaction: it takes seconds, and others wait to write.
    made = make(store, holdings, checked)
    document = issued(made.document, signature.at.date())
    files = {wanted: write(document, wanted) for wanted in PackFormat}
    facts = facts_bytes(made.facts, made.reading.frozen.seal)
    pack = _pack(made, signature, item_id(sid), files, facts)
    with store.writing(signature) as work:
        held = work.records(pack.service)
        there = _issued_already(held, pack)
        if there is not None:
            return there
        _require_in_place(held, pack)
        for content in (*files.values(), facts):
            work.add_file(content)
        work.add(pack, pack.why)
    return pack


def issued_packs(holdings: Holdings, service_id: str) -> tuple[IssuedPack, ...]:
    """Return the packs issued of a service by the holdings' day, the newest first.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service_id)
    return packs_of(holdings.of_service(service_id).records, service_id)


def issued_file(store: Store, actor: Actor | None, pack: IssuedPack, wanted: PackFormat) -> bytes:
    """Return the very bytes of an issued pack.

    Raises:
        NotAllowedError: if it shows small numbers and who asks may not see them.
        UnknownNameError: if it has no such file.
        BrokenHistoryError: if the file is no longer what it was.
    """
    _require_may_see(store, actor, pack.service, pack.audience)
    file = pack.file(wanted)
    if file is None:
        valid = [each.format.value for each in pack.files]
        raise UnknownNameError.among("file of this pack", wanted.value, valid)
    return stored_file(store, pack, file.sha256)


def require_may_see(store: Store, actor: Actor | None, made: MadePack) -> None:
    """Refuse a pack with small numbers to whoever has no role with this board.

    Raises:
        NotAllowedError: saying who may have it.
    """
    _require_may_see(store, actor, made.reading.service.id, made.reading.asked.audience)


def _require_may_see(store: Store, actor: Actor | None, service: str, audience: Mode) -> None:
    store.admission.require(service)
    if audience is Mode.BOARD and not _may_see_still(store, actor):
        raise NotAllowedError(
            "This pack shows small numbers, so it is for the board only: say first who you are, "
            "or ask for the pack for the public."
        )


def _may_see_still(store: Store, actor: Actor | None) -> bool:
    """Return whether somebody may see small numbers and did not leave or lose every role since.

    A button is pressed long after its page was made, by a session that knows the roles of then.
    """
    if actor is None or not may_see_small_numbers(actor):
        return False
    with store.reading() as held:
        found = held.held(Person, actor.person_id)
        memberships = held.of(Membership).of(Membership).values()
    if found is None:
        return True
    return may_see_small_numbers(actor_in(actor.room, found[0], memberships, actor.identity))


def _reason(asked: PackAsked) -> str:
    if not asked.corrects:
        return ""
    return paragraphs("reason for the correction", asked.why, LONGEST_NOTE)


def _pack(
    made: MadePack,
    signature: Signature,
    sid: str,
    files: Mapping[PackFormat, bytes],
    facts: bytes,
) -> IssuedPack:
    reading = made.reading
    asked, frozen, meeting = reading.asked, reading.frozen, reading.meeting
    day = reading.holdings.as_of
    return IssuedPack(
        id=sid,
        service=reading.service.id,
        meeting=asked.meeting,
        title=meeting.label if meeting else date_words(day),
        as_of=day,
        audience=asked.audience,
        sections=reading.plan.sections,
        files=tuple(PackFile(wanted, _sha256(content)) for wanted, content in files.items()),
        facts_sha256=_sha256(facts),
        # Everybody may read it, so that it must not tell small numbers to whoever tries some.
        inputs=sealed(frozen.seal, made.inputs),
        entries=frozen.entries,
        head=frozen.head,
        by=signature.actor.name,
        at=signature.at,
        corrects=asked.corrects,
        why=asked.why,
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _issued_already(held: Records, pack: IssuedPack) -> IssuedPack | None:
    """Return the same pack where it is the newest of its kind, or where a form is sent twice."""
    twice = held.of(IssuedPack).get(pack.id)
    alike = (each for each in packs_of(held, pack.service) if _kind(each) == _kind(pack))
    newest = next(alike, None)
    if newest and (newest.inputs, newest.corrects) == (pack.inputs, pack.corrects):
        return newest
    return twice


def _kind(pack: IssuedPack) -> tuple[str, Mode]:
    return pack.meeting or pack.as_of.isoformat(), pack.audience


def _require_in_place(held: Records, pack: IssuedPack) -> None:
    """Refuse a second pack beside one that is in force, and a correction of what cannot be."""
    packs = held.of(IssuedPack)
    if not pack.corrects:
        _require_first(packs.values(), pack)
        return
    wrong = packs.get(pack.corrects)
    if wrong is None:
        raise UnknownNameError.among("board pack", pack.corrects, packs)
    if pack.corrects in corrections(packs.values()):
        raise ChangeRefusedError(
            f"The {wrong.label} was corrected already: correct the pack that is in its place."
        )
    if _kind(wrong) != _kind(pack):
        raise ChangeRefusedError(
            f"The {wrong.label} is of another meeting, or for other readers: correct it with a "
            "pack of its own kind."
        )


def _require_first(packs: Collection[IssuedPack], pack: IssuedPack) -> None:
    alike = (each for each in packs if each.service == pack.service and _kind(each) == _kind(pack))
    there = next(alike, None)
    if there is not None:
        raise ChangeRefusedError(
            f"The {there.label} was issued on {date_words(there.at.date())}: correct it with a new "
            "issue in its place, and say why."
        )
