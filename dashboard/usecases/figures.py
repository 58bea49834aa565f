"""The published figures that come with the dashboard: loaded once, checked, listed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.core.areas import Area
from dashboard.core.editions import Edition, EditionOrigin, Provenance
from dashboard.core.indicators import Indicator
from dashboard.definitions.catalogue import DATA_FOLDER, Catalogue, load_catalogue
from dashboard.definitions.glossary import load_glossary
from dashboard.definitions.indicators import load_indicator, load_indicators
from dashboard.definitions.places import (
    areas_of_services,
    load_areas,
    load_comparator_models,
    load_services,
    load_table_sources,
)
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DefinitionError, Fault, ImportRefusedError
from dashboard.importers.template import read_template
from dashboard.store.editions import add_edition, current_editions, supersede
from dashboard.store.engine import Store, open_store

_KEYS = ["indicator", "area_code", "period"]


@dataclass(frozen=True)
class LoadReport:
    """What loading the shipped figures did, by the key of each table."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[str, ...]:
        return (*self.added, *self.replaced)

    @property
    def changed(self) -> bool:
        return bool(self.stored or self.withdrawn)


def open_store_with_shipped_figures(
    url: str | None = None, data_folder: Path = DATA_FOLDER
) -> tuple[Catalogue, Store]:
    """Return all definitions and the open store, which holds every shipped figure.

    Raises:
        SetupError: if the database cannot be opened.
        DefinitionError, ImportRefusedError: if a shipped file is not what it should be.
    """
    catalogue = load_catalogue(data_folder)
    store = open_store(url)
    load_shipped_figures(store, catalogue.indicators, catalogue.areas, data_folder / "figures")
    return catalogue, store


def load_shipped_figures(
    store: Store, indicators: Mapping[str, Indicator], areas: Mapping[str, Area], folder: Path
) -> LoadReport:
    """Bring the store to what a folder of figures holds, and return what that took.

    A table whose content or provenance changed becomes a new edition, one that is no longer there
    is superseded, and the others are left alone, so a second call does nothing. A table that
    somebody replaced by a file of their own stays replaced.

    Raises:
        DefinitionError: if a table has no sidecar, or not the checksum its sidecar says.
        ImportRefusedError: if a table has problems; then nothing at all was stored.
    """
    wanted = {path.relative_to(folder).as_posix(): provenance_of(path) for path in _tables(folder)}
    with store.reading() as connection:
        report = _difference(wanted, current_editions(connection))
    if not report.changed:
        return report
    read = {key: read_template(folder / key, indicators, areas) for key in report.stored}
    with store.writing() as connection:
        # Another process may have loaded some while this one was reading.
        report = _difference(wanted, current_editions(connection))
        for key in report.stored:
            imported = read.get(key) or read_template(folder / key, indicators, areas)
            add_edition(connection, key, wanted[key], imported.observations, EditionOrigin.SHIPPED)
        for key in report.withdrawn:
            supersede(connection, key)
    return report


def check_figures(data_folder: Path = DATA_FOLDER) -> list[Fault]:
    """Return everything wrong with the definitions of places and indicators and with the figures.

    Frameworks and inspections are checked elsewhere.
    """
    definitions = data_folder / "definitions"
    faults = faults_of(
        partial(load_table_sources, definitions),
        partial(load_glossary, definitions / "glossary.toml"),
        partial(load_indicators, definitions / "indicators"),
        *(partial(load_indicator, path) for path in (definitions / "indicators").glob("*.toml")),
        lambda: load_comparator_models(definitions / "comparators", load_areas(definitions)),
        lambda: load_services(definitions, load_areas(definitions)),
    )
    if faults:
        return list(dict.fromkeys(faults))
    return list(_figure_faults(definitions, data_folder / "figures"))


def faults_of(*loads: Callable[[], object]) -> list[Fault]:
    """Return the fault that each of some loads of definitions stops at, if it has one."""
    faults = []
    for load in loads:
        try:
            load()
        except DefinitionError as error:
            faults.append(error.fault)
    return faults


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.csv"))


def _difference(wanted: Mapping[str, Provenance], current: Mapping[str, Edition]) -> LoadReport:
    shipped = {key for key, held in current.items() if held.origin is EditionOrigin.SHIPPED}
    return LoadReport(
        added=tuple(key for key in wanted if key not in current),
        replaced=tuple(
            key for key in wanted if key in shipped and current[key].provenance != wanted[key]
        ),
        withdrawn=tuple(sorted(shipped - set(wanted))),
    )


def _figure_faults(definitions: Path, folder: Path) -> Iterator[Fault]:
    areas = load_areas(definitions)
    places = areas | areas_of_services(load_services(definitions, areas))
    indicators = load_indicators(definitions / "indicators")
    read: dict[str, pd.DataFrame] = {}
    for path in _tables(folder):
        key = path.relative_to(folder).as_posix()
        yield from faults_of(partial(provenance_of, path))
        try:
            read[key] = read_template(path, indicators, places).observations
        except ImportRefusedError as error:
            for problem in error.problems:
                where = f"row {problem.row}, {problem.column}" if problem.row else problem.column
                yield Fault(key, where, f'"{problem.value}" {problem.reason}', problem.advice)
    yield from _shared_figures(read)


def _shared_figures(read: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    if not read:
        return
    everything = pd.concat([frame[_KEYS].assign(key=key) for key, frame in read.items()])
    twice = everything[everything.duplicated(_KEYS)]
    for indicator, area, period, key in twice.itertuples(index=False, name=None):
        wrong = "another table gives the same figure"
        yield Fault(key, f"{indicator}, {area}, {period}", wrong, "keep it in one of them")
