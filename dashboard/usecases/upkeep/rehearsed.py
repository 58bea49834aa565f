"""What would be held if a file were stored: in memory, so that nothing of it ever is."""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures
from dashboard.core.editions import Edition
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Figures, Indicator
from dashboard.core.rooms import Admission
from dashboard.definitions.records import Records
from dashboard.usecases.holdings import Held, Holdings
from dashboard.usecases.upkeep.imports import ImportPreview

T = TypeVar("T")


@dataclass(frozen=True)
class RehearsedStore:
    """A store with the published figures of a file over those held; it answers as `Held` says.

    `laid_over` are all figures of the indicators that the file speaks of, by their ids. Whatever
    else is asked is what `held` answers, and no answer that may rest on the file is kept.
    """

    held: Held
    laid_over: Mapping[str, Figures]

    @property
    def admission(self) -> Admission:
        """Whose rooms are open: those of the store that stands behind."""
        return self.held.admission

    def for_figures(self) -> "RehearsedStore":
        """Return the same with only the records that figures are read with."""
        return replace(self, held=self.held.for_figures())

    def of_service(self, service: str | None) -> "RehearsedStore":
        """Return the same with the records of one service, or with None of every service."""
        return replace(self, held=self.held.of_service(service))

    def with_records(self, records: Records) -> "RehearsedStore":
        """Return the same with other records."""
        return replace(self, held=self.held.with_records(records))

    def figures(self, indicator: Indicator) -> Figures:
        """Return all figures of an indicator, those of the file where it has some."""
        return self.laid_over.get(indicator.id) or self.held.figures(indicator)

    def editions(self) -> Mapping[int, Edition]:
        """Return the editions stored; that of the file is none of them yet."""
        return self.held.editions()

    def records(self, day: dt.date) -> Records:
        """Return what people had recorded by the end of a day."""
        return self.held.records(day)

    def own_indicators(self, service: str, day: dt.date) -> frozenset[str]:
        """Return the local indicators that a service has stored figures of by a day."""
        return self.held.own_indicators(service, day)

    def protected_figures(
        self,
        indicator: LocalIndicator,
        service: str,
        day: dt.date,
        mode: Mode,
        rules: DisclosureRules,
    ) -> ProtectedFigures:
        """Return a service's own figures that are stored, as a mode may show them."""
        return self.held.protected_figures(indicator, service, day, mode, rules)

    def kept(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` answers, or answered before: the key stands for all it rests on."""
        return self.held.kept(question, key, work)

    def of_state(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` answers, anew each time: this state is nobody else's."""
        return work()


def if_stored(holdings: Holdings, seen: ImportPreview) -> Holdings:
    """Return what would be held if a file were accepted as it was previewed.

    Its published figures take the place of those held, as a loaded edition does, which is always
    the last one stored. Suspects are left out, as they are held back. Its own figures and its
    inspections are not laid over anything.
    """
    number = max(holdings.store.editions(), default=0) + 1
    rows = seen.figures_to_store(own=False).assign(edition_id=number)
    laid_over = {
        str(name): _over(holdings, str(name), sent) for name, sent in rows.groupby("indicator")
    }
    return replace(holdings, store=RehearsedStore(holdings.store, laid_over))


def _over(holdings: Holdings, indicator_id: str, sent: pd.DataFrame) -> Figures:
    indicator = holdings.catalogue.indicator(indicator_id)
    held = holdings.store.figures(indicator).table
    # As the store hands out the rows of an edition, which may decide an order among equals.
    sent = sent.sort_values(["area_code", "period"])
    typed = sent[OBSERVATION_COLUMNS].astype(held.dtypes.to_dict())
    return Figures.of(indicator, pd.concat([held, typed], ignore_index=True))
