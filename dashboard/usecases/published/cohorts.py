"""Estimates of how many children a percentage is of, from other tables that we hold."""

import datetime as dt
from collections.abc import Iterator, Sequence

from dashboard.core.areas import ENGLAND, Area, Service
from dashboard.core.periods import Period, parse_period
from dashboard.core.published.cohorts import Cohorts
from dashboard.core.published.indicators import CohortEstimate, Indicator
from dashboard.usecases.holdings import Holdings


def estimated_cohorts(holdings: Holdings, indicator: Indicator) -> Cohorts:
    """Return the estimated numbers of children behind a percentage, by area and year.

    By the rule of the definition's `cohort_estimate`: a share of the children of another table, and
    England's numbers of a third for the other years. Empty where the indicator has no such rule. A
    service's children are shared out among its areas by their populations, equally where one is
    not held.
    """
    estimate = indicator.cohort_estimate
    if estimate is None:
        return Cohorts()
    kind = holdings.catalogue.indicator(estimate.of_indicator).period_kind
    period = parse_period(estimate.period, kind)
    return Cohorts(
        children=dict(_children(holdings, estimate, period)),
        levels=dict(_levels(holdings, estimate, period)),
    )


def _children(
    holdings: Holdings, estimate: CohortEstimate, period: Period
) -> Iterator[tuple[str, int]]:
    figures = holdings.figures(estimate.of_indicator)
    for service in holdings.catalogue.services.values():
        count = figures.at(service.code, period).count
        if count is None:
            continue
        for code, share in _shares(holdings, service).items():
            yield code, max(1, round(count * share * estimate.percent / 100))


def _levels(
    holdings: Holdings, estimate: CohortEstimate, period: Period
) -> Iterator[tuple[int, float]]:
    figures = holdings.figures(estimate.levels_of)
    base = figures.at(ENGLAND, period).count
    for each in figures.periods if base else ():
        count = figures.at(ENGLAND, each).count
        if count and base:
            yield each.end_year, count / base


def _shares(holdings: Holdings, service: Service) -> dict[str, float]:
    """Return the share of a service's children that live in each of its areas.

    It is shared among the areas that exist together: an abolished one contained those after it.
    """
    areas = [holdings.catalogue.areas[code] for code in service.area_codes]
    return {area.code: _share(holdings, area, areas) for area in areas}


def _share(holdings: Holdings, area: Area, areas: Sequence[Area]) -> float:
    last_day = area.abolished_on or dt.date.max
    together = [each for each in areas if each.exists_on(last_day)]
    held = [holdings.catalogue.populations.get(each.code, {}) for each in together]
    if not all(held):
        return 1 / len(together)
    newest = [years[max(years)] for years in held]
    return newest[together.index(area)] / sum(newest)
