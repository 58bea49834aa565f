"""Estimates of how many children a percentage is of, from other tables that we hold."""

from collections.abc import Iterator

from dashboard.core.areas import ENGLAND, Service
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
    """Return the share of a service's children that live in each of its areas."""
    held = {code: holdings.catalogue.populations.get(code, {}) for code in service.area_codes}
    newest = {code: years[max(years)] for code, years in held.items() if years}
    if len(newest) < len(held):
        return dict.fromkeys(service.area_codes, 1 / len(service.area_codes))
    return {code: children / sum(newest.values()) for code, children in newest.items()}
