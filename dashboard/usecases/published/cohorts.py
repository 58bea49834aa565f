"""How many children a percentage is likely of, where its source does not print the number."""

from collections.abc import Iterator, Mapping

from dashboard.core.areas import Service
from dashboard.core.periods import parse_period
from dashboard.core.published.indicators import CohortEstimate, Indicator
from dashboard.usecases.holdings import Holdings


def estimated_cohorts(holdings: Holdings, indicator: Indicator) -> Mapping[str, int]:
    """Return the estimated number of children behind a percentage, by area code.

    A share of the children of another indicator, by the rule of the definition's
    `cohort_estimate`; empty where it has none. A service's children are shared out among its areas
    by their populations, equally where one is not held.
    """
    estimate = indicator.cohort_estimate
    if estimate is None:
        return {}
    return dict(_estimated(holdings, estimate))


def _estimated(holdings: Holdings, estimate: CohortEstimate) -> Iterator[tuple[str, int]]:
    of = holdings.catalogue.indicator(estimate.of_indicator)
    figures, period = holdings.figures(of.id), parse_period(estimate.period, of.period_kind)
    for service in holdings.catalogue.services.values():
        count = figures.at(service.code, period).count
        if count is None:
            continue
        for code, share in _shares(holdings, service).items():
            yield code, max(1, round(count * share * estimate.percent / 100))


def _shares(holdings: Holdings, service: Service) -> dict[str, float]:
    """Return the share of a service's children that live in each of its areas."""
    held = {code: holdings.catalogue.populations.get(code, {}) for code in service.area_codes}
    newest = {code: years[max(years)] for code, years in held.items() if years}
    if len(newest) < len(held):
        return dict.fromkeys(service.area_codes, 1 / len(service.area_codes))
    return {code: children / sum(newest.values()) for code, children in newest.items()}
