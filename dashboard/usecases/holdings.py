"""What the dashboard holds: definitions, figures by indicator, and what people recorded."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

import pandas as pd

from dashboard.core.areas import ComparatorModel
from dashboard.core.disclosure.protection import Mode, ProtectedFigures, protect
from dashboard.core.editions import Edition
from dashboard.core.entries import by_number
from dashboard.core.history import end_of
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.loaded_inspections import LoadedInspection, together
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection, reinspect
from dashboard.core.own.figures import LOCAL_COLUMNS, LocalFigures
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import Records
from dashboard.store.engine import Store
from dashboard.usecases.loading import open_store_with_shipped_figures

LocalFiguresAsAt = Callable[[dt.date, str, str], LocalFigures]
ProtectedFiguresAsAt = Callable[[dt.date, str, str, Mode], ProtectedFigures]
InspectAgain = Callable[[Inspection, Framework], Reinspection | NoReinspection]


@dataclass(frozen=True)
class Holdings:
    """Definitions, and a way to the figures of an indicator, which is read when it is asked for.

    `editions` are the editions held, by the id that an observation names, without the checksums of
    a service's own files, which would tell withheld numbers. `as_of` is the day the
    whole view is shown as at: nothing published later is used.
    `inspect_again` is how a re-inspection is drawn, or had from before. `records_as_at` returns
    what people had recorded by the end of a day; `unprotected_as_at` and `local_held_as_at` what a
    service had loaded of its own figures by then; `protected_as_at` is how these are protected, or
    had from before.
    """

    catalogue: Catalogue
    figures: Callable[[str], Figures]
    editions: Callable[[], Mapping[int, Edition]]
    as_of: dt.date
    inspect_again: InspectAgain = reinspect
    records_as_at: Callable[[dt.date], Records] = lambda _: Records()
    unprotected_as_at: LocalFiguresAsAt | None = None
    protected_as_at: ProtectedFiguresAsAt | None = None
    local_held_as_at: Callable[[dt.date, str], frozenset[str]] = lambda _day, _service: frozenset()

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by id, without those that only a loaded file can fill and none has."""
        return {
            name: indicator
            for name, indicator in self.catalogue.indicators.items()
            if not indicator.loaded_only or not self.figures(name).table.empty
        }

    def unprotected(self, service: str, indicator: str) -> LocalFigures:
        """Return a service's own figures of a local indicator, small numbers and all.

        Only use cases may read them; what they return went through `core.disclosure.protect`.
        """
        if self.unprotected_as_at is None:
            nothing = pd.DataFrame(columns=LOCAL_COLUMNS)
            return LocalFigures(self.catalogue.local_indicator(indicator), service, nothing)
        return self.unprotected_as_at(self.as_of, service, indicator)

    def protected(self, service: str, indicator: str, mode: Mode) -> ProtectedFigures:
        """Return the same figures as a mode may show them, worked out now or kept from before."""
        if self.protected_as_at is not None:
            return self.protected_as_at(self.as_of, service, indicator, mode)
        return protect(self.unprotected(service, indicator), self.catalogue.disclosure, mode)

    def local_held(self, service: str) -> frozenset[str]:
        """Return the ids of the local indicators that a service has figures of on the day."""
        return self.local_held_as_at(self.as_of, service)

    @property
    def records(self) -> Records:
        """All that people had recorded by the end of the day that the view is shown as at."""
        return self.records_as_at(self.as_of)

    @property
    def records_now(self) -> Records:
        """All that people recorded up to now, whatever day the view is shown as at."""
        return self.records_as_at(dt.date.max)

    @cached_property
    def inspections(self) -> tuple[Inspection, ...]:
        """Every inspection held, shipped or loaded by the day, oldest first."""
        loaded = self.records.of(LoadedInspection).values()
        return together(
            self.catalogue.inspections, (one.inspection for one in loaded if one.in_use)
        )

    def with_records(self, records: Records) -> "Holdings":
        """Return the same holdings with other records, such as those read within a transaction."""
        return replace(self, records_as_at=lambda _: records)

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

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every target for a published indicator, as it stands now, the oldest first."""
        return tuple(by_number(self.records_now.of(Target)).values())


def records_of(store: Store, as_of: dt.date, today: dt.date) -> Records:
    """Return all that people had recorded by the end of a day; on any day to come, all there is."""
    return store.records() if as_of >= today else store.records_as_at(as_of)


def moment_of(as_of: dt.date, today: dt.date) -> dt.datetime | None:
    """Return the moment up to which a view as at a day reads; None for as it stands now."""
    return None if as_of >= today else end_of(as_of)


def open_holdings(as_of: dt.date, today: dt.date | None = None) -> Holdings:
    """Return everything held, as at a day; an indicator's figures are read once, when asked for.

    `today` decides from which day on records are read as they stand; it is `as_of` if left out.

    Raises:
        SetupError: if the database cannot be opened.
    """
    return holdings_of(*open_store_with_shipped_figures(), as_of, today or as_of)


def holdings_of(catalogue: Catalogue, store: Store, as_of: dt.date, today: dt.date) -> Holdings:
    """Return everything that an open store holds, as `open_holdings` does."""

    @cache
    def figures(name: str) -> Figures:
        return store.figures_of(catalogue.indicator(name))

    @cache
    def records(day: dt.date) -> Records:
        return records_of(store, day, today)

    @cache
    def unprotected(day: dt.date, service: str, name: str) -> LocalFigures:
        indicator = catalogue.local_indicator(name)
        return store.local_figures_of(indicator, service, moment_of(day, today))

    return Holdings(
        catalogue,
        figures,
        store.editions,
        as_of,
        # On any day to come there is what there is today.
        records_as_at=lambda day: records(min(day, today)),
        unprotected_as_at=unprotected,
        local_held_as_at=cache(
            lambda day, service: store.local_indicators_held(service, moment_of(day, today))
        ),
        protected_as_at=cache(
            lambda day, service, name, mode: protect(
                unprotected(day, service, name), catalogue.disclosure, mode
            )
        ),
    )
