"""Packs issued for good, corrected by a new issue, and opened again years later."""

from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackFormat
from dashboard.core.people import Actor, Signature
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.making import MadePack
from dashboard.usecases.packs.reading import Frozen, PackAsked


def issue_pack(
    store: Store, holdings: Holdings, signature: Signature, sid: str, asked: PackAsked
) -> IssuedPack:
    """Store a pack whole, in every format with its facts, and return it; `sid` is its id.

    The same pack issued again stores nothing more: the one that is there is returned.

    Raises:
        NotAllowedError: if who acts may neither edit the register nor decide for the board.
        UnknownNameError: for a service, meeting or pack that is not there.
        ChangeRefusedError: if it corrects a pack without a reason, or one corrected already.
    """
    raise NotImplementedError


def issued_packs(holdings: Holdings, service_id: str) -> tuple[IssuedPack, ...]:
    """Return the packs issued of a service by the holdings' day, the newest first."""
    raise NotImplementedError


def issued_file(store: Store, actor: Actor | None, pack: IssuedPack, wanted: PackFormat) -> bytes:
    """Return the very bytes of an issued pack.

    Raises:
        NotAllowedError: if it shows small numbers and who asks may not see them.
        UnknownNameError: if it has no such file.
    """
    raise NotImplementedError


def facts_of_pack(store: Store, pack: IssuedPack) -> tuple[PackFact, ...]:
    """Return the facts that an issued pack told."""
    raise NotImplementedError


def require_may_see(actor: Actor | None, made: MadePack) -> None:
    """Refuse a pack with small numbers to whoever has no role with this board.

    Raises:
        NotAllowedError: saying who may have it.
    """
    raise NotImplementedError


def frozen_of(store: Store, holdings: Holdings, asked: PackAsked) -> Frozen:
    """Return the head of the history by the holdings' day, and the seal of a pack for the board."""
    raise NotImplementedError
