"""The warning rule tried on everything that is held: every area, every year and the next."""

from collections.abc import Iterator
from itertools import pairwise

from dashboard.core.published.comparison import Comparison, compare
from dashboard.core.published.replay import Record, replay
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.comparison import ComparisonReading
from dashboard.usecases.published.warnings import readings


def replay_by_indicator(holdings: Holdings) -> dict[str, tuple[Record, ...]]:
    """Return how every rule fared, by the id of each core indicator and, under "all", together.

    The lists of similar areas are those of the day the view is as at, in every year.
    """
    pairs: dict[str, list[tuple[Comparison, Comparison]]] = {"all": []}
    for service in holdings.catalogue.services.values():
        for reading in readings(holdings, service):
            found = list(_pairs(reading))
            pairs.setdefault(reading.comparison.indicator.id, []).extend(found)
            pairs["all"].extend(found)
    return {indicator: replay(each) for indicator, each in pairs.items()}


def _pairs(reading: ComparisonReading) -> Iterator[tuple[Comparison, Comparison]]:
    newest = reading.comparison
    years = [
        compare(newest.among, newest.service, newest.area, period, newest.others)
        for period in reading.periods
    ]
    for now, after in pairwise(years):
        parted = newest.indicator.break_between(now.period, after.period)
        if after.period.follows(now.period) and parted is None:
            yield now, after
