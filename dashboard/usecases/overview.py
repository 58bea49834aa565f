"""What the board needs to know: the few sentences and facts that lead the first page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.core.areas import Service
from dashboard.core.board.acknowledgements import Attention
from dashboard.core.disclosure.protection import Mode
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.to_watch import ToWatch
from dashboard.core.sentences import Sentence, Tone
from dashboard.narrative.board.meetings import reports_sentence, told_warning
from dashboard.narrative.inspection.ratings import inspection_sentence
from dashboard.narrative.published.to_watch import watch_in_short, watch_sentences
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
from dashboard.usecases.own.attention import OwnAttention, read_own_attention
from dashboard.usecases.published.comparison import ComparisonReading
from dashboard.usecases.published.warnings import Scan, scan
from dashboard.usecases.register.recommendations import Register, RegisterFilter, register

MOST_SENTENCES, MOST_WARNINGS = 6, 3


class Kind(StrEnum):
    """What a sentence of the first page is about."""

    EARLY_WARNING = "early warning"
    TO_WATCH = "to watch"
    SCAN = "published figures"
    INSPECTION = "inspection"
    REOPENED = "re-opened recommendations"
    REGISTER = "recommendations"
    NATIONAL_REPORTS = "national reports"
    OWN_FIGURES = "own figures"
    GROUPS = "groups of children"
    CASE_AUDITS = "case audits"
    WAITING = "figures that wait"


_OWN_KINDS = {
    "local_performance": Kind.OWN_FIGURES,
    "disproportionality": Kind.GROUPS,
    "case_audits": Kind.CASE_AUDITS,
    "imports": Kind.WAITING,
}
# What needs the board first; everything else keeps its order behind these.
_URGENCY = (
    Tone.WARNING,
    Tone.INADEQUATE,
    Tone.WORSE,
    Tone.MISSED,
    Tone.IMPROVE,
    Tone.WATCH,
    Tone.MISSING,
)
NEEDS = frozenset(_URGENCY)


@dataclass(frozen=True)
class Told:
    """A sentence of the first page, and what the board made of the warnings in it, if it has any.

    `id` stays the same from day to day while the sentence is of the same matter.
    """

    id: str
    kind: Kind
    sentence: Sentence
    attentions: tuple[Attention, ...] = ()

    @property
    def needs_the_board(self) -> bool:
        """Whether it asks for something, and is no mere note of what was read."""
        return self.sentence.tone in NEEDS

    @property
    def is_overlooked(self) -> bool:
        """Whether it tells of a warning that a meeting passed over."""
        return _is_overlooked(self.attentions)


@dataclass(frozen=True)
class Overview:
    """The first page's facts.

    `readings` are the core indicators that could be compared, one for each area of the service;
    `watched` are those of them only to be watched. `told` is all that the page says, in its
    order: what was overlooked at a meeting, what re-opened, early warnings, what is worse in the
    service's own figures, and so on down to what was looked at and is calm. `warned` are all early
    warnings, one sentence an indicator, and `to_watch` is all that is only to be watched: those too
    that the page has room for in a few words only. `notes` are what the reader must know of the
    groups.
    """

    service: Service
    told: tuple[Told, ...]
    warned: tuple[Told, ...]
    to_watch: tuple[Told, ...]
    notes: tuple[str, ...]
    readings: tuple[ComparisonReading, ...]
    watched: tuple[Comparison, ...]
    ratings: RatingsReading | NoInspection
    own: OwnAttention

    @property
    def scanned(self) -> Sentence:
        """What was scanned for early warnings, and what it came to."""
        return next(each.sentence for each in self.told if each.kind is Kind.SCAN)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(told.sentence for told in self.told)


def read_overview(holdings: Holdings, service_name: str, mode: Mode = Mode.PUBLIC) -> Overview:
    """Return what the board of a service needs to know, as at the holdings' date.

    `mode` says who will see it: what it says of a service's own figures rests on what they may see.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_name)
    holdings.require_room(service.id)
    holdings = holdings.of_service(service.id)
    scanned = scan(holdings, service_name)
    ratings = read_ratings(holdings, scanned.service.id)
    held = register(holdings, RegisterFilter(service=scanned.service.id))
    own = read_own_attention(holdings, scanned.service.id, mode)
    compared = [reading.comparison for reading in scanned.readings]
    raised, watched = len(scanned.warnings), len(scanned.watched)
    by_chance = scanned.expected_warnings
    summary = scan_sentence(Scanned(compared, raised, watched, by_chance, holdings.as_of))
    warned = _warned(holdings, scanned)
    told = _told(holdings, scanned, warned, summary, ratings, held)
    return Overview(
        service=scanned.service,
        told=_in_order([*told, *_own(own)]),
        warned=warned,
        to_watch=tuple(_to_watch(each) for each in scanned.watched),
        notes=tuple(dict.fromkeys(r.note for r in scanned.readings if r.note)),
        readings=scanned.readings,
        watched=tuple(each.comparison for each in scanned.watched),
        ratings=ratings,
        own=own,
    )


def _own(own: OwnAttention) -> list[Told]:
    return [_told_of(_OWN_KINDS[each.subject], each) for each in own.sentences]


def _in_order(told: Iterable[Told]) -> tuple[Told, ...]:
    """Return what was overlooked, what re-opened, then the most urgent first; ids are made one."""
    ordered = sorted(told, key=_urgency)
    seen: Counter[str] = Counter()
    found = []
    for each in ordered:
        seen[each.id] += 1
        number = seen[each.id]
        found.append(each if number == 1 else replace(each, id=f"{each.id}-{number}"))
    return tuple(found)


def _urgency(told: Told) -> int:
    if told.is_overlooked:
        return -2
    if told.kind is Kind.REOPENED:
        return -1
    tone = told.sentence.tone
    return _URGENCY.index(tone) if tone in NEEDS else len(_URGENCY)


def _told_of(kind: Kind, sentence: Sentence, *about: str) -> Told:
    """Return a sentence under an id of its kind and of what it is about."""
    about = about or tuple(v for k, v in sentence.choices.items() if k == "indicator")
    return Told(":".join([kind.name.lower().replace("_", "-"), *about]), kind, sentence)


def _told(
    holdings: Holdings,
    scanned: Scan,
    warned: Sequence[Told],
    summary: Sentence,
    ratings: RatingsReading | NoInspection,
    held: Register,
) -> tuple[Told, ...]:
    """Return three to six sentences of what is published and of the register.

    Behind the warnings stands what is only to be watched, in a seventh where there is no room.
    """
    standings = [entry.standing for entry in held.entries]
    derived = ratings.derived if isinstance(ratings, RatingsReading) else None
    reopened = _sentences(Kind.REOPENED, [reopened_sentence(standings)])
    last = (
        *_sentences(Kind.INSPECTION, [inspection_sentence(derived, holdings.as_of)]),
        *_sentences(Kind.REGISTER, [standings_sentence(standings)]),
        *_sentences(Kind.NATIONAL_REPORTS, [reports_sentence(radar(holdings, scanned.service.id))]),
    )
    room = min(MOST_WARNINGS, MOST_SENTENCES - len(reopened) - len(last))
    looked_at = _sentences(Kind.SCAN, [summary])
    warnings = _in_room(warned, room) or looked_at
    room_to_watch = max(1, MOST_SENTENCES - len(reopened) - len(last) - len(warnings))
    watched = _sentences(Kind.TO_WATCH, watch_sentences(scanned.watched, room_to_watch))
    # Where warnings lead, what was scanned for them is told among what was looked at.
    return (*reopened, *warnings, *watched, *last, *(looked_at if warnings != looked_at else ()))


def _sentences(kind: Kind, sentences: Iterable[Sentence | None]) -> list[Told]:
    return [_told_of(kind, sentence) for sentence in sentences if sentence is not None]


def _warned(holdings: Holdings, scanned: Scan) -> tuple[Told, ...]:
    """Return one sentence an indicator, what was overlooked first."""
    groups = [attentions(holdings, group) for group in scanned.by_indicator]
    # What was overlooked at a meeting comes first; a sort leaves the others in their order.
    groups.sort(key=_is_overlooked, reverse=True)
    return tuple(
        replace(_told_of(Kind.EARLY_WARNING, _sentence_of(group)), attentions=group)
        for group in groups
    )


def _to_watch(watched: ToWatch) -> Told:
    c = watched.comparison
    return _told_of(Kind.TO_WATCH, watch_in_short(watched), c.indicator.id, c.area.code)


def _in_room(warned: Sequence[Told], room: int) -> list[Told]:
    """Return the warnings that there is room for, and one sentence for all the rest."""
    whole = warned if len(warned) <= room else warned[: room - 1]
    rest = tuple(each for told in warned[len(whole) :] for each in told.attentions)
    if not rest:
        return list(whole)
    further = further_warnings_sentence([each.warning for each in rest])
    shortened = _told_of(Kind.EARLY_WARNING, further, "more")
    return [*whole, replace(shortened, attentions=rest)]


def _sentence_of(group: Sequence[Attention]) -> Sentence:
    first, *also = (each.warning for each in group)
    return told_warning(warning_in_short(first, also), group)


def _is_overlooked(group: Sequence[Attention]) -> bool:
    return any(each.is_overlooked for each in group)
