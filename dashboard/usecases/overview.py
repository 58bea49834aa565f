"""What the board needs to know: the few sentences and facts that lead the first page."""

from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.narrative.ratings import inspection_sentence
from dashboard.core.narrative.recommendations import missing_sentence
from dashboard.core.narrative.sentences import Clause, Sentence
from dashboard.core.narrative.warnings import (
    further_warnings_sentence,
    near_sentence,
    scan_sentence,
    warning_sentence,
)
from dashboard.usecases.comparison import ComparisonReading
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.ratings import NoInspection, RatingsReading, read_ratings
from dashboard.usecases.recommendations import Choice as RegisterChoice
from dashboard.usecases.recommendations import Register, register
from dashboard.usecases.warnings import Scan, scan

MOST_WARNINGS = 3


@dataclass(frozen=True)
class Overview:
    """The first page's facts.

    `readings` are the core indicators that could be compared, one for each area of the service;
    `scan` says how many were; `sentences` are three to six, early warnings first. `near` names
    what is worse and yet no warning, and `notes` what the reader must know of the groups.
    """

    service: Service
    sentences: tuple[Sentence, ...]
    scan: Sentence
    near: Clause
    notes: tuple[str, ...]
    readings: tuple[ComparisonReading, ...]
    ratings: RatingsReading | NoInspection
    register: Register


def read_overview(holdings: Holdings, service_name: str) -> Overview:
    """Return what the board of a service needs to know, as at the holdings' date.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    scanned = scan(holdings, service_name)
    ratings = read_ratings(holdings, scanned.service.id)
    held = register(holdings, RegisterChoice(service=scanned.service.id))
    summary = scan_sentence([r.comparison for r in scanned.readings], scanned.warnings)
    derived = ratings.derived if isinstance(ratings, RatingsReading) else None
    return Overview(
        service=scanned.service,
        sentences=(
            *(_warning_sentences(scanned) or (summary,)),
            inspection_sentence(derived, holdings.as_of),
            missing_sentence([entry.standing for entry in held.entries]),
        ),
        scan=summary,
        near=near_sentence(scanned.near),
        notes=tuple(dict.fromkeys(r.note for r in scanned.readings if r.note)),
        readings=scanned.readings,
        ratings=ratings,
        register=held,
    )


def _warning_sentences(scanned: Scan) -> tuple[Sentence, ...]:
    """Return one sentence an indicator, and one for all that there is no room for."""
    shown, rest = scanned.by_indicator[:MOST_WARNINGS], scanned.by_indicator[MOST_WARNINGS:]
    sentences = tuple(warning_sentence(first, also) for first, *also in shown)
    further = [warning for group in rest for warning in group]
    return (*sentences, further_warnings_sentence(further)) if further else sentences
