"""A board pack made from what the screens show: its document, its facts, its files."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.core.areas import INVENTED
from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import mode_words
from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.sections import PackSection
from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, fill
from dashboard.reports.packs.document import Document, Section, fact
from dashboard.reports.packs.fitting import fitted
from dashboard.reports.packs.pdf import forget_layouts
from dashboard.store.engine import Store
from dashboard.usecases.board.meetings import require_meeting
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.annex import HISTORY, history_annex, sources_annex
from dashboard.usecases.packs.facts import facts_of
from dashboard.usecases.packs.frozen import earlier_than, frozen_of
from dashboard.usecases.packs.glance import glance_annex, glance_section
from dashboard.usecases.packs.needs import needs_annex, needs_section
from dashboard.usecases.packs.plans import plan_of
from dashboard.usecases.packs.rating import rating_annex, rating_section
from dashboard.usecases.packs.reading import PackAsked, PackReading, read_pack
from dashboard.usecases.packs.registered import register_annex, register_section
from dashboard.usecases.packs.since import since_section
from dashboard.usecases.packs.warned import warnings_annex, warnings_section

Compose = Callable[[PackReading], Section]
ComposeAnnex = Callable[[PackReading], Section | None]

DRAFT = Clause("Draft: this pack was not issued.")
_SECTIONS: Mapping[PackSection, Compose] = {
    PackSection.NEEDS: needs_section,
    PackSection.GLANCE: glance_section,
    PackSection.WARNINGS: warnings_section,
    PackSection.RATING: rating_section,
    PackSection.RECOMMENDATIONS: register_section,
    PackSection.SINCE: since_section,
}
_ANNEX: Mapping[PackSection, ComposeAnnex] = {
    PackSection.NEEDS: needs_annex,
    PackSection.GLANCE: glance_annex,
    PackSection.WARNINGS: warnings_annex,
    PackSection.RATING: rating_annex,
    PackSection.RECOMMENDATIONS: register_annex,
}
# The page that shows the same live, by its place in the address; "" is the first page.
PLACES: Mapping[PackSection, str] = {
    PackSection.NEEDS: "",
    PackSection.GLANCE: "indicators",
    PackSection.WARNINGS: "comparison",
    PackSection.RATING: "ratings",
    PackSection.RECOMMENDATIONS: "recommendations",
    PackSection.SINCE: "meetings",
}


@dataclass(frozen=True)
class MadePack:
    """A pack that is ready to be looked at, written as files, or issued.

    `document` is fitted to its pages and marked as a draft. `inputs` is a checksum of all that it
    was made from but the head of the history and the day of issue.
    """

    reading: PackReading
    document: Document
    facts: tuple[PackFact, ...]
    inputs: str


def make_pack(store: Store, holdings: Holdings, asked: PackAsked) -> MadePack:
    """Return the pack of a service as at the holdings' day, of a past meeting as at its day.

    Raises:
        UnknownNameError: for a service, meeting or pack that is not there.
    """
    held = _as_at_meeting(holdings, asked)
    service = held.catalogue.service(asked.service).id
    # What is chosen for a past meeting is chosen afterwards: as at the day in view, not its own.
    plan, earlier = plan_of(holdings, service), earlier_than(store, held, asked)
    reading = read_pack(held, asked, plan, frozen_of(store, held, asked), earlier)
    document, facts = document_of(reading), facts_of(reading)
    made = MadePack(reading, fitted(document), facts, _inputs(document, facts))
    forget_layouts()
    return made


def issued(document: Document, day: dt.date) -> Document:
    """Return a pack's document as it is issued on a day: no draft any more."""
    told = fill("Issued on {day}.", day=date_words(day))
    marks = tuple(told if mark == DRAFT else mark for mark in document.marks)
    return replace(document, marks=marks, issued_on=day)


def document_of(reading: PackReading) -> Document:
    """Return a pack with the sections that were chosen in their order, and its annex."""
    chosen, asked = reading.plan.sections, reading.asked
    rules = reading.holdings.catalogue.disclosure
    return Document(
        title=fill("{service} youth justice service", service=reading.service.name),
        occasion=_occasion(reading.meeting),
        day=reading.holdings.as_of,
        audience=asked.audience,
        audience_words=mode_words(asked.audience, rules),
        sections=tuple(_linked(reading, each) for each in chosen),
        annex=tuple(_annex(reading, chosen)),
        marks=tuple(_marks(reading)),
        seal=reading.frozen.seal,
    )


def _as_at_meeting(holdings: Holdings, asked: PackAsked) -> Holdings:
    if not asked.meeting:
        return holdings
    meeting = require_meeting(holdings.records_now, asked.meeting)
    return replace(holdings, as_of=min(meeting.on, holdings.as_of))


def _occasion(meeting: Meeting | None) -> Clause:
    return fact(meeting.label) if meeting else Clause("Board pack")


def _marks(reading: PackReading) -> Iterable[Clause]:
    if reading.service.invented:
        yield Clause(INVENTED)
    yield DRAFT
    corrected = reading.earlier.corrected
    if corrected is not None:
        template = "It stands in place of the pack issued on {day}: {why}"
        day = date_words(corrected.at.date())
        yield fill(template, day=day, why=reading.asked.why)


def _linked(reading: PackReading, section: PackSection) -> Section:
    view = {"service": reading.service.id, "as_of": reading.holdings.as_of.isoformat()}
    address = f"{reading.asked.address.rstrip('/')}/{PLACES[section]}?{urlencode(view)}"
    return replace(_SECTIONS[section](reading), link=address)


def _annex(reading: PackReading, chosen: Iterable[PackSection]) -> Iterable[Section]:
    for section in chosen:
        further = _ANNEX[section](reading) if section in _ANNEX else None
        if further is not None:
            yield further
    yield sources_annex(reading)
    yield history_annex(reading)


def _inputs(document: Document, facts: tuple[PackFact, ...]) -> str:
    """Return a checksum of a pack without the history's head, which any entry changes.

    The seal is in it, so that nobody can find small numbers by trying.
    """
    annex = tuple(each for each in document.annex if each.id != HISTORY)
    told = repr((replace(document, annex=annex), facts))
    return hashlib.sha256(told.encode()).hexdigest()
