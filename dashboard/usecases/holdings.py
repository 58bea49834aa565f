"""What the dashboard holds: definitions and a store, as at a day."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, Self, TypeVar

from dashboard.core.areas import ComparatorModel, Service
from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures
from dashboard.core.editions import Edition, Provenance
from dashboard.core.entries import by_number
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.loaded_inspections import LoadedInspection, together
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.core.rooms import Admission
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import Records
from dashboard.store.engine import Store
from dashboard.usecases.invented import InventedFigures, invented_figures
from dashboard.usecases.loading import open_store_with_shipped_figures

T = TypeVar("T")
# The service in view where nobody chose one.
DEFAULT_SERVICE = "hertfordshire"


class Held(Protocol):
    """What is asked of a store: `store.snapshots.Snapshot` says what each answer is."""

    @property
    def admission(self) -> Admission: ...
    def for_figures(self) -> Self: ...
    def of_service(self, service: str | None) -> Self: ...
    def with_records(self, records: Records) -> Self: ...
    def figures(self, indicator: Indicator) -> Figures: ...
    def editions(self) -> Mapping[int, Edition]: ...
    def records(self, day: dt.date) -> Records: ...
    def own_indicators(self, service: str, day: dt.date) -> frozenset[str]: ...
    def protected_figures(
        self,
        indicator: LocalIndicator,
        service: str,
        day: dt.date,
        mode: Mode,
        rules: DisclosureRules,
    ) -> ProtectedFigures: ...
    def kept(self, question: str, key: Hashable, work: Callable[[], T]) -> T: ...
    def of_state(self, question: str, key: Hashable, work: Callable[[], T]) -> T: ...


@dataclass(frozen=True)
class Holdings:
    """Definitions, a store, and the day that the whole view is shown as at.

    Nothing published later than `as_of` is used. The store answers as at the moment when it was
    asked first, so that all that is on a page is of one state of the database. `invented` figures
    are there only where an invented service is shown.
    """

    catalogue: Catalogue
    store: Held
    as_of: dt.date
    invented: InventedFigures = field(default_factory=InventedFigures)

    def showing(self, service: Service) -> "Holdings":
        """Return the holdings in which a service has its place: for an invented one, its own.

        Its figures stand beside the real ones there, and nowhere else. For a real service nothing
        changes, so that none is ever compared with what is invented.
        """
        if not service.invented or service.id in self.catalogue.services:
            return self
        its_own = self.catalogue.showing(service)
        figures = self.store.kept(
            "invented figures", service.id, lambda: invented_figures(its_own, service)
        )
        return replace(self, catalogue=its_own, invented=figures)

    def of_figures(self, question: str, key: Hashable, work: Callable[["Holdings"], T]) -> T:
        """Return what `work` answers of figures on the day, or answered before while none changed.

        It is given the same holdings with only the records that figures are read with, so that
        what is kept outlives changes of everything else. The key is what else it rests on.
        """
        held = replace(self, store=self.store.for_figures())
        return held.store.of_state(question, (key, self.as_of), lambda: work(held))

    def of_service(self, service: str | None) -> "Holdings":
        """Return the same with the records of one service and those of everybody.

        With "" they are only those of everybody, with None those of every service.
        """
        return replace(self, store=self.store.of_service(service))

    def with_records(self, records: Records) -> "Holdings":
        """Return the same holdings with other records, such as those read within a transaction."""
        return replace(self, store=self.store.with_records(records))

    def is_open(self, service: str | None) -> bool:
        """Return whether whoever asks may enter a service's room; None is every one at once."""
        return self.store.admission.admits(service)

    def require_room(self, service: str | None) -> None:
        """Refuse a service's room that is not open; None stands for every one at once.

        What a board recorded is left out where its room is not open. Without this refusal a
        register would look as if nobody had begun, and a calendar as if nobody met.

        Raises:
            NotAllowedError: in one sentence that names no service.
        """
        self.store.admission.require(service)

    def figures(self, indicator: str) -> Figures:
        """Return all observations of an indicator by its id.

        Raises:
            UnknownNameError: for an indicator that nobody defined.
        """
        return self.invented.beside(self.store.figures(self.catalogue.indicator(indicator)))

    def editions(self) -> Mapping[int, Edition]:
        """Return the editions held, by the id that an observation names.

        Those of a service's own files lack their checksum, which would tell withheld numbers.
        """
        return {**self.store.editions(), **self.invented.editions}

    def provenances(self, numbers: Iterable[int | None]) -> tuple[Provenance, ...]:
        """Return where some editions come from, by their numbers, in the order they were stored."""
        held = self.editions()
        named = sorted({number for number in numbers if number is not None and number in held})
        return tuple(held[number].provenance for number in named)

    def local_held(self, service: str) -> frozenset[str]:
        """Return the ids of the local indicators that a service has figures of on the day."""
        return self.store.own_indicators(service, self.as_of)

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by id, without those that only a loaded file can fill and none has."""
        return {
            name: indicator
            for name, indicator in self.catalogue.indicators.items()
            if not indicator.loaded_only or not self.figures(name).table.empty
        }

    @cached_property
    def records(self) -> Records:
        """What people had recorded by the end of the day that the view is shown as at."""
        return self.store.records(self.as_of)

    @cached_property
    def records_now(self) -> Records:
        """What people recorded up to now, whatever day the view is shown as at."""
        return self.store.records(dt.date.max)

    @cached_property
    def inspections(self) -> tuple[Inspection, ...]:
        """Every inspection held, shipped or loaded by the day, oldest first."""
        loaded = self.records.of(LoadedInspection).values()
        return together(
            self.catalogue.inspections, (one.inspection for one in loaded if one.in_use)
        )

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every target for a published indicator, as it stands now, the oldest first."""
        return tuple(by_number(self.records_now.of(Target)).values())

    @cached_property
    def comparator_models(self) -> Mapping[str, ComparatorModel]:
        """Every list of similar areas that can be chosen, by its id, published ones first.

        A supplied list in use is offered on every day, so that a board can look back with it.
        """
        supplied = self.records_now.of(SuppliedList).values()
        in_use = sorted((each for each in supplied if each.in_use), key=lambda each: each.title)
        # A list that shipped after another was supplied under its name takes the name.
        published = self.catalogue.comparator_models
        return {**published} | {
            each.slug: each.as_model() for each in in_use if each.slug not in published
        }


def open_holdings(as_of: dt.date, today: dt.date | None = None) -> Holdings:
    """Return everything held, as at a day.

    `today` decides from which day on records are read as they stand; it is `as_of` if left out.

    Raises:
        SetupError: if the database cannot be opened.
    """
    return holdings_of(*open_store_with_shipped_figures(), as_of, today or as_of)


def holdings_of(catalogue: Catalogue, store: Store, as_of: dt.date, today: dt.date) -> Holdings:
    """Return everything that an open store holds now, as `open_holdings` does."""
    return Holdings(catalogue, store.now(today), as_of)
