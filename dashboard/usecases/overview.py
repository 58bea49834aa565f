"""What the board needs to know: the few sentences and facts that lead the first page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.acknowledgements import Attention
from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.indicators import LocalKind
from dashboard.core.sentences import Sentence
from dashboard.narrative.board.meetings import reports_sentence, told_warning
from dashboard.narrative.inspection.ratings import inspection_sentence
from dashboard.narrative.performance.series import own_figures_sentence
from dashboard.narrative.published.to_watch import watch_sentences
from dashboard.narrative.published.warnings import (
    Scanned,
    further_warnings_sentence,
    scan_sentence,
    warning_in_short,
)
from dashboard.narrative.register.standings import reopened_sentence, standings_sentence
from dashboard.usecases.board.acknowledgements import attentions
from dashboard.usecases.board.national_reports import radar
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading, read_ratings
from dashboard.usecases.own.performance import read_all_local
from dashboard.usecases.published.comparison import ComparisonReading
from dashboard.usecases.published.warnings import Scan, scan
from dashboard.usecases.register.recommendations import Register, RegisterFilter, register

MOST_SENTENCES, MOST_WARNINGS = 6, 3


@dataclass(frozen=True)
class Told:
    """A sentence of the first page, and what the board made of the warnings in it, if any."""

    sentence: Sentence
    attentions: tuple[Attention, ...] = ()


@dataclass(frozen=True)
class Overview:
    """The first page's facts.

    `readings` are the core indicators that could be compared, one for each area of the service;
    `scan` says how many were; `told` are three to six sentences: what was overlooked at a meeting,
    what re-opened, other early warnings, the inspection, the register, national reports. Behind the
    warnings stands what is only to be watched, in a seventh sentence where there is no room.
    `notes` are what the reader must know of the groups.
    `own` is one sentence more about the service's own figures, nothing where there are none.
    """

    service: Service
    told: tuple[Told, ...]
    scan: Sentence
    notes: tuple[str, ...]
    readings: tuple[ComparisonReading, ...]
    ratings: RatingsReading | NoInspection
    register: Register
    own: tuple[Told, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(told.sentence for told in self.told)


def read_overview(holdings: Holdings, service_name: str) -> Overview:
    """Return what the board of a service needs to know, as at the holdings' date.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    holdings = holdings.of_service(holdings.catalogue.service(service_name).id)
    scanned = scan(holdings, service_name)
    ratings = read_ratings(holdings, scanned.service.id)
    held = register(holdings, RegisterFilter(service=scanned.service.id))
    compared = [reading.comparison for reading in scanned.readings]
    raised, watched = len(scanned.warnings), len(scanned.watched)
    by_chance = scanned.expected_warnings
    summary = scan_sentence(Scanned(compared, raised, watched, by_chance, holdings.as_of))
    return Overview(
        service=scanned.service,
        told=_told(holdings, scanned, summary, ratings, held),
        scan=summary,
        notes=tuple(dict.fromkeys(r.note for r in scanned.readings if r.note)),
        readings=scanned.readings,
        ratings=ratings,
        register=held,
        own=_own(holdings, scanned.service),
    )


def _own(holdings: Holdings, service: Service) -> tuple[Told, ...]:
    # Everybody sees the first page, so what it says rests on what anybody may see.
    standings = read_all_local(holdings, service.id, Mode.PUBLIC, (LocalKind.MEASURE,))
    return tuple(_sentences([own_figures_sentence([each.series for each in standings])]))


def _told(
    holdings: Holdings,
    scanned: Scan,
    summary: Sentence,
    ratings: RatingsReading | NoInspection,
    held: Register,
) -> tuple[Told, ...]:
    standings = [entry.standing for entry in held.entries]
    derived = ratings.derived if isinstance(ratings, RatingsReading) else None
    reopened = _sentences([reopened_sentence(standings)])
    last = _sentences(
        [
            inspection_sentence(derived, holdings.as_of),
            standings_sentence(standings),
            reports_sentence(radar(holdings, scanned.service.id)),
        ]
    )
    room = min(MOST_WARNINGS, MOST_SENTENCES - len(reopened) - len(last))
    warnings = _warnings(holdings, scanned, room)
    overlooked = [told for told in warnings if _is_overlooked(told.attentions)]
    others = [told for told in warnings if told not in overlooked]
    if not warnings:
        others = [Told(summary)]
    taken = sum(map(len, (overlooked, reopened, others, last)))
    room_to_watch = max(1, MOST_SENTENCES - taken)
    watched = _sentences(watch_sentences(scanned.watched, room_to_watch))
    return (*overlooked, *reopened, *others, *watched, *last)


def _sentences(sentences: Iterable[Sentence | None]) -> list[Told]:
    return [Told(sentence) for sentence in sentences if sentence is not None]


def _warnings(holdings: Holdings, scanned: Scan, room: int) -> list[Told]:
    """Return one sentence an indicator, what was overlooked first, and one for all the rest."""
    groups = [attentions(holdings, group) for group in scanned.by_indicator]
    # What was overlooked at a meeting comes first; a sort leaves the others in their order.
    groups.sort(key=_is_overlooked, reverse=True)
    whole = groups if len(groups) <= room else groups[: room - 1]
    rest = tuple(each for group in groups[len(whole) :] for each in group)
    told = [Told(_sentence_of(group), group) for group in whole]
    if rest:
        further = further_warnings_sentence([each.warning for each in rest])
        told.append(Told(further, rest))
    return told


def _sentence_of(group: Sequence[Attention]) -> Sentence:
    first, *also = (each.warning for each in group)
    return told_warning(warning_in_short(first, also), group)


def _is_overlooked(group: Sequence[Attention]) -> bool:
    return any(each.is_overlooked for each in group)
