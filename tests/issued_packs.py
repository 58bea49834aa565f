"""Board packs for tests of issuing: made of facts that a test gives, written without a format."""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import cast

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackFormat, PackPlan
from dashboard.reports.packs.document import Document, Points, Section, fact
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.packs.frozen import frozen_of, pack_before, pack_corrected
from dashboard.usecases.packs.issuing import issue_pack
from dashboard.usecases.packs.making import MadePack
from dashboard.usecases.packs.reading import Frozen, PackAsked, PackReading
from tests.board_factories import signed
from tests.conftest import TODAY

SERVICE = "hertfordshire"
NEXT = Meeting("m1", SERVICE, TODAY + dt.timedelta(days=10))
ENTRANTS = PackFact("first-time-entrants", "First-time entrants", "260", "2017/18", (), -260)
LATE = PackFact("late-actions", "Late actions", "2 late", standing=-2)
FACTS = (ENTRANTS, LATE)


def pack_document(
    facts: tuple[PackFact, ...], asked: PackAsked, day: dt.date, seal: str
) -> Document:
    """Return a document of one section with a point for each fact."""
    told = tuple(fact(f"{each.about}: {each.words}") for each in facts)
    section = Section("needs", fact("Needs"), fact("What is asked."), (Points(told),))
    return Document(
        title=fact("Hertfordshire"),
        occasion=fact(asked.meeting or day.isoformat()),
        day=day,
        audience=asked.audience,
        audience_words=fact(f"For the {asked.audience}"),
        sections=(section,),
        marks=tuple(fact(f"Corrects {each}") for each in (asked.corrects,) if each),
        seal=seal,
    )


@dataclass(frozen=True)
class ReadForIssue:
    """What issuing asks of all that a pack was made from."""

    holdings: Holdings
    asked: PackAsked
    plan: PackPlan
    service: Service
    meeting: Meeting | None
    frozen: Frozen


@dataclass(frozen=True)
class FactMaker:
    """Makes a pack as `make_pack` does, but of these facts alone."""

    facts: tuple[PackFact, ...] = FACTS

    def __call__(self, store: Store, holdings: Holdings, asked: PackAsked) -> MadePack:
        frozen, before = frozen_of(store, holdings, asked), pack_before(holdings, asked)
        pack_corrected(holdings, asked)
        reading = ReadForIssue(
            holdings=holdings,
            asked=asked,
            plan=PackPlan(asked.service, asked.service),
            service=holdings.catalogue.service(asked.service),
            meeting=holdings.records_now.of(Meeting).get(asked.meeting),
            frozen=frozen,
        )
        document = pack_document(self.facts, asked, holdings.as_of, frozen.seal)
        unfrozen = repr((replace(document, seal=""), self.facts, before and before.id))
        inputs = checksum(unfrozen.encode())
        return MadePack(cast(PackReading, reading), document, self.facts, inputs)


def write(document: Document, wanted: PackFormat) -> bytes:
    """Return all of a document, as a format would have it."""
    return f"{wanted}: {document!r}".encode()


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def holdings_in(store: Store, shipped: Holdings, day: dt.date = TODAY) -> Holdings:
    """Return the shipped definitions with what a test's own store has now, as at a day."""
    return holdings_of(shipped.catalogue, store, day, TODAY)


@dataclass(frozen=True)
class Desk:
    """Who issues packs in a test: each time with what its store holds then."""

    store: Store
    shipped: Holdings

    def issue(
        self,
        sid: str = "p1",
        facts: tuple[PackFact, ...] = FACTS,
        *,
        audience: Mode = Mode.PUBLIC,
        on: dt.date = TODAY,
        at: str = "2026-11-21",
        **asked: str,
    ) -> IssuedPack:
        wanted = PackAsked(SERVICE, audience=audience, **asked)
        return issue_pack(
            self.store, self.holdings(on), signed(day=at), sid, wanted, FactMaker(facts), write
        )

    def holdings(self, day: dt.date = TODAY) -> Holdings:
        return holdings_in(self.store, self.shipped, day)
