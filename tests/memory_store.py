"""A store in memory, so that a test of the use cases needs no database."""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import pandas as pd

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures, protect
from dashboard.core.editions import Edition
from dashboard.core.own.figures import LOCAL_COLUMNS, LocalFigures
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.core.rooms import EVERYWHERE, Admission
from dashboard.definitions.records import BESIDE_FIGURES, Records
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings

T = TypeVar("T")
# Thousands of draws: the same in every test, because the key stands for all they rest on.
_DRAWN_AGAIN: dict[Hashable, Any] = {}


def _no_figures(indicator: Indicator) -> Figures:
    raise AssertionError(f"the test has no figures, yet {indicator.id} was read")


def _no_records(_day: dt.date) -> Records:
    return Records()


@dataclass(frozen=True)
class MemoryStore:
    """Answers as `store.snapshots.Snapshot` does, from what a test put here.

    `own` has a service's own figures, by service and local indicator. `known` are answers of the
    state, by question and key; any other is worked out each time. What may change while the
    test goes on is asked anew each time: figures, editions and records.
    """

    figures_of: Callable[[Indicator], Figures] = _no_figures
    editions_held: Callable[[], Mapping[int, Edition]] = dict
    recorded: Callable[[dt.date], Records] = _no_records
    own: Mapping[tuple[str, str], LocalFigures] = field(default_factory=dict)
    known: Mapping[tuple[str, Hashable], Any] = field(default_factory=dict)
    admission: Admission = EVERYWHERE

    def for_figures(self) -> "MemoryStore":
        """Return the same with only the records that figures are read with."""
        return replace(self, recorded=lambda day: self.recorded(day).only(BESIDE_FIGURES))

    def of_service(self, service: str | None) -> "MemoryStore":
        """Return the same: a test has the records that it wants."""
        return self

    def with_records(self, records: Records) -> "MemoryStore":
        """Return the same with other records."""
        return replace(self, recorded=lambda _day: records)

    def figures(self, indicator: Indicator) -> Figures:
        """Return what the test has of an indicator."""
        return self.figures_of(indicator)

    def editions(self) -> Mapping[int, Edition]:
        """Return the editions that the test has."""
        return self.editions_held()

    def records(self, day: dt.date) -> Records:
        """Return the records that the test has as at a day."""
        return self.recorded(day)

    def own_indicators(self, service: str, day: dt.date) -> frozenset[str]:
        """Return the local indicators that the test has figures of."""
        return frozenset(name for owner, name in self.own if owner == service)

    def protected_figures(
        self,
        indicator: LocalIndicator,
        service: str,
        day: dt.date,
        mode: Mode,
        rules: DisclosureRules,
    ) -> ProtectedFigures:
        """Return the own figures that the test has, protected."""
        nothing = LocalFigures(indicator, service, pd.DataFrame(columns=LOCAL_COLUMNS))
        return protect(self.own.get((service, indicator.id), nothing), rules, mode)

    def of_state(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        """Return what the test knows, or work it out."""
        known: T | None = self.known.get((question, key))
        return work() if known is None else known

    def kept(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        """Work it out each time, save what is drawn again from an inspection."""
        if question != "re-inspections":
            return work()
        if key not in _DRAWN_AGAIN:
            _DRAWN_AGAIN[key] = work()
        found: T = _DRAWN_AGAIN[key]
        return found


def recording(held: Holdings, recorded: Callable[[dt.date], Records]) -> Holdings:
    """Return holdings of a memory store with other records, asked anew each time."""
    assert isinstance(held.store, MemoryStore)
    return replace(held, store=replace(held.store, recorded=recorded))


def records_anew(store: Store, today: dt.date) -> Callable[[dt.date], Records]:
    """Return a way to what is recorded in a database by a day, read anew each time."""
    return lambda day: store.now(today).records(day)
