"""What the board needs to know: the few sentences and facts that lead the first page."""

from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.comparison import Verdict
from dashboard.core.narrative.comparison import comparison_headline, scan_sentence
from dashboard.core.narrative.ratings import inspection_sentence
from dashboard.core.narrative.recommendations import missing_sentence
from dashboard.core.narrative.sentences import Sentence
from dashboard.errors import ComparisonError
from dashboard.usecases.comparison import (
    Choice,
    ComparisonReading,
    comparable_indicators,
    compare_service,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.ratings import NoInspection, RatingsReading, read_ratings
from dashboard.usecases.recommendations import Choice as RegisterChoice
from dashboard.usecases.recommendations import Register, register

MOST_WARNINGS = 3


@dataclass(frozen=True)
class Overview:
    """The first page's facts.

    `readings` are the core indicators that could be compared, of the `scanned` looked at;
    `sentences` are three to six, what is worse than in similar areas first.
    """

    service: Service
    sentences: tuple[Sentence, ...]
    readings: tuple[ComparisonReading, ...]
    scanned: int
    ratings: RatingsReading | NoInspection
    register: Register


def read_overview(holdings: Holdings, service_name: str) -> Overview:
    """Return what the board of a service needs to know, as at the holdings' date.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    service = holdings.catalogue.service(service_name)
    scanned = _scanned(holdings, service)
    readings = tuple(r for i in scanned if (r := _reading(holdings, service, i)) is not None)
    ratings = read_ratings(holdings, service.id)
    held = register(holdings, RegisterChoice(service=service.id))
    return Overview(
        service=service,
        sentences=(
            *_comparison_sentences(readings, len(scanned)),
            _inspection_sentence(ratings, holdings),
            *_recommendation_sentences(held),
        ),
        readings=readings,
        scanned=len(scanned),
        ratings=ratings,
        register=held,
    )


def _scanned(holdings: Holdings, service: Service) -> list[str]:
    """Return the core indicators that cover a service; in Wales, whatever covers it."""
    covering = list(comparable_indicators(holdings, service))
    core = [i for i in covering if holdings.catalogue.indicators[i].core]
    return core or covering


def _reading(holdings: Holdings, service: Service, indicator: str) -> ComparisonReading | None:
    try:
        return compare_service(holdings, Choice(service.id, indicator))
    except ComparisonError:
        return None


def _comparison_sentences(
    readings: tuple[ComparisonReading, ...], scanned: int
) -> tuple[Sentence, ...]:
    comparisons = [reading.comparison for reading in readings]
    worse = sorted(
        (c for c in comparisons if c.verdict is Verdict.WORSE),
        # First what a national average would have hidden, then what touches most children.
        key=lambda c: (c.hidden_by_national, abs(c.gap_children or 0), abs(c.gap_percent or 0)),
        reverse=True,
    )
    shown = [comparison_headline(c) for c in worse[:MOST_WARNINGS]]
    return (*shown, scan_sentence(comparisons, scanned))


def _inspection_sentence(ratings: RatingsReading | NoInspection, holdings: Holdings) -> Sentence:
    derived = ratings.derived if isinstance(ratings, RatingsReading) else None
    return inspection_sentence(derived, holdings.as_of)


def _recommendation_sentences(held: Register) -> tuple[Sentence, ...]:
    if not held.entries:
        return ()
    return (missing_sentence([entry.recommendation for entry in held.entries]),)
