"""A board pack made from what the screens show: its document, its facts, its files."""

from dataclasses import dataclass

from dashboard.core.packs.facts import PackFact
from dashboard.reports.packs.document import Document
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.reading import PackAsked, PackReading


@dataclass(frozen=True)
class MadePack:
    """A pack that is ready to be looked at, written as files, or issued.

    `document` is fitted to its pages. `inputs` is a checksum of all that it was made from but the
    head of the history and the day of issue.
    """

    reading: PackReading
    document: Document
    facts: tuple[PackFact, ...]
    inputs: str


def make_pack(store: Store, holdings: Holdings, asked: PackAsked) -> MadePack:
    """Return the pack of a service as at the holdings' day.

    Raises:
        UnknownNameError: for a service, meeting or pack that is not there.
    """
    raise NotImplementedError
