"""The facts that a pack is frozen with: one for each matter, so that one change is one line."""

from collections.abc import Iterable, Iterator, Mapping

from dashboard.core.packs.facts import PackFact
from dashboard.core.performance.case_audits import RehearsalRating
from dashboard.core.performance.signals import Signal
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.warnings import EarlyWarning
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import capitalised
from dashboard.narrative.packs.facts import (
    comparison_words,
    rating_words,
    rehearsal_words,
    signal_words,
    standing_words,
)
from dashboard.narrative.published.figures import subject_of
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.ratings import RatingsReading
from dashboard.usecases.own.case_audits import CaseAuditsReading
from dashboard.usecases.packs.reading import PackReading

# Where a recommendation stands for a board. That somebody says it is done is no better before
# somebody else confirms it; and one that is closed without being done is neither.
_PLACES: Mapping[Status, float] = {
    Status.REOPENED: 0,
    Status.NOT_STARTED: 1,
    Status.IN_PROGRESS: 2,
    Status.EFFECT_NOT_SHOWN: 2,
    Status.DONE: 2,
    Status.CONFIRMED: 3,
}


def facts_of(reading: PackReading) -> tuple[PackFact, ...]:
    """Return a fact for each main measure and area, the rating, each recommendation, own measures.

    Those of own figures are as the pack's audience may see them. Of figures none has a standing:
    one number above another is not worse, and the words have the verdict of the house's own tests.
    """
    overview = reading.overview
    warned = [each.warning for told in overview.warned for each in told.attentions]
    compared = [each.comparison for each in overview.readings]
    return (
        *(_of_comparison(reading.holdings, each, warned) for each in compared),
        *_of_rating(reading),
        *(_of_standing(entry.standing) for entry in reading.register.entries),
        *(_of_signal(reading.holdings, each) for each in overview.own.measures.signals.every),
        *_of_audits(reading),
    )


def _of_comparison(holdings: Holdings, c: Comparison, warned: Iterable[EarlyWarning]) -> PackFact:
    is_warning = any(each.comparison == c for each in warned)
    return PackFact(
        id=f"indicator:{c.indicator.id}:{c.area.code}",
        about=subject_of(c),
        words=comparison_words(c, is_warning=is_warning).text,
        period=c.period.label,
        editions=_editions(holdings, (each.observed.edition_id for each in (c.own, *c.members))),
    )


def _editions(holdings: Holdings, numbers: Iterable[int | None]) -> tuple[str, ...]:
    return tuple(f"{one.title}, {one.edition}" for one in holdings.provenances(numbers))


def _of_rating(reading: PackReading) -> Iterator[PackFact]:
    if not isinstance(reading.ratings, RatingsReading):
        return
    derived = reading.ratings.as_published
    inspection = derived.inspection
    rating = inspection.overall
    yield PackFact(
        id="inspection",
        about="Inspection rating",
        words=rating_words(derived).text,
        period=inspection.published.words,
        standing=None if rating is None else float(rating.points),
    )


def _of_standing(standing: Standing) -> PackFact:
    one = standing.recommendation
    place = _PLACES.get(standing.status)
    return PackFact(
        id=f"recommendation:{one.id}",
        about=capitalised(one.label),
        words=standing_words(standing).text,
        standing=None if place is None else place - 0.5 * (standing.late is True),
    )


def _of_signal(holdings: Holdings, signal: Signal) -> PackFact:
    latest = signal.series.latest
    numbers = [latest.observed.edition_id] if latest else []
    return PackFact(
        id=f"own:{signal.indicator.id}",
        about=signal.indicator.name,
        words=signal_words(signal).text,
        period=latest.period.label if latest else "",
        editions=_editions(holdings, numbers),
    )


def _of_audits(reading: PackReading) -> Iterator[PackFact]:
    if isinstance(reading.audits, CaseAuditsReading):
        pooled = reading.audits.pooled[-1].label
        yield from (_of_rehearsal(each, pooled) for each in reading.audits.rated)


def _of_rehearsal(rehearsed: RehearsalRating, period: str) -> PackFact:
    return PackFact(
        id=f"rehearsal:{rehearsed.standard.code}",
        about=f"Rehearsal of {rehearsed.standard.code}, {rehearsed.standard.title}",
        words=rehearsal_words(rehearsed).text,
        period=period,
    )
