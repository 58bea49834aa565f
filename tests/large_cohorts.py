"""Figures in which each percentage is of many children, so that small services raise more."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from dashboard.core.published.indicators import Figures, Indicator
from dashboard.usecases.holdings import Holdings

T = TypeVar("T")


@dataclass(frozen=True)
class LargeCohorts:
    """A store in which each percentage is of ten thousand children, so that it has an interval."""

    store: Any

    def of_service(self, service: str | None) -> "LargeCohorts":
        return LargeCohorts(self.store.of_service(service))

    def for_figures(self) -> "LargeCohorts":
        return LargeCohorts(self.store.for_figures())

    def of_state(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        # What is kept is of the figures as they really are.
        return work()

    def figures(self, indicator: Indicator) -> Figures:
        held: Figures = self.store.figures(indicator)
        if not indicator.unit.is_percentage:
            return held
        return Figures(indicator, held.table.assign(population=10_000))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


def with_large_cohorts(holdings: Holdings) -> Holdings:
    changed: Any = LargeCohorts(holdings.store)
    return replace(holdings, store=changed)
