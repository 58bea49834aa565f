"""Evidence that something was done: added, checked by somebody else, withdrawn; and its file."""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath

from dashboard.core.entries import (
    LONGEST_NOTE,
    item_id,
    not_after,
    one_line,
    paragraphs,
    web_address,
)
from dashboard.core.people import Actor, Deed, Signature, require_may
from dashboard.core.register.actions import LARGEST_EVIDENCE_BYTES, Evidence, EvidenceKind
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.core.register.who_may import adding_evidence, checking, withdrawing
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.actions import require_own_action
from dashboard.usecases.register.transactions import (
    Transaction,
    begun,
    changing_item,
    require_known,
    service_of,
)

_LONGEST_TITLE = 200
# Documents only: nothing that a reader's machine would run.
FILE_TYPES = (
    *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp"),
    *("csv", "txt", "png", "jpg", "jpeg", "eml", "msg"),
)
# How programs of Windows, Linux and macOS begin, and scripts, whatever the name says.
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")


@dataclass(frozen=True)
class EvidenceToAdd:
    """Evidence as somebody entered it: a link, a small file or both."""

    id: str
    recommendation: str
    title: str
    kind: EvidenceKind
    dated: dt.date
    action: str = ""
    link: str = ""
    file_name: str = ""
    content: bytes | None = None


def add_evidence(
    store: Store, holdings: Holdings, signature: Signature, asked: EvidenceToAdd
) -> Evidence:
    """Store evidence, with its file, and return it; a second submit stores nothing more.

    Raises:
        NotAllowedError: unless a role allows it, or the person owns it or one of its actions.
        UnknownNameError: for a recommendation or action that is not there.
        ChangeRefusedError: if there is neither link nor file, the link is none of the web, the
            file is too large, empty, a program or of another type, or the date is still to come.
    """
    name = _file_name(asked)
    with store.writing(signature) as ledger:
        service = service_of(ledger, holdings, Recommendation, asked.recommendation)
        work = begun(ledger, holdings, service)
        standing, _ = work.taken_up(asked.recommendation)
        adding_evidence(standing).require(work.actor)
        if asked.action:
            require_own_action(work, standing, asked.action)
        evidence = _entered(work, standing, asked, name)
        if asked.content is not None:
            ledger.add_file(asked.content)
        return work.add(evidence)


def check_evidence(
    store: Store, holdings: Holdings, signature: Signature, evidence_id: str
) -> Evidence:
    """Store that somebody looked at evidence and found it good, and return it.

    Raises:
        NotAllowedError: unless a role allows it, or for who added it or owns what it is for.
        UnknownNameError: for evidence that is not there.
        ChangeRefusedError: if it was withdrawn.
    """
    actor = signature.actor
    require_may(actor, Deed.CHECK)
    require_known(actor)
    with changing_item(store, holdings, signature, Evidence, evidence_id) as work:
        held = _counting(work, evidence_id)
        if held.checked_by:
            return held
        _require_other_person(actor, held, work.standing(held.recommendation))
        return work.change(replace(held, checked_by=actor.name, checked_on=work.today))


def withdraw_evidence(
    store: Store, holdings: Holdings, signature: Signature, evidence_id: str, because: str
) -> Evidence:
    """Store that evidence counts no longer, and return it; it stays to be seen.

    Raises:
        NotAllowedError: unless a role allows it or the person added it.
        UnknownNameError: for evidence that is not there.
        ChangeRefusedError: if the reason is missing, it was withdrawn already, or a confirmation
            rests on it.
    """
    reason = paragraphs("reason for withdrawing it", because, LONGEST_NOTE)
    with changing_item(store, holdings, signature, Evidence, evidence_id) as work:
        there = work.held(Evidence, evidence_id)
        if there.withdrawn_because == reason:
            return there
        held = _counting(work, evidence_id)
        withdrawing(held).require(work.actor)
        standing, _ = work.taken_up(held.recommendation)
        if standing.follow_up.status is Status.CONFIRMED:
            raise ChangeRefusedError(
                "The recommendation is confirmed and rests on its evidence: re-open it first."
            )
        return work.change(replace(held, withdrawn_because=reason), why=reason)


def evidence_file(store: Store, evidence: Evidence) -> bytes:
    """Return the bytes of the file that evidence came with.

    Raises:
        UnknownNameError: if it has none.
        NotAllowedError: if its room is not open.
    """
    store.admission.require(evidence.service)
    with store.reading() as held:
        content = held.file_of(evidence, evidence.file_sha256)
    if content is None:
        raise UnknownNameError(f'"{evidence.title}" has no file: follow its link instead.')
    return content


def _entered(
    work: Transaction, standing: Standing, asked: EvidenceToAdd, file_name: str
) -> Evidence:
    return Evidence(
        id=item_id(asked.id),
        service=standing.recommendation.service,
        recommendation=asked.recommendation,
        title=one_line("title of the evidence", asked.title, _LONGEST_TITLE),
        kind=asked.kind,
        dated=not_after("date of the evidence", asked.dated, work.today),
        added_by=work.actor.name,
        added_by_id=work.actor.person_id,
        action=asked.action,
        link=web_address("link", asked.link),
        file_name=file_name,
        file_sha256=hashlib.sha256(asked.content).hexdigest() if asked.content else "",
        file_bytes=len(asked.content or b""),
    )


def _file_name(asked: EvidenceToAdd) -> str:
    """Return the clean name of the file, "" for none, after a look at the file itself."""
    if asked.content is None:
        if not asked.link.strip():
            raise ChangeRefusedError("Evidence needs a link or a file: give one of them.")
        return ""
    # Some browsers send the whole path on the sender's machine.
    bare = PureWindowsPath(PurePosixPath(asked.file_name).name).name
    name = one_line("name of the file", bare, _LONGEST_TITLE)
    size, limit = len(asked.content), LARGEST_EVIDENCE_BYTES
    if size > limit:
        raise ChangeRefusedError(
            f"{name} is {_size(size)} and the limit is {_size(limit)}: add a link to it instead."
        )
    if not size:
        raise ChangeRefusedError(f"{name} is empty: choose another file.")
    if PurePosixPath(name).suffix.lower().removeprefix(".") not in FILE_TYPES:
        raise ChangeRefusedError(
            f"{name} is not of a type that is kept: save it as one of {', '.join(FILE_TYPES)}, or "
            "add a link to it instead."
        )
    if asked.content.startswith(_PROGRAMS):
        raise ChangeRefusedError(f"{name} is a program and no document: choose another file.")
    return name


def _size(size: int) -> str:
    # In whole bytes too, so that one byte too many does not read as the limit itself.
    return f"{size / 1024 / 1024:.1f} MB ({size:,} bytes)"


def _counting(work: Transaction, evidence_id: str) -> Evidence:
    held = work.held(Evidence, evidence_id)
    if held.withdrawn_because:
        raise ChangeRefusedError(f'"{held.title}" was withdrawn: add it again if it is good.')
    return held


def _require_other_person(actor: Actor, evidence: Evidence, standing: Standing) -> None:
    added = actor.is_person(evidence.added_by_id)
    if not evidence.added_by_id:
        # Whoever added it was not registered, so that only the name can tell.
        added = actor.name == evidence.added_by
    if added or not checking(standing, evidence).is_held_by(actor):
        whose = "added this evidence" if added else "owns what it is for"
        raise NotAllowedError(f"{actor.name} {whose}: somebody else has to check it.")
