"""What the board needs to know: the few sentences and facts that lead the first page."""

from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.comparison import Comparison, Verdict
from dashboard.core.narrative.comparison import (
    also_worse_sentence,
    comparison_headline,
    scan_sentence,
)
from dashboard.core.narrative.ratings import inspection_sentence
from dashboard.core.narrative.recommendations import missing_sentence
from dashboard.core.narrative.sentences import Sentence
from dashboard.errors import ComparisonError
from dashboard.usecases.comparison import (
    Choice,
    ComparisonReading,
    choices_for,
    comparable_indicators,
    compare_service,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.ratings import NoInspection, RatingsReading, read_ratings
from dashboard.usecases.recommendations import Choice as RegisterChoice
from dashboard.usecases.recommendations import Register, register

MOST_HEADLINES = 3


@dataclass(frozen=True)
class Overview:
    """The first page's facts.

    `readings` are the core indicators that could be compared, one for each area of the service;
    `scan` says how many were; `sentences` are three to six, what is worse first.
    """

    service: Service
    sentences: tuple[Sentence, ...]
    scan: Sentence
    readings: tuple[ComparisonReading, ...]
    ratings: RatingsReading | NoInspection
    register: Register


def read_overview(holdings: Holdings, service_name: str) -> Overview:
    """Return what the board of a service needs to know, as at the holdings' date.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    service = holdings.catalogue.service(service_name)
    readings = tuple(
        r for i in _scanned(holdings, service) for r in _readings(holdings, service, i)
    )
    comparisons = [reading.comparison for reading in readings]
    ratings = read_ratings(holdings, service.id)
    held = register(holdings, RegisterChoice(service=service.id))
    scan = scan_sentence(comparisons)
    derived = ratings.derived if isinstance(ratings, RatingsReading) else None
    return Overview(
        service=service,
        sentences=(
            *(_worse_sentences(comparisons) or (scan,)),
            inspection_sentence(derived, holdings.as_of),
            missing_sentence([entry.recommendation for entry in held.entries]),
        ),
        scan=scan,
        readings=readings,
        ratings=ratings,
        register=held,
    )


def _scanned(holdings: Holdings, service: Service) -> list[str]:
    """Return the core indicators that cover a service; in Wales, whatever covers it."""
    covering = list(comparable_indicators(holdings, service))
    core = [i for i in covering if holdings.catalogue.indicators[i].core]
    return core or covering


def _readings(
    holdings: Holdings, service: Service, indicator: str
) -> tuple[ComparisonReading, ...]:
    """Return the comparison of each area that still exists: a service must not hide one of them."""
    try:
        areas = choices_for(holdings, service.id, indicator).areas
    except ComparisonError:
        return ()
    current = [area for area in areas if area.abolished_on is None] or areas[:1]
    return tuple(
        compare_service(holdings, Choice(service.id, indicator, area=area.code)) for area in current
    )


def _worse_sentences(comparisons: list[Comparison]) -> tuple[Sentence, ...]:
    worse = sorted(
        (c for c in comparisons if c.verdict is Verdict.WORSE),
        # First what chance is known not to explain, then what a national average would have
        # hidden, then what touches most children.
        key=lambda c: (
            c.within_chance is False,
            c.hidden_by_national,
            abs(c.gap_children or 0),
            abs(c.gap_percent or 0),
        ),
        reverse=True,
    )
    shown = tuple(comparison_headline(c) for c in worse[:MOST_HEADLINES])
    rest = worse[MOST_HEADLINES:]
    return (*shown, also_worse_sentence(rest)) if rest else shown
